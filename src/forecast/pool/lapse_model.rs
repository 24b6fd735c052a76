//! The lapse model that is fitted and asked: the pool, or one of its members.

use std::convert::Infallible;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::forecast::btyd::model::Estimate;
use crate::forecast::gamma_poisson::filter::Filter;
use crate::forecast::gamma_poisson::state::{FilterState, Rate};
use crate::forecast::history::{Exposure, Source};
use crate::forecast::interval::CountInterval;
use crate::forecast::pool::choice::Choice;
use crate::forecast::pool::fitting::{Fitted, UNFITTED, filter_of, fit_members, in_use};
use crate::forecast::pool::member::{Expectation, Member};
use crate::forecast::pool::method::{MemberName, Method, PoolReason};
use crate::forecast::pool::pooled::{Pooled, pool};
use crate::forecast::pool::recalibration::Logit;
use crate::forecast::pool::source::{Seen, compare, sorted};
use crate::forecast::trend::{LevelStep, step};

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

/// Fitted lapse models, ready to predict.
#[derive(Debug, Clone)]
pub struct LapseModel {
    members: Vec<Member>,
    /// The filter that beliefs and trends come from.
    pub(crate) filter: Filter,
    recalibration: Logit,
    /// Relative variance of an error that all forecasts share, beyond what the filter knows of each source.
    overdispersion: f64,
    /// Every model that was fitted for use, whether its search converged or not.
    pub fitted: Vec<Fitted>,
    /// Which models are in use, and why.
    pub reason: PoolReason,
}

impl LapseModel {
    /// Fits models to histories that all end on the same day, for forecasts over `horizon_days`.
    ///
    /// Never fails: without histories the parameters are those of the starts, and every prediction is finite.
    #[must_use]
    pub fn fit(sources: &[Source<'_>], exposure: &Exposure, method: Method, horizon_days: u32) -> Self {
        let Ok(model) =
            Self::fit_while(sources, exposure, method, horizon_days, &|| Ok::<(), Infallible>(()));
        model
    }

    /// Fits, like [`LapseModel::fit`], as long as the caller lets it.
    ///
    /// # Errors
    /// What `go_on` says, which is asked before each model and each back-test.
    pub(crate) fn fit_while<E>(
        sources: &[Source<'_>],
        exposure: &Exposure,
        method: Method,
        horizon_days: u32,
        go_on: &dyn Fn() -> Result<(), E>,
    ) -> Result<Self, E> {
        let sources = &sorted(sources)[..];
        let wanted = |name| name == MemberName::GammaPoisson || method.member().is_none_or(|it| it == name);
        let members = fit_members(sources, exposure, wanted, go_on)?;
        let choice = Choice::new(method, &members, (sources, exposure), horizon_days, go_on)?;
        Ok(Self::of(members, choice))
    }

    /// Fits by each of [`Method::ALL`], and every model once.
    pub(crate) fn fit_all(
        sources: &[Source<'_>],
        exposure: &Exposure,
        horizon_days: u32,
    ) -> Vec<(Method, Self)> {
        let sources = &sorted(sources)[..];
        let go_on = || Ok::<(), Infallible>(());
        let Ok(members) = fit_members(sources, exposure, |_| true, &go_on);
        let by = |method| {
            let Ok(choice) = Choice::new(method, &members, (sources, exposure), horizon_days, &go_on);
            (method, Self::of(members.clone(), choice))
        };
        Method::ALL.into_iter().map(by).collect()
    }

    /// Keeps the fitted models that were chosen.
    fn of(members: Vec<(Member, Fitted)>, choice: Choice) -> Self {
        let filter = filter_of(&members);
        let kept: Vec<(Member, Fitted)> =
            members.into_iter().filter(|(_, fitted)| choice.keeps(fitted.name)).collect();
        Self {
            members: in_use(&kept).map(|(member, _)| *member).collect(),
            filter,
            recalibration: choice.recalibration,
            overdispersion: choice.overdispersion,
            fitted: kept.into_iter().map(|(_, fitted)| fitted).collect(),
            reason: choice.reason,
        }
    }

    /// Takes one model with given parameters, without a fit. [`Fitted::log_likelihood`] is 0, for there are
    /// no histories yet.
    ///
    /// ```
    /// use rounds::forecast::{BgNbd, Exposure, History, LapseModel};
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
            name,
            estimates: parameters.into_iter().map(given).collect(),
            log_likelihood: 0.0,
            ridge: Vec::new(),
            converged: true,
        };
        Self {
            filter: member.as_filter().unwrap_or(UNFITTED),
            members: vec![member],
            recalibration: Logit::IDENTITY,
            overdispersion: 0.0,
            fitted: vec![fitted],
            reason: PoolReason::Given,
        }
    }

    /// Predicts sources in their order. Equal histories are worked out once.
    #[must_use]
    pub fn predict_all(
        &self,
        sources: &[Source<'_>],
        exposure: &Exposure,
        horizon_days: u32,
    ) -> Vec<Prediction> {
        let mut order: Vec<usize> = (0..sources.len()).collect();
        // Positions of the sources.
        let compare = |a: &usize, b: &usize| compare(&sources[*a], &sources[*b]);
        order.par_sort_unstable_by(compare);
        let groups: Vec<&[usize]> = order.chunk_by(|a, b| compare(a, b).is_eq()).collect();
        let horizon = exposure.horizon(f64::from(horizon_days));
        let answers: Vec<Prediction> =
            // No group is empty.
            groups.par_iter().map(|group| self.predict(sources[group[0]], exposure, &horizon)).collect();
        let mut predictions = vec![UNKNOWN; sources.len()];
        for (group, answer) in groups.iter().zip(answers) {
            group.iter().for_each(|at| predictions[*at] = answer);
        }
        predictions
    }

    /// Predicts one source over weeks of the given exposures.
    pub(crate) fn predict(&self, source: Source<'_>, exposure: &Exposure, horizon: &[f64]) -> Prediction {
        self.forecast(&Seen::new(source, exposure), horizon).0
    }

    /// Returns the prediction with what the pool expects.
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

    /// Returns what is believed about the rate of events a week up to the last one.
    pub(crate) fn usual_rate(&self, seen: &Seen) -> Rate<f64> {
        let Filter { shape, scale, .. } = self.filter;
        Rate { shape: shape + f64::from(seen.events), scale: scale / seen.weeks.level + seen.summary.last }
    }

    /// Says whether the rate of a source that still sends has changed.
    pub(crate) fn step(&self, seen: &Seen) -> LevelStep {
        step(&seen.weeks.weeks, self.filter.shape, self.filter.scale / seen.weeks.level)
    }

    /// Finds the range that the count over those weeks falls in with a probability. It is the distribution of
    /// the filter, which believes this of a source of that level, moved to what the pool expects and widened as the back-test asks.
    pub(crate) fn interval(
        &self,
        (belief, level): (&FilterState<f64>, f64),
        horizon: &[f64],
        pooled: &Pooled,
        probability: f64,
    ) -> CountInterval {
        let target = pooled.target(self.overdispersion);
        self.filter.interval(belief, level, horizon, &target, probability)
    }
}

/// A prediction to be filled.
pub(crate) const UNKNOWN: Prediction =
    Prediction { p_active: 0.0, expected_count: 0.0, p_alive: 0.0, trend: 0.0, trend_probability: 0.0 };
