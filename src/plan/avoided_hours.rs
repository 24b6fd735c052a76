//! Hours in which a plan makes no chosen visit, because the log says that hardly anybody is met then.

use serde::{Deserialize, Serialize};

use crate::model::id::PracticeId;
use crate::model::part_of_day::PartOfDay;
use crate::model::weekday::Weekday;

/// A part of a weekday in which no chosen visit to a practice starts, though the hours of the book allow it.
///
/// It counts as outside the visiting hours in all that a plan says of chosen visits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AvoidedHours {
    /// Which practice.
    pub practice: PracticeId,
    /// The day of the week.
    pub weekday: Weekday,
    /// The part of the day.
    pub part: PartOfDay,
}
