//! Reads the rows of history and calendar.

use crate::ingest::cell;
use crate::ingest::fields::visit_minutes;
use crate::ingest::row::Row;
use crate::ingest::spelling::conventions::Convention;
use crate::ingest::spelling::{hours, numbers, times, words};
use crate::model::calendar::{Appointment, BusyTime, Holiday, MustVisit, TimeOff};
use crate::model::finding::Finding;
use crate::model::history::{Outcome, Referral, Visit};
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::issue::Consequence;
use crate::model::practice::OpeningHours;
use crate::model::rest::Rest;
use crate::model::time::{TimeOfDay, TimeWindow};

/// Most referrals that one row may hold.
pub(crate) const MOST_REFERRALS: u32 = 1_000_000;

/// Reads referrals that came.
pub(crate) fn referral(row: &mut Row<'_>) -> Option<Referral> {
    let (practice, days) = (practice_id(row), row.needed("date", cell::day_or_period));
    let count = if row.text("count").is_empty() {
        Some(1)
    } else {
        row.needed("count", numbers::whole(0..=MOST_REFERRALS))
    };
    let value = row.optional("value", numbers::number);
    let (from, date) = days?;
    Some(Referral { practice: practice?, from, date, count: count?, value })
}

/// Reads a visit that was made.
pub(crate) fn visit(row: &mut Row<'_>) -> Option<Visit> {
    let (practice, liaison, date) = (practice_id(row), liaison_id(row), row.needed("date", cell::date));
    // An unknown word is no visit that met somebody.
    let outcome = if row.says_nothing("outcome") {
        Some(Outcome::default())
    } else {
        row.needed("outcome", words::outcome)
    };
    let (time, note) = (time_of_visit(row), row.optional("note", cell::text));
    Some(Visit { practice: practice?, liaison: liaison?, date: date?, time, outcome: outcome?, note })
}

/// Reads when a visit began: from its own column, or from a date that carries a time.
fn time_of_visit(row: &mut Row<'_>) -> Option<TimeOfDay> {
    if row.text("time").is_empty() {
        time_of_date(row.text("date"))
    } else {
        row.optional("time", visit_time)
    }
}

/// Reads the time of a visit from its column.
pub(crate) fn visit_time(field: &str, _: Convention) -> Result<TimeOfDay, Finding> {
    times::time_of_visit(field)
}

/// Reads the time that a date carries. Midnight is how spreadsheets write a date without a time.
pub(crate) fn time_of_date(field: &str) -> Option<TimeOfDay> {
    let time = times::time_of_visit(field).ok().filter(|_| field.contains(':'))?;
    (1..TimeOfDay::MIDNIGHT.minutes()).contains(&time.minutes()).then_some(time)
}

/// Reads opening hours, on one weekday or several.
pub(crate) fn hours(row: &mut Row<'_>) -> Option<Vec<(PracticeId, OpeningHours)>> {
    let practice = practice_id(row);
    let days = row.needed("weekday", cell::weekdays);
    let clock = |row: &mut Row<'_>, column| row.needed(column, |field, _| times::clock(field));
    let (opens, closes) = (clock(row, "opens"), clock(row, "closes"));
    let from = row.optional("valid_from", cell::date);
    let until = row.optional("valid_until", cell::date);
    let (practice, days, opens, closes) = (practice?, days?, opens?, closes?);
    let window = window(row, "opens-closes", opens, closes)?;
    Some(
        days.into_iter()
            .map(|weekday| (practice.clone(), OpeningHours { weekday, window, from, until }))
            .collect(),
    )
}

/// Reads a visit that is agreed upon.
pub(crate) fn appointment(row: &mut Row<'_>) -> Option<Appointment> {
    let (date, start) =
        (row.needed("date", cell::date), row.needed("start", |field, _| times::time_of_visit(field)));
    let (liaison, practice) = (liaison_id(row), practice_id(row));
    let minutes = visit_minutes(row, "minutes");
    Some(Appointment { date: date?, start: start?, liaison: liaison?, practice: practice?, minutes })
}

/// Reads days off; a single day where no last day is named.
pub(crate) fn time_off(row: &mut Row<'_>) -> Option<TimeOff> {
    let (liaison, from) = (liaison_id(row), row.needed("from", cell::date));
    let until = if row.text("until").is_empty() { from } else { row.needed("until", cell::date) };
    Some(TimeOff { liaison: liaison?, from: from?, until: until? })
}

/// Reads a time in which a liaison is not free.
pub(crate) fn busy(row: &mut Row<'_>) -> Option<BusyTime> {
    let (liaison, date) = (liaison_id(row), row.needed("date", cell::date));
    let clock = |row: &mut Row<'_>, column| row.needed(column, |field, _| times::clock(field));
    let (from, until) = (clock(row, "from"), clock(row, "until"));
    let (liaison, date) = (liaison?, date?);
    Some(BusyTime { liaison, date, window: window(row, "from-until", from?, until?)? })
}

/// Joins two times, or reports that nothing lies between them.
pub(crate) fn window(
    row: &mut Row<'_>,
    columns: &'static str,
    from: times::WrittenTime,
    until: times::WrittenTime,
) -> Option<TimeWindow> {
    let report = |finding| {
        let value = format!("{}-{}", from.time, until.time);
        row.report_value(columns, &value, finding, Consequence::RowLeftOut);
    };
    hours::between(from, until).map_err(report).ok()
}

/// Reads a public holiday.
pub(crate) fn holiday(row: &mut Row<'_>) -> Option<Holiday> {
    let date = row.needed("date", cell::date)?;
    let name = row.optional("name", cell::text).unwrap_or_else(|| "Holiday".to_owned());
    Some(Holiday { date, name })
}

/// Reads a visit that has to happen.
pub(crate) fn must_visit(row: &mut Row<'_>) -> Option<MustVisit> {
    let practice = practice_id(row);
    let (from, until) = (row.needed("from", cell::date), row.needed("until", cell::date));
    Some(MustVisit { practice: practice?, from: from?, until: until? })
}

/// Reads days in which a practice rests by lot.
pub(crate) fn rest(row: &mut Row<'_>) -> Option<Rest> {
    let practice = practice_id(row);
    let (from, until) = (row.needed("from", cell::date), row.needed("until", cell::date));
    let trial = row.optional("trial", cell::text).unwrap_or_default();
    Some(Rest { practice: practice?, from: from?, until: until?, trial })
}

/// Reads which practice a row is about.
pub(crate) fn practice_id(row: &mut Row<'_>) -> Option<PracticeId> {
    row.needed("practice_id", |field, _| Ok(field.into()))
}

/// Reads which liaison a row is about.
pub(crate) fn liaison_id(row: &mut Row<'_>) -> Option<LiaisonId> {
    row.needed("liaison_id", |field, _| Ok(field.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_may_carry_the_time_of_a_visit() {
        let time = |field| time_of_date(field).map(|time| time.to_string());
        assert_eq!(time("2026-01-05 10:30").as_deref(), Some("10:30"));
        assert_eq!(time("1/5/2026 2:30 PM").as_deref(), Some("14:30"));
        // Midnight stands for a date alone.
        for field in ["2026-01-05", "2026-01-05T00:00:00", "46027", "5-Jan-26", ""] {
            assert_eq!(time(field), None, "{field}");
        }
    }
}
