//! Puts the busy times of calendars into a book.

use std::path::PathBuf;

use rounds::model::{Book, BusyTime, Date, LiaisonId};
use rounds::{Error, ErrorKind};

use crate::busy;

/// How many days of a calendar count, from the day up to which history is known.
const DAYS: i64 = 400;

/// Adds what the calendars of liaisons say is not free, and says what it found.
///
/// # Errors
/// Where a file cannot be read or is no calendar, or a liaison is not in the book.
pub(crate) fn add(book: Book, calendars: &[(LiaisonId, PathBuf)], as_of: Date) -> Result<Book, Error> {
    if calendars.is_empty() {
        return Ok(book);
    }
    let mut records = book.records();
    for (liaison, path) in calendars {
        if book.liaison(liaison).is_none() {
            let text = format!("--busy names the liaison {liaison}, who is not in the book");
            return Err(Error::new(ErrorKind::Setting, text));
        }
        let calendar = read(path, as_of)?;
        remark!("{}: {} times are not free for {liaison}.", path.display(), calendar.times.len());
        for title in &calendar.unread {
            remark!("warning: {}: \"{title}\" is left out; its time cannot be read", path.display());
        }
        let first = records.busy.0.len() as u64 + 1;
        let times = calendar.times.into_iter();
        let rows = times.map(|(date, window)| BusyTime { liaison: liaison.clone(), date, window });
        records.busy.0.extend((first..).zip(rows));
    }
    // The rows of the book are known to be good.
    Ok(Book::build(records)?.0)
}

fn read(path: &PathBuf, as_of: Date) -> Result<busy::BusyCalendar, Error> {
    let failed =
        |text: String| Error::new(ErrorKind::Input, format!("cannot read {}: {text}", path.display()));
    let bytes = std::fs::read(path).map_err(|error| failed(error.to_string()))?;
    let text = String::from_utf8_lossy(&bytes);
    busy::read(text.trim_start_matches('\u{feff}'), as_of, as_of.plus_days(DAYS)).map_err(failed)
}
