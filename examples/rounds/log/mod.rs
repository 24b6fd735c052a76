//! `rounds log`: notes what happened in the book, where it cannot be lost.

mod database;
mod filled_sheet;
mod folder;
mod journal;
mod matters;
mod rests;

use std::path::Path;
use std::process::ExitCode;

use rounds::ingest::{
    self, BookFile, LogEntry, LogMatters, LogReader, LogText, Reading, Settings, TableForm,
};
use rounds::model::{Book, Date, Table, Visit};
use rounds::{Error, ErrorKind};

use self::database::DatabaseLog;
use self::filled_sheet::from_sheet;
use self::folder::FolderLog;
use self::journal::Piece;
use crate::arguments::{BookArguments, sample};
use crate::log_arguments::LogArguments;
use crate::{NEEDS_ATTENTION, Outcome, book_settings, files, settings};

pub(crate) use self::folder::{ReadLock, locked};
pub(crate) use self::rests::{add_rests, check_rests};

/// An entry that lies farther back than this is told, in days.
const LONG_AGO: i64 = 90;

pub(crate) fn run(book: &BookArguments, arguments: &LogArguments) -> Outcome {
    let mut log = Log::open(&book.book)?;
    if arguments.undo {
        return Ok(undo(&mut log)?);
    }
    let known = Known::read(&log, book_settings::of(book)?)?;
    let today = files::today();
    let reader = LogReader::new(&known.reading.book, &known.settings, today);
    if let Some(sheet) = &arguments.from {
        return Ok(from_sheet(&mut log, &known, &reader, sheet)?);
    }
    let entry = reader.entry(&said(arguments, today))?;
    let beside = matters::said(arguments, &known, &reader, &entry)?;
    Ok(one(&mut log, &known, &entry, &beside, arguments.again, today)?)
}

/// Says what was typed.
fn said(arguments: &LogArguments, today: Date) -> LogText<'_> {
    LogText {
        practice: arguments.practice.as_deref().unwrap_or_default(),
        liaison: arguments.liaison.as_deref().unwrap_or_default(),
        date: arguments.date.unwrap_or(today),
        time: arguments.at,
        outcome: arguments.outcome.as_deref().unwrap_or_default(),
        note: arguments.note.as_deref().unwrap_or_default(),
        next: arguments.next,
    }
}

/// A book that is logged into.
enum Log {
    Folder(FolderLog),
    Database(DatabaseLog),
}

impl Log {
    /// Opens a folder or a database, and waits until nobody else logs.
    fn open(book: &Path) -> Result<Self, Error> {
        if book == sample("sample") {
            return Err(Error::new(
                ErrorKind::Setting,
                "name the book with --book: the sample book is not logged into",
            ));
        }
        if settings::is_database(book) {
            return DatabaseLog::open(book).map(Self::Database);
        }
        if book.is_dir() {
            return FolderLog::open(book).map(Self::Folder);
        }
        let path = book.display();
        let text = if book.is_file() {
            format!(
                "{path} is never written to: a log needs a folder of CSV files or a database. Import it first, with \
                 rounds import {path} --book FOLDER"
            )
        } else {
            format!("there is no folder {path}; name the book with --book")
        };
        Err(Error::new(ErrorKind::Setting, text))
    }

    fn files(&self) -> Result<Vec<BookFile>, Error> {
        match self {
            Self::Folder(log) => log.files(),
            Self::Database(log) => log.files(),
        }
    }

    /// Adds rows to tables: all of them, or none.
    fn add(&mut self, added: &[(&Target, Vec<Vec<String>>)]) -> Result<(), Error> {
        let filled = added.iter().filter(|(_, rows)| !rows.is_empty());
        match self {
            Self::Folder(log) => {
                let pieces = filled.map(|(target, rows)| piece(log, target, rows));
                let pieces = pieces.collect::<Result<Vec<Piece>, Error>>()?;
                log.add(&pieces)
            }
            Self::Database(log) => {
                let rows: Vec<_> = filled
                    .map(|(target, rows)| (target.name(), &target.form, target.is_new, rows.clone()))
                    .collect();
                log.add(&rows)
            }
        }
    }
}

