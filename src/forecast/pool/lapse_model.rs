//! The lapse model that is fitted and asked: the pool, or one of its members.

use std::convert::Infallible;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::forecast::btyd::model::Estimate;
use crate::forecast::distribution::CountDistribution;
use crate::forecast::gamma_poisson::filter::Filter;
use crate::forecast::gamma_poisson::state::Rate;
use crate::forecast::history::{Exposure, Source};
use crate::forecast::interval::CountInterval;
use crate::forecast::pool::combination::Combination;
use crate::forecast::pool::evidence::{PoolEvidence, recent, uncorrected};
use crate::forecast::pool::fitting::{Fitted, UNFITTED, filter_of, fit_members, in_use};
use crate::forecast::pool::member::Member;
use crate::forecast::pool::method::{MemberName, Method, PoolReason};
use crate::forecast::pool::origin::Origin;
use crate::forecast::pool::source::{Seen, compare, sorted};
use crate::forecast::pool::spread::CountSpread;
use crate::forecast::trend::{LevelStep, RateSteps};

/// What is expected of one source over the horizon.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// Probability of at least one event.
    pub p_active: f64,
    /// Expected number of events.
    pub expected_count: f64,
    /// How much the events beyond the first vary: their variance is `mean + dispersion x mean^2`.
    pub dispersion: f64,
    /// Probability of not having fallen silent for good.
    pub p_alive: f64,
    /// Expected count over the horizon relative to what the source's usual rate would bring.
    pub trend: f64,
    /// Probability that the rate has fallen below the source's own earlier rate, or to nothing.
    pub trend_probability: f64,
}

impl Prediction {
    /// Finds the range that the number of events falls in with a probability. Counts are whole, so it is the range
    /// whose probability comes closest.
    ///
    /// ```
    /// use rounds::forecast::{BgNbd, Exposure, History, LapseModel};
    /// let model = LapseModel::fixed(BgNbd { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 });
    /// let history = History::new(&[(272, 1), (100, 1), (59, 1)]).expect("it has events");
    /// let range = model.predict_all(&[(&history, 1.0)], &Exposure::even(), 273)[0].interval(0.9);
    /// assert!(range.low == 0 && range.high < 10);
    /// ```
    #[must_use]
    pub fn interval(&self, probability: f64) -> CountInterval {
        let count_if_active = if self.p_active > 0.0 { self.expected_count / self.p_active } else { 1.0 };
        CountDistribution::new(self.p_active, count_if_active, self.dispersion).interval(probability)
    }
}

