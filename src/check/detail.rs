//! What is wrong where a rule is broken.

use serde::Serialize;

use crate::check::broken_rule::BrokenRule;
use crate::check::fault::{
    CapacityFault, DispositionFault, EventFault, MeetingFault, ProofFault, ReasonFault, ReplanFault,
    SettingFault, WorthFault,
};
use crate::model::time::{Date, TimeOfDay, TimeWindow};
use crate::model::units::Minutes;
use crate::plan::itinerary::{DayException, StopKind};
use crate::plan::visit_plan::PlanRules;

/// What is wrong where a rule is broken, with its figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ViolationDetail {
    /// The plan is written in another format.
    Format {
        /// The version stated.
        format: u32,
    },
    /// The plan was made for another book, or for this one before it changed.
    OtherBook,
    /// The plan keeps to another buffer or other lead days.
    OtherRules {
        /// What the plan keeps to.
        stated: PlanRules,
        /// What it has to keep to.
        asked: PlanRules,
    },
    /// A setting is nothing that a plan can be made with.
    WrongSetting(SettingFault),
    /// What is said of the plan before is not so.
    WrongReplan(ReplanFault),
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
    /// A liaison of the book has no itinerary.
    NoItinerary,
    /// Itineraries are not sorted, or somebody has two.
    ItinerariesNotInOrder,
    /// The days do not follow each other.
    DaysNotInOrder,
    /// The day has no stop.
    EmptyDay,
    /// The liaison does not work on this day.
    DayOff,
    /// The liaison leaves home earlier, or comes back later, than the stops ask for.
    IdleEnd {
        /// When the liaison leaves home.
        depart: TimeOfDay,
        /// When the liaison is back.
        back: TimeOfDay,
    },
    /// The liaison is away outside working hours.
    AwayOutsideHours {
        /// When the liaison leaves home.
        depart: TimeOfDay,
        /// When the liaison is back.
        back: TimeOfDay,
        /// The working hours.
        hours: TimeWindow,
    },
    /// A visit that is no appointment lies outside the working hours.
    WorksOutsideHours {
        /// When the visit starts.
        start: TimeOfDay,
        /// When the visit ends.
        end: TimeOfDay,
        /// The working hours.
        hours: TimeWindow,
    },
    /// A visit that is no appointment lies in a break between two windows of work.
    WorksInBreak {
        /// When the visit starts.
        start: TimeOfDay,
        /// When the visit ends.
        end: TimeOfDay,
        /// The windows of work.
        windows: Vec<TimeWindow>,
    },
    /// The day breaks other habits than it says.
    WrongExceptions {
        /// The habits that it breaks.
        actual: Vec<DayException>,
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
    /// The book does not say where the practice is, so nobody can drive there.
    NoPlace,
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
    /// The stop ends before it starts, or as it starts.
    EndsBeforeItStarts,
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
        /// Days from the day on which the visit was planned to the visit.
        days: i64,
    },
    /// The visit is said to be planned since a day after the plan was made.
    PlannedLater {
        /// The day stated.
        since: Date,
    },
    /// A reason says something that is not so.
    WrongReason(ReasonFault),
    /// The reasons do not sum to the stop's expected referrals.
    WrongSum {
        /// What the reasons sum to.
        total: f64,
        /// What the stop says.
        expected: f64,
    },
    /// A visit is chosen while the practice rests by lot.
    InRest,
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
    /// An appointment is declared missed that is kept, that could be kept, or that the book does not know.
    WronglyMissedAppointment {
        /// When it is said to start.
        start: Option<TimeOfDay>,
    },
    /// An appointment is missed for other reasons than those given.
    WrongMissedAppointment {
        /// When it starts.
        start: TimeOfDay,
    },
    /// More appointments of the day could be kept.
    TooFewAppointments {
        /// Appointments that are kept.
        kept: usize,
        /// The most that could be kept.
        most: usize,
    },
    /// A must-visit is neither made nor accounted for.
    MustVisitLost {
        /// The first day for it.
        from: Date,
        /// The last day for it.
        until: Date,
    },
    /// A must-visit is declared missed that is made, that may wait, or that the book does not know.
    WronglyMissedVisit {
        /// The last day stated.
        until: Date,
    },
    /// A must-visit is missed for other reasons than those given.
    WrongMissedVisit {
        /// The last day for it.
        until: Date,
    },
    /// A stop is not what it is said to be.
    WrongKind {
        /// What it is said to be.
        stated: StopKind,
        /// What it is.
        actual: StopKind,
    },
    /// A stop claims to be an appointment, and the book has no such one.
    Invented,
    /// The practice has no disposition.
    NoDisposition,
    /// Dispositions are not sorted, or a practice has two.
    TwoDispositions,
    /// The disposition is at odds with the book or the itineraries.
    WrongDisposition(DispositionFault),
    /// What is said of a practice that is left out is not so.
    WrongProof(ProofFault),
    /// A liaison has no capacity.
    NoCapacity,
    /// Capacities are not sorted, or somebody has two.
    CapacitiesNotInOrder,
    /// A capacity is at odds with the book or the scores.
    WrongCapacity(CapacityFault),
    /// A figure does not follow from the scores.
    WrongWorth(WorthFault),
    /// What is said of an event is not so.
    WrongEvent(EventFault),
    /// What is said of a meeting is not so.
    WrongMeeting(MeetingFault),
}

