//! Lapse models over event histories: the filter, its referees, and their pool.
//!
//! This part knows no book: [`History`] in, [`Prediction`] out. [`evaluate`](super::evaluate) builds on it, and the
//! benchmark calls it with public event logs.

pub(crate) mod choice;
pub(crate) mod member;
pub(crate) mod priors;
pub(crate) mod recalibration;
pub(crate) mod spread;

use crate::forecast::btyd::Summary;
use crate::forecast::pool::choice::Choice;
use crate::forecast::pool::member::{Expectation, Member};
use crate::forecast::pool::recalibration::Logit;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::forecast::btyd::Referee;
use crate::forecast::btyd::bg_nbd::BgNbd;
use crate::forecast::btyd::estimate::{Estimate, Fit};
use crate::forecast::btyd::mbg_nbd::MbgNbd;
use crate::forecast::btyd::pareto_nbd::ParetoNbd;
use crate::forecast::gamma_poisson;
use crate::forecast::gamma_poisson::Filter;
use crate::forecast::gamma_poisson::counts::Target;
use crate::forecast::gamma_poisson::fit::{Lapse, Weeks};
use crate::forecast::gamma_poisson::state::Rate;
use crate::forecast::history::{Exposure, History};
use crate::forecast::trend::{Step, step};
use crate::score::scores::CountInterval;

/// Which lapse model to fit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The equal pool of all models but those without which it is clearly better in every back-test on the same
    /// histories, recalibrated where these back-tests ask for it.
    #[default]
    Best,
    /// The gamma-Poisson filter alone, in which lapses are final.
    GammaPoisson,
    /// The gamma-Poisson filter alone, in which lapses are pauses and sources return.
    GammaPoissonReturns,
    /// BG/NBD alone.
    BgNbd,
    /// MBG/NBD alone.
    MbgNbd,
    /// Pareto/NBD alone.
    ParetoNbd,
}

/// What is expected of one source over the horizon.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// Probability of at least one event.
    pub p_active: f64,
    /// Expected number of events.
    pub expected_count: f64,
    /// Probability of not having fallen silent for good.
    pub p_alive: f64,
    /// Expected count over the horizon relative to what the source's usual rate would bring.
    pub trend: f64,
    /// Probability that the rate has fallen below the source's own earlier rate, or to nothing.
    pub trend_probability: f64,
}

/// One fitted model in words and numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fitted {
    /// What the field calls it.
    pub name: String,
    /// Its parameters.
    pub estimates: Vec<Estimate>,
    /// Logarithm of its likelihood.
    pub log_likelihood: f64,
    /// Parameters that the data do not fix: they rest on weak priors.
    pub ridge: Vec<String>,
    /// The search for the parameters came to its end. A model without is not in use, unless none has it.
    pub converged: bool,
}

/// Fitted lapse models, ready to predict.
#[derive(Debug, Clone)]
pub struct LapseModel {
    members: Vec<Member>,
    /// The filter that beliefs and trends come from.
    pub(crate) filter: Filter,
    recalibration: Logit,
    /// Relative variance of an error that all forecasts share, beyond what the filter knows of each source.
    spread: f64,
    /// Every model that was fitted for use, whether its search converged or not.
    pub fitted: Vec<Fitted>,
    /// Which models are in use and why, in a sentence.
    pub reason: String,
}

/// A source with the level of its prior mean rate relative to the average source (1 where nothing is known).
pub type Source<'a> = (&'a History, f64);

