//! Entries of visits in calendars.

use serde::{Deserialize, Serialize};

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::{Date, TimeOfDay};

/// The entry of a visit in calendars. It stays with the visit from plan to plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarEntry {
    /// Identifies the entry in every calendar.
    pub uid: String,
    /// How often the entry has changed.
    pub sequence: u32,
}

/// A visit that was planned before and is not any more. Calendars take it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CancelledVisit {
    /// Its entry.
    pub entry: CalendarEntry,
    /// Whom it was with.
    pub practice: PracticeId,
    /// Who would have made it.
    pub liaison: LiaisonId,
    /// Which day.
    pub date: Date,
    /// When it would have started.
    pub start: TimeOfDay,
    /// When it would have ended.
    pub end: TimeOfDay,
}
