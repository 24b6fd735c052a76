//! What every event and task has, and how values are written.

use icalendar::{Component, Event, Property};

use crate::export::wording::calendars;
use crate::export::wording::text::printable;
use crate::model::time::{Date, TimeOfDay};
use crate::plan::calendar_entry::{CalendarEntry, DayEntry};
use crate::plan::visit_plan::Plan;

/// What becomes of an entry in a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryState {
    /// It stands.
    Confirmed,
    /// It is taken back.
    Cancelled,
}

/// Makes an event that has all that the standard asks for.
pub(crate) fn event(
    plan: &Plan,
    entry: &CalendarEntry,
    (date, start, end): (Date, TimeOfDay, TimeOfDay),
    state: EntryState,
) -> Event {
    let mut event = Event::with_uid(&entry.uid);
    stamp(&mut event, plan, entry.sequence);
    event
        .append_property(Property::new("DTSTART", moment(date, start)))
        .append_property(Property::new("DTEND", moment(date, end)));
    match state {
        EntryState::Confirmed => event.append_property(("STATUS", "CONFIRMED")),
        // A program that goes on showing it takes no time by it.
        EntryState::Cancelled => {
            event.append_property(("STATUS", "CANCELLED")).append_property(("TRANSP", "TRANSPARENT"))
        }
    };
    event
}

/// Makes the event of a part of a day with its name, as it stands or as it is taken back.
pub(crate) fn part_of_day(plan: &Plan, part: &DayEntry, name: &str) -> Event {
    let state = if part.cancelled { EntryState::Cancelled } else { EntryState::Confirmed };
    let mut event = event(plan, &part.entry, (part.date, part.start, part.end), state);
    let name = if part.cancelled { calendars::cancelled(name) } else { name.to_owned() };
    event.append_property(text("SUMMARY", &name));
    event
}

/// Says which version of an entry this is. A later one has a later stamp, also within a day.
pub(crate) fn stamp(component: &mut impl Component, plan: &Plan, sequence: u32) {
    const LAST_SECOND: u32 = 24 * 60 * 60 - 1;
    let second = sequence.min(LAST_SECOND);
    let time = moment(plan.as_of, TimeOfDay::from_minutes(second / 60));
    // A moment ends in the seconds.
    let stamp = format!("{}{:02}Z", &time[..time.len() - 2], second % 60);
    component
        .append_property(Property::new("DTSTAMP", stamp))
        .append_property(Property::new("SEQUENCE", sequence.to_string()));
}

/// Makes a text property without control characters, which the standard forbids; line feeds stay.
pub(crate) fn text(name: &str, value: &str) -> Property {
    Property::new(name, value.lines().map(printable).collect::<Vec<_>>().join("\n"))
}

/// Writes a local date and time; 24:00 is the next day's 00:00.
fn moment(date: Date, time: TimeOfDay) -> String {
    let date = date.plus_days(i64::from(time.minutes() / (24 * 60)));
    let minutes = time.minutes() % (24 * 60);
    format!("{}T{:02}{:02}00", day(date), minutes / 60, minutes % 60)
}

/// Writes a date.
pub(crate) fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}
