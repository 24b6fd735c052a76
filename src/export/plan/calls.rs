//! Calls ahead as a text and as a table, and the times that can be offered to one practice.

use std::io::Write;

use crate::error::Error;
use crate::export::layout::{WIDTH, line, wrapped};
use crate::export::lookup::Lookup;
use crate::export::table::{CsvTable, maybe, number, owned_text, text};
use crate::export::wording::calls;
use crate::export::wording::text::printable;
use crate::model::book::Book;
use crate::plan::call::Call;
use crate::plan::slot::Slot;
use crate::plan::visit_plan::Plan;

/// Lists whom to call, by the last day for the call. Nothing where nobody has to be called.
#[must_use]
pub fn calls_text(book: &Book, plan: &Plan, calls: &[Call]) -> String {
    let lookup = Lookup::new(book, plan);
    if calls.is_empty() {
        return String::new();
    }
    let mut out = format!("{}\n{}\n", "=".repeat(WIDTH), calls::TITLE);
    for day in calls.chunk_by(|a, b| a.call_by == b.call_by) {
        let by = day.first().map_or(String::new(), |call| calls::by(call.call_by));
        line(&mut out, &format!("\n  {by}"));
        for call in day {
            call_text(&mut out, &lookup, call);
        }
    }
    out
}

fn call_text(out: &mut String, lookup: &Lookup, call: &Call) {
    let phone = lookup.practice(&call.practice).and_then(|practice| practice.phone.as_deref());
    let who = [Some(lookup.practice_name(&call.practice)), phone, Some(lookup.liaison_name(&call.liaison))];
    let who: Vec<String> = who.into_iter().flatten().map(printable).collect();
    for text in wrapped(&format!("{} {}", who.join(", "), calls::visit(call)), WIDTH - 5) {
        line(out, &format!("     {text}"));
    }
    for text in calls::others(call).iter().flat_map(|others| wrapped(others, WIDTH - 9)) {
        line(out, &format!("         {text}"));
    }
}

/// Writes one row a call, by the last day for the call: phone, visit, and other times to offer.
///
/// `start` is empty where it is too late to call for this plan, so that `visit_date` lies after it.
///
/// # Errors
/// [`ErrorKind::Output`](crate::ErrorKind::Output) when `writer` fails.
pub fn calls_csv(book: &Book, plan: &Plan, calls: &[Call], writer: impl Write) -> Result<(), Error> {
    let lookup = Lookup::new(book, plan);
    let mut table = CsvTable::new(writer, &CALL_COLUMNS)?;
    for call in calls {
        let phone = lookup.practice(&call.practice).and_then(|practice| practice.phone.as_deref());
        let slots: Vec<String> = call.slots.iter().map(calls::time).collect();
        table.row([
            number(call.call_by),
            text(call.liaison.as_str()),
            text(lookup.liaison_name(&call.liaison)),
            text(call.practice.as_str()),
            text(lookup.practice_name(&call.practice)),
            text(phone.unwrap_or_default()),
            number(call.date),
            maybe(call.start),
            owned_text(&slots.join("; ")),
            text(&calls::remark(&lookup, call)),
        ])?;
    }
    table.finish()
}

const CALL_COLUMNS: [&str; 10] = [
    "call_by",
    "liaison_id",
    "liaison_name",
    "practice_id",
    "practice_name",
    "phone",
    "visit_date",
    "start",
    "other_times",
    "remark",
];

/// Lists the times that can be offered to one practice, with what each costs and how the first is taken.
///
/// # Errors
/// [`ErrorKind::Output`](crate::ErrorKind::Output) when the line for appointments.csv cannot be written.
pub fn slots_text(book: &Book, plan: &Plan, slots: &[Slot]) -> Result<String, Error> {
    let lookup = Lookup::new(book, plan);
    let Some(first) = slots.first() else { return Ok(format!("{}\n", calls::NO_SLOTS)) };
    let mut out = format!("{}\n\n", calls::slots_title(&lookup, first));
    for (number, slot) in (1..).zip(slots) {
        line(&mut out, &format!("{number:3}  {}", calls::time(slot)));
        for text in wrapped(&calls::cost(&lookup, slot), WIDTH - 8) {
            line(&mut out, &format!("        {text}"));
        }
    }
    Ok(format!("{out}\n{}\n\n{}", calls::TAKE, appointment(book, first)?))
}

/// Writes the row of appointments.csv that takes an offer at its earliest start, under its header.
fn appointment(book: &Book, slot: &Slot) -> Result<String, Error> {
    let minutes = book.practice(&slot.practice).map_or(0, |practice| practice.visit_minutes.0);
    let mut bytes = Vec::new();
    let mut table = CsvTable::new(&mut bytes, &["date", "start", "liaison_id", "practice_id", "minutes"])?;
    table.row([
        number(slot.date),
        number(slot.from),
        text(slot.liaison.as_str()),
        text(slot.practice.as_str()),
        number(minutes),
    ])?;
    table.finish()?;
    Ok(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned())
}
