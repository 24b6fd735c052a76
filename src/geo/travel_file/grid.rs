//! A travel file as rows of text, numbered as a spreadsheet numbers them.

use std::io::Read;

use csv::StringRecord;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::error::{Error, ErrorKind};

/// The rows of a file that hold any text.
#[derive(Debug)]
pub(crate) struct TravelGrid {
    /// What parts the fields.
    pub(crate) separator: u8,
    /// The encoding, where it is not UTF-8.
    pub(crate) encoding: Option<&'static str>,
    /// The names of the columns.
    pub(crate) header: Vec<String>,
    /// The other rows with their numbers; a field with a line break in it is no second row.
    pub(crate) rows: Vec<(u64, Vec<String>)>,
}

impl TravelGrid {
    /// Reads a CSV file.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when it cannot be read, or is a workbook.
    pub(crate) fn read(mut reader: impl Read) -> Result<Self, Error> {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.starts_with(b"PK\x03\x04") {
            return Err(Error::new(
                ErrorKind::Input,
                "the travel file is a spreadsheet workbook, not CSV; save it as \"CSV UTF-8\"",
            ));
        }
        let (text, encoding) = decoded(&bytes);
        let (text, separator) = parted(&with_plain_line_ends(&text));
        let mut rows = rows(&text, separator)?.into_iter();
        let header = rows.next().map(|(_, header)| header).unwrap_or_default();
        Ok(Self { separator, encoding, header, rows: rows.collect() })
    }
}

/// Reads UTF-8 as a rule, UTF-16 where a byte order mark says so, and otherwise Windows-1252.
fn decoded(bytes: &[u8]) -> (String, Option<&'static str>) {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let encoding = marked.filter(|it| *it != UTF_8).unwrap_or(if is_utf8 { UTF_8 } else { WINDOWS_1252 });
    let (text, used, _) = encoding.decode(bytes);
    (text.into_owned(), (used != UTF_8).then(|| used.name()))
}

/// Ends every line with one line feed, the last one, too.
fn with_plain_line_ends(text: &str) -> String {
    let plain = text.replace("\r\n", "\n").replace('\r', "\n");
    if plain.ends_with('\n') { plain } else { plain + "\n" }
}

/// Finds the separator: the one that a first line `sep=;` names, or the one that the header has most of.
fn parted(text: &str) -> (String, u8) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let named = first.trim().strip_prefix("sep=").map(str::as_bytes);
    if let Some(&[separator]) = named {
        return (rest.to_owned(), separator);
    }
    let header = text.trim_start().lines().next().unwrap_or_default();
    let count = |separator: u8| header.bytes().filter(|&byte| byte == separator).count();
    // `max_by_key` keeps the last of equals, so the comma stands last.
    let most = [b'|', b'\t', b';', b','].into_iter().max_by_key(|&separator| count(separator));
    (text.to_owned(), most.unwrap_or(b','))
}

/// Lists the rows that hold any text. The reader's lines are those of the file, from which line breaks within fields are taken.
fn rows(text: &str, separator: u8) -> Result<Vec<(u64, Vec<String>)>, Error> {
    let mut csv = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let (mut record, mut breaks, mut rows) = (StringRecord::new(), 0, Vec::new());
    while csv.read_record(&mut record).map_err(unreadable)? {
        breaks += record.iter().map(line_feeds).sum::<u64>();
        // After a row the reader stands in the line below it.
        let row = csv.position().line().saturating_sub(1 + breaks);
        let fields: Vec<String> = record.iter().map(|field| field.trim().to_owned()).collect();
        if fields.iter().any(|field| !field.is_empty()) {
            rows.push((row, fields));
        }
    }
    Ok(rows)
}

fn line_feeds(field: &str) -> u64 {
    field.bytes().map(|byte| u64::from(byte == b'\n')).sum()
}

fn unreadable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new(ErrorKind::Input, "the travel file cannot be read as CSV").because(error)
}
