//! Territories as tables for spreadsheets and for the book.

use std::borrow::Cow;
use std::io::Write;

use crate::error::Error;
use crate::export::table::{CsvTable, maybe, number, owned_text, text};
use crate::export::wording::moves::{GETS_A_LIAISON, if_locked_sentence, move_sentence, role_words};
use crate::export::wording::numbers::fixed;
use crate::model::book::Book;
use crate::territory::alignment::Alignment;
use crate::territory::assess::{Assessment, Territory};
use crate::territory::handover::Handover;
use crate::territory::rebalance::{Assigned, Rebalancing};

/// Writes who owns what: `practice_id` and `owner`, as the book's practices table has them. Put the second
/// column into that table, and the alignment is the book's.
///
/// # Errors
/// [`ErrorKind::Output`](crate::ErrorKind::Output) when `writer` fails.
pub fn alignment_csv(alignment: &Alignment, writer: impl Write) -> Result<(), Error> {
    let mut table = CsvTable::new(writer, &["practice_id", "owner"])?;
    for (practice, owner) in alignment.owners() {
        table.row([text(practice.as_str()), text(owner.map_or("", |owner| owner.as_str()))])?;
    }
    table.finish()
}

/// Writes one row a liaison and assessment; `assessments` are told apart by their names (`before`, `after`).
///
/// Hours and potential are those of a year; `..._off_share` is 0.12 for 12 % more than the liaison's share.
/// The index and the shares of a liaison without working hours are 0.
///
/// # Errors
/// [`ErrorKind::Output`](crate::ErrorKind::Output) when `writer` fails.
pub fn assessment_csv(
    book: &Book,
    assessments: &[(&str, &Assessment)],
    writer: impl Write,
) -> Result<(), Error> {
    let mut table = CsvTable::new(writer, &ASSESSMENT_COLUMNS)?;
    for (name, assessment) in assessments {
        for territory in assessment.by_liaison() {
            table.row(territory_cells(book, name, territory))?;
        }
    }
    table.finish()
}

const ASSESSMENT_COLUMNS: [&str; 18] = [
    "when",
    "liaison_id",
    "liaison_name",
    "practices",
    "visits",
    "visit_hours",
    "drive_hours",
    "hours",
    "available_hours",
    "full_time",
    "potential",
    "index",
    "hours_off_share",
    "potential_off_share",
    "practices_off_share",
    "compactness",
    "parts",
    "farthest_minutes",
];

fn territory_cells<'a>(book: &'a Book, when: &'a str, it: &'a Territory) -> Vec<Cow<'a, str>> {
    let name = book.liaison(&it.liaison).map_or("", |liaison| liaison.name.as_str());
    let mut cells = vec![text(when), text(it.liaison.as_str()), text(name), number(it.practices)];
    let hours = [it.visits, it.visit_hours, it.drive_hours, it.hours(), it.available_hours];
    cells.extend(hours.into_iter().map(|value| rounded(value, 1)));
    cells.extend([rounded(it.full_time, 3), rounded(it.potential, 1), rounded(it.index, 0)]);
    let shares = [it.off_share, it.potential_off_share, it.practices_off_share];
    cells.extend(shares.into_iter().map(|value| rounded(value, 4)));
    cells.extend([rounded(it.compactness, 0), number(it.parts), rounded(it.farthest_minutes, 0)]);
    cells
}

fn rounded<'a>(value: f64, decimals: usize) -> Cow<'a, str> {
    let unit = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    Cow::Owned(fixed(decimals, (value * unit).round() / unit))
}

/// Writes one row a practice that moves, with the reason and what would happen if it were locked; then one a
/// practice without a liaison (`from` is `-`, or who does not work any more) and the liaison it gets.
///
/// # Errors
/// [`ErrorKind::Output`](crate::ErrorKind::Output) when `writer` fails.
pub fn moves_csv(book: &Book, rebalancing: &Rebalancing, writer: impl Write) -> Result<(), Error> {
    let columns = [
        "practice_id",
        "practice_name",
        "from",
        "to",
        "hours",
        "potential",
        "drive_change_hours",
        "relationship_points",
        "relationship_share",
        "visits_by_from",
        "last_visit_by_from",
        "role",
        "why",
        "if_locked",
    ];
    let mut table = CsvTable::new(writer, &columns)?;
    for it in &rebalancing.moves {
        let name = book.practice(&it.practice).map_or("", |practice| practice.name.as_str());
        table.row([
            text(it.practice.as_str()),
            text(name),
            text(it.from.as_str()),
            text(it.to.as_str()),
            rounded(it.hours, 1),
            rounded(it.potential, 1),
            rounded(it.drive_change, 1),
            rounded(it.relationship, 2),
            rounded(it.relationship_share, 6),
            number(it.visits),
            maybe(it.last_visit),
            text(role_words(it.role)),
            owned_text(&move_sentence(book, it)),
            owned_text(&if_locked_sentence(book, it)),
        ])?;
    }
    for it in &rebalancing.assigned {
        table.row(assigned_cells(book, it))?;
    }
    table.finish()
}

fn assigned_cells<'a>(book: &'a Book, it: &'a Assigned) -> Vec<Cow<'a, str>> {
    let name = book.practice(&it.practice).map_or("", |practice| practice.name.as_str());
    let from = it.from.as_ref().map_or("", |from| from.as_str());
    let mut cells = vec![text(it.practice.as_str()), text(name), text(from), text(it.liaison.as_str())];
    cells.extend([rounded(it.hours, 1), rounded(it.potential, 1)]);
    cells.extend(std::iter::repeat_n(text(""), 5));
    cells.extend([text(GETS_A_LIAISON), text(""), text("")]);
    cells
}

/// Writes one row a moved practice: who introduces whom, and when.
///
/// # Errors
/// [`ErrorKind::Output`](crate::ErrorKind::Output) when `writer` fails.
pub fn handover_csv(book: &Book, handovers: &[Handover], writer: impl Write) -> Result<(), Error> {
    let columns = ["practice_id", "practice_name", "from", "to", "date", "start", "from_works_then"];
    let mut table = CsvTable::new(writer, &columns)?;
    for it in handovers {
        let name = book.practice(&it.practice).map_or("", |practice| practice.name.as_str());
        table.row([
            text(it.practice.as_str()),
            text(name),
            text(it.from.as_str()),
            text(it.to.as_str()),
            maybe(it.visit.map(|(date, _)| date)),
            maybe(it.visit.map(|(_, start)| start)),
            number(if it.both_work { "yes" } else { "no" }),
        ])?;
    }
    table.finish()
}
