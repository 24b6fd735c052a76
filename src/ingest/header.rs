//! Finds the columns of a table in the header of a file.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::ingest::cell::same_name;
use crate::ingest::column::Column;
use crate::ingest::columns::Columns;
use crate::ingest::patient_data::speaks_of_patients;
use crate::ingest::schema;
use crate::ingest::settings::Settings;
use crate::ingest::sheet::Sheet;
use crate::ingest::spelling::conventions::Convention;
use crate::ingest::spelling::period_header::{self, PeriodColumn};
use crate::model::finding::Finding;
use crate::model::issue::{Consequence, Issue, Table};

/// Where the columns of a table stand.
#[derive(Debug)]
pub(crate) struct Header {
    positions: FxHashMap<&'static str, usize>,
    extra: Vec<usize>,
    periods: Vec<PeriodColumn>,
    off: FxHashSet<&'static str>,
    /// Columns whose headers speak of patients.
    of_patients: Vec<usize>,
    /// How the fields at each place are to be read.
    pub(crate) conventions: Vec<Convention>,
}

impl Header {
    /// Looks for every column of the table: under the mapped header, else its own name, else a usual one. A header stands for
    /// one column, except that names stand for identifiers where there are none.
    ///
    /// # Errors
    /// The issue that makes the table useless: it is empty, or a needed column is missing.
    pub(crate) fn find(sheet: &Sheet, settings: &Settings, issues: &mut Vec<Issue>) -> Result<Self, Issue> {
        issues.extend(sheet.patient_headers().map(|name| patient_column(sheet.table(), name)));
        if sheet.header().is_empty() || sheet.is_empty() {
            return Err(empty(sheet));
        }
        Self::of_columns(sheet, settings, issues)
    }

    /// Looks for every column of a table that may have no rows yet.
    ///
    /// # Errors
    /// As [`Header::find`], when a needed column is missing.
    pub(crate) fn of_columns(
        sheet: &Sheet,
        settings: &Settings,
        issues: &mut Vec<Issue>,
    ) -> Result<Self, Issue> {
        let columns = &settings.columns;
        let (positions, off) = positions(sheet, columns, issues);
        let used: Vec<usize> = positions.values().copied().collect();
        let width = sheet.header().len();
        let mut extra: Vec<usize> = (0..width).filter(|at| !used.contains(at)).collect();
        let periods = periods(sheet, &extra, positions.contains_key("date"));
        extra.retain(|at| periods.iter().all(|column| column.at != *at));
        missing(sheet, &positions, !periods.is_empty(), !settings.homes.is_empty())?;
        let speaks = |&at: &usize| sheet.header().get(at).is_some_and(|it| speaks_of_patients(it));
        let of_patients = (0..width).filter(speaks).collect();
        let conventions = vec![Convention::default(); width];
        Ok(Self { positions, extra, periods, off, of_patients, conventions })
    }

    /// Finds where a column stands, if the file has it.
    pub(crate) fn position(&self, column: &str) -> Option<usize> {
        self.positions.get(column).copied()
    }

    /// Returns how the fields at a place are to be read.
    pub(crate) fn convention(&self, at: usize) -> Convention {
        self.conventions.get(at).copied().unwrap_or_default()
    }

    /// Tells whether the header at a place speaks of patients, so that nobody is shown what stands under it.
    pub(crate) fn speaks_of_patients(&self, at: usize) -> bool {
        self.of_patients.contains(&at)
    }

    /// Returns the columns that the table does not know.
    pub(crate) fn extra(&self) -> &[usize] {
        &self.extra
    }

    /// Tells whether nobody wants a column to be read.
    pub(crate) fn is_off(&self, column: &str) -> bool {
        self.off.contains(column)
    }

    /// Returns the columns that hold the totals of a period each.
    pub(crate) fn periods(&self) -> &[PeriodColumn] {
        &self.periods
    }

    /// Returns the number of columns.
    pub(crate) fn width(&self) -> usize {
        self.conventions.len()
    }
}

/// Finds the columns headed by a period, in practices and in referrals without a date.
fn periods(sheet: &Sheet, extra: &[usize], has_date: bool) -> Vec<PeriodColumn> {
    let may_have = match sheet.table() {
        Table::Practices => true,
        Table::Referrals => !has_date,
        _ => false,
    };
    let headed = extra.iter().filter_map(|&at| period_header::named(at, sheet.header().get(at)?));
    headed.filter(|_| may_have).collect()
}

/// Where columns stand, and those that nobody wants to be read.
type ColumnPlaces = (FxHashMap<&'static str, usize>, FxHashSet<&'static str>);

