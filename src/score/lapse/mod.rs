//! Lapse models over event histories: the filter, its referees, and the pool of those that a back-test cannot tell apart.
//!
//! This part knows no book: [`History`] in, [`Prediction`] out. [`evaluate`](super::evaluate) builds on it, and the
//! benchmark calls it with public event logs.

mod choice;
mod member;
mod recalibration;

pub(super) use choice::Choice;
pub(super) use member::Member;
pub(super) use recalibration::{Logit, logistic};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    BgNbd, Estimate, Exposure, Fit, History, MbgNbd, ParetoNbd, Referee,
    filter::{self, Filter, Lapse, Weeks},
    trend::step,
};

/// Which lapse model to fit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The pool of all models that a back-test on the same histories does not find worse than its best, recalibrated
    /// where that back-test asks for it.
    #[default]
    Best,
    /// The gamma-Poisson filter alone, in which lapses are final.
    GammaPoisson,
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
    pub(super) recalibration: Logit,
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
            Method::GammaPoisson => Choice::only("gamma-Poisson filter"),
            Method::BgNbd => Choice::only(BgNbd::NAME),
            Method::MbgNbd => Choice::only(MbgNbd::NAME),
            Method::ParetoNbd => Choice::only(ParetoNbd::NAME),
        };
        let all = fit_members(sources, exposure, |name| choice.keeps(name) || name == FINAL);
        let filter = all.iter().find_map(|(member, _)| member.as_filter()).unwrap_or(UNFITTED);
        let (members, fitted) = all.into_iter().filter(|(_, fitted)| choice.keeps(&fitted.name)).unzip();
        Self { members, filter, recalibration: choice.recalibration, fitted, reason: choice.reason }
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
        let count = self.members.len().max(1) as f64;
        let mut pooled = Prediction { trend_probability: step.fallen, ..UNKNOWN };
        for member in &self.members {
            let forecast = member.forecast(&seen, horizon);
            pooled.p_active += forecast.p_active / count;
            pooled.expected_count += forecast.expected_count / count;
            pooled.p_alive += forecast.p_alive / count;
        }
        pooled.p_active = self.recalibration.apply(pooled.p_active);
        pooled.trend = step.ratio * pooled.p_alive;
        pooled
    }
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
