//! The log in a database: an entry is one transaction.

use std::path::{Path, PathBuf};

use rounds::ingest::{BookFile, TableForm};
use rounds::{Error, ErrorKind};
use rusqlite::{Connection, OpenFlags, params_from_iter};
use serde::{Deserialize, Serialize};

use crate::database::{self, LOG, quoted};

/// A database in which a transaction is open that nobody else can write beside. It is taken back unless something is added.
pub(crate) struct DatabaseLog {
    path: PathBuf,
    connection: Connection,
}

/// A row that was added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LoggedRow {
    pub(crate) table: String,
    rowid: i64,
    columns: Vec<String>,
    pub(crate) fields: Vec<String>,
}

impl DatabaseLog {
    /// Waits until nobody else writes.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        if !path.is_file() {
            let text = format!(
                "there is no database {}; make one with rounds import FILES --book {0}",
                path.display()
            );
            return Err(Error::new(ErrorKind::Input, text));
        }
        let connection = database::opened(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let log = Self { path: path.to_owned(), connection };
        database::in_wal(&log.connection).map_err(|error| log.failed(error))?;
        log.execute("BEGIN IMMEDIATE")?;
        log.execute(&format!(
            "CREATE TABLE IF NOT EXISTS {LOG} (id INTEGER PRIMARY KEY AUTOINCREMENT, rows TEXT NOT NULL)"
        ))?;
        Ok(log)
    }

    /// Lists the tables as files.
    pub(crate) fn files(&self) -> Result<Vec<BookFile>, Error> {
        database::tables(&self.connection, &self.path)
    }

    /// Adds rows to tables: all of them, or none.
    pub(crate) fn add(&self, added: &[(&str, &TableForm, bool, Vec<Vec<String>>)]) -> Result<(), Error> {
        let mut logged = Vec::new();
        for (table, form, is_new, rows) in added {
            if *is_new {
                database::create(&self.connection, table, form.header())
                    .map_err(|error| self.failed(error))?;
            }
            for fields in rows {
                logged.push(self.insert(table, form.header(), fields).map_err(|error| self.failed(error))?);
            }
        }
        let text = serde_json::to_string(&logged).unwrap_or_default();
        let note = format!("INSERT INTO {LOG} (rows) VALUES (?)");
        self.connection.execute(&note, [text]).map_err(|error| self.failed(error))?;
        self.execute("COMMIT")
    }

    /// Adds one row. A column without a value keeps what the database gives it.
    fn insert(
        &self,
        table: &str,
        header: &[String],
        fields: &[String],
    ) -> Result<LoggedRow, rusqlite::Error> {
        let filled = header.iter().zip(fields).filter(|(_, field)| !field.is_empty());
        let (columns, fields): (Vec<String>, Vec<String>) =
            filled.map(|(column, field)| (column.clone(), field.clone())).unzip();
        let names: Vec<String> = columns.iter().map(|column| quoted(column)).collect();
        let marks = vec!["?"; fields.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({marks})", quoted(table), names.join(", "));
        self.connection.execute(&sql, params_from_iter(&fields))?;
        Ok(LoggedRow { table: table.to_owned(), rowid: self.connection.last_insert_rowid(), columns, fields })
    }

    /// Takes back what was added last, and returns it; nothing where nothing is left to take back.
    pub(crate) fn undo(&self) -> Result<Option<Vec<LoggedRow>>, Error> {
        let last = self.connection.query_row(
            &format!("SELECT id, rows FROM {LOG} ORDER BY id DESC LIMIT 1"),
            [],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)),
        );
        let (id, text) = match last {
            Err(rusqlite::Error::QueryReturnedNoRows) => return Ok(None),
            other => other.map_err(|error| self.failed(error))?,
        };
        let rows: Vec<LoggedRow> =
            serde_json::from_str(&text).map_err(|error| self.changed().because(error))?;
        for row in &rows {
            if self.delete(row).map_err(|error| self.failed(error))? != 1 {
                return Err(self.changed());
            }
        }
        let forget = format!("DELETE FROM {LOG} WHERE id = ?");
        self.connection.execute(&forget, [id]).map_err(|error| self.failed(error))?;
        self.execute("COMMIT")?;
        Ok(Some(rows))
    }

    /// Takes a row out, if it is as it was written.
    fn delete(&self, row: &LoggedRow) -> Result<usize, rusqlite::Error> {
        let same: Vec<String> =
            row.columns.iter().map(|column| format!("CAST({} AS TEXT) = ?", quoted(column))).collect();
        let sql = format!(
            "DELETE FROM {} WHERE rowid = {} AND {}",
            quoted(&row.table),
            row.rowid,
            same.join(" AND ")
        );
        self.connection.execute(&sql, params_from_iter(&row.fields))
    }

    fn execute(&self, sql: &str) -> Result<(), Error> {
        self.connection.execute_batch(sql).map_err(|error| self.failed(error))
    }

    fn failed(&self, error: rusqlite::Error) -> Error {
        database::unwritten(&self.path, error)
    }

    fn changed(&self) -> Error {
        let text = format!(
            "nothing was taken back: {} does not hold the rows as they were logged any more",
            self.path.display()
        );
        Error::new(ErrorKind::Input, text)
    }
}
