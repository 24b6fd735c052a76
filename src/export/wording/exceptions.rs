//! Habits of a day that give way to appointments, as sentences.

use crate::export::lookup::Lookup;
use crate::export::wording::numbers::{counted, minutes};
use crate::export::wording::text::{list, printable};
use crate::model::id::PracticeId;
use crate::plan::engagement::Engagement;
use crate::plan::itinerary::{DayException, DayPlan, StopKind};

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

/// Names the first thing agreed for a day.
fn first(lookup: &Lookup, day: &DayPlan) -> String {
    let all = agreements(day);
    named(lookup, &all[..all.len().min(1)])
}

/// Names the last thing agreed for a day.
fn last(lookup: &Lookup, day: &DayPlan) -> String {
    let all = agreements(day);
    named(lookup, &all[all.len().saturating_sub(1)..])
}

/// Names everything agreed for a day.
fn agreed(lookup: &Lookup, day: &DayPlan) -> String {
    named(lookup, &agreements(day))
}

/// Lists the appointments and events of a day in order of time.
fn agreements(day: &DayPlan) -> Vec<Engagement<'_>> {
    let is_agreed = |it: &Engagement| it.stop().is_none_or(|stop| stop.kind == StopKind::Appointment);
    day.engagements().into_iter().filter(is_agreed).collect()
}

fn named(lookup: &Lookup, all: &[Engagement]) -> String {
    let with = |it: &Engagement| match it {
        Engagement::Stop(stop) => {
            Some(format!("{} at {}", printable(lookup.practice_name(&stop.practice)), stop.start))
        }
        Engagement::Event(_) => None,
    };
    let event = |it: &Engagement| match it {
        Engagement::Stop(_) => None,
        Engagement::Event(event) => Some(format!(
            "{} at {}",
            printable(lookup.event(&event.event).map_or(event.event.as_str(), |it| &it.name)),
            event.start
        )),
    };
    let appointments: Vec<String> = all.iter().filter_map(with).collect();
    let what = if appointments.len() == 1 { "the appointment with" } else { "the appointments with" };
    let appointments = (!appointments.is_empty()).then(|| format!("{what} {}", list(&appointments)));
    let names: Vec<String> = appointments.into_iter().chain(all.iter().filter_map(event)).collect();
    list(&names)
}
