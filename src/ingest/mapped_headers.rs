//! Whether mapped headers are there.

use crate::error::{Error, ErrorKind};
use crate::ingest::cell::same_name;
use crate::ingest::columns::Columns;
use crate::ingest::schema;
use crate::ingest::sheet::Sheet;
use crate::model::issue::Table;

/// Refuses a mapping whose header is in no table that it speaks of.
pub(crate) fn check(columns: &Columns, sheets: &[Sheet]) -> Result<(), Error> {
    for (&column, header) in &columns.everywhere {
        let concerned: Vec<&Sheet> =
            sheets.iter().filter(|sheet| has_column(sheet.table(), column)).collect();
        found_in(header, column, &concerned)?;
    }
    for (&(table, column), header) in &columns.in_table {
        let concerned: Vec<&Sheet> = sheets.iter().filter(|sheet| sheet.table() == table).collect();
        found_in(header, column, &concerned)?;
    }
    Ok(())
}

/// Refuses a header that none of the sheets has.
fn found_in(header: &str, column: &str, sheets: &[&Sheet]) -> Result<(), Error> {
    let found = |sheet: &Sheet| sheet.header().iter().any(|name| same_name(name, header));
    if header.is_empty() || sheets.is_empty() || sheets.iter().any(|sheet| found(sheet)) {
        return Ok(());
    }
    let headers: Vec<String> =
        sheets.iter().map(|sheet| format!("\n  {} has {}", sheet.label(), sheet.header_list())).collect();
    Err(Error::new(
        ErrorKind::Setting,
        format!(
            "{column} is mapped to the header {header:?}, which is in no table with this column:{}",
            headers.concat()
        ),
    ))
}

/// Tells whether a table has this column.
fn has_column(table: Table, name: &str) -> bool {
    schema::columns(table).iter().any(|column| column.name == name)
}
