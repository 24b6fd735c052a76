//! The least that a liaison's promises need in the days planned.

use serde::{Deserialize, Serialize};

use crate::model::time::Date;

/// What a liaison needs at least in the days planned, whatever the plan.
///
/// These are bounds: every plan that keeps the visits takes as much, and it may take more.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CapacityNeed {
    /// To keep the appointments, the must-visits, and the longest gaps of the cadences that a person has set.
    pub promised: LeastTime,
    /// To keep the longest gaps of the tiers as well.
    pub tiers: LeastTime,
    /// Days in the plan on which the liaison works.
    pub work_days: u32,
    /// The first weeks that have too little time for the promises due in them; absent where no week is known to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortage: Option<Shortage>,
}

/// What is due up to the end of a week, where the days up to then have no room for it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Shortage {
    /// The last day of the week.
    pub until: Date,
    /// What the promises that are due up to then need at least.
    pub least: LeastTime,
    /// Days up to then on which the liaison works.
    pub work_days: u32,
    /// Hours that these days have at most.
    pub hours: f64,
}

/// The least that some visits need.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeastTime {
    /// Visits.
    pub visits: u32,
    /// Days with a visit.
    pub days: u32,
    /// Hours in the field: visits, their buffers and the drives.
    pub hours: f64,
}

impl LeastTime {
    /// Returns no less than what a part of the visits needs: it is a bound for all of them, too.
    pub(crate) fn at_least(self, part: Self) -> Self {
        Self {
            visits: self.visits.max(part.visits),
            days: self.days.max(part.days),
            hours: self.hours.max(part.hours),
        }
    }
}

impl CapacityNeed {
    /// Tells whether no plan can keep all promises.
    #[must_use]
    pub fn is_too_much(&self) -> bool {
        self.shortage.is_some()
    }
}
