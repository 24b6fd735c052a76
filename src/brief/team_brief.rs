//! What a whole team takes along.

use serde::{Deserialize, Serialize};

use crate::brief::nearby::EventBrief;
use crate::brief::packing::{DayPacking, OutdatedStock, Restock, WeekPacking};
use crate::brief::recipient::ValueGiven;
use crate::brief::stop_brief::StopBrief;
use crate::model::id::LiaisonId;
use crate::model::time::{Date, TimeOfDay};
use crate::model::units::Cents;

/// What the liaisons of a plan take to their visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Briefs {
    /// Version of this format; 1.
    pub format: u32,
    /// The day up to which history was known.
    pub as_of: Date,
    /// The first day of the plan.
    pub start: Date,
    /// The last day of the plan.
    pub end: Date,
    /// The most that a practice gets in a calendar year; absent where none is stated, and then nothing of value is planned.
    pub value_limit: Option<Cents>,
    /// One for each stop of the plan, in its order.
    pub stops: Vec<StopBrief>,
    /// The events in the days of the plan, by day, with the practices near them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<EventBrief>,
    /// What to pack for each day, by liaison and day.
    pub packing: Vec<DayPacking>,
    /// What to pack for each week, by liaison and week.
    pub weeks: Vec<WeekPacking>,
    /// What liaisons do not have enough of, by liaison and material.
    pub restock: Vec<Restock>,
    /// What liaisons have, and what is handed out no more, by liaison and material.
    pub outdated: Vec<OutdatedStock>,
    /// What practices get in a calendar year, where any of it is of value, by practice and year.
    pub values: Vec<ValueGiven>,
}

impl Briefs {
    /// The version of the format that this library writes.
    pub const FORMAT: u32 = 1;

    /// Lists what a liaison takes to the stops of a day, in order.
    pub fn day(&self, liaison: &LiaisonId, date: Date) -> impl Iterator<Item = &StopBrief> {
        let day = |it: &StopBrief| (it.liaison.clone(), it.date);
        let key = (liaison.clone(), date);
        let from = self.stops.partition_point(|it| day(it) < key);
        let until = self.stops.partition_point(|it| day(it) <= key);
        self.stops.get(from..until).unwrap_or(&[]).iter()
    }

    /// Finds what a liaison takes to the stop that starts at a time.
    #[must_use]
    pub fn stop(&self, liaison: &LiaisonId, date: Date, start: TimeOfDay) -> Option<&StopBrief> {
        self.day(liaison, date).find(|stop| stop.start == start)
    }

    /// Finds what a liaison packs for a day.
    #[must_use]
    pub fn packing_of(&self, liaison: &LiaisonId, date: Date) -> Option<&DayPacking> {
        self.packing.iter().find(|it| it.liaison == *liaison && it.date == date)
    }
}
