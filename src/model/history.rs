//! What has happened: referrals that came, visits that were made. Counts and dates only, never a patient.

use serde::{Deserialize, Serialize};

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::{Date, TimeOfDay};

/// Referrals that arrived from one practice on one day (or in the period that ends that day).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Referral {
    /// Where they came from.
    pub practice: PracticeId,
    /// First day of the period that the row is the total of; the day itself where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// When, or the last day of the period.
    pub date: Date,
    /// How many.
    #[serde(default = "one")]
    pub count: u32,
    /// What one is worth to the programme, in a unit of the caller's choice.
    #[serde(default)]
    pub value: Option<f64>,
}

impl Referral {
    /// Returns the first day that the row speaks of.
    #[must_use]
    pub fn first_day(&self) -> Date {
        self.from.unwrap_or(self.date)
    }
}

fn one() -> u32 {
    1
}

/// A visit that was made or tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Whom it was to.
    pub practice: PracticeId,
    /// Who made it.
    pub liaison: LiaisonId,
    /// When.
    pub date: Date,
    /// At what time of the day it began, where that was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<TimeOfDay>,
    /// How it went.
    #[serde(default)]
    pub outcome: Outcome,
    /// What was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How a visit went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A clinician or manager was met.
    #[default]
    Seen,
    /// Only other staff was met.
    StaffOnly,
    /// Nobody could be met.
    NoAccess,
    /// Called off beforehand.
    Cancelled,
    /// Planned and not made.
    Missed,
}

impl Outcome {
    /// Tells whether the practice was reached, so that its cadence starts anew.
    #[must_use]
    pub fn counts_as_visit(self) -> bool {
        matches!(self, Self::Seen | Self::StaffOnly)
    }
}
