//! Why a stop stands in the plan: facts with their figures, and what each adds to the stop's worth.

use serde::{Deserialize, Serialize};

use crate::model::score_fact::ScoreFact;
use crate::model::time::Date;
use crate::model::units::Minutes;

/// One reason for a visit. Its sentence is what it displays.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(from = "WrittenReason", into = "WrittenReason")]
pub struct StopReason {
    /// The referrals it adds to the stop's expected referrals; the reasons of a stop sum to it.
    pub referrals: f64,
    /// What it says.
    pub fact: StopFact,
}

/// What a reason for a visit says, with its figures.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StopFact {
    /// What the score knows of the practice.
    Score(ScoreFact),
    /// What the calendar says of the day.
    Calendar(VisitTiming),
}

/// Why a visit is made on its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitTiming {
    /// Days since the last visit, made or planned; absent where there was none.
    pub days_since_visit: Option<u32>,
    /// Days from one visit to the next that the cadence aims at.
    pub due_every: u32,
    /// What the visit is made for.
    pub occasion: Occasion,
}

/// What a visit is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// The next visit is due.
    Due,
    /// The visit comes before it is due.
    Early {
        /// When it is due.
        due: Date,
        /// Minutes of driving that the stop adds to its day.
        detour: Minutes,
        /// Whether what the plan gains by it is worth that drive.
        pays: bool,
    },
    /// An appointment was agreed upon.
    Appointment,
    /// The visit has to happen.
    MustVisit {
        /// The last day for it.
        until: Date,
    },
    /// One of our physicians comes along.
    Meeting,
}

/// A reason as it is written. Programs that show it need no English of their own.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "StopReason"))]
struct WrittenReason {
    /// In words that a liaison understands.
    text: String,
    /// The referrals it adds to the stop's expected referrals; the reasons of a stop sum to it.
    referrals: f64,
    /// The same with its figures, for programs.
    fact: StopFact,
}

impl From<WrittenReason> for StopReason {
    /// Takes the facts. The text follows from them.
    fn from(written: WrittenReason) -> Self {
        Self { referrals: written.referrals, fact: written.fact }
    }
}

impl From<StopReason> for WrittenReason {
    fn from(reason: StopReason) -> Self {
        Self { text: reason.to_string(), referrals: reason.referrals, fact: reason.fact }
    }
}
