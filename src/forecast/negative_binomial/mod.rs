//! Regression of counts that vary more than chance alone: negative-binomial, with normal priors.

pub(crate) mod likelihood;
pub(crate) mod prior;
pub(crate) mod regression;
