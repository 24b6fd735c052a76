//! A broken rule: which, where, and in words.

use std::fmt;

use serde::Serialize;

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::Date;

/// One broken rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Violation {
    /// Which rule.
    pub rule: BrokenRule,
    /// Whose itinerary.
    pub liaison: Option<LiaisonId>,
    /// On which day.
    pub date: Option<Date>,
    /// At which practice.
    pub practice: Option<PracticeId>,
    /// What is wrong, for people.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.rule)?;
        if let Some(liaison) = &self.liaison {
            write!(f, ", liaison {liaison}")?;
        }
        if let Some(date) = self.date {
            write!(f, ", {date}")?;
        }
        if let Some(practice) = &self.practice {
            write!(f, ", practice {practice}")?;
        }
        write!(f, ": {}", self.what)
    }
}

/// The rules of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BrokenRule {
    /// The plan covers 1 to 13 weeks and every day lies within it.
    Span,
    /// Every liaison and practice named is in the book.
    UnknownName,
    /// Days of an itinerary come in order, each at most once, each with a stop.
    DayOrder,
    /// A liaison works only in working hours, not on holidays or days off.
    WorkingHours,
    /// The midday pause is taken, whole, in its window, and not while driving or visiting.
    Lunch,
    /// A drive takes as long as the travel times say.
    DriveTime,
    /// No stop begins before the liaison can be there, and the day ends no earlier than the way home does.
    Sequence,
    /// A visit takes as long as the practice or the appointment says.
    VisitLength,
    /// A day has no more stops than the liaison's limit.
    MaxStops,
    /// A day has no more driving than the liaison's limit.
    MaxDrive,
    /// A visit lies within the practice's visiting hours.
    VisitingHours,
    /// A practice is visited by its owner.
    Owner,
    /// A liaison has the skills that the practice asks for.
    Skills,
    /// Visits keep the fewest days between them.
    MinGap,
    /// A practice that wants a call is marked so, and not planned before the call can be made.
    CallAhead,
    /// Every appointment in the plan's days stands in the plan or is declared impossible, and none is invented.
    Appointment,
    /// Every must-visit stands in the plan or its absence is declared, and none is invented.
    MustVisit,
    /// Every practice has exactly one disposition, which agrees with the book and the itineraries.
    Disposition,
    /// The reasons of a stop sum to its expected referrals.
    Reasons,
}
