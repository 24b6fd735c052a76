//! Lapse models over event histories: the filter, its referees, and their pool.
//!
//! This part knows no book: [`History`] in, [`Prediction`] out. [`evaluate`](super::evaluate) builds on it, and the
//! benchmark calls it with public event logs.

pub(crate) mod choice;
pub(crate) mod fitting;
pub(crate) mod lapse_model;
pub(crate) mod member;
pub(crate) mod method;
pub(crate) mod overdispersion;
pub(crate) mod pooled;
pub(crate) mod priors;
pub(crate) mod recalibration;
pub(crate) mod source;
