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
            Self::DayOutsidePlan => f.write_str("the day is outside the plan"),
            Self::UnknownLiaison => f.write_str("no such liaison in the book"),
            Self::UnknownPractice => f.write_str("no such practice in the book"),
            Self::DaysNotInOrder => f.write_str("the days are not in order"),
            Self::EmptyDay => f.write_str("a day without stops"),
            Self::DayOff => f.write_str("the liaison does not work on this day"),
            Self::NoWay => f.write_str("there is no way"),
            Self::PauseMissingOrUnwanted => f.write_str("a pause is missing, or not wanted"),
            Self::OtherOwner => f.write_str("the practice belongs to somebody else"),
            Self::SkillMissing => f.write_str("the liaison lacks a skill"),
            Self::WrongCallMark => f.write_str("the call ahead is marked wrongly"),
            Self::Invented { .. } => f.write_str("the book knows nothing of it"),
            Self::NoDisposition => f.write_str("the practice has no disposition"),
            Self::TwoDispositions => f.write_str("a practice has two dispositions"),
        }
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
