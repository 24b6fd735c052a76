//! Files as they lie in a folder: CSV files and workbooks, under whatever name.

use std::path::Path;

use crate::error::{Error, ErrorKind};
use crate::ingest::book_reader::BookReader;
use crate::ingest::csv_text::CsvText;
use crate::ingest::decode;
use crate::ingest::raw_table::{Content, RawTable};
use crate::ingest::reading::Reading;
use crate::ingest::settings::Settings;
use crate::ingest::tables;
use crate::model::issue::{Issue, Table};

/// A file with its name, such as `practices.csv` or `export.xlsx`.
#[derive(Debug, Clone)]
pub struct BookFile {
    /// Its name, without the folder.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Reads CSV files and workbooks (xlsx, xlsm, xlsb, xls, ods). A file or a sheet is the table that it is called after, else the one
/// that its header fits. A single sheet of practices is enough where [`Settings::homes`] says where the liaisons start.
///
/// ```
/// use rounds::ingest::{self, BookFile, Settings};
/// use rounds::model::Location;
/// let file = BookFile { name: "Q1 export.csv".into(), bytes: b"Account,Lat,Long,Rep\nCedar Clinic,38.9,-77.0,Alder\n".to_vec() };
/// let homes = [("Alder".into(), Location::new(38.8, -77.1)?)].into();
/// let reading = ingest::read_files(vec![file], &Settings { homes, ..Settings::default() })?;
/// assert_eq!(reading.book.practices()[0].owner.as_ref().map(|owner| owner.as_str()), Some("Alder"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`read_csv`](super::read_csv), and when a workbook cannot be read.
pub fn read_files(files: Vec<BookFile>, settings: &Settings) -> Result<Reading, Error> {
    let mut issues = Vec::new();
    let grids = grids(files, settings, &mut issues)?;
    BookReader::new(grids, settings, issues).book()
}

/// Tells whether a file of this name in a folder is part of a book: a workbook that is not a lock file of one, or a CSV file that is
/// called after a table, or nearly so.
#[must_use]
pub fn is_table_file(name: &str) -> bool {
    let path = Path::new(name);
    let (stem, ending) = (path.file_stem().unwrap_or_default(), path.extension().unwrap_or_default());
    let (stem, ending) = (stem.to_string_lossy(), ending.to_string_lossy().to_lowercase());
    match ending.as_str() {
        "csv" | "tsv" => tables::named(&stem).is_some() || tables::nearly_named(&stem).is_some(),
        "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => !stem.starts_with("~$") && !stem.starts_with('.'),
        _ => false,
    }
}

/// Turns files into tables.
pub(crate) fn grids(
    files: Vec<BookFile>,
    settings: &Settings,
    issues: &mut Vec<Issue>,
) -> Result<Vec<(Table, RawTable)>, Error> {
    Ok(tables::assign(raw_tables(files, issues)?, &settings.columns, issues))
}

/// Opens files: a CSV file is one table, and a workbook is several.
pub(crate) fn raw_tables(files: Vec<BookFile>, issues: &mut Vec<Issue>) -> Result<Vec<RawTable>, Error> {
    let mut grids = Vec::new();
    for file in files {
        if is_workbook(&file.bytes) {
            grids.extend(sheets(&file, issues)?);
        } else {
            grids.push(csv(file, issues)?);
        }
    }
    Ok(grids)
}

/// Tells workbooks by their first bytes: a ZIP archive, or the older format of Excel.
fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
}

fn csv(file: BookFile, issues: &mut Vec<Issue>) -> Result<RawTable, Error> {
    let stem = Path::new(&file.name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let table = tables::named(&stem).unwrap_or(Table::Book);
    let (text, foreign) = decode::text(table, file.bytes)?;
    issues.extend(foreign);
    Ok(RawTable { label: file.name, name: stem, content: Content::Csv(CsvText::new(text)) })
}

#[cfg(feature = "xlsx")]
fn sheets(file: &BookFile, issues: &mut Vec<Issue>) -> Result<Vec<RawTable>, Error> {
    crate::ingest::workbook::grids(&file.name, &file.bytes, issues).map_err(|error| {
        Error::new(ErrorKind::Input, format!("{} cannot be read as a workbook", file.name)).because(error)
    })
}

#[cfg(not(feature = "xlsx"))]
fn sheets(file: &BookFile, _: &mut Vec<Issue>) -> Result<Vec<RawTable>, Error> {
    Err(Error::new(
        ErrorKind::Input,
        format!("{} is a workbook, and this program was built without them; save it as CSV", file.name),
    ))
}
