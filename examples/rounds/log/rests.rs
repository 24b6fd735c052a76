//! Rests by lot, added to a book as its log adds visits: all of them, or none.

use rounds::Error;
use rounds::model::{Rest, Table};

use super::{Log, Target};
use crate::arguments::BookArguments;
use crate::book_settings;

/// Adds rests to a book, and returns the name of the table. `rounds log --undo` takes them back as long as nothing else is logged.
pub(crate) fn add_rests(book: &BookArguments, rests: &[Rest]) -> Result<String, Error> {
    let mut log = Log::open(&book.book)?;
    let target = Target::find(&log, &log.files()?, Table::Rests, &book_settings::of(book)?)?;
    let rows = rests.iter().map(|rest| target.form.rest(rest)).collect::<Result<Vec<_>, _>>()?;
    log.add(&[(&target, rows)])?;
    Ok(target.name().to_owned())
}
