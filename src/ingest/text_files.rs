//! Files of a book as plain CSV files, one a table: a way from workbooks and JSON documents into a database.

use csv::{StringRecord, WriterBuilder};

use crate::error::{Error, ErrorKind};
use crate::ingest::files::{self, BookFile};
use crate::ingest::json;
use crate::ingest::raw_table::RawTable;
use crate::ingest::settings::Settings;
use crate::ingest::sheet::Sheet;
use crate::model::issue::Table;

/// Writes each table that the files hold as a CSV file in UTF-8 that is called after it. Headers and fields stay as they are, and what
/// stands above the header is left out. A file that begins with `{` is taken for a JSON document. Linear in the size of the files.
///
/// ```
/// use rounds::ingest::{self, BookFile, Settings};
/// let json = br#"{ "practices": [{ "practice_id": "P1", "name": "Cedar, Birch" }] }"#;
/// let files = vec![BookFile { name: "book.json".into(), bytes: json.to_vec() }];
/// let tables = ingest::text_files(files, &Settings::default())?;
/// assert_eq!(tables[0].1.name, "practices.csv");
/// assert_eq!(tables[0].1.bytes, b"name,practice_id\n\"Cedar, Birch\",P1\n");
/// # Ok::<(), rounds::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::Input`] when a file cannot be read, or a row is none.
pub fn text_files(files: Vec<BookFile>, settings: &Settings) -> Result<Vec<(Table, BookFile)>, Error> {
    let is_json = |file: &BookFile| file.bytes.trim_ascii_start().starts_with(b"{");
    let (documents, files): (Vec<BookFile>, Vec<BookFile>) = files.into_iter().partition(is_json);
    let mut grids = Vec::new();
    for document in documents {
        grids.extend(json::grids(document.bytes.as_slice(), &mut Vec::new())?);
    }
    grids.extend(files::grids(files, settings, &mut Vec::new())?);
    grids.into_iter().map(|(table, grid)| text_file(table, grid, settings)).collect()
}

fn text_file(table: Table, grid: RawTable, settings: &Settings) -> Result<(Table, BookFile), Error> {
    let sheet = Sheet::new(table, grid, &settings.columns);
    let failed =
        |error| Error::new(ErrorKind::Output, format!("{table} cannot be written as CSV")).because(error);
    let mut writer = WriterBuilder::new().flexible(true).from_writer(Vec::new());
    writer.write_record(sheet.header()).map_err(failed)?;
    for (number, record) in sheet.records() {
        let broken =
            |fault| Error::new(ErrorKind::Input, format!("{}, row {number}: {fault}", sheet.label()));
        let fields = padded(&record.map_err(broken)?, sheet.header().len());
        writer.write_record(&fields).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(error.into_error().into()))?;
    Ok((table, BookFile { name: format!("{table}.csv"), bytes }))
}

/// Gives a row the width of the header: a row of a workbook ends with its last cell, and a spreadsheet adds empty fields.
fn padded(record: &StringRecord, width: usize) -> StringRecord {
    let filled = (1..)
        .zip(record.iter())
        .filter(|(_, field)| !field.trim().is_empty())
        .map(|(at, _)| at)
        .last()
        .unwrap_or(0);
    let kept = filled.max(width);
    record.iter().chain(std::iter::repeat("")).take(kept).collect()
}
