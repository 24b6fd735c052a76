//! The rules of a plan, each with a code that stays.

use serde::Serialize;

/// The rules of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BrokenRule {
    /// The plan is written in the format that is known.
    Format,
    /// The plan was made for this book.
    OtherBook,
    /// The plan keeps to the caller's buffer and lead days.
    PlanRules,
    /// Settings and assumptions are numbers that a plan can be made with.
    Settings,
    /// The plan covers 1 to 13 weeks and every day lies within it.
    Span,
    /// Every liaison and practice named is in the book.
    UnknownName,
    /// Every liaison of the book has one itinerary, in order.
    Itinerary,
    /// Days of an itinerary come in order, each at most once, each with a stop.
    DayOrder,
    /// A liaison works only in working hours, not on holidays or days off, but for appointments.
    WorkingHours,
    /// The midday pause is taken, whole, in its window, and not while driving or visiting.
    Lunch,
    /// A drive takes as long as the travel times say.
    DriveTime,
    /// No stop begins before the liaison can be there, and the day ends no earlier than the way home does.
    Sequence,
    /// A visit takes as long as the practice or the appointment says.
    VisitLength,
    /// A day has no more stops than the liaison's limit, or than its appointments.
    MaxStops,
    /// A day has no more driving than the liaison's limit, or than its appointments take.
    MaxDrive,
    /// A day says which habits its appointments break.
    Exceptions,
    /// A visit lies within the practice's visiting hours.
    VisitingHours,
    /// A practice is visited by its owner.
    Owner,
    /// A liaison has the skills that the practice asks for.
    Skills,
    /// Visits keep the fewest days between them.
    MinGap,
    /// No visit is chosen while the practice rests by lot.
    Rest,
    /// A practice that wants a call is marked so, and not planned before the call can be made.
    CallAhead,
    /// Every appointment in the plan's days stands in the plan or is declared impossible, and none is invented.
    Appointment,
    /// Every event in the plan's days stands in the plan of everybody who attends or is declared impossible, and none is invented.
    Event,
    /// A meeting is wished for, keeps the calendars of the physician, the liaison and the practice, and breaks no habit. Every other wish is
    /// declared missed.
    Meeting,
    /// Every must-visit stands in the plan or its absence is declared, and none is invented.
    MustVisit,
    /// Every practice has exactly one disposition, which agrees with the book and the itineraries.
    Disposition,
    /// What is said of a practice that is left out is so.
    Proof,
    /// A stop has reasons that agree with book and plan and sum to its expected referrals.
    Reasons,
    /// Every liaison has one capacity, and its figures are those of the book.
    Capacity,
    /// The figures of worth follow from the scores.
    Worth,
    /// What is said of the plan before is so, and no more was changed than allowed.
    Replan,
}

impl BrokenRule {
    /// Returns the code of the rule, which never changes.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::OtherBook => "other_book",
            Self::PlanRules => "plan_rules",
            Self::Settings => "settings",
            Self::Span => "span",
            Self::UnknownName => "unknown_name",
            Self::Itinerary => "itinerary",
            Self::DayOrder => "day_order",
            Self::WorkingHours => "working_hours",
            Self::Lunch => "lunch",
            Self::DriveTime => "drive_time",
            Self::Sequence => "sequence",
            Self::VisitLength => "visit_length",
            Self::MaxStops => "max_stops",
            Self::MaxDrive => "max_drive",
            Self::Exceptions => "exceptions",
            Self::VisitingHours => "visiting_hours",
            Self::Owner => "owner",
            Self::Skills => "skills",
            Self::MinGap => "min_gap",
            Self::Rest => "rest",
            Self::CallAhead => "call_ahead",
            Self::Appointment => "appointment",
            Self::Event => "event",
            Self::Meeting => "meeting",
            Self::MustVisit => "must_visit",
            Self::Disposition => "disposition",
            Self::Proof => "proof",
            Self::Reasons => "reasons",
            Self::Capacity => "capacity",
            Self::Worth => "worth",
            Self::Replan => "replan",
        }
    }
}