impl LapseModel {
    /// Fits models to histories that all end on the same day, for forecasts over `horizon_days`.
    ///
    /// Never fails: without histories the parameters are those of the starts, and every prediction is finite.
    #[must_use]
    pub fn fit(sources: &[Source<'_>], exposure: &Exposure, method: Method, horizon_days: u32) -> Self {
        let sources = &sorted(sources)[..];
        let choice = match method {
            Method::Best => Choice::by_back_test(sources, exposure, horizon_days),
            Method::GammaPoisson => Choice::only(FINAL),
            Method::GammaPoissonReturns => Choice::only(PAUSE),
            Method::BgNbd => Choice::only(BgNbd::NAME),
            Method::MbgNbd => Choice::only(MbgNbd::NAME),
            Method::ParetoNbd => Choice::only(ParetoNbd::NAME),
        };
        let all = fit_members(sources, exposure, |name| choice.keeps(name) || name == FINAL);
        let filter = all.iter().find_map(|(member, _)| member.as_filter()).unwrap_or(UNFITTED);
        let kept: Vec<(Member, Fitted)> =
            all.into_iter().filter(|(_, fitted)| choice.keeps(&fitted.name)).collect();
        let none_converged = !kept.iter().any(|(_, fitted)| fitted.converged);
        let in_use = kept.iter().filter(|(_, fitted)| fitted.converged || none_converged);
        Self {
            members: in_use.map(|(member, _)| *member).collect(),
            filter,
            recalibration: choice.recalibration,
            spread: choice.spread,
            fitted: kept.into_iter().map(|(_, fitted)| fitted).collect(),
            reason: choice.reason,
        }
    }

    /// One model with given parameters, without a fit; [`Fitted::log_likelihood`] is 0, for there are no histories yet.
    ///
    /// ```
    /// use rounds::score::{BgNbd, Exposure, History, LapseModel};
    /// let model = LapseModel::fixed(BgNbd { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 });
    /// let history = History::new(&[(272, 1), (100, 1), (59, 1)]).expect("it has events");
    /// let prediction = model.predict_all(&[(&history, 1.0)], &Exposure::even(), 273)[0];
    /// assert!((prediction.expected_count - 1.23).abs() < 0.02);
    /// ```
    #[must_use]
    pub fn fixed(member: impl Into<Member>) -> Self {
        let member = member.into();
        let (name, parameters) = member.described();
        let given =
            |(name, value): (&str, f64)| Estimate { name: name.to_owned(), value, standard_error: None };
        let fitted = Fitted {
            name: name.to_owned(),
            estimates: parameters.into_iter().map(given).collect(),
            log_likelihood: 0.0,
            ridge: Vec::new(),
            converged: true,
        };
        Self {
            filter: member.as_filter().unwrap_or(UNFITTED),
            members: vec![member],
            recalibration: Logit::IDENTITY,
            spread: 0.0,
            fitted: vec![fitted],
            reason: "parameters as given".to_owned(),
        }
    }

    /// Predictions for sources in their order; equal histories are worked out once.
    #[must_use]
    pub fn predict_all(
        &self,
        sources: &[Source<'_>],
        exposure: &Exposure,
        horizon_days: u32,
    ) -> Vec<Prediction> {
        let mut order: Vec<usize> = (0..sources.len()).collect();
        let compare = |a: &usize, b: &usize| compare(&sources[*a], &sources[*b]);
        order.par_sort_unstable_by(compare);
        let groups: Vec<&[usize]> = order.chunk_by(|a, b| compare(a, b).is_eq()).collect();
        let horizon = exposure.horizon(f64::from(horizon_days));
        let answers: Vec<Prediction> =
            groups.par_iter().map(|group| self.predict(sources[group[0]], exposure, &horizon)).collect();
        let mut predictions = vec![UNKNOWN; sources.len()];
        for (group, answer) in groups.iter().zip(answers) {
            group.iter().for_each(|at| predictions[*at] = answer);
        }
        predictions
    }

    /// One source's prediction over weeks of the given exposures.
    pub(crate) fn predict(&self, source: Source<'_>, exposure: &Exposure, horizon: &[f64]) -> Prediction {
        self.forecast(&Seen::new(source, exposure), horizon).0
    }

    /// The prediction with what the pool expects.
    pub(crate) fn forecast(&self, seen: &Seen, horizon: &[f64]) -> (Prediction, Pooled) {
        let forecasts: Vec<Expectation> =
            self.members.iter().map(|member| member.forecast(seen, horizon)).collect();
        let pooled = pool(&forecasts, &self.recalibration);
        let usual = self.usual_rate(seen).mean() * horizon.iter().sum::<f64>();
        let expected_count = pooled.expected_count();
        let prediction = Prediction {
            p_active: pooled.p_active,
            expected_count,
            p_alive: pooled.p_alive,
            trend: if usual > 0.0 { expected_count / usual } else { 1.0 },
            trend_probability: 1.0 - pooled.p_alive * (1.0 - self.step(seen).fallen),
        };
        (prediction, pooled)
    }

    /// What is believed about the rate of events a week up to the last one.
    pub(crate) fn usual_rate(&self, seen: &Seen) -> Rate<f64> {
        let Filter { shape, scale, .. } = self.filter;
        Rate { shape: shape + f64::from(seen.events), scale: scale / seen.weeks.level + seen.summary.last }
    }

    /// Whether the rate of a source that still sends has changed.
    pub(crate) fn step(&self, seen: &Seen) -> Step {
        step(&seen.weeks.weeks, self.filter.shape, self.filter.scale / seen.weeks.level)
    }

    /// The range that the count over those weeks falls in with a probability: the filter's distribution, moved to what the
    /// pool expects and widened as the back-test asks.
    pub(crate) fn interval(
        &self,
        seen: &Seen,
        horizon: &[f64],
        pooled: &Pooled,
        probability: f64,
    ) -> CountInterval {
        let belief = self.filter.believe(&seen.weeks);
        let target = pooled.target(self.spread);
        self.filter.interval(&belief, seen.weeks.level, horizon, &target, probability)
    }
}

/// Sources in an order of their own, so that the caller's does not matter to a sample of them.
fn sorted<'a>(sources: &[Source<'a>]) -> Vec<Source<'a>> {
    let mut sorted = sources.to_vec();
    sorted.par_sort_by(compare);
    sorted
}

fn compare(left: &Source<'_>, right: &Source<'_>) -> std::cmp::Ordering {
    left.0.cmp(right.0).then(left.1.total_cmp(&right.1))
}

