//! Why something cannot be logged.

use crate::error::{Error, ErrorKind};
use crate::model::finding::Finding;
use crate::model::id::PracticeId;
use crate::model::issue::Table;
use crate::model::time::Date;

/// Says that nobody is known to cover a practice.
pub(crate) fn nobody_covers(practice: &PracticeId) -> Error {
    refused(format!("nobody covers practice {practice}, so say who was there (--liaison)"))
}

/// Says which words there are.
pub(crate) fn no_outcome(word: &str, words: &[&str]) -> Error {
    refused(format!("{word:?} is no outcome; say one of {}", words.join(", ")))
}

/// Says that a day is not over yet.
pub(crate) fn ahead(date: Date, today: Date) -> Error {
    refused(format!("{date} lies ahead: today is {today}. Log a visit when it is over"))
}

/// Says that a day is long ago.
pub(crate) fn too_old(date: Date) -> Error {
    refused(format!("{date} is more than ten years ago; is the year right?"))
}

/// Says that a promise does not lie after its visit.
pub(crate) fn not_after(date: Date, next: Date) -> Error {
    refused(format!("the next visit is promised by {next}, which is not after the visit on {date}"))
}

/// Says that a promise lies too far ahead.
pub(crate) fn too_late(date: Date, next: Date) -> Error {
    refused(format!(
        "the next visit is promised by {next}, three years after {date} or later; is the year right?"
    ))
}

/// Says that a note is too long.
pub(crate) fn long_note(letters: usize, most: usize) -> Error {
    refused(format!("the note has {letters} letters; {most} are the most"))
}

/// Says that a name is not known, or that several have it, with the names that are shown.
pub(crate) fn unknown(what: &str, text: &str, same: usize, shown: &str) -> Error {
    refused(match (same, shown) {
        (2.., _) => format!("{same} {what}s are called {text:?}; say which one by its identifier: {shown}"),
        (_, "") => format!("there is no {what} {text:?} in the book"),
        _ => format!("there is no {what} {text:?} in the book; near it are {shown}"),
    })
}

/// Says that nobody was met with whom something could have been done.
pub(crate) fn met_nobody(word: &str, option: &str) -> Error {
    refused(format!(
        "a visit that went {word:?} met nobody, so {option} cannot be noted with it; leave {option} out, or say another outcome"
    ))
}

/// Says that several entries may be meant.
pub(crate) fn several(what: &str, text: &str, all: &str) -> Error {
    refused(format!("{text:?} may be more than one {what}; say which one: {all}"))
}

/// Says that a practice has no open wish that a physician can fulfil.
pub(crate) fn no_wish(practice: &PracticeId, physician: &str) -> Error {
    refused(format!(
        "practice {practice} has no open wish that {physician} can fulfil, so --met cannot be noted; add the wish to the \
         table of introductions first"
    ))
}

/// Says which identifiers there are.
pub(crate) fn not_among(what: &str, text: &str, all: &str) -> Error {
    refused(match all {
        "" => format!("there is no {what} that could be logged, so {text:?} cannot be"),
        _ => format!("there is no {what} {text:?} in the book; there are {all}"),
    })
}

/// Says that something is no number of pieces.
pub(crate) fn no_pieces(text: &str) -> Error {
    refused(format!("{text:?} does not say how many pieces were left; write ITEM:PIECES, as PAD:3"))
}

/// Says that no table is a sheet that was filled in.
pub(crate) fn no_sheet() -> Error {
    let text = "no table with outcomes was found: a sheet to log has the columns practice_id, liaison_id, date and \
                outcome, as stops.csv and plan.xlsx of a plan have them";
    Error::new(ErrorKind::Input, text)
}

/// Says that no table has stops.
pub(crate) fn no_table_of_stops() -> Error {
    let text = "no table of stops was found: it has the columns practice_id, liaison_id, date, start, pinned and entry, as stops.csv \
                and the stops of plan.xlsx have them";
    Error::new(ErrorKind::Input, text)
}

/// Says what is wrong with a row of a sheet.
pub(crate) fn in_row(label: &str, row: u64, what: &str) -> Error {
    Error::new(ErrorKind::Input, format!("{label}, row {row}: {what}"))
}

/// Says that a row has been filled in by half.
pub(crate) fn half_filled(label: &str, row: u64) -> Error {
    in_row(label, row, "it has a note or a next visit, but no outcome")
}

/// Says that two rows do not agree.
pub(crate) fn contradiction(label: &str, row: u64, other: (&str, u64)) -> Error {
    let (source, known) = other;
    in_row(label, row, &format!("it tells of the same visit as row {known} of {source}, and something else"))
}

/// Says that a file has no column for what is to be noted.
pub(crate) fn no_column(source: &str, column: &str) -> Error {
    refused(format!(
        "{source} has no column for {column}, so it cannot be noted; add a column with the header {column} to the file, \
         or leave it out"
    ))
}

/// Says that a row would be read as another one.
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

fn refused(text: String) -> Error {
    Error::new(ErrorKind::Setting, text)
}

/// Says that the day of a promise cannot be read.
pub(crate) fn no_day(text: &str, finding: &Finding) -> Error {
    Error::new(ErrorKind::Input, format!("the next visit by {text:?}: {finding}"))
}
