//! How well would it have worked? Forecasts from the past, judged by what came after, beside simple rules.

pub(crate) mod forecasts;
pub(crate) mod groups;
pub(crate) mod judge;
pub(crate) mod measures;
pub(crate) mod rules;