/// What the pool expects of one source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pooled {
    pub(crate) p_active: f64,
    /// Expected events if there is one, so at least 1.
    pub(crate) count_if_active: f64,
    pub(crate) p_alive: f64,
}

impl Pooled {
    pub(crate) fn expected_count(&self) -> f64 {
        self.p_active * self.count_if_active
    }

    fn target(&self, spread: f64) -> Target {
        Target { p_active: self.p_active, count_if_active: self.count_if_active, spread }
    }
}

/// The equal pool of some models' forecasts, recalibrated: one distribution of the count.
///
/// Chances of any event at all are pooled by their mean; what is expected if there is one by the geometric mean, so that no
/// single model can carry the others away.
fn pool(forecasts: &[Expectation], recalibration: &Logit) -> Pooled {
    let share = 1.0 / forecasts.len().max(1) as f64;
    let active: f64 = forecasts.iter().map(|forecast| share * forecast.p_active).sum();
    let ln_count: f64 = forecasts.iter().map(|forecast| share * forecast.count_if_active().ln()).sum();
    let alive: Vec<f64> = forecasts.iter().filter_map(|forecast| forecast.p_alive).collect();
    let p_alive = if alive.is_empty() { 1.0 } else { alive.iter().sum::<f64>() / alive.len() as f64 };
    Pooled { p_active: recalibration.apply(active).clamp(0.0, 1.0), count_if_active: ln_count.exp(), p_alive }
}

/// A prediction to be filled.
const UNKNOWN: Prediction =
    Prediction { p_active: 0.0, expected_count: 0.0, p_alive: 0.0, trend: 0.0, trend_probability: 0.0 };

/// The filter before any data.
const UNFITTED: Filter =
    Filter { shape: 0.6, scale: 8.0, lapse_shape: 0.6, lapse_scale: 120.0, retention: 1.0, returns: 0.0 };

/// A source as the members see it.
pub(crate) struct Seen {
    pub(crate) weeks: Weeks,
    pub(crate) summary: Summary,
    /// Events after the first day.
    pub(crate) events: u32,
    /// Events of a usual day with an event.
    pub(crate) batch: f64,
}

impl Seen {
    /// A level that means nothing counts as 1.
    pub(crate) fn new((history, level): Source<'_>, exposure: &Exposure) -> Self {
        let level = if level.is_finite() && level > 0.0 { level.clamp(1e-3, 1e3) } else { 1.0 };
        Self {
            weeks: Weeks { level, weeks: history.by_week(exposure) },
            summary: history.summary(),
            events: history.events(),
            batch: history.batch(),
        }
    }
}

/// The filter in which lapses are final.
pub(crate) const FINAL: &str = "gamma-Poisson filter";
/// The filter in which sources return.
pub(crate) const PAUSE: &str = "gamma-Poisson filter with returns";

/// Fits the models whose names are wanted.
pub(crate) fn fit_members(
    sources: &[Source<'_>],
    exposure: &Exposure,
    wanted: impl Fn(&str) -> bool,
) -> Vec<(Member, Fitted)> {
    /// Histories that a fit of the filter looks at; more move the parameters by less than the model is wrong.
    const SAMPLE: usize = 3_000;
    let stride = sources.len().div_ceil(SAMPLE).max(1);
    let sample = || -> Vec<Weeks> {
        sources.iter().step_by(stride).map(|source| Seen::new(*source, exposure).weeks).collect()
    };
    let total = sources.len() as f64;
    let mut fits = Vec::new();
    for (name, lapse) in [(FINAL, Lapse::Final), (PAUSE, Lapse::Pause)] {
        if wanted(name) {
            fits.push(described(
                name,
                gamma_poisson::fit::fit(&sample(), total, lapse, &priors::FILTER),
                Member::Filter,
            ));
        }
    }
    let summaries: Vec<_> = sources.iter().map(|source| source.0.summary()).collect();
    if wanted(BgNbd::NAME) {
        fits.push(described(
            BgNbd::NAME,
            BgNbd::most_probable(&summaries, &priors::BETA_GEOMETRIC),
            Member::BgNbd,
        ));
    }
    if wanted(MbgNbd::NAME) {
        fits.push(described(
            MbgNbd::NAME,
            MbgNbd::most_probable(&summaries, &priors::BETA_GEOMETRIC),
            Member::MbgNbd,
        ));
    }
    if wanted(ParetoNbd::NAME) {
        fits.push(described(
            ParetoNbd::NAME,
            ParetoNbd::most_probable(&summaries, &priors::PARETO_NBD),
            Member::ParetoNbd,
        ));
    }
    fits
}

fn described<M>(name: &str, fit: Fit<M>, member: impl Fn(M) -> Member) -> (Member, Fitted) {
    let fitted = Fitted {
        name: name.to_owned(),
        estimates: fit.estimates,
        log_likelihood: fit.log_likelihood,
        ridge: fit.ridge,
        converged: fit.converged,
    };
    (member(fit.model), fitted)
}
