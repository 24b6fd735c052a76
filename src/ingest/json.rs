//! From a JSON document to sheets.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use csv::StringRecord;
use serde_json::{Map, Value};

use crate::error::{Error, ErrorKind};
use crate::ingest::raw_table::{Content, RawTable};
use crate::ingest::schema;
use crate::model::finding::{Finding, RowFault};
use crate::model::issue::{Consequence, Issue, Table};

/// Reads the tables of a document. Keys that are no table are reported.
pub(crate) fn grids(mut reader: impl Read, issues: &mut Vec<Issue>) -> Result<Vec<(Table, RawTable)>, Error> {
    let mut bytes = Vec::new();
    reader
        .read_to_end(&mut bytes)
        .map_err(|error| Error::new(ErrorKind::Input, "the JSON document cannot be read").because(error))?;
    let content = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut document: BTreeMap<String, Value> = serde_json::from_slice(content).map_err(|error| {
        Error::new(ErrorKind::Input, format!("the document is no JSON object of tables: {error}"))
            .because(error)
    })?;
    let mut grids = Vec::new();
    for table in schema::TABLES {
        match document.remove(table.name()) {
            None | Some(Value::Null) => {}
            Some(Value::Array(rows)) => grids.push((table, grid(table, rows))),
            Some(_) if schema::is_needed(table) => {
                return Err(Error::new(
                    ErrorKind::Input,
                    format!("the table {table} is no array of objects; write it as [{{ ... }}, {{ ... }}]"),
                ));
            }
            Some(_) => {
                issues.push(Issue::new(table, RowFault::NotAnArray.into(), Consequence::TableLeftOut));
            }
        }
    }
    issues.extend(document.into_iter().map(|(name, value)| unused(name, &value)));
    Ok(grids)
}

/// Reports a key that nobody reads.
fn unused(name: String, value: &Value) -> Issue {
    let rows = value.as_array().map_or(0, Vec::len);
    Issue::new(Table::Book, Finding::UnusedTable { name, rows }, Consequence::TableLeftOut)
}

fn grid(table: Table, rows: Vec<Value>) -> RawTable {
    let keys: BTreeSet<&String> = rows.iter().filter_map(Value::as_object).flat_map(Map::keys).collect();
    // More keys than a spreadsheet has columns are data in the place of keys.
    let header: Vec<String> = keys.into_iter().take(MOST_KEYS).cloned().collect();
    let rows = rows.into_iter().map(|row| record(&header, &row));
    let rows = (1..).zip(rows).collect();
    let label = ["the table", table.name()].join(" ");
    RawTable { label, name: table.name().to_owned(), content: Content::Objects(header, rows) }
}

/// Most keys of a table.
const MOST_KEYS: usize = 1_024;

/// Lists the fields of an object in the order of the header.
fn record(header: &[String], row: &Value) -> Result<StringRecord, RowFault> {
    let object = row.as_object().ok_or(RowFault::NotAnObject)?;
    Ok(header.iter().map(|key| object.get(key).map_or_else(String::new, text)).collect())
}

/// Writes a value as a CSV file would have it: lists are parted by semicolons.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(";"),
        Value::Number(number) if number.is_f64() => {
            number.as_f64().map_or_else(String::new, |it| it.to_string())
        }
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}
