//! The primary model: a weekly discounted gamma-Poisson filter with a lapse state and exposure.
//!
//! A practice is either active, with referrals at an unknown rate, or lapsed, with none. The belief about it
//! is a probability of being active and, for each of the two states, a Gamma distribution of its rate. Every
//! week first moves the belief (a lapse, a return, a little forgetting). Then it weighs the belief by what
//! the week brought.
//!
//! Mixing two states by their probabilities every week is the *interacting multiple model* of Blom &
//! Bar-Shalom (1988), doi:10.1109/9.1299. The gamma-Poisson step and the discounting are those of Smith &
//! Miller (1986), doi:10.1111/j.2517-6161.1986.tb01393.x, with the prior as what forgetting leads back to.
//! Without returns and without forgetting the filter *is* the Pareto/NBD model in weekly steps. The hazard `s
//! / (beta + t)` is what an exponential lifetime with a Gamma-distributed rate looks like from outside.
//!
//! One week costs a few logarithms, so a history is O(weeks); the forecast runs the same filter through
//! silent weeks.

pub(crate) mod filter;
pub(crate) mod fit;
pub(crate) mod forecast;
pub(crate) mod state;
