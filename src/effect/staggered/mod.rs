//! Effects where the time of treatment was drawn by lot.

pub(crate) mod average;
pub(crate) mod cohort;
pub(crate) mod estimate;
pub(crate) mod randomisation;
pub(crate) mod rollout;
pub(crate) mod spread;
