//! Broken rules of a plan as sentences.

use std::fmt;

use crate::check::detail::ViolationDetail;
use crate::check::violation::Violation;
use crate::model::time::TimeWindow;
use crate::plan::itinerary::StopKind;
use crate::plan::visit_plan::{Plan, PlanRules};

impl fmt::Display for Violation {
    /// Writes the code of the rule, the place, and the sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.rule.code())?;
        if let Some(liaison) = &self.liaison {
            write!(f, ", liaison {liaison}")?;
        }
        if let Some(date) = self.date {
            write!(f, ", {date}")?;
        }
        if let Some(practice) = &self.practice {
            write!(f, ", practice {practice}")?;
        }
        write!(f, ": {}", self.detail)
    }
}

/// Lists windows of time.
fn listed(windows: &[TimeWindow], between: &str) -> String {
    windows.iter().map(ToString::to_string).collect::<Vec<_>>().join(between)
}

impl fmt::Display for ViolationDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Format { format } => {
                write!(f, "the plan is written in format {format}, and format {} is known", Plan::FORMAT)
            }
            Self::OtherRules { stated, asked } => {
                write!(f, "the plan keeps to {}, and is held to {}", rules(*stated), rules(*asked))
            }
            Self::Weeks { weeks } => write!(f, "the plan has {weeks} weeks, and may have 1 to 13"),
            Self::IdleEnd { depart, back } => {
                write!(f, "away {depart}-{back}, with idle time before the first stop or after the last")
            }
            Self::AwayOutsideHours { depart, back, hours } => {
                write!(f, "away {depart}-{back}, working hours are {hours}, and no appointment asks for that")
            }
            Self::WorksOutsideHours { start, end, hours } => {
                write!(f, "a visit at {start}-{end}, working hours are {hours}")
            }
            Self::WorksInBreak { start, end, windows } => {
                write!(f, "a visit at {start}-{end}, working hours are {}", listed(windows, ", "))
            }
            Self::TooManyStops { stops, limit } => write!(f, "{stops} stops, the limit is {limit}"),
            Self::TooMuchDriving { drive, limit } => write!(f, "{drive} of driving, the limit is {limit}"),
            Self::WrongDrive { actual, stated } if actual == stated => {
                write!(f, "the drive of {actual} has another distance than the plan says")
            }
            Self::WrongDrive { actual, stated } => {
                write!(f, "the drive takes {actual}, the plan says {stated}")
            }
            Self::Late { free, drive, expected } => {
                write!(f, "free at {free}, a drive of {drive}, but expected at {expected}")
            }
            Self::WrongPause { taken, window } => {
                write!(f, "the pause at {taken} is not as long as it has to be, or not within {window}")
            }
            Self::NoTimeForPause { taken } => write!(f, "there is no time for the pause at {taken}"),
            Self::WrongLength { taken, wanted } => {
                write!(f, "the visit takes {taken} min instead of {wanted}")
            }
            Self::OutsideVisitingHours { start, end, open } if open.is_empty() => {
                write!(f, "a visit at {start}-{end}, and nobody is received on this day")
            }
            Self::OutsideVisitingHours { start, end, open } => {
                write!(f, "a visit at {start}-{end}, open {}", listed(open, " and "))
            }
            Self::ShortNotice { days } => write!(f, "only {days} days to call ahead"),
            Self::InRest => f.write_str("the visit was chosen while the practice rests by lot"),
            Self::TooSoon { days, least } => {
                write!(f, "{days} days from another visit, the cadence asks for {least}")
            }
            claim => claim.write_claim(f),
        }
    }
}

