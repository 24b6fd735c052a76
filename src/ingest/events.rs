//! Reads events that liaisons attend or hold.

use std::collections::BTreeSet;

use crate::geo::gazetteer::Gazetteer;
use crate::ingest::fields::{LONGEST_VISIT, limit};
use crate::ingest::row::Row;
use crate::ingest::rows::window;
use crate::ingest::spelling::conventions::Convention;
use crate::ingest::spelling::times::{self, WrittenTime};
use crate::ingest::spelling::{numbers, words};
use crate::ingest::{cell, places};
use crate::model::event::Event;
use crate::model::finding::Finding;
use crate::model::id::LiaisonId;
use crate::model::issue::Consequence;
use crate::model::time::{TimeOfDay, TimeWindow};
use crate::model::units::Minutes;

/// Reads an event. The word `all` stands for all liaisons, who are named by the caller.
pub(crate) fn event(
    row: &mut Row<'_>,
    gazetteer: Option<&Gazetteer>,
    everybody: &BTreeSet<LiaisonId>,
) -> Option<Event> {
    let (id, date, hours) = (row.needed("event_id", cell::text), row.needed("date", cell::date), hours(row));
    let liaisons = row.needed("liaisons", |field, _| attendees(field, everybody));
    let name = row.optional("name", cell::text).or_else(|| id.clone());
    let kind = row.optional("kind", words::event_kind).unwrap_or_default();
    let (place, address) = (places::location(row, gazetteer), places::address(row));
    let practice = row.optional("practice_id", |field, _| Ok(field.into()));
    let mut minutes =
        |column| Minutes(row.optional(column, numbers::whole(0..=LONGEST_VISIT)).unwrap_or_default());
    let (prepare, clear) = (minutes("prepare_minutes"), minutes("clear_minutes"));
    let specialties = limit(row, "specialties", cell::limits)?;
    Some(Event {
        id: id?.into(),
        name: name?,
        kind,
        date: date?,
        window: hours?,
        place,
        address,
        practice,
        liaisons: liaisons?,
        prepare,
        clear,
        specialties,
    })
}

/// Reads when an event begins and ends: at a time, else after some minutes.
fn hours(row: &mut Row<'_>) -> Option<TimeWindow> {
    let clock = |row: &mut Row<'_>, column| row.needed(column, |field, _| times::clock(field));
    let start = clock(row, "start");
    if !row.says_nothing("end") || row.says_nothing("minutes") {
        let end = clock(row, "end");
        return window(row, "start-end", start?, end?);
    }
    let minutes = row.needed("minutes", numbers::whole(1..=1440))?;
    lasting(row, start?, minutes)
}

/// Makes the window of an event that lasts some minutes, or reports that it does not end on its day.
fn lasting(row: &mut Row<'_>, start: WrittenTime, minutes: u32) -> Option<TimeWindow> {
    let start = times::in_the_day(start).time;
    let end = start.minutes() + minutes;
    let is_on_the_day = end <= TimeOfDay::MIDNIGHT.minutes();
    let window = TimeWindow::new(start, TimeOfDay::from_minutes(end)).filter(|_| is_on_the_day);
    if window.is_none() {
        let value = format!("{start}, {minutes}");
        row.report_value("start, minutes", &value, Finding::ClosesBeforeOpening, Consequence::RowLeftOut);
    }
    window
}

/// Reads who attends; at least one.
fn attendees(field: &str, everybody: &BTreeSet<LiaisonId>) -> Result<BTreeSet<LiaisonId>, Finding> {
    let is_for_all = cell::limits(field, Convention::default())?.is_empty();
    let named: BTreeSet<LiaisonId> = cell::parts(field).map(LiaisonId::from).collect();
    match (named.is_empty(), is_for_all) {
        (true, _) => Err(Finding::MissingValue),
        (false, true) => Ok(everybody.clone()),
        (false, false) => Ok(named),
    }
}
