//! From files to a book: opens the tables, reads the rows, reports what is wrong.

use std::io::{self, Read};

use crate::error::{Error, ErrorKind};
use crate::ingest::book_reader::BookReader;
use crate::ingest::csv_text::CsvText;
use crate::ingest::raw_table::{Content, RawTable};
use crate::ingest::reading::Reading;
use crate::ingest::settings::Settings;
use crate::ingest::{decode, json, schema};
use crate::model::issue::Table;

/// Reads the tables that `open` gives, as CSV files.
///
/// `open` is called once for each table. An error of the kind [`io::ErrorKind::NotFound`] says that there is no such
/// table; only practices and liaisons are needed. Linear in the size of the files.
///
/// ```
/// use rounds::{ingest, model::Table};
/// let reading = ingest::read_csv(
///     |table| match table {
///         Table::Practices => Ok("practice_id,name,lat,lon\nP1,Cedar Ridge Medicine,38.9,-77.0\n".as_bytes()),
///         Table::Liaisons => Ok("liaison_id,home_lat,home_lon\nL1,38.8,-77.1\n".as_bytes()),
///         _ => Err(std::io::ErrorKind::NotFound.into()),
///     },
///     &ingest::Settings::default(),
/// )?;
/// assert_eq!((reading.book.practices().len(), reading.issues.len()), (1, 0));
/// # Ok::<(), rounds::Error>(())
/// ```
///
/// From a folder: `ingest::read_csv(|table| File::open(folder.join(format!("{table}.csv"))), &settings)`.
///
/// # Errors
/// [`ErrorKind::Input`] when there is nothing to plan with: the practices or the liaisons are missing, empty, unreadable,
/// without a usable row, or lack a needed column; and where dates can be read in two ways. [`ErrorKind::Setting`] when a mapped
/// header is in no file.
pub fn read_csv<R: Read>(
    mut open: impl FnMut(Table) -> io::Result<R>,
    settings: &Settings,
) -> Result<Reading, Error> {
    let (mut grids, mut issues) = (Vec::new(), Vec::new());
    for table in schema::TABLES {
        if let Some(bytes) = bytes_of(open(table), table)? {
            let (text, foreign) = decode::text(table, bytes)?;
            issues.extend(foreign);
            grids.push((table, csv_grid(table, text)));
        }
    }
    BookReader::new(grids, settings, issues).book()
}

/// Takes a CSV file as the table that it is called after.
pub(crate) fn csv_grid(table: Table, text: String) -> RawTable {
    let content = Content::Csv(CsvText::new(text));
    RawTable { label: format!("{table}.csv"), name: table.name().to_owned(), content }
}

/// Reads one JSON document: an object with an array of objects for each table, named like the CSV files and their columns.
///
/// ```
/// use rounds::ingest;
/// let document = r#"{
///     "practices": [{ "practice_id": "P1", "lat": 38.9, "lon": -77.0, "skills": ["spanish"] }],
///     "liaisons": [{ "liaison_id": "L1", "home_lat": 38.8, "home_lon": -77.1, "skills": ["spanish"] }]
/// }"#;
/// let reading = ingest::read_json(document.as_bytes(), &ingest::Settings::default())?;
/// assert_eq!((reading.book.practices()[0].name.as_str(), reading.issues.len()), ("P1", 0));
/// # Ok::<(), rounds::Error>(())
/// ```
///
/// # Errors
/// As [`read_csv`], and when the document is not JSON.
pub fn read_json(reader: impl Read, settings: &Settings) -> Result<Reading, Error> {
    let mut issues = Vec::new();
    let grids = json::grids(reader, &mut issues)?;
    BookReader::new(grids, settings, issues).book()
}

/// Reads the content of a table; `None` where there is no such table.
pub(crate) fn bytes_of<R: Read>(opened: io::Result<R>, table: Table) -> Result<Option<Vec<u8>>, Error> {
    let mut bytes = Vec::new();
    match opened.and_then(|mut reader| reader.read_to_end(&mut bytes)) {
        Ok(_) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            Err(Error::new(ErrorKind::Input, format!("{table}.csv cannot be read: {error}")).because(error))
        }
    }
}
