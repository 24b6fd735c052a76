//! Two tables for spreadsheets: every stop, and what becomes of every practice.
//!
//! A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` (or with a tab or line break before one) as a formula.
//! Text cells that begin so get an apostrophe in front, which spreadsheets take for "this is text"; cells that begin
//! with an apostrophe get a second one, so taking one off gives back every text. Numbers are left alone. After the advice
//! of OWASP, "CSV Injection".

use std::borrow::Cow;
use std::io::Write;

use crate::error::Error;
use crate::export::lookup::Lookup;
use crate::export::table::{CsvTable, maybe, number, owned_text, text};
use crate::export::wording::stop_reasons::why;
use crate::export::wording::why_line::why_line;
use crate::export::wording::{dispositions, proofs};
use crate::model::book::Book;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::location::Location;
use crate::plan::disposition::{DayLimit, Disposition, RuleSet, Status};
use crate::plan::itinerary::{DayPlan, StopKind};
use crate::plan::visit_plan::Plan;

/// Writes one row a stop, in the order of driving, with all that is known about it.
///
/// Times are local, drives and waits before the visit in minutes, distances in metres, places in degrees. `priority` says
/// what the visit is to do, `why` says why in one line, and `reasons` holds all reasons, the weightiest first. `day_lunch` is empty where lunch is taken at home. `near` says what the place is the
/// middle of, where the practice's own is not known. `physician_id` says who comes along, and when they set out. Outcome, note and next are empty: somebody fills in how each visit
/// went, and [`read_log_sheet`](crate::ingest::read_log_sheet) reads them. Who edits days, times or `pinned` by hand hands the table to
/// [`read_hand_edits`](crate::ingest::read_hand_edits); `entry` tells visits apart.
///
/// # Errors
/// [`ErrorKind::Output`](crate::ErrorKind::Output) when `writer` fails.
pub fn stops_csv(book: &Book, plan: &Plan, writer: impl Write) -> Result<(), Error> {
    let lookup = Lookup::new(book, plan);
    let mut table = CsvTable::new(writer, &STOP_COLUMNS)?;
    for itinerary in &plan.itineraries {
        for day in &itinerary.days {
            for at in 0..day.stops.len() {
                let mut row = vec![
                    text(itinerary.liaison.as_str()),
                    text(lookup.liaison_name(&itinerary.liaison)),
                    number(day.date),
                    number(day.date.weekday()),
                    number(at + 1),
                ];
                row.extend(stop_cells(&lookup, &itinerary.liaison, day, at));
                table.row(row)?;
            }
        }
    }
    table.finish()
}

const STOP_COLUMNS: [&str; 34] = [
    "liaison_id",
    "liaison_name",
    "date",
    "weekday",
    "stop",
    "start",
    "end",
    "practice_id",
    "practice_name",
    "address",
    "lat",
    "lon",
    "specialty",
    "tier",
    "kind",
    "call_ahead",
    "drive_minutes",
    "drive_metres",
    "wait_minutes",
    "expected_referrals",
    "priority",
    "why",
    "reasons",
    "day_depart",
    "day_back",
    "day_lunch",
    "near",
    "physician_id",
    "physician_departs",
    "outcome",
    "note",
    "next",
    "pinned",
    "entry",
];

fn stop_cells<'a>(
    lookup: &Lookup<'a>,
    liaison: &LiaisonId,
    day: &'a DayPlan,
    at: usize,
) -> Vec<Cow<'a, str>> {
    let stop = &day.stops[at];
    let practice = lookup.practice(&stop.practice);
    let place = practice.and_then(|practice| practice.location);
    vec![
        number(stop.start),
        number(stop.end),
        text(stop.practice.as_str()),
        text(lookup.practice_name(&stop.practice)),
        text(practice.and_then(|practice| practice.address.as_deref()).unwrap_or_default()),
        maybe(place.map(Location::lat)),
        maybe(place.map(Location::lon)),
        text(practice.and_then(|practice| practice.specialty.as_deref()).unwrap_or_default()),
        maybe(lookup.tier(&stop.practice)),
        Cow::Borrowed(kind(stop.kind)),
        number(stop.call_ahead),
        number(stop.leg.drive.0),
        number(stop.leg.distance.0),
        number(day.wait(at, lookup.plan.rules.buffer).0),
        number(stop.expected_referrals + 0.0),
        maybe(lookup.priority(stop)),
        owned_text(&why_line(lookup, liaison, day.date, stop)),
        owned_text(&why(stop)),
        number(day.depart),
        number(day.back),
        maybe(day.lunch_on_the_road()),
        text(practice.and_then(|practice| practice.near.as_deref()).unwrap_or_default()),
        text(stop.meeting.as_ref().map_or("", |it| it.provider.as_str())),
        maybe(stop.meeting.as_ref().map(|it| it.depart)),
        // To be filled in.
        text(""),
        text(""),
        text(""),
        text(if stop.pinned { "yes" } else { "" }),
        text(&stop.entry.uid),
    ]
}

