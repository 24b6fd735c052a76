//! Events in a plan.

use serde::{Deserialize, Serialize};

use crate::model::id::EventId;
use crate::model::time::TimeOfDay;
use crate::plan::calendar_entry::CalendarEntry;
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
