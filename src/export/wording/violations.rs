//! Broken rules of a plan as sentences.

use std::fmt;

use crate::check::violation::{DispositionFault, Violation, ViolationDetail};

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
        write!(f, ": {}", self.detail)
    }
}

impl fmt::Display for ViolationDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weeks { weeks } => write!(f, "{weeks} weeks"),
            Self::AwayOutsideHours { depart, back, hours } => {
                write!(f, "away {depart}-{back}, working hours are {hours}")
            }
            Self::TooManyStops { stops, limit } => write!(f, "{stops} stops, the limit is {limit}"),
            Self::TooMuchDriving { drive, limit } => write!(f, "{drive} of driving, the limit is {limit}"),
            Self::WrongDrive { actual, stated } => {
                write!(f, "the drive takes {actual}, the plan says {stated}")
            }
            Self::Late { free, drive, expected } => {
                write!(f, "free at {free}, a drive of {drive}, but expected at {expected}")
            }
            Self::WrongPause { taken, window } => write!(f, "{taken} is not a pause in {window}"),
            Self::NoTimeForPause { taken } => write!(f, "there is no time for the pause at {taken}"),
            Self::WrongLength { taken, wanted } => {
                write!(f, "the visit takes {taken} min instead of {wanted}")
            }
            Self::OutsideVisitingHours { start, end, open } => {
                let open: Vec<String> = open.iter().map(ToString::to_string).collect();
                write!(f, "a visit at {start}-{end}, open {}", open.join(" and "))
            }
            Self::ShortNotice { days } => write!(f, "only {days} days to call ahead"),
            Self::WrongSum { total, expected } => {
                write!(f, "the reasons sum to {total}, the stop says {expected}")
            }
            Self::TooSoon { days, least } => {
                write!(f, "{days} days after the visit before, the cadence asks for {least}")
            }
            Self::AppointmentLost { start } => write!(f, "the appointment at {start} is lost"),
            Self::MustVisitLost { from, until } => write!(f, "no visit from {from} to {until}"),
            Self::WrongDisposition(fault) => fault.fmt(f),
            without_figures => f.write_str(words(without_figures)),
        }
    }
}

/// Puts what has no figures in words.
fn words(detail: &ViolationDetail) -> &'static str {
    match detail {
        ViolationDetail::DayOutsidePlan => "the day is outside the plan",
        ViolationDetail::UnknownLiaison => "no such liaison in the book",
        ViolationDetail::UnknownPractice => "no such practice in the book",
        ViolationDetail::DaysNotInOrder => "the days are not in order",
        ViolationDetail::EmptyDay => "a day without stops",
        ViolationDetail::DayOff => "the liaison does not work on this day",
        ViolationDetail::NoWay => "there is no way",
        ViolationDetail::PauseMissingOrUnwanted => "a pause is missing, or not wanted",
        ViolationDetail::OtherOwner => "the practice belongs to somebody else",
        ViolationDetail::SkillMissing => "the liaison lacks a skill",
        ViolationDetail::WrongCallMark => "the call ahead is marked wrongly",
        ViolationDetail::Invented { .. } => "the book knows nothing of it",
        ViolationDetail::NoDisposition => "the practice has no disposition",
        ViolationDetail::TwoDispositions => "a practice has two dispositions",
        _ => "",
    }
}

impl fmt::Display for DispositionFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tier => "the tier is not the book's",
            Self::Cadence => "the cadence is neither the practice's nor its tier's",
            Self::LastVisit => "the last visit is another day",
            Self::Due => "the due date is not the last visit plus the target",
            Self::VisitCount => "the number of visits is another",
            Self::Visited => "it is visited, but the disposition says otherwise",
            Self::FirstDay => "the cadence allows a visit earlier or later",
            Self::Displacers => "those who displace it are not there",
            Self::Receives => "it does receive liaisons",
            Self::NoRule => "it names no rule",
        })
    }
}
