//! A sheet that somebody has filled in: all that it says is logged, or nothing.

use std::path::Path;
use std::process::ExitCode;

use rounds::ingest::{self, LogEntry, LogReader, LogSheet, SheetEntry};
use rounds::{Error, ErrorKind};

use super::{Known, Log, line};
use crate::files;

/// Faults of a sheet that are named.
const NAMED: usize = 50;

/// What a sheet tells beside what the book holds.
struct News<'a> {
    /// Visits that are not in the book.
    new: Vec<&'a LogEntry>,
    /// Visits that are in it, without the promise of the sheet.
    late: Vec<&'a LogEntry>,
    /// How many visits are in it.
    old: usize,
}

/// Logs a filled-in sheet: all of its entries that are not in the book yet, or none.
pub(super) fn from_sheet(
    log: &mut Log,
    known: &Known,
    reader: &LogReader,
    path: &Path,
) -> Result<ExitCode, Error> {
    let file = files::book_file(path)?;
    let mut sheet = ingest::read_log_sheet(vec![file], reader, &known.settings)?;
    if !known.visits.form.has_times() {
        sheet.entries.iter_mut().for_each(|it| it.entry.time = None);
    }
    let contradictions = sheet.entries.iter().filter_map(|it| contradiction(known, it));
    sheet.faults.extend(contradictions);
    if !sheet.faults.is_empty() {
        return Err(faulty(&sheet.faults));
    }
    let news = News::of(known, &sheet);
    let promised = news.promised();
    if !(news.new.is_empty() && promised.is_empty()) {
        known.add(log, &news.new, &promised, &[])?;
    }
    news.tell(known, promised.len(), sheet.empty);
    Ok(ExitCode::SUCCESS)
}

impl<'a> News<'a> {
    fn of(known: &Known, sheet: &'a LogSheet) -> Self {
        let entries = sheet.entries.iter().map(|it| &it.entry);
        let (new, old): (Vec<_>, Vec<_>) = entries.partition(|entry| known.row_of(entry).is_none());
        let late = old.iter().copied().filter(|entry| !known.promises(entry)).collect();
        Self { new, late, old: old.len() }
    }

    /// Lists the entries whose promise is not in the book.
    fn promised(&self) -> Vec<&'a LogEntry> {
        let new = self.new.iter().filter(|entry| entry.next.is_some());
        new.chain(&self.late).copied().collect()
    }

    fn tell(&self, known: &Known, promises: usize, empty: usize) {
        let book = &known.reading.book;
        self.new.iter().for_each(|entry| say!("  {}", line(book, entry)));
        self.late.iter().for_each(|entry| say!("  the promise only: {}", line(book, entry)));
        let (new, old) = (self.new.len(), self.old);
        say!(
            "Logged {new} visits and {promises} promises. {old} were in the book already. {empty} have no outcome yet."
        );
    }
}

/// Says that the book has another outcome for a visit than a sheet.
fn contradiction(known: &Known, it: &SheetEntry) -> Option<Error> {
    let known_row = known.row_of(&it.entry).filter(|_| known.contradicts(&it.entry))?;
    let (SheetEntry { source, row, entry }, table) = (it, known.visits.name());
    let text = format!(
        "{source}, row {row}: it says {:?}, but row {known_row} of {table} has another outcome for this visit; mend one of them",
        entry.word
    );
    Some(Error::new(ErrorKind::Input, text))
}

/// Says which rows keep a sheet from being logged.
fn faulty(faults: &[Error]) -> Error {
    let lines: Vec<String> = faults.iter().take(NAMED).map(|fault| format!("\n  {fault}")).collect();
    let more = match faults.len().saturating_sub(NAMED) {
        0 => String::new(),
        count => format!("\n  and {count} more"),
    };
    let text = format!("nothing was logged, as these rows have to be mended first:{}{more}", lines.concat());
    Error::new(ErrorKind::Input, text)
}
