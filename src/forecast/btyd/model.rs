//! What every published model has: four parameters, a likelihood, and answers about one history.

use serde::{Deserialize, Serialize};

use crate::forecast::negative_binomial::prior::NormalPrior;
use crate::forecast::numeric::dual::Real;

/// A history in three numbers, all times measured from its first event.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Summary {
    /// x: events after the first one (days with an event, so that events of one day count once).
    pub events: u32,
    /// `t_x`: when the last of them came; 0 without any.
    pub last: f64,
    /// T: how long it was watched.
    pub age: f64,
}

impl Summary {
    /// Makes the nearest history that can exist: finite, `0 <= last <= age`, and `last = 0` without events.
    #[must_use]
    pub fn new(events: u32, last: f64, age: f64) -> Self {
        let age = if age.is_finite() { age.max(0.0) } else { 0.0 };
        let last = if last.is_finite() && events > 0 { last.clamp(0.0, age) } else { 0.0 };
        Self { events, last, age }
    }
}

/// A published model with four positive parameters.
pub trait BtydModel: Copy + Send + Sync {
    /// What the field calls it.
    const NAME: &'static str;
    /// The names of its parameters, in the order of [`BtydModel::parameters`].
    const PARAMETERS: [&'static str; 4];

    /// Makes the model with these parameters, which must be positive.
    fn new(parameters: [f64; 4]) -> Self;

    /// Returns its parameters.
    fn parameters(&self) -> [f64; 4];

    /// Returns the logarithm of the likelihood of one history.
    fn log_likelihood(&self, history: &Summary) -> f64;

    /// Returns the probability that the source has not fallen silent for good.
    fn p_alive(&self, history: &Summary) -> f64;

    /// Returns the expected number of events in the next `horizon` units of time.
    fn expected_count(&self, history: &Summary, horizon: f64) -> f64;

    /// Returns the probability of at least one event in the next `horizon` units of time.
    fn p_active(&self, history: &Summary, horizon: f64) -> f64;

    /// Finds the most probable parameters, given what is believed about their logarithms. It searches from
    /// several starts with exact gradients.
    ///
    /// Never fails: where the data alone do not fix the parameters (a ridge), [`Fit::ridge`] says so.
    /// O(histories) a step; identical histories are evaluated once.
    fn most_probable(histories: &[Summary], priors: &[NormalPrior; 4]) -> Fit<Self>;

    /// Fits by maximum likelihood: [`BtydModel::most_probable`] without beliefs.
    #[must_use]
    fn fit(histories: &[Summary]) -> Fit<Self> {
        Self::most_probable(histories, &[NormalPrior::FLAT; 4])
    }
}

/// The likelihood of a published model, split so that what depends on the count alone is evaluated once a
/// count.
pub(crate) trait Likelihood {
    /// Returns the part that depends on the parameters and the count alone.
    fn of_count<R: Real>(parameters: [R; 4], events: f64) -> R;
    /// Returns the rest.
    fn of_times<R: Real>(parameters: [R; 4], history: &Summary) -> R;
    /// Lists where a fit may start, given the mean rate of events and the mean age.
    fn starts(rate: f64, age: f64) -> Vec<[f64; 4]>;
}

/// Adds both parts of the likelihood at plain numbers.
pub(crate) fn log_likelihood<L: Likelihood>(parameters: [f64; 4], history: &Summary) -> f64 {
    L::of_count(parameters, f64::from(history.events)) + L::of_times(parameters, history)
}

/// A fitted parameter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Its name in the literature.
    pub name: String,
    /// Its value.
    pub value: f64,
    /// Its standard error from the curvature of the likelihood; absent where the data do not fix it.
    pub standard_error: Option<f64>,
}

/// A model fitted to histories.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fit<M> {
    /// The model at its best parameters.
    pub model: M,
    /// The parameters with their standard errors.
    pub estimates: Vec<Estimate>,
    /// Logarithm of the likelihood of all histories, without that of beliefs.
    pub log_likelihood: f64,
    /// The search ended where the gradient vanishes.
    pub converged: bool,
    /// The parameters that the data do not fix, if any: the values mean little, or what was believed before.
    pub ridge: Vec<String>,
}
