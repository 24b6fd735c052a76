//! Opens what the library reads.

use std::fs::File;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use rounds::geo::{GreatCircle, TravelTable, TravelTimes};
use rounds::ingest::{self, Columns};
use rounds::model::{Book, Date, Issue};
use rounds::{Error, ErrorKind};

use crate::arguments::BookArguments;

/// A book with the day up to which it is known, and every finding about its rows.
pub(crate) struct Opened {
    pub(crate) book: Book,
    pub(crate) as_of: Date,
    pub(crate) issues: Vec<Issue>,
}

/// Reads a book and finds the day up to which it is known.
pub(crate) fn open(arguments: &BookArguments) -> Result<Opened, Error> {
    let columns = Columns::parse(arguments.map.iter().map(String::as_str))?;
    let (book, mut issues) = read(&arguments.book, &columns)?;
    let as_of = arguments.as_of.unwrap_or_else(|| last_known_day(&book));
    issues.extend(book.later_than(as_of));
    Ok(Opened { book, as_of, issues })
}

/// Reads a folder of CSV files or one JSON document.
fn read(path: &Path, columns: &Columns) -> Result<(Book, Vec<Issue>), Error> {
    if path.is_file() {
        return ingest::read_json(opened(path)?, columns);
    }
    if !path.is_dir() {
        let text = format!("there is no folder or file {}; name one with --book", path.display());
        return Err(Error::new(ErrorKind::Input, text));
    }
    ingest::read_csv(|table| File::open(path.join(format!("{table}.csv"))), columns)
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
            eprintln!("{}", coverage(&table));
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
        let referrals = book.referrals(practice).iter().map(|referral| referral.date);
        referrals
            .chain(book.visits(practice).iter().map(|visit| visit.date))
            .filter(|date| *date <= today)
            .max()
    };
    book.practice_indices().filter_map(of).max().unwrap_or(today)
}

fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs());
    let days = i64::try_from(seconds / 86_400).unwrap_or(0);
    Date::UNIX_EPOCH.plus_days(days)
}
