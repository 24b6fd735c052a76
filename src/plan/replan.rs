//! How a plan differs from the one before it.

use serde::{Deserialize, Serialize};

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::{Date, TimeOfDay};
use crate::model::units::Minutes;

/// What a plan took over from the plan before, and what it changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Replan {
    /// The day up to which history was known in the plan before.
    pub previous_as_of: Date,
    /// The last day that the plan before covered.
    pub previous_end: Date,
    /// How many edits were allowed, or what each had to gain.
    pub limit: EditLimit,
    /// The last day on which nothing changes that does not have to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen_until: Option<Date>,
    /// A visit that starts earlier or later by up to so many minutes is no edit.
    pub tolerance: Minutes,
    /// Stops of the plan before within the days of this one.
    pub stops_before: u32,
    /// Of these, the ones that stayed: same liaison, same day, and the time within the tolerance.
    pub stops_kept: u32,
    /// Changes made for their gain, in the order in which they were made.
    pub edits: Vec<Edit>,
    /// Changes that the book forced, by day.
    pub forced: Vec<Edit>,
    /// Stops on days that the plan before did not cover.
    pub new_days_stops: u32,
    /// What stability costs: the worth of the plan by the edits allowed.
    pub price: Vec<StabilityPrice>,
}

/// How much of a plan may change without need.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EditLimit {
    /// At most so many edits.
    AtMost(u32),
    /// Every edit that gains at least so many referrals.
    Gain(f64),
}

/// One change of one visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Edit {
    /// Whom the visit is with.
    pub practice: PracticeId,
    /// Where it stood in the plan before; absent for a visit that is added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PlannedTime>,
    /// Where it stands now; absent for a visit that is dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<PlannedTime>,
    /// Why.
    pub reason: EditReason,
    /// Referrals that the step gained to which the edit belongs; 0 for changes that the book forced.
    pub gain: f64,
    /// Number of that step, from 1; edits that only pay together share it. 0 for changes that the book forced.
    pub step: u32,
}

/// Who visits when.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlannedTime {
    /// Which day.
    pub date: Date,
    /// When the visit starts.
    pub start: TimeOfDay,
    /// Who makes it.
    pub liaison: LiaisonId,
}

/// Why a visit was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EditReason {
    /// The plan gains by it.
    Gain,
    /// It makes room for a visit that gains more.
    MakesRoom,
    /// The practice is no longer in the book.
    PracticeGone,
    /// The liaison is no longer in the book.
    LiaisonGone,
    /// Another liaison covers the practice now.
    OtherLiaison,
    /// The practice receives no liaisons any more.
    NoVisitors,
    /// The practice rests by lot.
    Resting,
    /// The liaison does not work on that day any more, or at other hours.
    NotWorking,
    /// The practice is closed at that time now.
    Closed,
    /// It is too late to call ahead of the visit.
    TooLateToCall,
    /// Somebody was there, or will be there by an appointment, too shortly before or after.
    SeenAlready,
    /// The appointment was taken out of the book, or has another time.
    AppointmentGone,
    /// A new appointment.
    NewAppointment,
    /// A meeting with one of our physicians that is wished for, or is wished for no more.
    Meeting,
    /// A promise in the book.
    Promise,
    /// The day has no room for it any more.
    NoRoom,
    /// It follows from another change, which is not known.
    FillsGap,
}

/// The worth of the plan by the edits allowed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StabilityPrice {
    /// Edits allowed; absent: any number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed: Option<u32>,
    /// Edits made.
    pub made: u32,
    /// What the plan is then worth, in referrals, as in the summary of the search.
    pub worth: f64,
}
