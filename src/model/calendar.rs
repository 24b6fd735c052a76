//! What is fixed in the calendar before any planning.

use serde::{Deserialize, Serialize};

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::{Date, TimeOfDay, TimeWindow};
use crate::model::units::Minutes;

/// A visit already agreed upon: this liaison, this practice, this time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Appointment {
    /// Day.
    pub date: Date,
    /// When it starts.
    pub start: TimeOfDay,
    /// Who goes.
    pub liaison: LiaisonId,
    /// Where to.
    pub practice: PracticeId,
    /// How long it takes.
    pub minutes: Minutes,
}

/// Days on which a liaison does not work, first and last included.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TimeOff {
    /// Who.
    pub liaison: LiaisonId,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

/// A time on one day in which a liaison is not free: a meeting, a call, a doctor's appointment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BusyTime {
    /// Who.
    pub liaison: LiaisonId,
    /// Day.
    pub date: Date,
    /// From when until when.
    pub window: TimeWindow,
}

/// A day on which nobody works and every practice is closed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Holiday {
    /// Day.
    pub date: Date,
    /// What it is called.
    pub name: String,
}

/// A visit that has to happen within given days, whatever it is worth (a promise, a follow-up).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MustVisit {
    /// Whom.
    pub practice: PracticeId,
    /// First day it may happen.
    pub from: Date,
    /// Last day it may happen.
    pub until: Date,
}
