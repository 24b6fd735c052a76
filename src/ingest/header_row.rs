//! Which row of a file is the header: exports often begin with a title, a date and blank rows.

use crate::ingest::cell::same_name;
use crate::ingest::columns::Columns;
use crate::ingest::numbered_row::NumberedRow;
use crate::ingest::raw_table::RawTable;
use crate::ingest::schema;
use crate::model::issue::Table;

/// Rows among which the header is looked for.
const FIRST_ROWS: usize = 20;

/// Finds the header: the first of the rows that name most columns of one of the tables; the first row with any text where none
/// names a column. Returns its fields, and how many rows end with it.
pub(crate) fn find(grid: &RawTable, tables: &[Table], columns: &Columns) -> Option<(Vec<String>, usize)> {
    let rows: Vec<(usize, Vec<String>)> =
        grid.all().take(FIRST_ROWS).enumerate().filter_map(fields).collect();
    let known = |header: &[String]| tables.iter().map(|&table| known_columns(header, table, columns)).max();
    let best = rows.iter().filter_map(|(_, header)| known(header)).max().unwrap_or(0);
    let is_complete =
        |header: &[String]| tables.iter().any(|&table| names_all_needed(header, table, columns));
    let is_header = |header: &[String]| known(header).unwrap_or(0) == best || is_complete(header);
    let found = rows.into_iter().find(|(_, header)| is_header(header));
    found.map(|(at, header)| (header, at + 1))
}

/// Returns the fields of a row that has any text.
fn fields((at, (_, row)): (usize, NumberedRow)) -> Option<(usize, Vec<String>)> {
    let row = row.ok()?;
    let mut fields: Vec<String> = row.iter().map(|field| field.trim().to_owned()).collect();
    while fields.last().is_some_and(String::is_empty) {
        fields.pop();
    }
    (!fields.is_empty()).then_some((at, fields))
}

/// Tells whether a header names every column that a table needs, two at least.
fn names_all_needed(header: &[String], table: Table, columns: &Columns) -> bool {
    let mut needed = schema::columns(table).iter().filter(|column| column.needed);
    let several = needed.clone().count() >= 2;
    several && needed.all(|column| names_column(header, table, column.name, columns))
}

/// Counts the columns of a table that a header names.
pub(crate) fn known_columns(header: &[String], table: Table, columns: &Columns) -> usize {
    let all = schema::columns(table).iter();
    all.filter(|column| names_column(header, table, column.name, columns)).count()
}

/// Tells whether a header names a column: as it is mapped, by its own name or by a usual one.
pub(crate) fn names_column(header: &[String], table: Table, column: &'static str, columns: &Columns) -> bool {
    let is_there = |name: &str| header.iter().any(|field| same_name(field, name));
    columns.header(table, column).is_some_and(is_there) || schema::names(table, column).any(is_there)
}
