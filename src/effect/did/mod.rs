//! Differences in differences with several periods and cohorts.

pub(crate) mod aggregate;
pub(crate) mod average;
pub(crate) mod bands;
pub(crate) mod changes;
pub(crate) mod comparison;
pub(crate) mod design;
pub(crate) mod estimate;
pub(crate) mod figure;
pub(crate) mod influence;
pub(crate) mod levels;
pub(crate) mod note;
pub(crate) mod pretest;
pub(crate) mod propensity;
pub(crate) mod regression;
pub(crate) mod rows;
pub(crate) mod sample;
pub(crate) mod weights;