/// A table that entries are added to.
struct Target {
    form: TableForm,
    /// There is no such table yet.
    is_new: bool,
    /// It is a table of a database.
    is_of_database: bool,
}

impl Target {
    fn find(log: &Log, files: &[BookFile], table: Table, settings: &Settings) -> Result<Self, Error> {
        let found = TableForm::find(files.to_vec(), table, settings)?;
        let is_new = found.is_none();
        let form = found.map_or_else(|| TableForm::new_file(table, settings), Ok)?;
        Ok(Self { form, is_new, is_of_database: matches!(log, Log::Database(_)) })
    }

    /// Returns what people know the table by: its file, or its name in a database.
    fn name(&self) -> &str {
        let source = self.form.source();
        if self.is_of_database { source.strip_suffix(".csv").unwrap_or(source) } else { source }
    }
}

/// Prepares rows for a file.
fn piece(log: &FolderLog, target: &Target, rows: &[Vec<String>]) -> Result<Piece, Error> {
    let (form, file) = (&target.form, target.form.source().to_owned());
    let rows = form.lines(rows)?;
    let at = log.length(&file)?;
    if target.is_new && at > 0 {
        let text = format!("{file} is there, but is not read as a table of the book; rounds check says why");
        return Err(Error::new(ErrorKind::Input, text));
    }
    if !log.takes(&file, &rows)? {
        let text = format!(
            "{file} is not in UTF-8; save it as \"CSV UTF-8\" first, so that every letter can be added"
        );
        return Err(Error::new(ErrorKind::Input, text));
    }
    let header = if target.is_new { form.header_line()? } else { String::new() };
    Ok(Piece { file, at, header, rows })
}

/// What a book holds, and how its tables are written.
struct Known {
    settings: Settings,
    reading: Reading,
    visits: Target,
    promises: Target,
}

impl Known {
    fn read(log: &Log, settings: Settings) -> Result<Self, Error> {
        let files = log.files()?;
        let visits = Target::find(log, &files, Table::Visits, &settings)?;
        let promises = Target::find(log, &files, Table::MustVisits, &settings)?;
        let reading = ingest::read_files(files, &settings)?;
        Ok(Self { settings, reading, visits, promises })
    }

    /// Finds the row in which an entry stands already.
    fn row_of(&self, entry: &LogEntry) -> Option<u64> {
        self.reading.row_of_visit(&entry.practice, entry.date, &entry.liaison)
    }

    /// Tells whether the book has another outcome for the visit of an entry.
    fn contradicts(&self, entry: &LogEntry) -> bool {
        let book = &self.reading.book;
        let visits = book.practice_index(&entry.practice).map_or(&[][..], |practice| book.visits(practice));
        let same = |visit: &&Visit| visit.date == entry.date && visit.liaison == entry.liaison;
        let mut outcomes = visits.iter().filter(same).map(|visit| visit.outcome).peekable();
        outcomes.peek().is_some() && outcomes.all(|outcome| outcome != entry.outcome)
    }

    /// Tells whether whoever keeps the promises of the book makes the next visit of an entry in time.
    fn promises(&self, entry: &LogEntry) -> bool {
        let keeps = |next| {
            let promises = self.reading.book.must_visits().iter().filter(|it| it.practice == entry.practice);
            promises.into_iter().any(|it| it.from > entry.date && it.until <= next)
        };
        entry.next.is_none_or(keeps)
    }

