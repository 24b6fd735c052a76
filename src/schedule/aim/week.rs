//! What a usual week of a liaison has.

use crate::model::liaison::Liaison;
use crate::model::work_hours::WorkHours;
use crate::schedule::aim::prices::Resources;

/// Counts the minutes of a working day without its lunch.
pub(crate) fn without_lunch(person: &Liaison, hours: &WorkHours) -> u32 {
    let lunch = person.lunch.and_then(|lunch| lunch.on(hours)).map_or(0, |lunch| lunch.minutes().0);
    hours.minutes().saturating_sub(lunch)
}

/// Returns what a usual week of a liaison has, by day of the calendar.
pub(crate) fn week_of(person: &Liaison) -> Resources {
    let minutes = |hours: &WorkHours| f64::from(without_lunch(person, hours));
    let days = person.hours.len() as f64;
    Resources {
        minutes: person.hours.values().map(minutes).sum::<f64>().max(0.0) / 7.0,
        stops: days * f64::from(person.max_stops) / 7.0,
        drive: person.max_drive.map_or(f64::INFINITY, |drive| days * f64::from(drive.0) / 7.0),
    }
}
