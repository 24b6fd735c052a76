//! The tasks of a calendar: to call ahead of a visit.

use icalendar::{Component, Property, Todo};

use crate::export::lookup::Lookup;
use crate::export::plan::ics::component::{day, stamp, text};
use crate::export::wording::calendars;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::{Date, TimeOfDay};
use crate::plan::calendar_entry::{CalendarEntry, CallTask, EarlierVisit};
use crate::plan::call::call_by;
use crate::plan::itinerary::{Stop, StopKind};
use crate::plan::uid_mint::DOMAIN;

/// Makes the task to call ahead of a visit, done where the time is agreed. `None` where there never was one.
pub(crate) fn of_stop(lookup: &Lookup, liaison: &LiaisonId, date: Date, stop: &Stop) -> Option<Todo> {
    let status = match stop.entry.call? {
        CallTask::Open => "NEEDS-ACTION",
        CallTask::Closed if stop.kind == StopKind::Appointment => "COMPLETED",
        CallTask::Closed => "CANCELLED",
    };
    let due = call_by(lookup.book, lookup.plan, (liaison, &stop.practice), date);
    let with = stop.meeting.as_ref().map(|meeting| lookup.provider_name(&meeting.provider));
    Some(task(lookup, &stop.entry, (&stop.practice, with), (date, stop.start), due, status))
}

/// Makes the task that takes a call ahead back.
pub(crate) fn of_cancelled(lookup: &Lookup, visit: &EarlierVisit) -> Option<Todo> {
    visit.entry.call?;
    let due = call_by(lookup.book, lookup.plan, (&visit.liaison, &visit.practice), visit.date);
    Some(task(lookup, &visit.entry, (&visit.practice, None), (visit.date, visit.start), due, "CANCELLED"))
}

fn task(
    lookup: &Lookup,
    entry: &CalendarEntry,
    (practice, with): (&PracticeId, Option<&str>),
    (date, start): (Date, TimeOfDay),
    due: Date,
    status: &str,
) -> Todo {
    let stem = entry.uid.strip_suffix(DOMAIN).unwrap_or(&entry.uid);
    let mut task = Todo::with_uid(&format!("{stem}-call{DOMAIN}"));
    stamp(&mut task, lookup.plan, entry.sequence);
    let mut day = Property::new("DUE", day(due));
    day.add_parameter("VALUE", "DATE");
    task.append_property(day)
        .append_property(Property::new("RELATED-TO", entry.uid.as_str()))
        .append_property(("STATUS", status))
        .append_property(text(
            "SUMMARY",
            &calendars::call_task(lookup.practice_name(practice), with, date, start),
        ));
    task
}