/// Fitted lapse models, ready to predict.
#[derive(Debug, Clone)]
pub struct LapseModel {
    members: Vec<Member>,
    /// The filter that beliefs and trends come from.
    pub(crate) filter: Filter,
    /// How the members are combined; `None` for one model as it is.
    combination: Option<Combination>,
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
        match method.member() {
            Some(name) => Ok(Self::alone(&members, name)),
            None => Self::combined(members, (sources, exposure), horizon_days, go_on),
        }
    }

    /// Fits by each of [`Method::ALL`], and every model once.
    ///
    /// # Errors
    /// What `go_on` says, which is asked before each model and each back-test.
    pub(crate) fn fit_all<E>(
        sources: &[Source<'_>],
        exposure: &Exposure,
        horizon_days: u32,
        go_on: &dyn Fn() -> Result<(), E>,
    ) -> Result<Vec<(Method, Self)>, E> {
        let sources = &sorted(sources)[..];
        let members = fit_members(sources, exposure, |_| true, go_on)?;
        let by = |method: Method| {
            if let Some(name) = method.member() {
                return Ok((method, Self::alone(&members, name)));
            }
            let combined = Self::combined(members.clone(), (sources, exposure), horizon_days, go_on)?;
            Ok((method, combined))
        };
        Method::ALL.into_iter().map(by).collect()
    }

    /// Keeps one of the fitted models, as it is.
    fn alone(members: &[(Member, Fitted)], name: MemberName) -> Self {
        let kept = || members.iter().filter(|(_, fitted)| fitted.name == name);
        Self {
            members: kept().map(|(member, _)| *member).collect(),
            filter: filter_of(members),
            combination: None,
            fitted: kept().map(|(_, fitted)| fitted.clone()).collect(),
            reason: PoolReason::AskedFor(name),
        }
    }

    /// Combines the fitted models as back-tests on the same histories teach.
    fn combined<E>(
        members: Vec<(Member, Fitted)>,
        (sources, exposure): (&[Source<'_>], &Exposure),
        horizon_days: u32,
        go_on: &dyn Fn() -> Result<(), E>,
    ) -> Result<Self, E> {
        let filter = filter_of(&members);
        let kept: Vec<Member> = in_use(&members).map(|(member, _)| *member).collect();
        let window = (horizon_days.max(1).div_ceil(7) as usize).min(FARTHEST_WINDOW);
        let origins = Origin::list(sources, exposure, horizon_days);
        let (combination, reason) = if origins.is_empty() {
            (Combination::untested(window), PoolReason::Untested)
        } else {
            let reason = PoolReason::Tested { horizon_days: horizon_days.max(1), origins: origins.len() };
            (Combination::learn(&kept, &filter, &origins, window, go_on)?, reason)
        };
        let fitted = members.into_iter().map(|(_, fitted)| fitted).collect();
        Ok(Self { members: kept, filter, combination: Some(combination), fitted, reason })
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
            combination: None,
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

    /// Returns the prediction, and how the present level compares with the source's own earlier one.
    pub(crate) fn forecast(&self, seen: &Seen, horizon: &[f64]) -> (Prediction, LevelStep) {
        let (units, p_alive, level) = self.expected(seen, horizon);
        let distribution = units.of_units(seen.unit);
        let usual = seen.unit * self.usual_rate(seen).mean() * horizon.iter().sum::<f64>();
        let expected_count = distribution.expected_count();
        let prediction = Prediction {
            p_active: distribution.p_active,
            expected_count,
            dispersion: distribution.dispersion,
            p_alive,
            trend: if usual > 0.0 { expected_count / usual } else { 1.0 },
            trend_probability: 1.0 - p_alive * (1.0 - level.fallen),
        };
        (prediction, level.times(seen.unit))
    }

    /// Returns the expected number of events over each of some horizons. The corrections of the pool are learnt for the
    /// horizon of the fit and say nothing of a part of it. So the pool without them says how its forecast is spread.
    pub(crate) fn spread(&self, seen: &Seen, fitted: &[f64], horizons: &[Vec<f64>]) -> Vec<f64> {
        let pool = |weeks: &[f64]| match &self.combination {
            Some(it) => {
                PoolEvidence::new(&self.members, &self.filter, seen, weeks, it.window).expected_count()
            }
            None => self.expected(seen, weeks).0.expected_count(),
        };
        let all = pool(fitted);
        let share = if all > 0.0 { self.forecast(seen, fitted).0.expected_count / all } else { 0.0 };
        horizons.iter().map(|weeks| if weeks.is_empty() { 0.0 } else { share * pool(weeks) }).collect()
    }

    /// Returns the distribution of the count of units, the probability of being active, and the level.
    fn expected(&self, seen: &Seen, horizon: &[f64]) -> (CountDistribution, f64, LevelStep) {
        if let Some(combination) = &self.combination {
            let evidence = PoolEvidence::new(&self.members, &self.filter, seen, horizon, combination.window);
            return (combination.distribution(&evidence), evidence.p_alive, evidence.level);
        }
        let dispersion = CountSpread::usual().of(recent(seen, seen.weeks.weeks.len()));
        let (distribution, p_alive) = uncorrected(&self.members, seen, horizon, dispersion);
        let prior = self.filter.level(seen.weeks.level);
        (distribution, p_alive, RateSteps::weigh(&seen.weeks.weeks, prior, seen.batch).level())
    }

    /// Returns the events of a usual week, up to the last one.
    pub(crate) fn usual_events(&self, seen: &Seen) -> f64 {
        seen.unit * self.usual_rate(seen).mean()
    }

    /// Returns what is believed about the rate of units a week up to the last one.
    pub(crate) fn usual_rate(&self, seen: &Seen) -> Rate<f64> {
        let Filter { shape, scale, .. } = self.filter;
        Rate { shape: shape + f64::from(seen.events), scale: scale / seen.weeks.level + seen.exposed }
    }
}

/// Longest window of recent events, in weeks: two years.
const FARTHEST_WINDOW: usize = 104;

/// A prediction to be filled.
pub(crate) const UNKNOWN: Prediction = Prediction {
    p_active: 0.0,
    expected_count: 0.0,
    dispersion: 0.0,
    p_alive: 0.0,
    trend: 0.0,
    trend_probability: 0.0,
};
