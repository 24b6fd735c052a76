//! Times in which somebody is not free, from a calendar of another program (RFC 5545).
//!
//! - Times with a zone count in the calendar's own zone: the one that it names (`X-WR-TIMEZONE`), or else that of its first event.
//!   Floating times, and those of a zone that nobody knows, are taken as they stand.
//! - Recurrences follow the clock of their event's zone. Exceptions, additions and changed single events are heeded.
//! - Events that take no time (`TRANSP:TRANSPARENT`), cancelled ones and those of a plan of ours are left out.
//! - A change of "this and all later" events changes the one event only.

pub(crate) mod event;
pub(crate) mod moment;
pub(crate) mod occurrences;

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use icalendar::parser::{Component, read_calendar, unfold};
use rounds::model::{Date, TimeOfDay, TimeWindow};

use event::Event;
use moment::{Home, home_of};

/// What a calendar says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct BusyCalendar {
    /// Times that are not free, by day.
    pub(crate) times: BTreeSet<(Date, TimeWindow)>,
    /// Events that could not be read, in words.
    pub(crate) unread: Vec<String>,
}

/// Reads what is not free on some days, both ends included.
///
/// # Errors
/// Says why the text is no calendar.
pub(crate) fn read(text: &str, first: Date, last: Date) -> Result<BusyCalendar, String> {
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).map_err(|_| "this is no iCalendar file".to_owned())?;
    let home = home_of(&calendar);
    let events = calendar.components.iter().filter(|it| it.name == "VEVENT");
    let mut busy = BusyCalendar::default();
    let mut all: Vec<Event> = Vec::new();
    for component in events {
        match Event::read(component) {
            Some(event) => all.push(event),
            None => busy.unread.push(title(component)),
        }
    }
    let (from, until) = (midnight(first), midnight(last.plus_days(1)));
    for event in all.iter().filter(|event| !event.is_free) {
        let found = occurrences::of(event, &all, (from, until));
        let placed = found.and_then(|starts| starts.into_iter().map(|it| span(event, it, home)).collect());
        match placed {
            Some(spans) => add(&mut busy, spans, (from, until)),
            None => busy.unread.push(event.title.clone()),
        }
    }
    Ok(busy)
}

/// Names an event that cannot be read.
fn title(component: &Component) -> String {
    component.find_prop("SUMMARY").map_or("an event without a title", |it| it.val.as_str()).to_owned()
}

/// Returns from when until when an event takes place, where it begins at this time of its own zone.
fn span(event: &Event, start: NaiveDateTime, home: Home) -> Option<(NaiveDateTime, NaiveDateTime)> {
    let at_home = |wall| event.start.at(wall).at_home(home);
    Some((at_home(start)?, at_home(start + event.length)?))
}

fn add(
    busy: &mut BusyCalendar,
    spans: Vec<(NaiveDateTime, NaiveDateTime)>,
    (from, until): (NaiveDateTime, NaiveDateTime),
) {
    for (start, end) in spans {
        let (mut now, end) = (start.max(from), end.min(until));
        while now < end {
            let next = (now.date() + TimeDelta::days(1)).and_time(NaiveTime::MIN);
            busy.times.extend(window(now, end.min(next)));
            now = next;
        }
    }
}

/// Returns the whole minutes of a stretch within a day.
fn window(start: NaiveDateTime, end: NaiveDateTime) -> Option<(Date, TimeWindow)> {
    let opens = TimeOfDay::from_minutes(start.num_seconds_from_midnight() / 60);
    let closes =
        if end.date() > start.date() { 24 * 60 } else { end.num_seconds_from_midnight().div_ceil(60) };
    let date = start.date().to_string().parse().ok()?;
    Some((date, TimeWindow::new(opens, TimeOfDay::from_minutes(closes))?))
}

fn midnight(date: Date) -> NaiveDateTime {
    let day = i32::try_from(date.days_since(Date::UNIX_EPOCH)).unwrap_or_default();
    (NaiveDate::default() + TimeDelta::days(day.into())).and_time(NaiveTime::MIN)
}