impl ViolationDetail {
    /// Writes what is wrong with a claim about fixed visits and figures.
    fn write_claim(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PlannedLater { since } => {
                write!(f, "the visit is said to be planned since {since}, after the plan was made")
            }
            Self::WrongSum { total, expected } => {
                write!(f, "the reasons sum to {total}, the stop says {expected}")
            }
            Self::WrongExceptions { actual } if actual.is_empty() => {
                f.write_str("the day breaks no habit, and says that it does")
            }
            Self::WrongExceptions { actual } => {
                write!(f, "the day breaks {} habits of the liaison, and says otherwise", actual.len())
            }
            Self::AppointmentLost { start } => write!(f, "the appointment at {start} is lost"),
            Self::WronglyMissedAppointment { start: Some(start) } => {
                write!(f, "the appointment at {start} is kept or unknown, and said to be missed")
            }
            Self::WronglyMissedAppointment { start: None } => {
                f.write_str("an appointment without a time is said to be missed")
            }
            Self::WrongMissedAppointment { start } => {
                write!(f, "the appointment at {start} is missed, but not for the reasons given")
            }
            Self::TooFewAppointments { kept, most } => {
                write!(f, "{kept} appointments are kept, and {most} could be")
            }
            Self::MustVisitLost { from, until } => write!(f, "no visit from {from} to {until}"),
            Self::WronglyMissedVisit { until } => {
                write!(
                    f,
                    "the visit promised until {until} is made, may wait, or is unknown, and said to be missed"
                )
            }
            Self::WrongMissedVisit { until } => {
                write!(f, "the visit promised until {until} is missed, but not for the reasons given")
            }
            Self::WrongKind { stated, actual } => {
                write!(f, "it is said to be {}, and is {}", kind(*stated), kind(*actual))
            }
            Self::WrongSetting(fault) => write!(f, "{fault}"),
            Self::WrongReplan(fault) => write!(f, "{fault}"),
            Self::WrongReason(fault) => write!(f, "{fault}"),
            Self::WrongDisposition(fault) => write!(f, "{fault}"),
            Self::WrongProof(fault) => write!(f, "{fault}"),
            Self::WrongCapacity(fault) => write!(f, "{fault}"),
            Self::WrongWorth(fault) => write!(f, "{fault}"),
            Self::WrongEvent(fault) => write!(f, "{fault}"),
            Self::WrongMeeting(fault) => write!(f, "{fault}"),
            plain => f.write_str(plain.plain()),
        }
    }

    /// Says what has no figures.
    fn plain(&self) -> &'static str {
        match self {
            Self::OtherBook => "the plan was made for another book, or for this one before it changed",
            Self::DayOutsidePlan => "the day is outside the plan",
            Self::UnknownLiaison => "no such liaison in the book",
            Self::UnknownPractice => "no such practice in the book",
            Self::NoItinerary => "the liaison has no itinerary",
            Self::ItinerariesNotInOrder => "the itineraries are not in order, or somebody has two",
            Self::DaysNotInOrder => "the days are not in order, or one stands there twice",
            Self::EmptyDay => "a day without stops",
            Self::DayOff => "the liaison does not work on this day",
            Self::NoWay => "there is no way",
            Self::NoPlace => "the book does not say where the practice is",
            Self::PauseMissingOrUnwanted => "a pause is missing, or not wanted",
            Self::EndsBeforeItStarts => "the visit ends before it starts",
            Self::OtherOwner => "the practice belongs to somebody else",
            Self::SkillMissing => "the liaison lacks a skill",
            Self::WrongCallMark => "the call ahead is marked wrongly",
            Self::Invented => "the book knows nothing of it",
            Self::NoDisposition => "the practice has no disposition",
            Self::TwoDispositions => "the dispositions are not in order, or a practice has two",
            Self::NoCapacity => "the liaison has no capacity",
            Self::CapacitiesNotInOrder => "the capacities are not in order, or somebody has two",
            _ => "the plan says what is not so",
        }
    }
}

fn rules(rules: PlanRules) -> String {
    format!("a buffer of {} and {} lead days", rules.buffer, rules.lead_days)
}

fn kind(kind: StopKind) -> &'static str {
    match kind {
        StopKind::Chosen => "chosen",
        StopKind::Appointment => "an appointment",
        StopKind::MustVisit => "a promised visit",
        StopKind::Meeting => "a joint visit",
    }
}
