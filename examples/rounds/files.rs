//! Opens what the library reads.

use std::fs::File;
use std::path::{Path, PathBuf};

use chrono::Datelike;
use rounds::geo::{GreatCircle, TravelTable, TravelTimes};
use rounds::ingest::{self, BookFile, Reading, Settings, TableCount};
use rounds::model::{Book, Date, Issue, Table};
use rounds::{Error, ErrorKind};

use crate::arguments::BookArguments;
use crate::log::ReadLock;
use crate::outputs::inputs::TABLES;
use crate::settings::is_database;
use crate::{book_settings, busy_times, database, findings};

/// A book with the day up to which it is known, every finding about its rows, and the count of them.
pub(crate) struct Opened {
    pub(crate) book: Book,
    pub(crate) as_of: Date,
    pub(crate) issues: Vec<Issue>,
    pub(crate) tables: Vec<TableCount>,
    pub(crate) unused: Vec<(Table, String)>,
}

/// Reads a book and finds the day up to which it is known. A book of which too little can be read is refused.
pub(crate) fn open(arguments: &BookArguments) -> Result<Opened, Error> {
    let opened = open_to_check(arguments)?;
    if !arguments.accept_unread {
        findings::refuse_unread(&opened.tables, &opened.issues)?;
    }
    Ok(opened)
}

/// Reads a book, however little of it can be read.
pub(crate) fn open_to_check(arguments: &BookArguments) -> Result<Opened, Error> {
    let reading = read(&arguments.book, &book_settings::of(arguments)?)?;
    let as_of = arguments.as_of.unwrap_or_else(|| last_known_day(&reading.book));
    let late = reading.later_than(as_of);
    let Reading { book, mut issues, tables, unused, .. } = reading;
    let book = busy_times::add(book, &arguments.busy, as_of)?;
    issues.extend(late);
    Ok(Opened { book, as_of, issues, tables, unused })
}

/// Reads a folder of CSV files and workbooks, one of either, or one JSON document.
fn read(path: &Path, settings: &Settings) -> Result<Reading, Error> {
    if path.is_dir() {
        return ingest::read_files(book_files(path)?, settings);
    }
    if is_database(path) && path.is_file() {
        return ingest::read_files(database::files(path)?, settings);
    }
    if !path.is_file() {
        let text = format!("there is no folder or file {}; name one with --book", path.display());
        return Err(Error::new(ErrorKind::Input, text));
    }
    if has_ending(path, &["json"]) {
        return ingest::read_json(opened(path)?, settings);
    }
    let file = book_file(path)?;
    if file.bytes.trim_ascii_start().starts_with(b"{") {
        return ingest::read_json(file.bytes.as_slice(), settings);
    }
    ingest::read_files(vec![file], settings)
}

/// Reads the files of a folder while nobody logs into it. Rows that were never finished do not count.
fn book_files(folder: &Path) -> Result<Vec<BookFile>, Error> {
    let lock = ReadLock::take(folder);
    Ok(files_in(folder)?.into_iter().filter_map(|file| lock.settled(file)).collect())
}

/// Reads the files of a folder that are called after a table, and its workbooks, in the order of their names.
pub(crate) fn files_in(folder: &Path) -> Result<Vec<BookFile>, Error> {
    let mut paths = paths_in(folder)?;
    paths.sort();
    paths.iter().map(|path| book_file(path)).collect()
}

/// Lists the files of a folder that a book is read from.
pub(crate) fn paths_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    Ok(tables_in(folder)?.into_iter().filter(|path| ingest::is_table_file(&name_of(path))).collect())
}

/// Lists the files of a folder that may hold tables.
pub(crate) fn tables_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let failed =
        |error| Error::new(ErrorKind::Input, format!("cannot read {}", folder.display())).because(error);
    let entries = std::fs::read_dir(folder).map_err(|error: std::io::Error| failed(error))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file());
    Ok(paths.filter(|path| has_ending(path, &TABLES)).collect())
}

pub(crate) fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    endings.contains(&ending.as_str())
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Reads one file.
pub(crate) fn book_file(path: &Path) -> Result<BookFile, Error> {
    let failed =
        |error| Error::new(ErrorKind::Input, format!("cannot read {}", path.display())).because(error);
    let bytes = std::fs::read(path).map_err(|error: std::io::Error| failed(error))?;
    Ok(BookFile { name: name_of(path), bytes })
}

/// Reads drives from a file, says how many of them stay estimates, and estimates those.
pub(crate) fn travel(
    arguments: &BookArguments,
    book: &Book,
) -> Result<(Box<dyn TravelTimes>, Vec<Issue>), Error> {
    match &arguments.travel {
        None => Ok((Box::new(GreatCircle::default()), Vec::new())),
        Some(path) => {
            let table = TravelTable::read(opened(path)?, book)?;
            if !arguments.accept_unread {
                let count = TableCount { table: Table::Travel, rows: table.rows, used: table.used };
                findings::refuse_unread(&[count], &table.issues)?;
            }
            remark!("{}", coverage(&table));
            Ok((Box::new(table.matrix.with_estimate(GreatCircle::default())), table.issues))
        }
    }
}

/// Says how many drives are known, and that the others are estimates.
fn coverage(table: &TravelTable) -> String {
    let TravelTable { covered, pairs, used, rows, .. } = table;
    let others = if covered < pairs { "; the other drives are estimates" } else { "" };
    format!("The travel table covers {covered} of {pairs} pairs{others}. {used} of its {rows} rows are used.")
}

/// Starts the threads to work with, on all cores if nothing is said.
pub(crate) fn pool(arguments: &BookArguments) -> Result<rayon::ThreadPool, rayon::ThreadPoolBuildError> {
    rayon::ThreadPoolBuilder::new().num_threads(arguments.threads.unwrap_or(0)).build()
}

/// Opens a file.
pub(crate) fn opened(path: &Path) -> Result<File, Error> {
    let failed =
        |error| Error::new(ErrorKind::Input, format!("cannot open {}", path.display())).because(error);
    File::open(path).map_err(|error: std::io::Error| failed(error))
}

/// Finds the day of the newest referral or visit, but no later than today; today if there is none.
fn last_known_day(book: &Book) -> Date {
    let today = today();
    let of = |practice| {
        let began = book.referrals(practice).iter().filter(|referral| referral.first_day() <= today);
        let referrals = began.map(|referral| referral.date.min(today));
        referrals
            .chain(book.visits(practice).iter().map(|visit| visit.date))
            .filter(|date| *date <= today)
            .max()
    };
    book.practice_indices().filter_map(of).max().unwrap_or(today)
}

/// Returns the day of the clock, where the program runs: in the evening it is tomorrow already elsewhere.
pub(crate) fn today() -> Date {
    let today = chrono::Local::now().date_naive();
    Date::new(today.year(), today.month(), today.day()).unwrap_or(Date::UNIX_EPOCH)
}
