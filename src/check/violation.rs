//! A broken rule: which, where, and with what figures.

use serde::Serialize;

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::{Date, TimeOfDay, TimeWindow};
use crate::model::units::Minutes;
use crate::plan::itinerary::StopKind;

/// One broken rule. Its sentence is what it displays.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(into = "WrittenViolation")]
pub struct Violation {
    /// Which rule.
    pub rule: BrokenRule,
    /// Whose itinerary.
    pub liaison: Option<LiaisonId>,
    /// On which day.
    pub date: Option<Date>,
    /// At which practice.
    pub practice: Option<PracticeId>,
    /// What is wrong.
    pub detail: ViolationDetail,
}

/// A violation as it is written. Programs that show it need no English of their own.
#[derive(Serialize)]
struct WrittenViolation {
    rule: BrokenRule,
    liaison: Option<LiaisonId>,
    date: Option<Date>,
    practice: Option<PracticeId>,
    what: String,
    detail: ViolationDetail,
}

impl From<Violation> for WrittenViolation {
    fn from(violation: Violation) -> Self {
        let Violation { rule, liaison, date, practice, detail } = violation;
        Self { rule, liaison, date, practice, what: detail.to_string(), detail }
    }
}

/// What is wrong where a rule is broken, with its figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ViolationDetail {
    /// The plan has too few or too many weeks.
    Weeks {
        /// How many it has.
        weeks: u32,
    },
    /// The day lies before or after the plan.
    DayOutsidePlan,
    /// The book has no such liaison.
    UnknownLiaison,
    /// The book has no such practice.
    UnknownPractice,
    /// The days do not follow each other.
    DaysNotInOrder,
    /// The day has no stop.
    EmptyDay,
    /// The liaison does not work on this day.
    DayOff,
    /// The liaison is away outside working hours.
    AwayOutsideHours {
        /// When the liaison leaves home.
        depart: TimeOfDay,
        /// When the liaison is back.
        back: TimeOfDay,
        /// The working hours.
        hours: TimeWindow,
    },
    /// The day has more stops than allowed.
    TooManyStops {
        /// Stops of the day.
        stops: usize,
        /// The most allowed.
        limit: u32,
    },
    /// The day has more driving than allowed.
    TooMuchDriving {
        /// Driving of the day.
        drive: Minutes,
        /// The most allowed.
        limit: Minutes,
    },
    /// A drive takes another time, or another way, than the plan says.
    WrongDrive {
        /// What the travel times say.
        actual: Minutes,
        /// What the plan says.
        stated: Minutes,
    },
    /// There is no way from one stop to the next.
    NoWay,
    /// The liaison cannot be there in time.
    Late {
        /// When the liaison can leave.
        free: TimeOfDay,
        /// The drive.
        drive: Minutes,
        /// When the liaison is expected.
        expected: TimeOfDay,
    },
    /// The midday pause is missing, or there is one that nobody takes.
    PauseMissingOrUnwanted,
    /// The midday pause is too short, too long, or outside its window.
    WrongPause {
        /// When it is taken.
        taken: TimeWindow,
        /// When it may be taken.
        window: TimeWindow,
    },
    /// The midday pause falls into a visit or a drive.
    NoTimeForPause {
        /// When it is taken.
        taken: TimeWindow,
    },
    /// The visit is too short or too long.
    WrongLength {
        /// Minutes that it takes.
        taken: u32,
        /// Minutes that it should take.
        wanted: u32,
    },
    /// The practice is closed at some time of the visit.
    OutsideVisitingHours {
        /// When the visit starts.
        start: TimeOfDay,
        /// When the visit ends.
        end: TimeOfDay,
        /// When the practice is open on this day.
        open: Vec<TimeWindow>,
    },
    /// Another liaison owns the practice.
    OtherOwner,
    /// The liaison lacks a skill that the practice asks for.
    SkillMissing,
    /// A call ahead is wanted and not marked, or marked and not wanted.
    WrongCallMark,
    /// There is too little time to call ahead.
    ShortNotice {
        /// Days from the first day of the plan to the visit.
        days: i64,
    },
    /// The reasons do not sum to the stop's expected referrals.
    WrongSum {
        /// What the reasons sum to.
        total: f64,
        /// What the stop says.
        expected: f64,
    },
    /// Two visits come too soon after each other.
    TooSoon {
        /// Days between them.
        days: i64,
        /// The fewest that the cadence allows.
        least: u32,
    },
    /// An appointment is neither kept nor accounted for.
    AppointmentLost {
        /// When it starts.
        start: TimeOfDay,
    },
    /// A must-visit is neither made nor accounted for.
    MustVisitLost {
        /// The first day for it.
        from: Date,
        /// The last day for it.
        until: Date,
    },
    /// A stop claims to be fixed, and the book has no such appointment or must-visit.
    Invented {
        /// What it claims to be.
        kind: StopKind,
    },
    /// The practice has no disposition.
    NoDisposition,
    /// Some practice has two dispositions.
    TwoDispositions,
    /// The disposition is at odds with the book or the itineraries.
    WrongDisposition(DispositionFault),
}

/// What a disposition says that is not so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DispositionFault {
    /// The tier is not the book's.
    Tier,
    /// The cadence is neither the practice's nor its tier's.
    Cadence,
    /// The last visit is another day.
    LastVisit,
    /// The due date is not the last visit plus the target.
    Due,
    /// The number of visits is another.
    VisitCount,
    /// The practice is visited, though not planned.
    Visited,
    /// The cadence allows a visit earlier or later.
    FirstDay,
    /// Those who displace the practice are not there.
    Displacers,
    /// The practice does receive liaisons.
    Receives,
    /// No rule is named.
    NoRule,
}

impl ViolationDetail {
    /// Names the rule that is broken.
    pub(crate) fn rule(&self) -> BrokenRule {
        match self {
            Self::Weeks { .. } | Self::DayOutsidePlan => BrokenRule::Span,
            Self::UnknownLiaison | Self::UnknownPractice => BrokenRule::UnknownName,
            Self::DaysNotInOrder | Self::EmptyDay => BrokenRule::DayOrder,
            Self::DayOff | Self::AwayOutsideHours { .. } => BrokenRule::WorkingHours,
            Self::TooManyStops { .. } => BrokenRule::MaxStops,
            Self::TooMuchDriving { .. } => BrokenRule::MaxDrive,
            Self::WrongDrive { .. } | Self::NoWay => BrokenRule::DriveTime,
            Self::Late { .. } => BrokenRule::Sequence,
            Self::PauseMissingOrUnwanted | Self::WrongPause { .. } | Self::NoTimeForPause { .. } => {
                BrokenRule::Lunch
            }
            Self::WrongLength { .. } => BrokenRule::VisitLength,
            Self::OutsideVisitingHours { .. } => BrokenRule::VisitingHours,
            Self::OtherOwner => BrokenRule::Owner,
            Self::SkillMissing => BrokenRule::Skills,
            Self::WrongCallMark | Self::ShortNotice { .. } => BrokenRule::CallAhead,
            Self::WrongSum { .. } => BrokenRule::Reasons,
            Self::TooSoon { .. } => BrokenRule::MinGap,
            Self::MustVisitLost { .. } | Self::Invented { kind: StopKind::MustVisit } => {
                BrokenRule::MustVisit
            }
            Self::AppointmentLost { .. } | Self::Invented { .. } => BrokenRule::Appointment,
            Self::NoDisposition | Self::TwoDispositions | Self::WrongDisposition(_) => {
                BrokenRule::Disposition
            }
        }
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
