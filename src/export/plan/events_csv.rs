//! A table of the events that liaisons attend, for spreadsheets.

use std::borrow::Cow;
use std::io::Write;

use crate::error::Error;
use crate::export::lookup::Lookup;
use crate::export::table::{CsvTable, maybe, number, owned_text, text};
use crate::export::wording::events;
use crate::model::book::Book;
use crate::model::id::LiaisonId;
use crate::model::location::Location;
use crate::plan::event_stop::EventStop;
use crate::plan::itinerary::DayPlan;
use crate::plan::visit_plan::Plan;

/// Writes one row for each event of each liaison, by liaison and time.
///
/// Times are local, drives in minutes, distances in metres, places in degrees. `arrive` and `leave` include preparation.
///
/// # Errors
/// [`ErrorKind::Output`](crate::ErrorKind::Output) when `writer` fails.
pub fn events_csv(book: &Book, plan: &Plan, writer: impl Write) -> Result<(), Error> {
    let lookup = Lookup::new(book, plan);
    let mut table = CsvTable::new(writer, &COLUMNS)?;
    for (liaison, day) in plan.days() {
        day.events.iter().try_for_each(|event| table.row(row(&lookup, liaison, day, event)))?;
    }
    table.finish()
}

const COLUMNS: [&str; 17] = [
    "liaison_id",
    "liaison_name",
    "date",
    "weekday",
    "arrive",
    "start",
    "end",
    "leave",
    "event_id",
    "event_name",
    "kind",
    "place",
    "lat",
    "lon",
    "drive_minutes",
    "drive_metres",
    "entry",
];

fn row<'a>(
    lookup: &Lookup<'a>,
    liaison: &'a LiaisonId,
    day: &DayPlan,
    event: &'a EventStop,
) -> [Cow<'a, str>; COLUMNS.len()] {
    let place = lookup.event(&event.event).and_then(|known| known.place);
    [
        text(liaison.as_str()),
        text(lookup.liaison_name(liaison)),
        number(day.date),
        number(day.date.weekday()),
        number(event.arrive),
        number(event.start),
        number(event.end),
        number(event.leave),
        text(event.event.as_str()),
        text(lookup.event_name(&event.event)),
        text(events::kind_of(lookup, event)),
        owned_text(&events::place(lookup, event).unwrap_or_default()),
        maybe(place.map(Location::lat)),
        maybe(place.map(Location::lon)),
        number(event.leg.drive.0),
        number(event.leg.distance.0),
        text(&event.entry.uid),
    ]
}
