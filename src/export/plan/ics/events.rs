//! Events in the calendar of a liaison.

use icalendar::{Component, Event, Property};

use crate::export::lookup::Lookup;
use crate::export::plan::ics::component::{part_of_day, text};
use crate::export::wording::numbers::fixed;
use crate::export::wording::{calendars, events};
use crate::model::id::EventId;
use crate::plan::calendar_entry::DayEntry;
use crate::plan::event_stop::EventStop;

/// Makes the entry of an event: what it is, where, from when to when, and how to get there.
pub(crate) fn attended(lookup: &Lookup, part: &DayEntry, id: &EventId) -> Event {
    let mut entry = part_of_day(lookup.plan, part, lookup.event_name(id));
    let Some(stop) = planned(lookup, part, id).filter(|_| !part.cancelled) else { return entry };
    entry.append_property(text("DESCRIPTION", &calendars::event_details(lookup, stop)));
    if let Some(place) = events::place(lookup, stop) {
        entry.append_property(text("LOCATION", &place));
    }
    let known = lookup.event(id);
    let host = known.and_then(|event| lookup.event_host(event));
    if let Some(place) = known.and_then(|event| event.place).or(host.and_then(|it| it.location)) {
        let degrees = format!("{};{}", fixed(6, place.lat()), fixed(6, place.lon()));
        entry.append_property(Property::new("GEO", degrees));
    }
    entry
}

/// Finds the event on the day of its entry.
fn planned<'a>(lookup: &Lookup<'a>, part: &DayEntry, id: &EventId) -> Option<&'a EventStop> {
    let mut days =
        lookup.plan.days().filter(|(liaison, day)| **liaison == part.liaison && day.date == part.date);
    days.find_map(|(_, day)| day.events.iter().find(|event| event.event == *id))
}
