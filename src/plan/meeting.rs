//! Joint visits: a physician of ours meets the people of a practice, together with the liaison.

use serde::{Deserialize, Serialize};

use crate::model::id::{PracticeId, ProviderId};
use crate::model::time::{Date, TimeOfDay};
use crate::plan::disposition::RuleSet;
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

/// A meeting that is wished for and that this plan does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MissedMeeting {
    /// Which practice.
    pub practice: PracticeId,
    /// The specialty that it wants to know.
    pub specialty: String,
    /// The physician it has to be, if one is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<ProviderId>,
    /// The last day for it, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Date>,
    /// Everything that forbids it, each reason by itself; empty where nothing does and no place was found.
    pub reasons: Vec<RuleSet>,
}
