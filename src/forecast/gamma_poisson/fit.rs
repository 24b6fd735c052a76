//! Maximum likelihood of the filter.

use rayon::prelude::*;

use crate::forecast::btyd::estimate::{TOLERANCE, WIDEST, believed, maximise, standard_errors};
use crate::forecast::btyd::model::{Estimate, Fit};
use crate::forecast::gamma_poisson::filter::Filter;
use crate::forecast::gamma_poisson::state::{FilterState, Parameters};
use crate::forecast::history::{Exposure, Source};
use crate::forecast::negative_binomial::prior::NormalPrior;
use crate::forecast::numeric::dual::{Dual, Real};
use crate::forecast::numeric::minimise::{Slope, carry_on};
use crate::forecast::numeric::special;

/// What a lapse is held to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lapse {
    /// Final: a source that comes back had never lapsed.
    Final,
    /// A pause: sources return.
    Pause,
}

/// Weeks of a history that a fit looks at, up to its end; twenty years say no more about weekly rhythms than
/// five.
const MOST_WEEKS: usize = 260;

/// Sources that the search from each start looks at. All are looked at from the better end.
const ROUGH: usize = 200;

/// One source as the filter sees it: events and exposure by week, and how its prior mean rate compares with
/// the average.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Weeks {
    pub(crate) level: f64,
    pub(crate) weeks: Vec<(u32, f64)>,
}

/// Fits the most probable filter under priors of its unbounded coordinates, on a sample of `total` sources.
/// It searches with exact gradients: from two starts on a few sources, then from the better end on all.
/// O(sources x weeks) a step.
pub(crate) fn fit(sample: &[Weeks], total: f64, lapse: Lapse, priors: &[NormalPrior; 6]) -> Fit<Filter> {
    let every = |stride: usize| sample.iter().step_by(stride).collect::<Vec<&Weeks>>();
    let (few, all) = (every(sample.len().div_ceil(ROUGH).max(1)), every(1));
    let rough = |point: &[f64]| believed(mean_slope(&few, lapse, point), point, priors, total);
    let cost = |point: &[f64]| mean_slope(&all, lapse, point);
    let posterior = |point: &[f64]| believed(cost(point), point, priors, total);
    let start = maximise(&rough, starts(sample, lapse).iter());
    let best = carry_on(&posterior, start, -WIDEST, WIDEST, TOLERANCE);
    // The standard errors are those of all sources, by the data alone: the curvature of the sample, scaled
    // up.
    let errors = standard_errors(&cost, &best, total);
    let values = parameters::<f64>(&best.point, lapse, |value, _| value);
    let slopes = parameters::<Dual<6>>(&best.point, lapse, Dual::parameter);
    let free = || (0..6).filter(|at| !held(*at, lapse));
    // Parameters, slopes and errors stand in the order of the names.
    let name = |at: usize| Filter::PARAMETERS[at].to_owned();
    Fit {
        model: Filter::from(values),
        estimates: free()
            .map(|at| Estimate {
                name: name(at),
                value: values[at],
                standard_error: errors[at].map(|error| error * slopes[at].slope[at]),
            })
            .collect(),
        log_likelihood: -cost(&best.point).value * total,
        converged: best.converged,
        ridge: free().filter(|at| errors[*at].is_none()).map(name).collect(),
    }
}

impl From<[f64; 6]> for Filter {
    fn from([shape, scale, lapse_shape, lapse_scale, retention, returns]: [f64; 6]) -> Self {
        Self { shape, scale, lapse_shape, lapse_scale, retention, returns }
    }
}

impl Filter {
    /// Returns the logarithm of the likelihood of one source's weeks.
    ///
    /// ```
    /// use rounds::forecast::{Exposure, Filter, History};
    /// let filter = Filter { shape: 0.6, scale: 6.0, lapse_shape: 0.6, lapse_scale: 20.0, retention: 1.0, returns: 0.0 };
    /// let history = History::new(&[(20, 1), (9, 1)]).expect("it has events");
    /// assert!(filter.log_likelihood((&history, 1.0), &Exposure::even()) < 0.0);
    /// ```
    #[must_use]
    pub fn log_likelihood(&self, (history, level): Source<'_>, exposure: &Exposure) -> f64 {
        run(&self.parameters(), level, &history.by_week(exposure)).1
    }

