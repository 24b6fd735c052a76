//! Entries of visits in calendars.

use serde::{Deserialize, Serialize};

use crate::model::id::{EventId, LiaisonId, PracticeId, ProviderId};
use crate::model::time::{Date, TimeOfDay};

/// The entry of a visit in calendars. It stays with the visit from plan to plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarEntry {
    /// Identifies the entry in every calendar.
    pub uid: String,
    /// How often the entry has changed.
    pub sequence: u32,
    /// The last day on which an earlier plan had the visit, if that day is later than its day now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_shown: Option<Date>,
    /// The task to call ahead, if this plan or an earlier one has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<CallTask>,
}

/// Whether somebody still has to call ahead of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CallTask {
    /// Somebody has to.
    Open,
    /// Nobody has to any more: the time is agreed, or no call is asked for.
    Closed,
}

/// A visit of an earlier plan that is no stop of this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EarlierVisit {
    /// Its entry.
    pub entry: CalendarEntry,
    /// Whom it is with.
    pub practice: PracticeId,
    /// Who makes it, or would have made it.
    pub liaison: LiaisonId,
    /// Which day.
    pub date: Date,
    /// When it starts.
    pub start: TimeOfDay,
    /// When it ends.
    pub end: TimeOfDay,
}

impl EarlierVisit {
    /// Returns the last day on which some calendar may show the visit.
    #[must_use]
    pub fn last_shown(&self) -> Date {
        self.entry.last_shown.map_or(self.date, |day| day.max(self.date))
    }
}

/// The entry of a part of a day that is no visit in calendars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DayEntry {
    /// Its entry.
    pub entry: CalendarEntry,
    /// Whose day.
    pub liaison: LiaisonId,
    /// Which day.
    pub date: Date,
    /// What it shows.
    pub part: DayPart,
    /// When it starts.
    pub start: TimeOfDay,
    /// When it ends.
    pub end: TimeOfDay,
    /// Whether an earlier plan had it and this one has not. Calendars take it back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cancelled: bool,
}

/// What a calendar shows of a day beside its visits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayPart {
    /// Lunch on the road.
    Lunch,
    /// The last drive of the day.
    DriveHome,
    /// An event, from arriving to leaving.
    Event(EventId),
    /// A meeting in the calendar of one of our physicians, from setting out to being back.
    Meeting {
        /// Whose calendar.
        provider: ProviderId,
        /// Whom they meet.
        practice: PracticeId,
    },
}
