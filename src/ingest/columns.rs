//! Which headers of somebody else's file hold our columns.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, ErrorKind};
use crate::ingest::cell::same_name;
use crate::ingest::{patient_data, schema};
use crate::model::issue::Table;

/// Names of columns in files that were written for another system.
///
/// Headers are compared by their letters and digits alone, without regard to case. A column that is not mapped is looked
/// for under its own name, then under the usual names that other systems have for it.
///
/// ```
/// use rounds::ingest::Columns;
/// let columns = Columns::parse(["name=street", "visits.date=Visited on"])?;
/// assert!(Columns::parse(["nmae=street"]).is_err());
/// # Ok::<(), rounds::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Columns {
    pub(crate) everywhere: BTreeMap<&'static str, String>,
    pub(crate) in_table: BTreeMap<(Table, &'static str), String>,
}

impl Columns {
    /// Reads mappings of the form `column=header`, for every table that has the column, or `table.column=header`.
    ///
    /// # Errors
    /// [`ErrorKind::Setting`] when a mapping has another form, names a table or column that does not exist, or a header that
    /// looks like patient data.
    pub fn parse<'a>(mappings: impl IntoIterator<Item = &'a str>) -> Result<Self, Error> {
        mappings.into_iter().try_fold(Self::default(), |columns, mapping| {
            let (column, header) = mapping.split_once('=').ok_or_else(|| {
                Error::new(
                    ErrorKind::Setting,
                    format!(
                        "{mapping:?} is no mapping; write column=header or table.column=header, such as name=street"
                    ),
                )
            })?;
            columns.with(column, header)
        })
    }

    /// Returns the same names, and `column` (or `table.column`) read from `header`; without a header the column is not read.
    ///
    /// # Errors
    /// [`ErrorKind::Setting`] when the table or column does not exist, or the header looks like patient data.
    pub fn with(mut self, column: &str, header: &str) -> Result<Self, Error> {
        let header = header.trim();
        if patient_data::looks_like(header) {
            return Err(of_patients(column, header));
        }
        match column.split_once('.') {
            None => {
                self.everywhere.insert(known(&schema::TABLES, column)?, header.to_owned());
            }
            Some(_) => {
                self.in_table.insert(in_table(column)?, header.to_owned());
            }
        }
        Ok(self)
    }

    /// Returns the header to read this column from, if somebody said so.
    pub(crate) fn header(&self, table: Table, column: &'static str) -> Option<&str> {
        self.in_table.get(&(table, column)).or_else(|| self.everywhere.get(column)).map(String::as_str)
    }
}

/// Refuses to read a column from one that looks like patient data.
fn of_patients(column: &str, header: &str) -> Error {
    let text = format!(
        "{column} cannot be read from {header:?}: this looks like patient data, which no book may hold. \
         If the column holds none, give it another header"
    );
    Error::new(ErrorKind::Setting, text)
}

/// Finds the table and the column that `table.column` speaks of.
pub(crate) fn in_table(column: &str) -> Result<(Table, &'static str), Error> {
    let (table, column) = column.split_once('.').ok_or_else(|| {
        Error::new(ErrorKind::Setting, format!("{column:?} is no column of a table; write table.column"))
    })?;
    let table = table_named(table)?;
    Ok((table, known(&[table], column)?))
}

/// Finds the table of this name.
fn table_named(name: &str) -> Result<Table, Error> {
    let found = schema::TABLES.into_iter().find(|table| same_name(table.name(), name));
    found.ok_or_else(|| {
        let tables = schema::TABLES.map(Table::name).join(", ");
        Error::new(ErrorKind::Setting, format!("there is no table {:?}; tables are {tables}", name.trim()))
    })
}

/// Returns the column's name as the schema has it.
fn known(tables: &[Table], name: &str) -> Result<&'static str, Error> {
    let names: BTreeSet<&'static str> =
        tables.iter().flat_map(|&table| schema::columns(table)).map(|column| column.name).collect();
    let found = names.iter().copied().find(|known| same_name(known, name));
    found.ok_or_else(|| {
        let names = names.into_iter().collect::<Vec<_>>().join(", ");
        Error::new(ErrorKind::Setting, format!("there is no column {:?}; columns are {names}", name.trim()))
    })
}
