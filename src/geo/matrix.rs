//! Drives from a table, such as a routing service gives.

use std::io::Read;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::error::{Error, ErrorKind};
use crate::geo::travel_times::{Drive, TravelTimes};
use crate::model::book::Book;
use crate::model::finding::{Finding, RangeFault, RowFault};
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::issue::{Consequence, Issue, Table};
use crate::model::location::Location;
use crate::model::units::{Metres, Seconds};

/// Drives by pairs of places, for every practice and home of a book.
///
/// A pair that the table does not hold has no way, except that staying where one is takes no time.
#[derive(Debug, Clone, Default)]
pub struct TravelMatrix {
    positions: FxHashMap<Location, u32>,
    drives: FxHashMap<(u32, u32), Drive>,
}

/// One row of a travel file.
#[derive(Debug, Deserialize)]
struct TravelRow {
    from: String,
    to: String,
    seconds: f64,
    #[serde(default)]
    metres: Option<f64>,
}

impl TravelMatrix {
    /// Makes an empty table.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the drive from `from` to `to`.
    pub fn insert(&mut self, from: Location, to: Location, drive: Drive) {
        let pair = (self.position(from), self.position(to));
        self.drives.insert(pair, drive);
    }

    /// Reads a CSV file with the columns `from`, `to`, `seconds` and perhaps `metres`, where `from` and `to` are practice or
    /// liaison identifiers. Rows that cannot be used are reported.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when the header lacks a column.
    pub fn read(reader: impl Read, book: &Book) -> Result<(Self, Vec<Issue>), Error> {
        let mut csv = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(reader);
        let headers = csv.headers().map_err(unreadable)?.clone();
        let has = |name: &&str| headers.iter().any(|header| header == *name);
        if let Some(missing) = ["from", "to", "seconds"].into_iter().find(|name| !has(name)) {
            return Err(Error::new(
                ErrorKind::Input,
                format!(
                    "the travel file has no column {missing}; it needs from, to, seconds and perhaps metres"
                ),
            ));
        }
        let (mut matrix, mut issues) = (Self::new(), Vec::new());
        for result in csv.into_records() {
            let record = result.map_err(unreadable)?;
            let line = record.position().map_or(0, csv::Position::line);
            match record.deserialize(Some(&headers)) {
                Ok(row) => issues.extend(matrix.add(&row, book).err().map(|issue| issue.at(line))),
                Err(error) => issues.push(left_out(RowFault::Travel(error.to_string()).into()).at(line)),
            }
        }
        Ok((matrix, issues))
    }

    /// Adds the drive of one row.
    fn add(&mut self, row: &TravelRow, book: &Book) -> Result<(), Issue> {
        let (from, to) = (place(book, "from", &row.from)?, place(book, "to", &row.to)?);
        let time = whole(row.seconds).ok_or_else(|| not_a_travel_time(row.seconds))?;
        let distance = row.metres.and_then(whole).unwrap_or(0);
        self.insert(from, to, Drive { time: Seconds(time), distance: Metres(distance) });
        Ok(())
    }

    /// Returns the number of a place; a new place gets the next.
    fn position(&mut self, location: Location) -> u32 {
        let next = u32::try_from(self.positions.len()).unwrap_or(u32::MAX);
        *self.positions.entry(location).or_insert(next)
    }
}

impl TravelTimes for TravelMatrix {
    fn drive(&self, from: Location, to: Location) -> Option<Drive> {
        if from == to {
            return Some(Drive::default());
        }
        let pair = (*self.positions.get(&from)?, *self.positions.get(&to)?);
        self.drives.get(&pair).copied()
    }
}

/// Finds where the practice or liaison with this identifier is.
fn place(book: &Book, column: &str, id: &str) -> Result<Location, Issue> {
    let fault = |finding| left_out(finding).about(column, id);
    if let Some(practice) = book.practice(&PracticeId::from(id)) {
        return practice.location.ok_or_else(|| fault(Finding::NoPlace));
    }
    let liaison = book.liaison(&LiaisonId::from(id));
    liaison.map(|liaison| liaison.home).ok_or_else(|| fault(Finding::UnknownPlace))
}

/// Rounds up a finite number that is not negative.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked first")]
fn whole(value: f64) -> Option<u32> {
    (0.0..=f64::from(u32::MAX)).contains(&value).then(|| value.ceil() as u32)
}

/// Reports a travel time that is none.
fn not_a_travel_time(seconds: f64) -> Issue {
    left_out(RangeFault::NotATravelTime.into()).about("seconds", &seconds.to_string())
}

fn left_out(finding: Finding) -> Issue {
    Issue::new(Table::Travel, finding, Consequence::RowLeftOut)
}

fn unreadable(error: csv::Error) -> Error {
    Error::new(ErrorKind::Input, "the travel file cannot be read as CSV").because(error)
}