fn kind(kind: StopKind) -> &'static str {
    match kind {
        StopKind::Chosen => "chosen",
        StopKind::Appointment => "appointment",
        StopKind::MustVisit => "must_visit",
        StopKind::Meeting => "meeting",
    }
}

/// Writes one row a practice: what becomes of it, and the proof, in words and in columns of its own.
///
/// `visits`, `not_before`, `proof_day`, `minutes_short`, `detour_minutes`, `referrals_short` and `displaced_by_or_rules`
/// (identifiers, or rules in words) are filled where the status has them, see [`Status`]; `missed` says which appointments
/// and promised visits cannot be kept, and why.
///
/// # Errors
/// [`ErrorKind::Output`](crate::ErrorKind::Output) when `writer` fails.
pub fn dispositions_csv(book: &Book, plan: &Plan, writer: impl Write) -> Result<(), Error> {
    let lookup = Lookup::new(book, plan);
    let mut table = CsvTable::new(writer, &DISPOSITION_COLUMNS)?;
    for disposition in &plan.dispositions {
        let mut row = disposition_cells(&lookup, disposition);
        row.extend(proof_cells(&disposition.status));
        row.push(owned_text(
            &disposition
                .missed
                .iter()
                .map(|missed| dispositions::missed(&lookup, missed))
                .collect::<Vec<_>>()
                .join(" "),
        ));
        row.push(owned_text(&dispositions::answer(&lookup, disposition)));
        table.row(row)?;
    }
    table.finish()
}

const DISPOSITION_COLUMNS: [&str; 21] = [
    "practice_id",
    "practice_name",
    "liaison_id",
    "liaison_name",
    "tier",
    "cadence_min",
    "cadence_target",
    "cadence_max",
    "last_visit",
    "due",
    "worth",
    "status",
    "visits",
    "not_before",
    "proof_day",
    "minutes_short",
    "detour_minutes",
    "referrals_short",
    "displaced_by_or_rules",
    "missed",
    "answer",
];

fn disposition_cells<'a>(lookup: &Lookup<'a>, disposition: &'a Disposition) -> Vec<Cow<'a, str>> {
    let liaison = disposition.liaison.as_ref();
    vec![
        text(disposition.practice.as_str()),
        text(lookup.practice_name(&disposition.practice)),
        text(liaison.map_or("", LiaisonId::as_str)),
        text(liaison.map_or("", |id| lookup.liaison_name(id))),
        number(disposition.tier),
        number(disposition.cadence.min()),
        number(disposition.cadence.target()),
        number(disposition.cadence.max()),
        maybe(disposition.last_visit),
        number(disposition.due),
        number(disposition.worth),
        text(dispositions::status_words(&disposition.status)),
    ]
}

/// Visits, first day allowed, day of the proof, minutes short, detour, referrals short, and who or what stands in the way.
fn proof_cells(status: &Status) -> [Cow<'_, str>; 7] {
    let mut cells = [const { Cow::Borrowed("") }; 7];
    match status {
        Status::Planned { visits } => cells[0] = number(visits),
        Status::NotDue { from } | Status::Later { from } => cells[1] = number(from),
        Status::TooLateToCall { day, .. } => cells[1] = number(day),
        Status::Displaced { day, by, referrals_short, binding, .. } => {
            cells[2] = number(day);
            cells[3] = binding.iter().find_map(minutes_short).map_or(Cow::Borrowed(""), number);
            cells[5] = number(referrals_short);
            cells[6] = owned_text(&joined(by.iter().map(PracticeId::as_str)));
        }
        Status::NotWorthTheDrive { day, detour, referrals_short } => {
            cells[2] = number(day);
            cells[4] = number(detour.0);
            cells[5] = number(referrals_short);
        }
        Status::Impossible { reasons, .. } => {
            let words =
                |rules: &RuleSet| joined_by(" and ", rules.iter().map(|rule| proofs::rule_words(*rule)));
            cells[6] = owned_text(&reasons.iter().map(words).collect::<Vec<_>>().join("; "));
        }
        Status::AwaitsEdit { day, by, gain } => {
            cells[2] = number(day);
            cells[5] = number(-gain);
            cells[6] = owned_text(&joined(by.iter().map(PracticeId::as_str)));
        }
        Status::Excluded { .. } | Status::Unknown => {}
    }
    cells
}

fn joined<'a>(items: impl Iterator<Item = &'a str>) -> String {
    joined_by("; ", items)
}

fn joined_by<'a>(between: &str, items: impl Iterator<Item = &'a str>) -> String {
    items.collect::<Vec<_>>().join(between)
}

/// Returns the minutes that a day is short of, if it is short of any.
fn minutes_short(limit: &DayLimit) -> Option<u32> {
    match limit {
        DayLimit::Minutes { short } => Some(short.0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(crate::draws::hunting())]

        #[test]
        fn any_text_is_kept_and_none_begins_like_a_formula(value in r#"[=+\-@\t\r\n'＝a" ,;]{0,6}"#) {
            let cell = text(&value);
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']));
            prop_assert_eq!(cell.strip_prefix('\'').unwrap_or(&cell), value.as_str());
        }
    }
}
