//! From a book to scores.

use rayon::prelude::*;

use crate::error::Error;
use crate::forecast::history::History;
use crate::forecast::pool::lapse_model::LapseModel;
use crate::forecast::pool::method::Method;
use crate::forecast::trend::RateStep;
use crate::model::book::Book;
use crate::model::practice::Tier;
use crate::model::score_fact::LevelChange;
use crate::model::segment::Segment;
use crate::model::time::Date;
use crate::progress::Observer;
use crate::score::config::ScoreConfig;
use crate::score::features::Features;
use crate::score::note::ModelNote;
use crate::score::practice_forecast::{Ahead, PracticeForecast, YEAR_DAYS, YEAR_WEEKS};
use crate::score::ranks;
use crate::score::reason::ReasonFigures;
use crate::score::score_watch::ScoreWatch;
use crate::score::scores::{ModelSummary, PracticeScore, Scores};
use crate::score::size;
use crate::score::size_score;
use crate::score::tiers;
use crate::score::value::AtStake;

/// Scores every practice of a book as of a day. Referrals after that day are not looked at.
///
/// Two models are fitted to the book. A regression says what practices like this one send
/// ([`PracticeScore::potential`]). Lapse models follow each practice's own rhythm around it, pooled as
/// back-tests on this book allow. A book without referrals is ranked by size ([`Scores::are_sizes`]). Nothing
/// depends on the order of rows or the number of threads. O(weeks with history + predictors) a practice and
/// step. `observer` hears in the phase `score` how many practices have their score.
///
/// ```
/// use rounds::{model::*, progress, score};
/// let mut records = Records::default();
/// records.practices = vec![Practice::new("P1", "Cedar Family Medicine", Location::new(38.9, -77.0)?)].into();
/// records.liaisons = vec![Liaison::new("L1", "Ada", Location::new(38.9, -77.0)?)].into();
/// let (book, _) = Book::build(records)?;
/// let scores = score::evaluate(&book, "2026-01-30".parse()?, &score::ScoreConfig::default(), &progress::unobserved)?;
/// let score = &scores.practices[0];
/// assert_eq!(score.reasons.iter().map(|reason| reason.points).sum::<f64>(), score.visit.base());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Setting`](crate::ErrorKind::Setting) when the configuration is out of its range,
/// [`ErrorKind::Cancelled`](crate::ErrorKind::Cancelled) when `observer` asks to stop.
pub fn evaluate(book: &Book, as_of: Date, config: &ScoreConfig, observer: Observer) -> Result<Scores, Error> {
    config.check()?;
    let watch = ScoreWatch::new(observer, book.practices().len());
    watch.go_on()?;
    let models = Models::fit(book, as_of, config, &watch)?;
    let score = |at| {
        let score = models.score(book, at, config);
        watch.count_one().map(|()| score)
    };
    let mut practices: Vec<PracticeScore> =
        (0..book.practices().len()).into_par_iter().map(score).collect::<Result<_, Error>>()?;
    ranks::segments(&mut practices, &models.features.histories);
    tiers::tiers(&mut practices, book, &models.features, config.tiers, &watch)?;
    let model = models.summary(book, &practices);
    Ok(Scores { as_of, response: config.response, practices, model })
}

/// Days of the forecast that the worth of a visit rests on.
const QUARTER_DAYS: u32 = 91;

/// Everything that is fitted before the first practice is scored.
struct Models {
    features: Features,
    lapse: LapseModel,
    ahead: Ahead,
    /// The models of a quarter and its weeks, where another horizon is asked for.
    quarter: Option<(LapseModel, Ahead)>,
}

impl Models {
    fn fit(book: &Book, as_of: Date, config: &ScoreConfig, watch: &ScoreWatch) -> Result<Self, Error> {
        let features = Features::of(book, as_of);
        let days = config.horizon_days;
        let go_on = || watch.go_on();
        let (sources, exposure) = (features.sources(), &features.exposure);
        let lapse = LapseModel::fit_while(&sources, exposure, Method::Best, days, &go_on)?;
        let ahead = |days: u32| Ahead {
            weeks: features.exposure.horizon(f64::from(days)),
            interval: config.interval,
        };
        let quarter = if days == QUARTER_DAYS {
            None
        } else {
            let lapse = LapseModel::fit_while(&sources, exposure, Method::Best, QUARTER_DAYS, &go_on)?;
            Some((lapse, ahead(QUARTER_DAYS)))
        };
        Ok(Self { lapse, ahead: ahead(days), quarter, features })
    }

    /// Returns the forecast that the worth of a visit rests on, and what it expects in a year. It is that of the next quarter,
    /// so that the horizon that people ask for does not move the worth.
    fn quarter_forecast(&self, at: usize, asked: PracticeForecast) -> (PracticeForecast, f64) {
        let (forecast, ahead) = self
            .quarter
            .as_ref()
            .map_or((asked, &self.ahead), |(lapse, ahead)| (self.forecast(lapse, ahead, at), ahead));
        (forecast, ahead.a_year(forecast.prediction.expected_count))
    }

    fn forecast(&self, lapse: &LapseModel, ahead: &Ahead, at: usize) -> PracticeForecast {
        let features = &self.features;
        // All lists of the features have one entry a practice, in the order of the book.
        match &features.histories[at] {
            Some(history) => {
                PracticeForecast::of_history(lapse, (history, features.levels[at]), &features.exposure, ahead)
            }
            None => PracticeForecast::without_history(
                features.potential.shape,
                features.potential.means[at],
                features.years,
                ahead,
            ),
        }
    }

