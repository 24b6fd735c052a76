//! From a book to scores.

use rayon::prelude::*;

use super::{
    Config, Exposure, History, LapseModel, Method, ModelSummary, PracticeScore, Scores, Segment, Source,
    calendar,
    outlook::{Ahead, Outlook, YEAR_WEEKS},
    potential::{self, Potential},
    ranks, sentences,
    value::WithinReach,
};
use crate::{
    Error, ErrorKind,
    model::{Book, Date, Tier},
};

/// Scores every practice of a book as of a day; referrals after that day are not looked at.
///
/// Two models are fitted to the book: a regression that says what practices like this one send ([`PracticeScore::potential`]),
/// and lapse models that follow each practice's own rhythm around it, pooled as back-tests on this book allow. A book without referrals is
/// scored by the priors of the first. Nothing depends on the order of rows or the number of threads.
/// O(weeks with history + columns of the regression) a practice and step.
///
/// ```
/// use rounds::{model::*, score};
/// let mut records = Records::default();
/// records.practices = vec![Practice::new("P1", "Cedar Family Medicine", Location::new(38.9, -77.0)?)].into();
/// records.liaisons = vec![Liaison::new("L1", "Ada", Location::new(38.9, -77.0)?)].into();
/// let (book, _) = Book::build(records)?;
/// let scores = score::evaluate(&book, "2026-01-30".parse()?, &score::Config::default())?;
/// let score = &scores.practices[0];
/// assert_eq!(score.reasons.iter().map(|reason| reason.points).sum::<f64>(), score.visit.base());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Setting`] when the configuration is out of its range.
pub fn evaluate(book: &Book, as_of: Date, config: &Config) -> Result<Scores, Error> {
    check(config)?;
    let models = Models::fit(book, as_of, config);
    let mut practices: Vec<PracticeScore> =
        (0..book.practices().len()).into_par_iter().map(|at| models.score(book, at, config)).collect();
    ranks::segments(&mut practices, &models.histories);
    ranks::tiers(&mut practices, book, config.tiers);
    let model = models.summary(&practices);
    Ok(Scores { as_of, practices, model })
}

/// Refuses settings that mean nothing.
pub(super) fn check(config: &Config) -> Result<(), Error> {
    let bad = |what: &str| Err(Error::new(ErrorKind::Setting, what));
    match config {
        Config { horizon_days: 0 | 3_661.., .. } => bad("horizon_days must be within 1..=3660"),
        Config { interval, .. } if !(0.01..=0.999).contains(interval) => {
            bad("interval must be within 0.01..=0.999")
        }
        Config { tiers, .. } if !(tiers.a >= 0.0 && tiers.b >= 0.0 && tiers.a + tiers.b <= 1.0) => {
            bad("tier shares must be 0 or more and add up to at most 1")
        }
        Config { response, .. } if !(0.0..=10.0).contains(&response.elasticity) => {
            bad("the elasticity must be within 0..=10")
        }
        Config { response, .. } if !(response.margin >= 0.0 && response.margin.is_finite()) => {
            bad("the margin must be a number of at least 0")
        }
        _ => Ok(()),
    }
}

/// Everything that is fitted before the first practice is scored.
struct Models {
    histories: Vec<Option<History>>,
    exposure: Exposure,
    potential: Potential,
    /// Years of referrals that the potential was fitted to.
    watched: f64,
    lapse: LapseModel,
    levels: Vec<f64>,
    ahead: Ahead,
}

/// Days of referrals that the potential is fitted to: what practices send these days.
const POTENTIAL_DAYS: i64 = 730;

impl Models {
    fn fit(book: &Book, as_of: Date, config: &Config) -> Self {
        let practices = 0..book.practices().len();
        let histories: Vec<Option<History>> =
            practices.clone().into_par_iter().map(|at| history(book, at, as_of)).collect();
        let exposure = calendar::exposure(book, as_of);
        let span = days_watched(book, as_of);
        let watched = span as f64 / 365.25;
        let counts: Vec<u64> = practices.clone().map(|at| recent_count(book, at, as_of, span)).collect();
        let potential = potential::fit(book, &counts, watched);
        let levels = levels(&potential.means, &histories);
        let sources: Vec<Source<'_>> = histories
            .iter()
            .zip(&levels)
            .filter_map(|(history, level)| history.as_ref().map(|history| (history, *level)))
            .collect();
        let lapse = LapseModel::fit(&sources, &exposure, Method::Best, config.horizon_days);
        let weeks = exposure.horizon(f64::from(config.horizon_days));
        let ahead = Ahead { weeks, interval: config.interval };
        Self { histories, exposure, potential, watched, lapse, levels, ahead }
    }

    fn outlook(&self, at: usize) -> Outlook {
        match &self.histories[at] {
            Some(history) => {
                Outlook::of_history(&self.lapse, (history, self.levels[at]), &self.exposure, &self.ahead)
            }
            None => Outlook::without_history(
                self.potential.shape,
                self.potential.means[at],
                self.watched,
                &self.ahead,
            ),
        }
    }

