//! Lapse models over event histories: the filter, its referees, and their pool.
//!
//! This part knows no book: [`History`] in, [`Prediction`] out. [`evaluate`](super::evaluate) builds on it, and the
//! benchmark calls it with public event logs.

mod choice;
mod member;
mod recalibration;
mod spread;

pub(super) use choice::Choice;
use member::Expectation;
pub use member::Member;
use recalibration::Logit;
pub(super) use recalibration::logistic;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    BgNbd, CountInterval, Estimate, Exposure, Fit, History, MbgNbd, ParetoNbd, Referee,
    filter::{self, Filter, Lapse, State, Weeks},
    trend::step,
};

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
    /// Expected rate over the horizon relative to the source's own earlier rate.
    pub trend: f64,
    /// Probability that the rate has fallen below the source's own earlier rate.
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
    /// Parameters that the data do not fix.
    pub ridge: Vec<String>,
}

/// Fitted lapse models, ready to predict.
#[derive(Debug, Clone)]
pub struct LapseModel {
    members: Vec<Member>,
    /// The filter that beliefs and trends come from.
    pub(super) filter: Filter,
    recalibration: Logit,
    /// Relative variance of an error that all forecasts share, beyond what the filter knows of each source.
    spread: f64,
    /// Every model that was fitted and is in use.
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
        let (members, fitted) = all.into_iter().filter(|(_, fitted)| choice.keeps(&fitted.name)).unzip();
        Self {
            members,
            filter,
            recalibration: choice.recalibration,
            spread: choice.spread,
            fitted,
            reason: choice.reason,
        }
    }

    /// One model with given parameters, without a fit; [`Fitted::log_likelihood`] is 0, for there are no histories yet.
    ///
    /// ```
    /// use rounds::score::{BgNbd, Exposure, History, LapseModel};
    /// let model = LapseModel::fixed(BgNbd { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 });
    /// let history = History::new(&[(272, 1), (59, 2)]).expect("it has events");
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
        let compare = |a: &usize, b: &usize| {
            let (left, right) = (sources[*a], sources[*b]);
            left.0.cmp(right.0).then(left.1.total_cmp(&right.1))
        };
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
    pub(super) fn predict(&self, source: Source<'_>, exposure: &Exposure, horizon: &[f64]) -> Prediction {
        let seen = Seen::new(source, exposure);
        let step = step(&seen.weeks.weeks, self.filter.shape, self.filter.scale / source.1);
        let pooled =
            pool(self.members.iter().map(|member| member.forecast(&seen, horizon)), &self.recalibration);
        Prediction {
            p_active: pooled.p_active,
            expected_count: pooled.expected_count,
            p_alive: pooled.p_alive,
            trend: step.ratio * pooled.p_alive,
            trend_probability: step.fallen,
        }
    }

    /// The range that the count over those weeks falls in with a probability: the filter's, moved to the `expected` count of
    /// the pool and widened as the back-test asks.
    pub(super) fn interval(
        &self,
        belief: &State<f64>,
        level: f64,
        horizon: &[f64],
        expected: f64,
        probability: f64,
    ) -> CountInterval {
        let moved = spread::moved(&self.filter, belief, level, horizon, expected, self.spread);
        self.filter.interval(&moved, level, horizon, probability)
    }
}

/// The equal pool of some models' forecasts, recalibrated.
///
/// Counts are pooled by their geometric mean, so that no single model can carry the others away; what the back-test says
/// about silence holds for the counts as well.
fn pool(forecasts: impl ExactSizeIterator<Item = Expectation>, recalibration: &Logit) -> Expectation {
    let share = 1.0 / forecasts.len().max(1) as f64;
    let (mut active, mut alive, mut ln_count) = (0.0, 0.0, 0.0);
    for forecast in forecasts {
        active += share * forecast.p_active;
        alive += share * forecast.p_alive;
        ln_count += share * forecast.expected_count.max(f64::MIN_POSITIVE).ln();
    }
    let p_active = recalibration.apply(active);
    let kept = if active > 0.0 { p_active / active } else { 1.0 };
    Expectation { p_active, expected_count: ln_count.exp() * kept, p_alive: alive }
}

/// A prediction to be filled.
const UNKNOWN: Prediction =
    Prediction { p_active: 0.0, expected_count: 0.0, p_alive: 0.0, trend: 0.0, trend_probability: 0.0 };

/// The filter before any data.
const UNFITTED: Filter =
    Filter { shape: 0.6, scale: 6.0, lapse_shape: 0.6, lapse_scale: 20.0, retention: 1.0, returns: 0.0 };

/// A source as the members see it.
pub(super) struct Seen {
    pub(super) weeks: Weeks,
    pub(super) summary: super::Summary,
}

impl Seen {
    pub(super) fn new((history, level): Source<'_>, exposure: &Exposure) -> Self {
        Self { weeks: Weeks { level, weeks: history.by_week(exposure) }, summary: history.summary() }
    }
}

/// The filter in which lapses are final.
pub(super) const FINAL: &str = "gamma-Poisson filter";
/// The filter in which sources return.
pub(super) const PAUSE: &str = "gamma-Poisson filter with returns";

/// Fits the models whose names are wanted.
pub(super) fn fit_members(
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
            fits.push(described(name, filter::fit(&sample(), total, lapse), Member::Filter));
        }
    }
    let summaries: Vec<_> = sources.iter().map(|source| source.0.summary()).collect();
    if wanted(BgNbd::NAME) {
        fits.push(described(BgNbd::NAME, BgNbd::fit(&summaries), Member::BgNbd));
    }
    if wanted(MbgNbd::NAME) {
        fits.push(described(MbgNbd::NAME, MbgNbd::fit(&summaries), Member::MbgNbd));
    }
    if wanted(ParetoNbd::NAME) {
        fits.push(described(ParetoNbd::NAME, ParetoNbd::fit(&summaries), Member::ParetoNbd));
    }
    fits
}

fn described<M>(name: &str, fit: Fit<M>, member: impl Fn(M) -> Member) -> (Member, Fitted) {
    let fitted = Fitted {
        name: name.to_owned(),
        estimates: fit.estimates,
        log_likelihood: fit.log_likelihood,
        ridge: fit.ridge,
    };
    (member(fit.model), fitted)
}
