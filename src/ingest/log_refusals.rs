//! Why a visit cannot be logged, or a sheet cannot be read.

use crate::error::{Error, ErrorKind};
use crate::model::finding::Finding;
use crate::model::id::PracticeId;
use crate::model::issue::Table;
use crate::model::time::Date;

/// Makes the error of something that cannot be logged.
pub(crate) fn refused(text: String) -> Error {
    Error::new(ErrorKind::Setting, text)
}

/// Says that nobody covers a practice.
pub(crate) fn nobody_covers(practice: &PracticeId) -> Error {
    refused(format!("nobody covers practice {practice}, so say who was there (--liaison)"))
}

/// Says that a word is no outcome.
pub(crate) fn no_outcome(word: &str, words: &[&str]) -> Error {
    refused(format!("{word:?} is no outcome; say one of {}", words.join(", ")))
}

/// Says that a day is still to come.
pub(crate) fn lies_ahead(date: Date, today: Date) -> Error {
    refused(format!("{date} lies ahead: today is {today}. Log a visit when it is over"))
}

/// Says that a day is long past.
pub(crate) fn too_old(date: Date) -> Error {
    refused(format!("{date} is more than ten years ago; is the year right?"))
}

/// Says that a promise does not come after its visit.
pub(crate) fn not_after(next: Date, date: Date) -> Error {
    refused(format!("the next visit is promised by {next}, which is not after the visit on {date}"))
}

/// Says that a promise is far ahead.
pub(crate) fn too_far(next: Date, date: Date) -> Error {
    refused(format!(
        "the next visit is promised by {next}, three years after {date} or later; is the year right?"
    ))
}

/// Says that a note is too long.
pub(crate) fn too_long(letters: usize, most: usize) -> Error {
    refused(format!("the note has {letters} letters; {most} are the most"))
}

/// Says that no table has outcomes.
pub(crate) fn no_table_with_outcomes() -> Error {
    let text = "no table with outcomes was found: a sheet to log has the columns practice_id, liaison_id, date and outcome, as \
                stops.csv and plan.xlsx of a plan have them";
    Error::new(ErrorKind::Input, text)
}

/// Says that no table has stops.
pub(crate) fn no_table_of_stops() -> Error {
    let text = "no table of stops was found: it has the columns practice_id, liaison_id, date, start, pinned and entry, as stops.csv \
                and the stops of plan.xlsx have them";
    Error::new(ErrorKind::Input, text)
}

/// Says what is wrong with a row.
pub(crate) fn in_row(label: &str, row: u64, what: &str) -> Error {
    Error::new(ErrorKind::Input, format!("{label}, row {row}: {what}"))
}

/// Says that a row is filled in by half.
pub(crate) fn by_half(label: &str, row: u64) -> Error {
    in_row(label, row, "it has a note or a next visit, but no outcome")
}

/// Says that a row and another one do not tell the same of a visit.
pub(crate) fn contradicts(label: &str, row: u64, (source, other): (&str, u64)) -> Error {
    in_row(label, row, &format!("it tells of the same visit as row {other} of {source}, and something else"))
}

/// Says that a file has no column for a part of an entry.
pub(crate) fn no_column(source: &str, column: &str) -> Error {
    refused(format!(
        "{source} has no column for {column}, so it cannot be noted; add a column with the header {column} to the file, \
         or leave it out"
    ))
}

/// Says that an entry would be read as another one.
pub(crate) fn unreadable(source: &str, header: &[String], fields: &[String]) -> Error {
    refused(format!(
        "{source} cannot hold this entry: it would be read as another one. The row would be {fields:?} under {header:?}"
    ))
}

/// Says that a file ends within a quoted field.
pub(crate) fn open_quote(source: &str) -> Error {
    let text = format!(
        "nothing can be added to {source}: a quote in it is never closed, so a new row would be part of an old field. \
         Mend the file first; `rounds check` shows where"
    );
    Error::new(ErrorKind::Input, text)
}

/// Says that a workbook is never written to.
pub(crate) fn of_a_workbook(source: &str, table: Table) -> Error {
    refused(format!(
        "{source} is a sheet of a workbook, which is never written to; save it as a CSV file called {table}.csv in the \
         folder of the book, and take it out of the workbook"
    ))
}

/// Says that the day of a promise cannot be read.
pub(crate) fn no_day(text: &str, finding: &Finding) -> Error {
    Error::new(ErrorKind::Input, format!("the next visit by {text:?}: {finding}"))
}
