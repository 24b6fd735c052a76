//! A travel table with all that is to be said of its rows.

use std::collections::BTreeSet;
use std::io::Read;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::{Error, ErrorKind};
use crate::geo::great_circle::GreatCircle;
use crate::geo::matrix::{TravelMatrix, Way};
use crate::geo::travel_file::columns::{TravelColumn, TravelColumns};
use crate::geo::travel_file::doubts;
use crate::geo::travel_file::entry::{Entry, TravelRow};
use crate::geo::travel_file::grid::TravelGrid;
use crate::geo::travel_file::place_names::{DriveEnd, PlaceNames};
use crate::geo::travel_times::{Drive, TravelTimes};
use crate::model::book::Book;
use crate::model::drive_doubt::DriveDoubt;
use crate::model::finding::Finding;
use crate::model::issue::{Consequence, Issue, Table};
use crate::model::location::Location;
use crate::model::units::{Metres, Seconds};

/// A travel table as it was read.
#[derive(Debug)]
pub struct TravelTable {
    /// Its drives, without an estimate behind them.
    pub matrix: TravelMatrix,
    /// What is wrong with its rows, by row.
    pub issues: Vec<Issue>,
    /// Its rows below the header, without those that hold no text.
    pub rows: usize,
    /// Rows that are used; each of the others is left out by a finding.
    pub used: usize,
    /// Pairs of different places that the table covers, each way counted.
    pub covered: usize,
    /// Pairs of different places that a plan may drive between: not those of two homes.
    pub pairs: usize,
}

impl TravelTable {
    /// Reads a CSV file with the columns `from`, `to`, and `seconds` or `minutes`; perhaps with `metres`, `km` or `miles`, and
    /// with `forbidden`. docs/book.md describes them all.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when the file cannot be read or its header lacks a column.
    pub fn read(reader: impl Read, book: &Book) -> Result<Self, Error> {
        let grid = TravelGrid::read(reader)?;
        let columns = TravelColumns::new(&grid);
        if let Some(missing) = columns.missing() {
            return Err(lacks(missing));
        }
        let mut found = Findings { issues: about_the_file(&grid, &columns), told: FxHashSet::default() };
        let names = PlaceNames::new(book);
        let entries = found.entries(&grid, &columns, &names);
        let matrix = found.matrix(entries);
        Ok(found.table(matrix, &grid, book))
    }
}

fn lacks(column: &str) -> Error {
    let text = format!(
        "the travel file has no column {column}; it needs from, to, and seconds or minutes, and perhaps metres, km or \
         miles, and forbidden"
    );
    Error::new(ErrorKind::Input, text)
}

/// Lists what is to be said of the whole file.
fn about_the_file(grid: &TravelGrid, columns: &TravelColumns) -> Vec<Issue> {
    let kept = |finding| Issue::new(Table::Travel, finding, Consequence::Kept);
    let encoding = grid.encoding.map(|read_as| kept(Finding::Encoding { read_as }));
    let empty = grid.rows.is_empty().then(|| kept(Finding::EmptyTable { has_header: true }));
    let doubles = columns.ambiguous.iter().map(|(column, header)| {
        kept(Finding::AmbiguousColumn { header: header.clone() }).in_column(column.name())
    });
    encoding.into_iter().chain(empty).chain(doubles).collect()
}

/// What is found on the way.
struct Findings {
    issues: Vec<Issue>,
    /// Identifiers that were said to be ambiguous.
    told: FxHashSet<String>,
}

impl Findings {
    /// Reads the rows that can be used.
    fn entries(&mut self, grid: &TravelGrid, columns: &TravelColumns, names: &PlaceNames) -> Vec<Entry> {
        let mut entries = Vec::new();
        for (row, fields) in &grid.rows {
            let row = TravelRow { columns, names, row: *row, fields };
            match row.entry(grid.header.len(), &mut self.issues) {
                Ok(entry) => {
                    self.tell_ambiguous(&row);
                    entries.push(entry);
                }
                Err(issue) => self.issues.push(issue.at(row.row)),
            }
        }
        entries
    }

    /// Says once of each bare identifier that is a practice's and a liaison's which of them is meant.
    fn tell_ambiguous(&mut self, row: &TravelRow) {
        for column in [TravelColumn::From, TravelColumn::To] {
            let name = row.text(column);
            if row.names.is_ambiguous(name) && self.told.insert(name.to_owned()) {
                self.tell(row.row, Finding::AmbiguousPlace, Consequence::Kept, Some((column.name(), name)));
            }
        }
    }

    /// Puts drives into a table. A table that is in another unit than it says is left out, whatever else it holds.
    fn matrix(&mut self, mut entries: Vec<Entry>) -> TravelMatrix {
        if let Some(doubt) = doubts::other_time_unit(&entries) {
            self.issues.push(Issue::new(Table::Travel, doubt.into(), Consequence::TableLeftOut));
            return TravelMatrix::new();
        }
        if let Some(doubt) = doubts::kilometres_as_metres(&entries) {
            let issue = Issue::new(Table::Travel, doubt.into(), Consequence::ValueLeftOut);
            self.issues.push(issue.in_column(TravelColumn::Metres.name()));
            for entry in &mut entries {
                entry.metres = entry.metres.filter(|it| it.unit > 1.0);
            }
        }
        let (mut ways, mut first) = (TravelMatrix::new(), Firsts::default());
        for entry in &entries {
            self.add(entry, &mut ways, &mut first);
        }
        ways
    }

