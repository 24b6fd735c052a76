//! What a plan changed of the one before it: for people at a terminal, and as a table.

use std::borrow::Cow;
use std::io::Write;

use crate::error::Error;
use crate::export::layout::{WIDTH, line, wrapped};
use crate::export::lookup::Lookup;
use crate::export::table::{CsvTable, maybe, number, owned_text, text};
use crate::export::wording::edits;
use crate::model::book::Book;
use crate::plan::replan::{Edit, PlannedTime, Replan};
use crate::plan::visit_plan::Plan;

/// Says what a plan changed of the one before it, why, and what stability costs; nothing for a plan that followed none.
#[must_use]
pub fn changes(book: &Book, plan: &Plan) -> Option<String> {
    let (lookup, replan) = (Lookup::new(book, plan), plan.replan.as_ref()?);
    let mut out = format!("{}\n", edits::TITLE);
    for sentence in [edits::kept(replan), edits::limit(replan)] {
        indented(&mut out, &sentence);
    }
    list(&mut out, &lookup, edits::FORCED, &replan.forced);
    list(&mut out, &lookup, edits::MADE, &replan.edits);
    prices(&mut out, replan);
    Some(out)
}

fn list(out: &mut String, lookup: &Lookup, title: &str, all: &[Edit]) {
    if !all.is_empty() {
        line(out, &format!("{title}:"));
    }
    for edit in all {
        indented(out, &format!("{}; {}.", edits::change(lookup, edit), edits::reason(edit)));
    }
}

fn prices(out: &mut String, replan: &Replan) {
    line(out, &format!("{}:", edits::PRICE));
    for price in &replan.price {
        indented(out, &edits::price(price));
    }
}

fn indented(out: &mut String, sentence: &str) {
    for text in wrapped(sentence, WIDTH - 2) {
        line(out, &format!("  {text}"));
    }
}

const COLUMNS: [&str; 13] = [
    "practice_id",
    "practice_name",
    "change",
    "from_date",
    "from_start",
    "from_liaison_id",
    "to_date",
    "to_start",
    "to_liaison_id",
    "forced",
    "step",
    "gain",
    "reason",
];

/// Writes one row a change of the plan before: those that the book forced, then edits in the order in which they were made. No
/// rows for a plan that followed none.
///
/// # Errors
/// [`ErrorKind::Output`](crate::ErrorKind::Output) when `writer` fails.
pub fn edits_csv(book: &Book, plan: &Plan, writer: impl Write) -> Result<(), Error> {
    let lookup = Lookup::new(book, plan);
    let mut table = CsvTable::new(writer, &COLUMNS)?;
    let all = plan.replan.iter().flat_map(|replan| replan.forced.iter().chain(&replan.edits));
    for edit in all {
        let [from, to] = [&edit.from, &edit.to].map(|time| time_cells(time.as_ref()));
        let head = [
            text(edit.practice.as_str()),
            text(lookup.practice_name(&edit.practice)),
            text(edits::kind(edit)),
        ];
        let tail =
            [number(edit.step == 0), number(edit.step), number(edit.gain), owned_text(&edits::reason(edit))];
        table.row(head.into_iter().chain(from).chain(to).chain(tail))?;
    }
    table.finish()
}

fn time_cells(time: Option<&PlannedTime>) -> [Cow<'_, str>; 3] {
    let who = time.map_or("", |time| time.liaison.as_str());
    [maybe(time.map(|time| time.date)), maybe(time.map(|time| time.start)), text(who)]
}