impl ViolationDetail {
    /// Names the rule that is broken.
    pub(crate) fn rule(&self) -> BrokenRule {
        match self {
            Self::Format { .. } => BrokenRule::Format,
            Self::OtherBook => BrokenRule::OtherBook,
            Self::OtherRules { .. } => BrokenRule::PlanRules,
            Self::WrongSetting(_) => BrokenRule::Settings,
            Self::WrongReplan(_) => BrokenRule::Replan,
            Self::Weeks { .. } | Self::DayOutsidePlan => BrokenRule::Span,
            Self::UnknownLiaison | Self::UnknownPractice => BrokenRule::UnknownName,
            Self::NoItinerary | Self::ItinerariesNotInOrder => BrokenRule::Itinerary,
            Self::DaysNotInOrder | Self::EmptyDay => BrokenRule::DayOrder,
            Self::DayOff
            | Self::IdleEnd { .. }
            | Self::AwayOutsideHours { .. }
            | Self::WorksOutsideHours { .. }
            | Self::WorksInBreak { .. } => BrokenRule::WorkingHours,
            Self::WrongExceptions { .. } => BrokenRule::Exceptions,
            Self::TooManyStops { .. } => BrokenRule::MaxStops,
            Self::TooMuchDriving { .. } => BrokenRule::MaxDrive,
            Self::WrongDrive { .. } | Self::NoWay | Self::NoPlace => BrokenRule::DriveTime,
            Self::Late { .. } => BrokenRule::Sequence,
            Self::PauseMissingOrUnwanted | Self::WrongPause { .. } | Self::NoTimeForPause { .. } => {
                BrokenRule::Lunch
            }
            Self::WrongLength { .. } | Self::EndsBeforeItStarts => BrokenRule::VisitLength,
            Self::OutsideVisitingHours { .. } => BrokenRule::VisitingHours,
            Self::OtherOwner => BrokenRule::Owner,
            Self::SkillMissing => BrokenRule::Skills,
            Self::WrongCallMark | Self::ShortNotice { .. } | Self::PlannedLater { .. } => {
                BrokenRule::CallAhead
            }
            Self::WrongSum { .. } | Self::WrongReason(_) => BrokenRule::Reasons,
            Self::TooSoon { .. } => BrokenRule::MinGap,
            Self::InRest => BrokenRule::Rest,
            _ => self.rule_of_claims(),
        }
    }

    /// Names the rule that a claim about fixed visits, fates and figures breaks.
    fn rule_of_claims(&self) -> BrokenRule {
        match self {
            Self::MustVisitLost { .. }
            | Self::WronglyMissedVisit { .. }
            | Self::WrongMissedVisit { .. }
            | Self::WrongKind { .. } => BrokenRule::MustVisit,
            Self::WrongDisposition(_) | Self::NoDisposition | Self::TwoDispositions => {
                BrokenRule::Disposition
            }
            Self::WrongProof(_) => BrokenRule::Proof,
            Self::WrongCapacity(_) | Self::NoCapacity | Self::CapacitiesNotInOrder => BrokenRule::Capacity,
            Self::WrongWorth(_) => BrokenRule::Worth,
            Self::WrongEvent(_) => BrokenRule::Event,
            Self::WrongMeeting(_) => BrokenRule::Meeting,
            _ => BrokenRule::Appointment,
        }
    }
}
