//! A sheet of stops that somebody has edited by hand: other days or times, further visits, and what has to stay.

use crate::error::Error;
use crate::ingest::cell::{self, same_name};
use crate::ingest::evidence::{self, Opened};
use crate::ingest::files::{self, BookFile};
use crate::ingest::header::Header;
use crate::ingest::log_refusals;
use crate::ingest::numbered_row::NumberedRow;
use crate::ingest::raw_table::RawTable;
use crate::ingest::row::Row;
use crate::ingest::settings::Settings;
use crate::ingest::sheet::Sheet;
use crate::ingest::spelling::conventions::Convention;
use crate::ingest::spelling::{times, words};
use crate::model::hand_edit::HandEdit;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::issue::{Issue, Table};

/// Headers of the column that tells visits apart, and of the one that says what stays.
const ENTRY: &str = "entry";
const PINNED: &str = "pinned";

/// Reads `stops.csv`, or the sheet of all stops in `plan.xlsx`, after somebody has edited it. Rows without a practice are passed
/// over.
///
/// # Errors
/// [`Input`](crate::ErrorKind::Input) when no table has the columns of one, a row has a field that cannot be read, or dates can be read in two
/// ways.
pub fn read_hand_edits(files: Vec<BookFile>, settings: &Settings) -> Result<Vec<HandEdit>, Error> {
    let mut opened: Vec<Opened> = Vec::new();
    for table in files::raw_tables(files, &mut Vec::new())? {
        opened.extend(of_stops(table, settings));
    }
    if opened.is_empty() {
        return Err(log_refusals::no_table_of_stops());
    }
    evidence::settle(&mut opened, settings.dates)?;
    let mut edits = Vec::new();
    for (sheet, header) in &opened {
        for numbered in sheet.records() {
            edits.extend(edit(sheet, header, settings, numbered)?);
        }
    }
    Ok(edits)
}

/// Takes a table as one of stops, if it has the columns.
fn of_stops(table: RawTable, settings: &Settings) -> Option<Opened> {
    let sheet = Sheet::new(Table::Appointments, table, &settings.columns);
    position(&sheet, ENTRY)?;
    let header = Header::of_columns(&sheet, settings, &mut Vec::new()).ok()?;
    Some((sheet, header))
}

fn position(sheet: &Sheet, name: &str) -> Option<usize> {
    sheet.header().iter().position(|header| same_name(header, name))
}

/// Reads a row.
fn edit(
    sheet: &Sheet,
    header: &Header,
    settings: &Settings,
    numbered: NumberedRow,
) -> Result<Option<HandEdit>, Error> {
    let (number, mut issues) = (numbered.0, Vec::new());
    let Some(mut row) = Row::new(sheet, header, &settings.words, numbered, &mut issues) else {
        return if issues.is_empty() { Ok(None) } else { Err(fault(sheet, number, &issues)) };
    };
    let field =
        |row: &Row<'_>, name: &str| position(sheet, name).map_or("", |at| row.field(at)).trim().to_owned();
    let (entry, pinned) = (field(&row, ENTRY), field(&row, PINNED));
    let (practice, liaison) = (row.text("practice_id").to_owned(), row.text("liaison_id").to_owned());
    if practice.is_empty() {
        return Ok(None);
    }
    let pinned = match pinned.as_str() {
        "" => None,
        word => words::yes_no(word, Convention::default()).map(Some).map_err(|finding| {
            log_refusals::in_row(sheet.label(), number, &format!("pinned: {finding} ({word:?})"))
        })?,
    };
    let date = row.needed("date", cell::date);
    let start = row.needed("start", |field, _| times::time_of_visit(field));
    let (Some(date), Some(start)) = (date, start) else { return Err(fault(sheet, number, &issues)) };
    Ok(Some(HandEdit {
        entry: Some(entry).filter(|entry| !entry.is_empty()),
        practice: PracticeId::from(practice.as_str()),
        liaison: LiaisonId::from(liaison.as_str()),
        date,
        start,
        pinned,
    }))
}

fn fault(sheet: &Sheet, row: u64, issues: &[Issue]) -> Error {
    let what = issues.first().map_or(String::new(), |issue| {
        let value = issue.value.as_deref().map_or(String::new(), |value| format!(" ({value:?})"));
        format!("{}{value}", issue.finding)
    });
    log_refusals::in_row(sheet.label(), row, &what)
}