    fn score(&self, book: &Book, at: usize, config: &ScoreConfig) -> PracticeScore {
        let practice = &book.practices()[at];
        if self.features.years == 0.0 {
            return size_score::by_size(practice, self.features.potential.upper[at], &config.response);
        }
        let history = self.features.histories[at].as_ref();
        let forecast = self.forecast(&self.lapse, &self.ahead, at);
        let prediction = forecast.prediction;
        let (quarter, now) = self.quarter_forecast(at, forecast);
        let potential = self.features.potential.upper[at].max(self.features.potential.rates[at]).max(now);
        let headroom = (potential - now).max(0.0);
        let winnable = self.winnable(at, (&quarter, now), potential);
        let year = history.map_or(0.0, |history| f64::from(history.sent_within(YEAR_DAYS)));
        let fallen = (history.map_or(0.0, |history| self.year_at_level(history)) - now).max(0.0);
        let visit = AtStake { sent: now, fallen, winnable }.value(&config.response);
        let low_evidence = history.is_none_or(has_low_evidence);
        let change = history.and_then(|_| level_change(&forecast, self.features.until));
        let figures = ReasonFigures {
            forecast: &forecast,
            history,
            until: self.features.until,
            change,
            now,
            year,
            potential,
            winnable,
            low_evidence,
        };
        let mut reasons = figures.reasons(visit, config.horizon_days);
        reasons.extend(size_score::large_group(practice));
        PracticeScore {
            practice: practice.id.clone(),
            p_active: prediction.p_active,
            expected_count: prediction.expected_count,
            interval: forecast.interval,
            trend: forecast.trend(),
            trend_probability: history.map_or(0.0, |_| forecast.fallen()),
            p_alive: forecast.alive(),
            lapse_risk: history.map_or(0.0, |_| forecast.lapse_risk()),
            change,
            potential,
            headroom,
            segment: Segment::Unknown,
            tier: practice.tier.unwrap_or(Tier::C),
            low_evidence,
            visit,
            reasons,
        }
    }

    /// Returns the referrals of the last year at the level of the book that holds now: nobody has fallen where the whole book has.
    fn year_at_level(&self, history: &History) -> f64 {
        let sent = |days: u32| f64::from(history.sent_within(days));
        let Some(level_break) = self.features.level_break else { return sent(YEAR_DAYS) };
        let since = sent(level_break.days().min(YEAR_DAYS));
        since + (sent(YEAR_DAYS) - since) * level_break.factor
    }

    /// Returns the referrals a year that a visit could win: what the practice could send beyond its usual and
    /// its expected rate, as far as its own record lets hope.
    ///
    /// Two years of silence where practices alike send forty a year are evidence that this one refers
    /// elsewhere or nowhere. So the gap is weighed by its own posterior rate over the prior one, at most 1,
    /// and by the chance that it has not stopped. Whether a visit wins a stranger or a lost practice back is
    /// not known to any study.
    fn winnable(&self, at: usize, (forecast, now): (&PracticeForecast, f64), potential: f64) -> f64 {
        let usual = (forecast.baseline * YEAR_WEEKS).max(now);
        let record = (self.features.potential.rates[at] / self.features.potential.means[at]).clamp(0.0, 1.0);
        (potential - usual).max(0.0) * record * forecast.alive()
    }

    fn summary(&self, book: &Book, practices: &[PracticeScore]) -> ModelSummary {
        let fitted = self.lapse.fitted.first();
        ModelSummary {
            chosen: self.lapse.reason.clone(),
            parameters: fitted.map_or_else(Vec::new, |fitted| fitted.estimates.clone()),
            log_likelihood: fitted.map_or(0.0, |fitted| fitted.log_likelihood),
            potential: self.features.potential.estimates.clone(),
            with_history: self.features.histories.iter().flatten().count(),
            low_evidence: practices.iter().filter(|practice| practice.low_evidence).count(),
            notes: self.notes(book),
        }
    }

    /// Lists what a reader should know. The first note is about every score, the last ones about this book.
    fn notes(&self, book: &Book) -> Vec<ModelNote> {
        let fitted = || self.lapse.fitted.iter();
        let not_fixed = fitted().filter(|it| !it.ridge.is_empty());
        let not_converged = fitted().filter(|it| !it.converged);
        let mut notes = vec![ModelNote::ResponseAssumed];
        notes
            .extend(not_fixed.map(|it| ModelNote::NotFixed { model: it.name, parameters: it.ridge.clone() }));
        notes.extend(not_converged.map(|it| ModelNote::NotConverged { model: it.name }));
        notes.extend((!self.features.potential.converged).then_some(ModelNote::PotentialNotConverged));
        let large = book.practices().iter().filter_map(size::large_group).count();
        notes.extend((large > 0).then_some(ModelNote::LargeGroups { practices: large }));
        notes.extend(self.features.notes.clone());
        notes.extend((self.features.years == 0.0).then_some(ModelNote::NoReferrals));
        notes
    }
}

/// Dates the last credible change of the level.
fn level_change(forecast: &PracticeForecast, until: Date) -> Option<LevelChange> {
    let RateStep { weeks_ago, before, after, probability } = forecast.credible_step()?;
    let since = until.plus_days(-7 * i64::from(weeks_ago));
    Some(LevelChange {
        since,
        weeks_ago,
        before: before * YEAR_WEEKS,
        after: after * YEAR_WEEKS,
        probability,
    })
}

/// Says whether there are fewer than four referrals, all on one day, or less than eight weeks to have sent
/// them.
fn has_low_evidence(history: &History) -> bool {
    history.total() < 4 || history.event_days() < 2 || history.age_days() < 56
}
