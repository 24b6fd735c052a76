//! Finds the columns of a table in the header of a file.

use rustc_hash::FxHashMap;

use crate::ingest::cell::same_name;
use crate::ingest::columns::Columns;
use crate::ingest::schema;
use crate::ingest::sheet::Sheet;
use crate::model::finding::Finding;
use crate::model::issue::{Consequence, Issue, Table};

/// Where the columns of a table stand.
#[derive(Debug)]
pub(crate) struct Header {
    positions: FxHashMap<&'static str, usize>,
    extra: Vec<usize>,
    width: usize,
}

impl Header {
    /// Looks for every column of the table: under the mapped header, else its own name, else a synonym.
    ///
    /// # Errors
    /// The issue that makes the table useless: it is empty, or a needed column is missing.
    pub(crate) fn find(sheet: &Sheet, columns: &Columns, issues: &mut Vec<Issue>) -> Result<Self, Issue> {
        if sheet.header().is_empty() || sheet.is_empty() {
            return Err(empty(sheet));
        }
        let mut positions = FxHashMap::default();
        for column in schema::columns(sheet.table()) {
            let mapped = columns.header(sheet.table(), column.name);
            let names = mapped.iter().chain([&column.name]).chain(column.synonyms);
            let Some(found) = names.map(|name| places(sheet, name)).find(|places| !places.is_empty()) else {
                continue;
            };
            // `found` is not empty, and holds positions in the header.
            positions.insert(column.name, found[0]);
            if found.len() > 1 {
                issues.push(ambiguous(sheet, column.name, &sheet.header()[found[0]]));
            }
        }
        missing(sheet, &positions)?;
        let used: Vec<usize> = positions.values().copied().collect();
        let extra = (0..sheet.header().len()).filter(|at| !used.contains(at)).collect();
        Ok(Self { positions, extra, width: sheet.header().len() })
    }

    /// Finds where a column stands, if the file has it.
    pub(crate) fn position(&self, column: &str) -> Option<usize> {
        self.positions.get(column).copied()
    }

    /// Returns the columns that the table does not know.
    pub(crate) fn extra(&self) -> &[usize] {
        &self.extra
    }

    /// Returns the number of columns.
    pub(crate) fn width(&self) -> usize {
        self.width
    }
}

/// Finds every place of the header with this name.
fn places(sheet: &Sheet, name: &str) -> Vec<usize> {
    let header = sheet.header().iter().enumerate();
    header.filter(|(_, header)| same_name(header, name)).map(|(at, _)| at).collect()
}

/// Refuses a sheet that lacks a column which the table needs.
fn missing(sheet: &Sheet, positions: &FxHashMap<&'static str, usize>) -> Result<(), Issue> {
    let has = |name: &&'static str| positions.contains_key(name);
    let needed = schema::columns(sheet.table()).iter().filter(|column| column.needed);
    let is_elsewhere = schema::PLACES.iter().any(|columns| columns.iter().all(has));
    let places =
        if sheet.table() == Table::Practices && !is_elsewhere { &schema::COORDINATES[..] } else { &[] };
    let missing: Vec<&'static str> =
        needed.map(|column| column.name).chain(places.iter().copied()).filter(|name| !has(name)).collect();
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