    /// Returns the parameters in their order.
    #[must_use]
    pub fn parameters(&self) -> [f64; 6] {
        [self.shape, self.scale, self.lapse_shape, self.lapse_scale, self.retention, self.returns]
    }
}

/// Says whether a parameter is fixed: returns where a lapse is final, forgetting where it is a pause. The
/// data cannot tell a changed rate from a pause.
fn held(at: usize, lapse: Lapse) -> bool {
    at == match lapse {
        Lapse::Final => 5,
        Lapse::Pause => 4,
    }
}

/// The highest probability a week of a return.
const MOST_RETURNS: f64 = 0.1;

/// Makes parameters from an unbounded point: logarithms, a log-odds for retention, a scaled log-odds for
/// returns.
fn parameters<R: Real>(point: &[f64], lapse: Lapse, number: impl Fn(f64, usize) -> R) -> Parameters<R> {
    let sigmoid = |x: R| {
        let value = special::sigmoid(x.value());
        x.chain(value, value * (1.0 - value))
    };
    std::array::from_fn(|at| match (at, lapse) {
        (4, Lapse::Pause) => R::constant(1.0),
        (5, Lapse::Final) => R::constant(0.0),
        (4, _) => sigmoid(number(point[4], 4)),
        (5, _) => sigmoid(number(point[5], 5)).scale(MOST_RETURNS),
        _ => number(point[at], at).exp(),
    })
}

/// Makes two starts around the mean rate: lasting sources and fleeting ones.
fn starts(sample: &[Weeks], lapse: Lapse) -> [[f64; 6]; 2] {
    let events: f64 = sample.iter().map(Weeks::events).sum();
    let age: f64 = sample.iter().map(Weeks::exposed).sum();
    let rate = if events > 0.0 && age > 0.0 { events / age } else { 0.1 };
    let mean_age = (age / sample.len().max(1) as f64).max(1.0);
    let hold = if lapse == Lapse::Final { 3.5 } else { 0.0 };
    let back = if lapse == Lapse::Pause { -1.5 } else { 0.0 };
    [
        [-0.5, (0.4 / rate).ln(), -0.5, (0.3 * mean_age).ln(), hold, back],
        [0.3, (1.3 / rate).ln(), 1.0, (3.0 * mean_age).ln(), hold, back],
    ]
}

impl Weeks {
    /// Counts the events, as they would be at the average level.
    fn events(&self) -> f64 {
        self.weeks.iter().map(|week| f64::from(week.0)).sum::<f64>() / self.level
    }

    fn exposed(&self) -> f64 {
        self.weeks.iter().map(|week| week.1).sum()
    }
}

/// Returns the mean negative log-likelihood and its gradient.
fn mean_slope(sample: &[&Weeks], lapse: Lapse, point: &[f64]) -> Slope {
    let parameters = parameters::<Dual<6>>(point, lapse, Dual::parameter);
    let parts: Vec<Dual<6>> = (sample.par_chunks(32))
        .map(|chunk| {
            let likelihood = |source: &&Weeks| run(&parameters, source.level, latest(&source.weeks)).1;
            chunk.iter().map(likelihood).fold(Dual::constant(0.0), |sum, term| sum + term)
        })
        .collect();
    let sum = parts.into_iter().fold(Dual::constant(0.0), |sum, term| sum + term);
    let total = (sample.len() as f64).max(1.0);
    Slope { value: -sum.value / total, gradient: sum.slope.iter().map(|slope| -slope / total).collect() }
}

/// Takes the last [`MOST_WEEKS`] weeks, and those before them back to a week with an event, for the filter
/// starts right after one.
fn latest(weeks: &[(u32, f64)]) -> &[(u32, f64)] {
    let early = weeks.len().saturating_sub(MOST_WEEKS);
    let start = weeks[..early].iter().rposition(|week| week.0 > 0).map_or(0, |event| event + 1);
    &weeks[start..]
}

/// Runs the filter through weeks of (events, exposure). Returns what is believed at their end, and the
/// logarithm of their likelihood.
pub(crate) fn run<R: Real>(
    parameters: &Parameters<R>,
    level: f64,
    weeks: &[(u32, f64)],
) -> (FilterState<R>, R) {
    let start = (FilterState::new(parameters, level), R::constant(0.0));
    weeks.iter().fold(start, |(state, likelihood), (count, exposure)| {
        let (state, term) = state.predict(parameters, level, *exposure).observe(*count, *exposure);
        (state, likelihood + term)
    })
}