/// Finds where each column stands: mapped ones first, then those under their own name, then all others.
fn positions(sheet: &Sheet, columns: &Columns, issues: &mut Vec<Issue>) -> ColumnPlaces {
    let table = sheet.table();
    let mut search = ColumnSearch {
        sheet,
        found: FxHashMap::default(),
        taken: FxHashSet::default(),
        off: FxHashSet::default(),
    };
    for column in schema::columns(table) {
        match columns.header(table, column.name) {
            Some("") => drop(search.off.insert(column.name)),
            Some(header) => issues.extend(search.take(column, &[header])),
            None => {}
        }
    }
    // A header that somebody mapped may stand for a column of its own as well.
    search.taken.clear();
    for column in schema::columns(table) {
        issues.extend(search.take(column, &[column.name]));
    }
    for column in schema::columns(table) {
        issues.extend(search.take(column, &schema::names(table, column.name).collect::<Vec<_>>()));
    }
    names_as_identifiers(table, &mut search.found);
    (search.found, search.off)
}

/// Columns that were found, and headers that stand for one.
struct ColumnSearch<'a> {
    sheet: &'a Sheet,
    found: FxHashMap<&'static str, usize>,
    taken: FxHashSet<usize>,
    /// Columns that nobody wants to be read.
    off: FxHashSet<&'static str>,
}

impl ColumnSearch<'_> {
    /// Takes the first free header that has one of these names, for a column that was not found yet. Reports where several have
    /// the same.
    fn take(&mut self, column: &Column, names: &[&str]) -> Option<Issue> {
        if self.found.contains_key(column.name) || self.off.contains(column.name) {
            return None;
        }
        let free = |name: &&str| {
            let places = places(self.sheet, name).into_iter();
            places.filter(|at| !self.taken.contains(at)).collect::<Vec<_>>()
        };
        let all = names.iter().map(free).find(|places| !places.is_empty())?;
        let first = *all.first()?;
        self.found.insert(column.name, first);
        self.taken.insert(first);
        // `first` is a place in the header.
        (all.len() > 1).then(|| ambiguous(self.sheet, column.name, &self.sheet.header()[first]))
    }
}

/// Lets names stand for identifiers in tables that have both.
fn names_as_identifiers(table: Table, found: &mut FxHashMap<&'static str, usize>) {
    let Some((id, name)) = schema::name_for_identifier(table) else { return };
    if let (None, Some(&name)) = (found.get(id), found.get(name)) {
        found.insert(id, name);
    }
}

/// Finds every place of the header with this name.
fn places(sheet: &Sheet, name: &str) -> Vec<usize> {
    let header = sheet.header().iter().enumerate();
    header.filter(|(_, header)| same_name(header, name)).map(|(at, _)| at).collect()
}

/// Refuses a sheet that lacks a column which the table needs.
fn missing(
    sheet: &Sheet,
    positions: &FxHashMap<&'static str, usize>,
    has_periods: bool,
    has_homes: bool,
) -> Result<(), Issue> {
    let has = |name: &&'static str| positions.contains_key(name);
    let needed = schema::columns(sheet.table())
        .iter()
        .filter(|column| column.needed && !(has_periods && column.name == "date"));
    let any_of = |sets: &[&[&'static str]]| sets.iter().any(|columns| columns.iter().all(has));
    let places = match sheet.table() {
        Table::Practices if !any_of(&schema::PLACES) => &schema::COORDINATES[..],
        Table::Liaisons if !has_homes && !any_of(&schema::HOMES) => schema::HOMES[0],
        _ => &[],
    };
    let one_of = schema::one_of(sheet.table());
    // Of columns that stand in for each other, the first is asked for.
    let one_of = one_of.first().filter(|_| !one_of.iter().any(has));
    let missing: Vec<&'static str> = needed
        .map(|column| column.name)
        .chain(places.iter().copied())
        .filter(|name| !has(name))
        .chain(one_of.copied())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let finding = Finding::MissingColumn { missing, header: sheet.header_list() };
    Err(Issue::new(sheet.table(), finding, Consequence::TableLeftOut))
}

/// Reports a column that is not read as it looks like patient data.
fn patient_column(table: Table, header: &str) -> Issue {
    Issue::new(table, Finding::PatientColumn, Consequence::ValueLeftOut).in_column(header)
}

fn empty(sheet: &Sheet) -> Issue {
    let finding = Finding::EmptyTable { has_header: !sheet.header().is_empty() };
    Issue::new(sheet.table(), finding, Consequence::TableLeftOut)
}

fn ambiguous(sheet: &Sheet, column: &str, header: &str) -> Issue {
    let finding = Finding::AmbiguousColumn { header: header.to_owned() };
    Issue::new(sheet.table(), finding, Consequence::Kept).in_column(column)
}
