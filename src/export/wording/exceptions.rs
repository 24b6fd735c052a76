//! Habits of a day that give way to appointments, as sentences.

use crate::export::lookup::Lookup;
use crate::export::wording::numbers::{counted, minutes};
use crate::export::wording::text::{list, printable};
use crate::model::id::PracticeId;
use crate::plan::itinerary::{DayException, DayPlan, Stop, StopKind};

/// What comes after the number of habits that give way.
pub(crate) fn title(exceptions: usize) -> String {
    let habits = counted(exceptions, "habit gives", "habits give");
    format!("{habits} way to appointments")
}

/// Lists what a day's appointments ask of a liaison beyond their habits.
pub(crate) fn of_day(lookup: &Lookup, day: &DayPlan) -> Vec<String> {
    day.exceptions.iter().map(|exception| sentence(lookup, day, exception)).collect()
}

fn sentence(lookup: &Lookup, day: &DayPlan, exception: &DayException) -> String {
    let name = |practice: &PracticeId| printable(lookup.practice_name(practice));
    match exception {
        DayException::LunchGivenUp => format!("No time for lunch in its hours: {}.", agreed(lookup, day)),
        DayException::LeavesEarly { opens } => {
            format!("Leave home at {}, before work begins at {opens}: {}.", day.depart, first(lookup, day))
        }
        DayException::BackLate { closes } => {
            format!("Back at {}, after work ends at {closes}: {}.", day.back, last(lookup, day))
        }
        DayException::ShortBuffer { practice, left } if left.0 == 0 => {
            format!("No time is kept free after the appointment with {}.", name(practice))
        }
        DayException::ShortBuffer { practice, left } => {
            format!("Only {} are kept free after the appointment with {}.", minutes(*left), name(practice))
        }
        DayException::MoreVisits { limit } => {
            let usual = counted(*limit as usize, "visit", "visits");
            format!("More than {usual} a day: {}.", agreed(lookup, day))
        }
        DayException::MoreDriving { limit } => {
            format!("More than {} of driving a day: {}.", minutes(*limit), agreed(lookup, day))
        }
        DayException::InBreak { practice } => {
            format!("The appointment with {} lies in a break of the working day.", name(practice))
        }
        DayException::OutsideVisitingHours { practice } => {
            format!("The appointment with {} lies outside its visiting hours.", name(practice))
        }
        DayException::OtherOwner { practice } => {
            format!("The appointment with {} is at a practice of a colleague.", name(practice))
        }
        DayException::SkillMissing { practice } => {
            format!("The appointment with {} asks for a skill that the liaison lacks.", name(practice))
        }
    }
}

/// Names the first appointment of a day.
fn first(lookup: &Lookup, day: &DayPlan) -> String {
    named(lookup, appointments(day).take(1))
}

/// Names the last appointment of a day.
fn last(lookup: &Lookup, day: &DayPlan) -> String {
    named(lookup, appointments(day).last().into_iter())
}

/// Names the appointments of a day.
fn agreed(lookup: &Lookup, day: &DayPlan) -> String {
    named(lookup, appointments(day))
}

fn appointments(day: &DayPlan) -> impl Iterator<Item = &Stop> {
    day.stops.iter().filter(|stop| stop.kind == StopKind::Appointment)
}

fn named<'a>(lookup: &Lookup, stops: impl Iterator<Item = &'a Stop>) -> String {
    let name = |stop: &Stop| format!("{} at {}", printable(lookup.practice_name(&stop.practice)), stop.start);
    let names: Vec<String> = stops.map(name).collect();
    let what = if names.len() == 1 { "the appointment with" } else { "the appointments with" };
    format!("{what} {}", list(&names))
}
