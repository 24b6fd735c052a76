//! Settings of a replan.

use crate::model::time::Date;
use crate::plan::replan::EditLimit;

/// How much of the plan before may change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReplanConfig {
    /// How many edits may be made without need, or what each has to gain.
    pub limit: EditLimit,
    /// Days up to this one change only where they have to.
    pub frozen_until: Option<Date>,
}

impl Default for ReplanConfig {
    /// An edit has to gain what a visit costs.
    fn default() -> Self {
        Self { limit: EditLimit::Gain(1.0), frozen_until: None }
    }
}
