//! Packing lists for spreadsheets.

use std::borrow::Cow;
use std::io::Write;

use crate::brief::packing::Packed;
use crate::brief::team_brief::Briefs;
use crate::error::Error;
use crate::export::table::{CsvTable, maybe, number, text};
use crate::model::book::Book;
use crate::model::id::LiaisonId;
use crate::model::time::Date;

const PACKING_COLUMNS: [&str; 8] =
    ["liaison_id", "liaison_name", "week", "date", "item_id", "item", "pieces", "short"];

/// Writes the packing lists: one row a liaison, week and material, then one row a liaison, day and material.
///
/// `week` is a Monday. `date` is empty in the rows of a week, which are the sums of its days. `short` is how many pieces more the
/// visits would take than the liaison has.
///
/// # Errors
/// [`ErrorKind::Output`](crate::ErrorKind::Output) when `writer` fails.
pub fn packing_csv(book: &Book, briefs: &Briefs, writer: impl Write) -> Result<(), Error> {
    let mut table = CsvTable::new(writer, &PACKING_COLUMNS)?;
    for week in &briefs.weeks {
        for item in &week.items {
            table.row(cells(book, &week.liaison, week.monday, None, item))?;
        }
    }
    for day in &briefs.packing {
        for item in &day.items {
            table.row(cells(book, &day.liaison, day.date.monday(), Some(day.date), item))?;
        }
    }
    table.finish()
}

fn cells<'a>(
    book: &'a Book,
    liaison: &'a LiaisonId,
    monday: Date,
    date: Option<Date>,
    item: &'a Packed,
) -> [Cow<'a, str>; 8] {
    [
        text(liaison.as_str()),
        text(book.liaison(liaison).map_or(liaison.as_str(), |it| &it.name)),
        number(monday),
        maybe(date),
        text(item.material.as_str()),
        text(&item.name),
        number(item.pieces),
        number(item.short),
    ]
}
