//! The primary model: a weekly discounted gamma-Poisson filter with a lapse state and exposure.
//!
//! A practice is either active, with referrals at an unknown rate, or lapsed, with none. Beliefs about it are a
//! probability of being active and, for each of the two states, a Gamma distribution of its rate; every week first moves
//! them (a lapse, a return, a little forgetting) and then weighs them by what the week brought. Two states whose beliefs
//! are mixed by their probabilities every week are the *interacting multiple model* of Blom & Bar-Shalom (1988),
//! doi:10.1109/9.1299; the gamma-Poisson step and the discounting are those of Smith & Miller (1986),
//! doi:10.1111/j.2517-6161.1986.tb01393.x, with the prior as what forgetting leads back to. Without returns and without
//! forgetting the filter *is* the Pareto/NBD model in weekly steps: the hazard `s / (beta + t)` is what an exponential
//! lifetime with a Gamma-distributed rate looks like from outside.
//!
//! One week costs a few logarithms, so a history is O(weeks); the forecast runs the same filter through silent weeks.

pub(crate) mod counts;
pub(crate) mod fit;
pub(crate) mod forecast;
pub(crate) mod state;

use serde::{Deserialize, Serialize};

use crate::forecast::history::Exposure;
use crate::forecast::pool::Source;

/// Parameters of the filter. Units: weeks of full exposure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Filter {
    /// Shape of the distribution of rates over practices: small means that practices differ much.
    pub shape: f64,
    /// Weeks that the distribution of rates is worth; the mean rate is `shape / scale` referrals a week.
    pub scale: f64,
    /// Shape of the distribution of lapse hazards.
    pub lapse_shape: f64,
    /// Weeks after which half of the initial lapse hazard is left.
    pub lapse_scale: f64,
    /// Share of what was learnt about the rate that is still held a week later.
    pub retention: f64,
    /// Probability a week that a lapsed practice returns.
    pub returns: f64,
}

impl Filter {
    /// The names of the parameters, in their order.
    pub const PARAMETERS: [&'static str; 6] =
        ["shape", "scale", "lapse_shape", "lapse_scale", "retention", "returns"];

    /// Logarithm of the likelihood of one source's weeks.
    ///
    /// ```
    /// use rounds::score::{Exposure, Filter, History};
    /// let filter = Filter { shape: 0.6, scale: 6.0, lapse_shape: 0.6, lapse_scale: 20.0, retention: 1.0, returns: 0.0 };
    /// let history = History::new(&[(20, 1), (9, 1)]).expect("it has events");
    /// assert!(filter.log_likelihood((&history, 1.0), &Exposure::even()) < 0.0);
    /// ```
    #[must_use]
    pub fn log_likelihood(&self, (history, level): Source<'_>, exposure: &Exposure) -> f64 {
        fit::run(&self.parameters(), level, &history.by_week(exposure)).1
    }
}
