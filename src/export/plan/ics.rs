//! A calendar file for each liaison.

use std::collections::BTreeMap;

use icalendar::{Calendar, Component, Event, Property};

use crate::export::lookup::Lookup;
use crate::export::units::Units;
use crate::export::wording::numbers::fixed;
use crate::export::wording::text::printable;
use crate::export::wording::{calendars, stops};
use crate::model::book::Book;
use crate::model::id::LiaisonId;
use crate::model::time::{Date, TimeOfDay};
use crate::plan::itinerary::{DayPlan, Stop};
use crate::plan::visit_plan::Plan;

/// One liaison's plan as an iCalendar file (RFC 5545): an event for each visit, and, shown as free time, lunch on the
/// road and the drive home.
///
/// - Times are "floating": local, without time zone, as in the book. A visit at 9:00 is at 9:00 where the practice is,
///   and no table of time zones can be out of date.
/// - Identifiers come from liaison, practice and date, the time stamp from the plan's `as_of`: the same plan gives the same
///   bytes, and importing a changed plan moves a visit within its day instead of doubling it.
/// - A liaison with no visits gets a calendar without events.
#[must_use]
pub fn ics(book: &Book, plan: &Plan, liaison: &LiaisonId, units: Units) -> String {
    let lookup = Lookup::new(book, plan).in_units(units);
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//rounds//visit plan//EN"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"))
        .append_property(text("X-WR-CALNAME", &calendars::calendar_name(lookup.liaison_name(liaison))));
    if let Some(buffer) = stops::buffer(plan) {
        calendar.append_property(text("X-WR-CALDESC", &buffer));
    }
    for (_, day) in plan.days().filter(|(id, _)| *id == liaison) {
        for event in day_events(&lookup, liaison, day) {
            calendar.push(event);
        }
    }
    calendar.to_string()
}

fn day_events(lookup: &Lookup, liaison: &LiaisonId, day: &DayPlan) -> Vec<Event> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut events = Vec::with_capacity(day.stops.len() + 2);
    for (at, stop) in day.stops.iter().enumerate() {
        let times = seen.entry(stop.practice.as_str()).or_default();
        *times += 1;
        let what = format!("visit-{}-{times}", escaped(stop.practice.as_str()));
        let mut event = event(lookup, liaison, day.date, &what, (stop.start, stop.end));
        describe(&mut event, lookup, day, at, stop);
        events.push(event);
    }
    if let Some(lunch) = day.lunch_on_the_road() {
        let mut event = event(lookup, liaison, day.date, "lunch", (lunch.opens(), lunch.closes()));
        event.summary(calendars::LUNCH).append_property(("TRANSP", "TRANSPARENT"));
        events.push(event);
    }
    let leaves = TimeOfDay::from_minutes(day.back.minutes().saturating_sub(day.way_home.drive.0));
    let mut home = event(lookup, liaison, day.date, "home", (leaves, day.back));
    home.summary(calendars::DRIVE_HOME).append_property(("TRANSP", "TRANSPARENT"));
    events.push(home);
    events
}

/// An event that has all that the standard asks for.
fn event(
    lookup: &Lookup,
    liaison: &LiaisonId,
    date: Date,
    what: &str,
    (start, end): (TimeOfDay, TimeOfDay),
) -> Event {
    let uid = format!("{date}-{}-{what}@rounds", escaped(liaison.as_str()));
    let stamp = moment(lookup.plan.as_of, TimeOfDay::from_minutes(0)) + "Z";
    let mut event = Event::with_uid(&uid);
    event
        .append_property(Property::new("DTSTAMP", stamp))
        .append_property(Property::new("DTSTART", moment(date, start)))
        .append_property(Property::new("DTEND", moment(date, end)));
    event
}

/// Says whom to visit, where, why, and how to get there.
fn describe(event: &mut Event, lookup: &Lookup, day: &DayPlan, at: usize, stop: &Stop) {
    let practice = lookup.practice(&stop.practice);
    let name = lookup.practice_name(&stop.practice);
    let title = calendars::visit_title(stop, name, lookup.tier(&stop.practice));
    event.append_property(text("SUMMARY", &title));
    event.append_property(text("DESCRIPTION", &calendars::visit_details(lookup, day, at, stop)));
    if let Some(practice) = practice {
        event.append_property(text("LOCATION", &calendars::location(practice)));
        // The way to a practice whose own place is not known goes by its address, where there is one.
        let place = practice.location.filter(|_| practice.near.is_none() || practice.address.is_none());
        if let Some(place) = place {
            event.append_property(Property::new(
                "GEO",
                format!("{};{}", fixed(6, place.lat()), fixed(6, place.lon())),
            ));
        }
    }
}

/// A text property without control characters, which the standard forbids; line feeds stay.
fn text(name: &str, value: &str) -> Property {
    Property::new(name, value.lines().map(printable).collect::<Vec<_>>().join("\n"))
}

/// A local date and time; 24:00 is the next day's 00:00.
fn moment(date: Date, time: TimeOfDay) -> String {
    let date = date.plus_days(i64::from(time.minutes() / (24 * 60)));
    let minutes = time.minutes() % (24 * 60);
    let (year, month, day) = (date.year(), date.month(), date.day());
    format!("{year:04}{month:02}{day:02}T{:02}{:02}00", minutes / 60, minutes % 60)
}

/// The identifier in letters, digits and `_xx` for every other byte: different identifiers stay different.
fn escaped(id: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    id.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("_{byte:02x}") })
        .collect()
}
