//! Joint visits: a physician of ours meets the people of a practice, together with the liaison.

use serde::{Deserialize, Serialize};

use crate::model::id::ProviderId;
use crate::model::time::TimeOfDay;
use crate::plan::leg::Leg;

/// The physician's part of a stop. They are there from its start to its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Meeting {
    /// Who comes.
    pub provider: ProviderId,
    /// The specialty that the practice wants to know.
    pub specialty: String,
    /// When the physician sets out.
    pub depart: TimeOfDay,
    /// The drive there: from where they are at that time, or from the meeting before.
    pub leg: Leg,
    /// The drive back; absent where another meeting follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way_back: Option<Leg>,
}

impl Meeting {
    /// Returns when the physician is back from a meeting that ends at some time; its end where another meeting follows.
    #[must_use]
    pub fn back(&self, end: TimeOfDay) -> TimeOfDay {
        TimeOfDay::from_minutes(end.minutes() + self.way_back.map_or(0, |leg| leg.drive.0))
    }
}
