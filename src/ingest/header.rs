//! Finds the columns of a table in the header of a file.

use rustc_hash::FxHashMap;

use crate::ingest::cell::same_name;
use crate::ingest::columns::Columns;
use crate::ingest::schema::{self, Column};
use crate::ingest::sheet::Sheet;
use crate::ingest::spelling::conventions::Convention;
use crate::model::finding::Finding;
use crate::model::issue::{Consequence, Issue, Table};

/// Where the columns of a table stand.
#[derive(Debug)]
pub(crate) struct Header {
    positions: FxHashMap<&'static str, usize>,
    extra: Vec<usize>,
    /// How the fields at each place are to be read.
    pub(crate) conventions: Vec<Convention>,
}

impl Header {
    /// Looks for every column of the table: under the mapped header, else its own name, else a usual one. A header stands for
    /// one column, except that names stand for identifiers where there are none.
    ///
    /// # Errors
    /// The issue that makes the table useless: it is empty, or a needed column is missing.
    pub(crate) fn find(sheet: &Sheet, columns: &Columns, issues: &mut Vec<Issue>) -> Result<Self, Issue> {
        if sheet.header().is_empty() || sheet.is_empty() {
            return Err(empty(sheet));
        }
        let positions = positions(sheet, columns, issues);
        missing(sheet, &positions)?;
        let used: Vec<usize> = positions.values().copied().collect();
        let width = sheet.header().len();
        let extra = (0..width).filter(|at| !used.contains(at)).collect();
        Ok(Self { positions, extra, conventions: vec![Convention::default(); width] })
    }

    /// Finds where a column stands, if the file has it.
    pub(crate) fn position(&self, column: &str) -> Option<usize> {
        self.positions.get(column).copied()
    }

    /// Returns how the fields at a place are to be read.
    pub(crate) fn convention(&self, at: usize) -> Convention {
        self.conventions.get(at).copied().unwrap_or_default()
    }

    /// Returns the columns that the table does not know.
    pub(crate) fn extra(&self) -> &[usize] {
        &self.extra
    }

    /// Returns the number of columns.
    pub(crate) fn width(&self) -> usize {
        self.conventions.len()
    }
}

/// Finds where each column stands: mapped ones first, then those under their own name, then all others.
fn positions(sheet: &Sheet, columns: &Columns, issues: &mut Vec<Issue>) -> FxHashMap<&'static str, usize> {
    let table = sheet.table();
    let mut found = FxHashMap::default();
    for step in 0..3 {
        for column in schema::columns(table)
            .iter()
            .filter(|column| !found.contains_key(column.name))
            .collect::<Vec<_>>()
        {
            let names: Vec<&str> = match step {
                0 => columns.header(table, column.name).into_iter().collect(),
                1 => vec![column.name],
                _ => schema::names(table, column.name).collect(),
            };
            take(sheet, column, &names, &mut found, issues);
        }
    }
    names_as_identifiers(table, &mut found);
    found
}

/// Takes the first free header that has one of these names.
fn take(
    sheet: &Sheet,
    column: &Column,
    names: &[&str],
    found: &mut FxHashMap<&'static str, usize>,
    issues: &mut Vec<Issue>,
) {
    let free = |at: &usize| !found.values().any(|taken| taken == at);
    let places = |name: &&str| places(sheet, name).into_iter().filter(free).collect::<Vec<_>>();
    let Some(all) = names.iter().map(places).find(|places| !places.is_empty()) else { return };
    // `all` is not empty, and holds positions in the header.
    if all.len() > 1 {
        issues.push(ambiguous(sheet, column.name, &sheet.header()[all[0]]));
    }
    found.insert(column.name, all[0]);
}

/// Lets names stand for identifiers in the two tables that have both.
fn names_as_identifiers(table: Table, found: &mut FxHashMap<&'static str, usize>) {
    let id = match table {
        Table::Practices => "practice_id",
        Table::Liaisons => "liaison_id",
        _ => return,
    };
    if let (None, Some(&name)) = (found.get(id), found.get("name")) {
        found.insert(id, name);
    }
}

/// Finds every place of the header with this name.
fn places(sheet: &Sheet, name: &str) -> Vec<usize> {
    let header = sheet.header().iter().enumerate();
    header.filter(|(_, header)| same_name(header, name)).map(|(at, _)| at).collect()
}

/// Refuses a sheet that lacks a column which the table needs.
fn missing(sheet: &Sheet, positions: &FxHashMap<&'static str, usize>) -> Result<(), Issue> {
    let needed = schema::columns(sheet.table()).iter().filter(|column| column.needed);
    let missing: Vec<&'static str> =
        needed.map(|column| column.name).filter(|name| !positions.contains_key(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let finding = Finding::MissingColumn { missing, header: sheet.header_list() };
    Err(Issue::new(sheet.table(), finding, Consequence::TableLeftOut))
}

fn empty(sheet: &Sheet) -> Issue {
    let finding = Finding::EmptyTable { has_header: !sheet.header().is_empty() };
    Issue::new(sheet.table(), finding, Consequence::TableLeftOut)
}

fn ambiguous(sheet: &Sheet, column: &str, header: &str) -> Issue {
    let finding = Finding::AmbiguousColumn { header: header.to_owned() };
    Issue::new(sheet.table(), finding, Consequence::Kept).in_column(column)
}