    /// Adds visits to the book, the promises of entries, and what goes beside them: all of them, or none.
    fn add(
        &self,
        log: &mut Log,
        visits: &[&LogEntry],
        promised: &[&LogEntry],
        beside: &[matters::Rows],
    ) -> Result<(), Error> {
        let visits = visits.iter().map(|entry| self.visits.form.visit(entry)).collect::<Result<_, _>>()?;
        let wishes = promised.iter().map(|entry| self.promises.form.promise(entry));
        let wishes: Vec<Option<Vec<String>>> = wishes.collect::<Result<_, _>>()?;
        // The promise first: a program that does not know the journal may then see a promise too many, and never one too few.
        let beside = beside.iter().map(|(target, rows)| (target, rows.clone()));
        let visits = [(&self.promises, wishes.into_iter().flatten().collect()), (&self.visits, visits)];
        log.add(&beside.chain(visits).collect::<Vec<_>>())
    }
}

/// Logs one entry.
fn one(
    log: &mut Log,
    known: &Known,
    entry: &LogEntry,
    beside: &LogMatters,
    again: bool,
    today: Date,
) -> Result<ExitCode, Error> {
    let source = known.visits.name();
    if let Some(row) = known.row_of(entry).filter(|_| !again && known.contradicts(entry)) {
        return Err(contradiction(source, row, entry));
    }
    let rows = matters::rows(log, known, beside)?;
    if let Some(row) = known.row_of(entry).filter(|_| !again) {
        if !beside.is_empty() {
            known.add(log, &[], &[], &rows)?;
            say!("The visit is in row {row} of {source} already.");
            matters::tell(beside, &rows);
            matters::warn(&known.reading.book, beside);
            return Ok(ExitCode::SUCCESS);
        }
        let line = line(&known.reading.book, entry);
        remark!(
            "Nothing was logged. Row {row} of {source} tells of this visit already: {line}. Say --again to log it once more."
        );
        return Ok(ExitCode::from(NEEDS_ATTENTION));
    }
    known.add(log, &[entry], &[entry], &rows)?;
    say!("Logged in {source}: {}.", line(&known.reading.book, entry));
    matters::tell(beside, &rows);
    if let Some(next) = entry.next {
        say!("Promised in {}: the next visit by {}.", known.promises.name(), next.to_words());
    }
    matters::warn(&known.reading.book, beside);
    rests::warn(&known.reading.book, entry);
    let age = today.days_since(entry.date);
    if age > LONG_AGO {
        remark!(
            "{} is {age} days ago. If that is wrong, take the entry back: rounds log --undo.",
            entry.date
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// Says that the book has another outcome for a visit.
fn contradiction(source: &str, row: u64, entry: &LogEntry) -> Error {
    let text = format!(
        "nothing was logged, as row {row} of {source} has another outcome for this visit than {:?}. If that was logged by mistake, take \
         it back with --undo, or mend the row. Say --again if there were two visits on this day",
        entry.word
    );
    Error::new(ErrorKind::Setting, text)
}

/// Says what an entry tells.
fn line(book: &Book, entry: &LogEntry) -> String {
    let practice = book.practice(&entry.practice).map_or("", |it| it.name.as_str());
    let liaison = book.liaison(&entry.liaison).map_or("", |it| it.name.as_str());
    let LogEntry { practice: id, liaison: who, date, word, .. } = entry;
    let time = entry.time.map_or(String::new(), |time| format!(" at {time}"));
    format!("{practice} ({id}), {}{time}, {liaison} ({who}), {word}", date.to_words())
}

/// Takes back what the last call has added.
fn undo(log: &mut Log) -> Result<ExitCode, Error> {
    let rows: Option<Vec<(String, String)>> = match log {
        Log::Folder(log) => log.undo()?.map(|pieces| {
            pieces.into_iter().map(|piece| (piece.file, piece.rows.trim().to_owned())).collect()
        }),
        Log::Database(log) => {
            log.undo()?.map(|rows| rows.into_iter().map(|row| (row.table, row.fields.join(", "))).collect())
        }
    };
    let Some(rows) = rows else {
        remark!("There is nothing to take back: rounds log has added nothing to this book.");
        return Ok(ExitCode::from(NEEDS_ATTENTION));
    };
    for (source, text) in rows {
        text.lines().for_each(|line| say!("Taken back from {source}: {line}"));
    }
    Ok(ExitCode::SUCCESS)
}