    /// Adds one row. Of several drives between two places the slowest counts, whatever the order of the rows.
    fn add(&mut self, entry: &Entry, ways: &mut TravelMatrix, first: &mut Firsts) {
        let way = way(entry);
        let known = first.row_of_pair(entry);
        if entry.from == entry.to {
            self.add_standstill(entry, known);
            return;
        }
        for doubt in doubts::of_row(entry) {
            self.tell(entry.row, doubt.into(), Consequence::Kept, None);
        }
        let before = ways.stated(entry.from, entry.to);
        let counts = before.is_none_or(|before| slowness(way) > slowness(before));
        // Practices in one building are one place: there, the same drive again is no news.
        let other = before.filter(|before| *before != way).and_then(|_| first.row_of_places(entry));
        if let Some(first_row) = known.or(other) {
            let consequence = if counts { Consequence::Kept } else { Consequence::RowLeftOut };
            self.tell(entry.row, Finding::PairTwice { first_row }, consequence, None);
        }
        if counts {
            ways.set(entry.from, entry.to, way);
        }
        first.remember(entry);
    }

    /// Reports a row about one point that says anything but that staying takes no time.
    fn add_standstill(&mut self, entry: &Entry, known: Option<u64>) {
        if entry.time.is_none_or(|time| time.seconds > 0.0) {
            self.tell(entry.row, DriveDoubt::OnePoint.into(), Consequence::RowLeftOut, None);
        } else if let Some(first_row) = known {
            self.tell(entry.row, Finding::PairTwice { first_row }, Consequence::RowLeftOut, None);
        }
    }

    fn tell(&mut self, row: u64, finding: Finding, consequence: Consequence, about: Option<(&str, &str)>) {
        let issue = Issue::new(Table::Travel, finding, consequence).at(row);
        self.issues.push(about.map_or(issue.clone(), |(column, value)| issue.about(column, value)));
    }

    /// Counts rows and pairs.
    fn table(mut self, matrix: TravelMatrix, grid: &TravelGrid, book: &Book) -> TravelTable {
        self.issues.sort_by_key(|issue| issue.row);
        let is_out = |issue: &&Issue| issue.consequence == Consequence::RowLeftOut;
        let out: BTreeSet<u64> = self.issues.iter().filter(is_out).filter_map(|issue| issue.row).collect();
        let is_all_out = self.issues.iter().any(|issue| issue.consequence == Consequence::TableLeftOut);
        let (rows, places) = (grid.rows.len(), PlacesOfBook::of(book));
        TravelTable {
            rows,
            used: if is_all_out { 0 } else { rows.saturating_sub(out.len()) },
            covered: places.covered(&matrix),
            pairs: places.pairs(),
            matrix,
            issues: self.issues,
        }
    }
}

/// The first row about each pair.
#[derive(Default)]
struct Firsts {
    by_name: FxHashMap<(DriveEnd, DriveEnd), u64>,
    by_place: FxHashMap<(Location, Location), u64>,
}

impl Firsts {
    /// Returns the row that names the same two ends already, or remembers this one.
    fn row_of_pair(&mut self, entry: &Entry) -> Option<u64> {
        let first = *self.by_name.entry(entry.ends).or_insert(entry.row);
        (first != entry.row).then_some(first)
    }

    fn row_of_places(&self, entry: &Entry) -> Option<u64> {
        self.by_place.get(&(entry.from, entry.to)).copied()
    }

    fn remember(&mut self, entry: &Entry) {
        self.by_place.entry((entry.from, entry.to)).or_insert(entry.row);
    }
}

/// The different places of a book.
struct PlacesOfBook {
    practices: FxHashSet<Location>,
    /// Homes where no practice is.
    homes: FxHashSet<Location>,
}

impl PlacesOfBook {
    fn of(book: &Book) -> Self {
        let practices: FxHashSet<Location> = book.practices().iter().filter_map(|it| it.location).collect();
        let homes = book.liaisons().iter().map(|it| it.home).filter(|home| !practices.contains(home));
        Self { homes: homes.collect(), practices }
    }

    /// Counts the pairs that a plan may drive between.
    fn pairs(&self) -> usize {
        let (practices, homes) = (self.practices.len(), self.homes.len());
        practices * practices.saturating_sub(1) + 2 * practices * homes
    }

    /// Counts those of them that a table covers.
    fn covered(&self, matrix: &TravelMatrix) -> usize {
        let is_pair = |(from, to): &(Location, Location)| {
            from != to && (self.practices.contains(from) || self.practices.contains(to))
        };
        matrix.pairs().filter(is_pair).count()
    }
}

/// Returns what a row says of its way; a distance that it does not give is estimated.
fn way(entry: &Entry) -> Way {
    let Some(time) = entry.time else { return Way::Forbidden };
    let estimate = GreatCircle::default().drive(entry.from, entry.to).unwrap_or_default();
    let distance = entry.metres.map_or(estimate.distance, |it| Metres(up(it.metres)));
    Way::Open(Drive { time: Seconds(up(time.seconds)), distance })
}

/// Orders ways by how slow they are: no way is the slowest.
fn slowness(way: Way) -> (bool, u32, u32) {
    match way {
        Way::Open(drive) => (false, drive.time.0, drive.distance.0),
        Way::Forbidden => (true, 0, 0),
    }
}

/// Rounds up; what was a whole number before its unit was changed stays one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
fn up(value: f64) -> u32 {
    (value - 1e-6).ceil() as u32
}
