//! Events in a plan.

use serde::{Deserialize, Serialize};

use crate::model::id::{EventId, LiaisonId};
use crate::model::time::{Date, TimeOfDay};
use crate::plan::calendar_entry::CalendarEntry;
use crate::plan::disposition::RuleSet;
use crate::plan::leg::Leg;

/// An event on a day of a liaison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventStop {
    /// Which event.
    pub event: EventId,
    /// The drive there.
    pub leg: Leg,
    /// When the liaison is there, to prepare.
    pub arrive: TimeOfDay,
    /// When it begins.
    pub start: TimeOfDay,
    /// When it ends.
    pub end: TimeOfDay,
    /// When the liaison is free again; the buffer follows.
    pub leave: TimeOfDay,
    /// Its entry in calendars, which stands among the plan's day entries, too.
    #[serde(default)]
    pub entry: CalendarEntry,
}

/// An event that a liaison cannot attend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MissedEvent {
    /// Which event.
    pub event: EventId,
    /// Who cannot be there.
    pub liaison: LiaisonId,
    /// Which day.
    pub date: Date,
    /// Everything that forbids it, each reason by itself.
    pub reasons: Vec<RuleSet>,
}
