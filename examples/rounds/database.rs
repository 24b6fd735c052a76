//! Books in SQLite: a table of the database is a table of the book, and its columns are those of a CSV file.

use std::path::Path;
use std::time::Duration;

use rounds::ingest::BookFile;
use rounds::model::Table;
use rounds::{Error, ErrorKind};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, TransactionBehavior, params_from_iter};

/// How long to wait for others who write.
const PATIENCE: Duration = Duration::from_secs(60);

/// Tables that are no part of the book: what an import has replaced, and what was logged.
const REPLACED: &str = "replaced_";
pub(crate) const LOG: &str = "rounds_log";

/// Opens a database that is there.
pub(crate) fn opened(path: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX);
    let connection = connection.map_err(|error| unread(path, error))?;
    connection.busy_timeout(PATIENCE).map_err(|error| unread(path, error))?;
    Ok(connection)
}

/// Reads the tables of a database, as one moment shows them.
pub(crate) fn files(path: &Path) -> Result<Vec<BookFile>, Error> {
    let mut connection = opened(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let moment = connection.transaction().map_err(|error| unread(path, error))?;
    tables(&moment, path)
}

/// Reads all tables as CSV files that are called after them.
pub(crate) fn tables(connection: &Connection, path: &Path) -> Result<Vec<BookFile>, Error> {
    let names = names(connection).map_err(|error| unread(path, error))?;
    let is_of_the_book = |name: &&String| !name.starts_with(REPLACED) && *name != LOG;
    names.iter().filter(is_of_the_book).map(|name| table(connection, path, name)).collect()
}

fn names(connection: &Connection) -> Result<Vec<String>, rusqlite::Error> {
    let sql = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

/// Writes a table as a CSV file.
fn table(connection: &Connection, path: &Path, name: &str) -> Result<BookFile, Error> {
    let failed = |error| unread(path, error);
    let mut query = connection.prepare(&format!("SELECT * FROM {}", quoted(name))).map_err(failed)?;
    let columns: Vec<String> = query.column_names().map(str::to_owned).collect();
    // Where a header holds a semicolon, the first line says that it parts no fields.
    let is_doubtful = columns.iter().any(|column| column.contains([';', '|', '\t']));
    let first = if is_doubtful { "sep=,\n" } else { "" };
    let mut csv = csv::Writer::from_writer(first.as_bytes().to_vec());
    let unwritten =
        |error: csv::Error| Error::new(ErrorKind::Input, format!("cannot read {name}")).because(error);
    csv.write_record(&columns).map_err(unwritten)?;
    let mut rows = query.query([]).map_err(failed)?;
    while let Some(row) = rows.next().map_err(failed)? {
        for (at, column) in columns.iter().enumerate() {
            let field = text(row.get_ref(at).map_err(failed)?);
            csv.write_field(field.ok_or_else(|| bytes(name, column))?).map_err(unwritten)?;
        }
        csv.write_record(None::<&[u8]>).map_err(unwritten)?;
    }
    let bytes = csv.into_inner().map_err(|error| unwritten(error.into_error().into()))?;
    Ok(BookFile { name: format!("{name}.csv"), bytes })
}

/// Writes a value as a person would.
fn text(value: ValueRef<'_>) -> Option<String> {
    match value {
        ValueRef::Null => Some(String::new()),
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(text) => Some(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(_) => None,
    }
}

fn bytes(table: &str, column: &str) -> Error {
    let text =
        format!("the column {column} of the table {table} holds bytes, and no text or numbers; leave it out");
    Error::new(ErrorKind::Input, text)
}

/// Writes tables into a database, a new one where there is none: all of them, or none. A table of the same name is kept under another.
pub(crate) fn import(path: &Path, tables: &[(Table, BookFile)]) -> Result<(), Error> {
    let failed = |error| unwritten(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut connection = opened(path, flags)?;
    in_wal(&connection).map_err(failed)?;
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    for (table, file) in tables {
        let name = table.name();
        if let Some(kept) = keep(&change, name).map_err(failed)? {
            say!("The table {name} was there before and is kept as {kept}.");
        }
        fill(&change, name, &file.bytes).map_err(|error| {
            Error::new(ErrorKind::Output, format!("cannot write {name} to {}", path.display())).because(error)
        })?;
        say!("{name} is now a table of {}.", path.display());
    }
    change.commit().map_err(failed)
}

/// Lets readers and a writer work at the same time.
pub(crate) fn in_wal(connection: &Connection) -> Result<(), rusqlite::Error> {
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if mode != "wal" {
        connection.pragma_update(None, "journal_mode", "WAL")?;
    }
    Ok(())
}

/// Gives a table that is there another name, which is returned.
fn keep(connection: &Connection, name: &str) -> Result<Option<String>, rusqlite::Error> {
    let names = names(connection)?;
    if !names.iter().any(|it| it.eq_ignore_ascii_case(name)) {
        return Ok(None);
    }
    let is_free = |free: &String| !names.iter().any(|it| it.eq_ignore_ascii_case(free));
    let kept = (1..=names.len() + 1).map(|number| format!("{REPLACED}{number}_{name}")).find(is_free);
    if let Some(kept) = &kept {
        connection.execute_batch(&format!("ALTER TABLE {} RENAME TO {}", quoted(name), quoted(kept)))?;
    }
    Ok(kept)
}

/// Makes a table out of a CSV file.
fn fill(
    connection: &Connection,
    name: &str,
    bytes: &[u8],
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let columns = different(csv.headers()?.iter());
    create(connection, name, &columns)?;
    let marks = vec!["?"; columns.len()].join(", ");
    let mut insert = connection.prepare(&format!("INSERT INTO {} VALUES ({marks})", quoted(name)))?;
    for (number, record) in (1_u64..).zip(csv.records()) {
        let record = record?;
        if record.len() > columns.len() {
            return Err(format!(
                "row {number} after the header has {} fields under {} headers",
                record.len(),
                columns.len()
            )
            .into());
        }
        let empty = columns.len() - record.len();
        insert.execute(params_from_iter(record.iter().chain(std::iter::repeat_n("", empty))))?;
    }
    Ok(())
}

/// Makes an empty table of texts.
pub(crate) fn create(connection: &Connection, name: &str, columns: &[String]) -> Result<(), rusqlite::Error> {
    let columns: Vec<String> = columns.iter().map(|column| format!("{} TEXT", quoted(column))).collect();
    connection.execute_batch(&format!("CREATE TABLE {} ({})", quoted(name), columns.join(", ")))
}

/// Gives headers that a database takes for the same, and empty ones, a number.
fn different<'a>(headers: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for (at, header) in (1..).zip(headers) {
        let is_taken = |name: &str| columns.iter().any(|known| known.eq_ignore_ascii_case(name));
        let is_plain = !header.trim().is_empty() && !is_taken(header);
        let name = if header.trim().is_empty() { "column" } else { header };
        let numbered =
            (at..=at + columns.len()).map(|number| format!("{name} ({number})")).find(|name| !is_taken(name));
        columns.push(if is_plain { header.to_owned() } else { numbered.unwrap_or_default() });
    }
    columns
}

/// Writes a name as SQL has it.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

pub(crate) fn unread(path: &Path, error: rusqlite::Error) -> Error {
    Error::new(ErrorKind::Input, format!("cannot read the database {}", path.display())).because(error)
}

pub(crate) fn unwritten(path: &Path, error: rusqlite::Error) -> Error {
    Error::new(ErrorKind::Output, format!("cannot write the database {}", path.display())).because(error)
}
