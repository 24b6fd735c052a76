//! The plan of a team: itineraries, dispositions, and how it was found.

use serde::{Deserialize, Serialize};

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::Date;
use crate::model::units::Minutes;
use crate::plan::avoided_hours::AvoidedHours;
use crate::plan::calendar_entry::{DayEntry, EarlierVisit};
use crate::plan::capacity::Capacity;
use crate::plan::disposition::Disposition;
use crate::plan::itinerary::{DayPlan, Itinerary, Stop};
use crate::plan::missed_event::MissedEvent;
use crate::plan::missed_meeting::MissedMeeting;
use crate::plan::replan::Replan;

/// A schedule of one to thirteen weeks for every liaison, with the fate of every practice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Plan {
    /// Version of this format; 2.
    pub format: u32,
    /// The day up to which history was known.
    pub as_of: Date,
    /// First day planned; a Monday or later.
    pub start: Date,
    /// Length in weeks.
    pub weeks: u32,
    /// The seed of the search.
    pub seed: u64,
    /// The digest of the book that it was made for.
    #[serde(default)]
    pub book: String,
    /// The settings that the plan keeps to.
    pub rules: PlanRules,
    /// What else it was made with.
    #[serde(default)]
    pub settings: PlanSettings,
    /// What visits are assumed to do.
    #[serde(default)]
    pub response: AssumedResponse,
    /// How the search went.
    pub search: SearchSummary,
    /// What each liaison's time is worth and needed for, sorted by identifier.
    #[serde(default)]
    pub capacities: Vec<Capacity>,
    /// One for each liaison, sorted by identifier.
    pub itineraries: Vec<Itinerary>,
    /// One for each practice, sorted by identifier.
    pub dispositions: Vec<Disposition>,
    /// Hours in which no chosen visit starts, since hardly anybody is met then; sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub avoided: Vec<AvoidedHours>,
    /// Meetings with our physicians that are wished for and that it does not have, by practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed_meetings: Vec<MissedMeeting>,
    /// Events that somebody cannot attend, by event and liaison.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missed_events: Vec<MissedEvent>,
    /// How it differs from the plan before; absent where it followed none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replan: Option<Replan>,
    /// Visits that were planned before and are not any more, as long as their day has not passed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cancelled: Vec<EarlierVisit>,
    /// Visits of earlier plans on days before this one's, as long as a calendar may show them on a coming day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<EarlierVisit>,
    /// Calendar entries of lunch on the road, drives home, events and our physicians' meetings, sorted by liaison and date.
    /// Cancelled ones and those of coming days before this plan's first stand among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub day_entries: Vec<DayEntry>,
}

impl Plan {
    /// The version of the format that this library writes.
    pub const FORMAT: u32 = 2;

    /// Every working day with visits, with its liaison.
    pub fn days(&self) -> impl Iterator<Item = (&LiaisonId, &DayPlan)> {
        self.itineraries
            .iter()
            .flat_map(|itinerary| itinerary.days.iter().map(|day| (&itinerary.liaison, day)))
    }

    /// Every stop, with its liaison and date.
    pub fn stops(&self) -> impl Iterator<Item = (&LiaisonId, Date, &Stop)> {
        self.days().flat_map(|(liaison, day)| day.stops.iter().map(move |stop| (liaison, day.date, stop)))
    }

    /// What becomes of a practice.
    #[must_use]
    pub fn disposition(&self, practice: &PracticeId) -> Option<&Disposition> {
        let at = self.dispositions.binary_search_by(|other| other.practice.cmp(practice)).ok()?;
        self.dispositions.get(at)
    }

    /// Tells whether a day has not passed: it is planned, or history does not reach it yet.
    #[must_use]
    pub fn is_coming(&self, date: Date) -> bool {
        date > self.as_of || date >= self.start
    }

    /// The last day planned.
    #[must_use]
    pub fn end(&self) -> Date {
        self.start.plus_days(i64::from(self.weeks) * 7 - 1)
    }
}

/// Settings that a plan keeps to and that its verifier needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanRules {
    /// Kept free after every visit, for notes and the way to the car.
    pub buffer: Minutes,
    /// A visit that wants a call ahead is chosen for this many days after the plan is made, or later. A practice's own figure
    /// goes before; must-visits may come earlier.
    pub lead_days: u32,
}

impl Default for PlanRules {
    fn default() -> Self {
        Self { buffer: Minutes(5), lead_days: 5 }
    }
}

/// Settings that say what a plan aims at.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanSettings {
    /// What a minute at the wheel costs, as a share of what any minute in the field costs.
    pub drive_price: f64,
    /// How much of the working time is used.
    pub field_time: FieldTime,
}

impl Default for PlanSettings {
    fn default() -> Self {
        Self { drive_price: 1.0, field_time: FieldTime::default() }
    }
}

/// How much of the working time a plan uses.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldTime {
    /// The fewest hours that keep 99 % of what full days would gain.
    #[default]
    Auto,
    /// As long as an hour in the field brings so many referrals.
    Floor(f64),
    /// All of it.
    Fill,
}

/// How the search went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SearchSummary {
    /// Iterations done, over all liaisons.
    pub iterations: u64,
    /// Whether it was stopped before its budget was used up; such a plan need not come out the same again.
    pub cut_short: bool,
    /// What the plan is worth beside no visit at all, in referrals, the time that it takes at its price.
    #[serde(default)]
    pub worth: f64,
}

/// What visits are assumed to do; all expected referrals of a plan rest on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssumedResponse {
    /// Share that full goodwill adds to what is at stake in a practice.
    pub effect: f64,
    /// Days after which a visit's effect has fallen to 1/e.
    pub tau_days: f64,
    /// How many times as much the visits may bring at most.
    pub most: f64,
    /// How many times as much they bring at least: nothing where nobody has measured it.
    #[serde(default)]
    pub least: f64,
    /// Whether a trial has measured the effect.
    #[serde(default)]
    pub measured: bool,
}
