//! Finds the columns of a table in the header of a file.

use rustc_hash::FxHashMap;

use crate::ingest::cell::same_name;
use crate::ingest::columns::Columns;
use crate::ingest::schema;
use crate::ingest::sheet::Sheet;
use crate::model::issue::{Consequence, Issue, IssueCode};

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
    /// The finding that makes the table useless: it is empty, or a needed column is missing.
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
            positions.insert(column.name, found[0]);
            if found.len() > 1 {
                issues.push(ambiguous(sheet, column.name, found[0]));
            }
        }
        missing(sheet, &positions)?;
        let used: Vec<usize> = positions.values().copied().collect();
        let extra = (0..sheet.header().len()).filter(|at| !used.contains(at)).collect();
        Ok(Self { positions, extra, width: sheet.header().len() })
    }

    /// Where a column stands, if the file has it.
    pub(crate) fn position(&self, column: &str) -> Option<usize> {
        self.positions.get(column).copied()
    }

    /// The columns that the table does not know.
    pub(crate) fn extra(&self) -> &[usize] {
        &self.extra
    }

    /// The number of columns.
    pub(crate) fn width(&self) -> usize {
        self.width
    }
}

/// Every place of the header with this name.
fn places(sheet: &Sheet, name: &str) -> Vec<usize> {
    let header = sheet.header().iter().enumerate();
    header.filter(|(_, header)| same_name(header, name)).map(|(at, _)| at).collect()
}

fn missing(sheet: &Sheet, positions: &FxHashMap<&'static str, usize>) -> Result<(), Issue> {
    let needed = schema::columns(sheet.table()).iter().filter(|column| column.needed);
    let missing: Vec<&str> =
        needed.map(|column| column.name).filter(|name| !positions.contains_key(name)).collect();
    let Some(first) = missing.first() else { return Ok(()) };
    let what = format!("it lacks {}; its header is {}", missing.join(", "), sheet.header_list());
    let mut issue = Issue::new(IssueCode::MissingColumn, sheet.table(), Consequence::TableLeftOut, what);
    issue.advise(&format!(
        "Rename the column, or map it: --map {}.{first}=HEADER, where HEADER is what the file calls it.",
        sheet.table()
    ));
    Err(issue)
}

fn empty(sheet: &Sheet) -> Issue {
    let what = if sheet.header().is_empty() { "it is empty" } else { "it has a header and no rows" };
    let mut issue = Issue::new(IssueCode::EmptyTable, sheet.table(), Consequence::TableLeftOut, what);
    issue.advise("Export it again, or remove the file if there is nothing to say.");
    issue
}

fn ambiguous(sheet: &Sheet, column: &str, first: usize) -> Issue {
    let what = format!("several headers are called {:?}; the first of them counts", sheet.header()[first]);
    let mut issue = Issue::new(IssueCode::AmbiguousColumn, sheet.table(), Consequence::Kept, what);
    issue.column = Some(column.to_owned());
    issue.advise("Give every column its own header.");
    issue
}