    fn score(&self, book: &Book, at: usize, config: &Config) -> PracticeScore {
        let history = self.histories[at].as_ref();
        let outlook = self.outlook(at);
        let prediction = outlook.prediction;
        let now = prediction.expected_count * 365.25 / f64::from(config.horizon_days);
        let potential = self.potential.upper[at].max(self.potential.rates[at]).max(now);
        let headroom = (potential - now).max(0.0);
        let at_risk = history.map_or(0.0, |_| outlook.at_risk(f64::from(config.horizon_days) / 7.0));
        let survival_per_day = outlook.survival.powf(1.0 / 7.0);
        let winnable = self.winnable(at, &outlook, potential);
        let visit = WithinReach { at_risk, winnable, survival_per_day }.value(&config.response);
        let low_evidence = history.is_none_or(has_low_evidence);
        let practice = &book.practices()[at];
        PracticeScore {
            practice: practice.id.clone(),
            p_active: prediction.p_active,
            expected_count: prediction.expected_count,
            interval: outlook.interval,
            trend: prediction.trend,
            trend_probability: prediction.trend_probability,
            p_alive: prediction.p_alive,
            lapse_risk: history.map_or(0.0, |_| outlook.lapse_risk()),
            potential,
            headroom,
            segment: Segment::Unknown,
            tier: practice.tier.unwrap_or(Tier::C),
            low_evidence,
            visit,
            reasons: sentences::Facts { outlook: &outlook, history, now, potential, winnable, low_evidence }
                .reasons(visit, config.horizon_days),
        }
    }

    /// Referrals a year that a visit could win: what the practice could send beyond its usual rate, as far as its own
    /// record lets hope. Two years of silence where practices alike send forty a year are evidence that this one refers
    /// elsewhere or nowhere: the gap is weighed by its own posterior rate over the prior one, at most 1, and by the chance
    /// that it has not stopped. Whether a visit wins a stranger or a lost practice back is not known to any study.
    fn winnable(&self, at: usize, outlook: &Outlook, potential: f64) -> f64 {
        let usual = outlook.baseline * YEAR_WEEKS;
        let record = (self.potential.rates[at] / self.potential.means[at]).clamp(0.0, 1.0);
        (potential - usual).max(0.0) * record * outlook.prediction.p_alive
    }

    fn summary(&self, practices: &[PracticeScore]) -> ModelSummary {
        let fitted = self.lapse.fitted.first();
        let mut notes = vec!["What a visit does is assumed, not measured: see ResponsePrior.".to_owned()];
        for model in self.lapse.fitted.iter().filter(|model| !model.ridge.is_empty()) {
            notes.push(format!(
                "{}: the data do not fix {}; forecasts do not depend on it.",
                model.name,
                model.ridge.join(", ")
            ));
        }
        if self.watched == 0.0 {
            notes.push("No referrals: practices are ranked by providers and estimates alone.".to_owned());
        }
        ModelSummary {
            chosen: self.lapse.reason.clone(),
            parameters: fitted.map_or_else(Vec::new, |fitted| fitted.estimates.clone()),
            log_likelihood: fitted.map_or(0.0, |fitted| fitted.log_likelihood),
            potential: self.potential.estimates.clone(),
            with_history: self.histories.iter().flatten().count(),
            low_evidence: practices.iter().filter(|practice| practice.low_evidence).count(),
            notes,
        }
    }
}

/// The referrals of one practice up to a day.
pub(super) fn history(book: &Book, at: usize, as_of: Date) -> Option<History> {
    let days_ago = |date: Date| u32::try_from(as_of.days_since(date)).ok();
    let events: Vec<(u32, u32)> = book
        .referrals(at)
        .iter()
        .filter_map(|referral| days_ago(referral.date).map(|days| (days, referral.count)))
        .collect();
    History::new(&events)
}

/// Days since the first referral of the book, at most [`POTENTIAL_DAYS`]; 0 without any.
fn days_watched(book: &Book, as_of: Date) -> i64 {
    let ages =
        (0..book.practices().len()).flat_map(|at| book.referrals(at)).map(|it| as_of.days_since(it.date));
    ages.max().map_or(0, |oldest| (oldest + 1).clamp(0, POTENTIAL_DAYS))
}

fn recent_count(book: &Book, at: usize, as_of: Date, span: i64) -> u64 {
    let recent = |date: Date| (0..span).contains(&as_of.days_since(date));
    book.referrals(at).iter().filter(|it| recent(it.date)).map(|it| u64::from(it.count)).sum()
}

/// What practices like each one send, relative to the average practice with a history.
fn levels(means: &[f64], histories: &[Option<History>]) -> Vec<f64> {
    let known =
        || means.iter().zip(histories).filter(|(_, history)| history.is_some()).map(|(mean, _)| *mean);
    let average = known().sum::<f64>() / known().count().max(1) as f64;
    let level = |mean: &f64| if average > 0.0 { (mean / average).clamp(0.05, 20.0) } else { 1.0 };
    means.iter().map(level).collect()
}

/// Fewer than three referrals after the first, or less than eight weeks to have sent them.
fn has_low_evidence(history: &History) -> bool {
    history.events() < 3 || history.age_days() < 56
}
