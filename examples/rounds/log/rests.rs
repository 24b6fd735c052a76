//! Rests by lot, added to a book as its log adds visits: all of them, or none.

use rounds::Error;
use rounds::ingest::LogEntry;
use rounds::model::{Book, Date, Rest, Table};

use super::{Log, Target, piece};
use crate::arguments::BookArguments;
use crate::book_settings;

/// Checks that a book takes rests, before anything is written.
pub(crate) fn check_rests(book: &BookArguments) -> Result<(), Error> {
    let log = Log::open(&book.book)?;
    let target = Target::find(&log, &log.files()?, Table::Rests, &book_settings::of(book)?)?;
    match &log {
        Log::Folder(folder) => piece(folder, &target, &[]).map(|_| ()),
        Log::Database(_) => Ok(()),
    }
}

/// Adds rests to a book, and returns the name of the table. `rounds log --undo` takes them back as long as nothing else is logged.
pub(crate) fn add_rests(book: &BookArguments, rests: &[Rest]) -> Result<String, Error> {
    let mut log = Log::open(&book.book)?;
    let target = Target::find(&log, &log.files()?, Table::Rests, &book_settings::of(book)?)?;
    let rows = rests.iter().map(|rest| target.form.rest(rest)).collect::<Result<Vec<_>, _>>()?;
    log.add(&[(&target, rows)])?;
    Ok(target.name().to_owned())
}

/// Warns of a visit, made or promised, to a practice that rests by lot.
pub(crate) fn warn(book: &Book, entry: &LogEntry) {
    let Some(practice) = book.practice_index(&entry.practice) else { return };
    let rest = |day: Date| book.rests_of(practice).iter().find(|rest| rest.holds(day));
    if let Some(rest) = [Some(entry.date), entry.next].into_iter().flatten().find_map(rest) {
        remark!(
            "{} rests by lot until {} ({}). The visit is kept, but the trial shows less with each such visit.",
            entry.practice,
            rest.until.to_words(),
            rest.trial
        );
    }
}
