//! From bytes to text.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::error::{Error, ErrorKind};
use crate::model::finding::Finding;
use crate::model::issue::{Consequence, Issue, Table};

/// Reads the text of a file: UTF-8 as a rule, UTF-16 where a byte order mark says so, and otherwise Windows-1252, in
/// which every byte means something. Anything but UTF-8 is reported.
pub(crate) fn text(table: Table, bytes: Vec<u8>) -> Result<(String, Option<Issue>), Error> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Error::new(
            ErrorKind::Input,
            format!("{table}.csv is a spreadsheet workbook, not CSV; save it as \"CSV UTF-8\" and try again"),
        ));
    }
    match Encoding::for_bom(&bytes) {
        Some((encoding, _)) if encoding != UTF_8 => Ok(foreign(table, &bytes, encoding, None)),
        mark => Ok(utf8(table, bytes, mark.map_or(0, |(_, length)| length))),
    }
}

/// Reads UTF-8 after a mark of `mark` bytes.
fn utf8(table: Table, bytes: Vec<u8>, mark: usize) -> (String, Option<Issue>) {
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            text.drain(..mark);
            (text, None)
        }
        Err(error) => {
            // The bytes before the first that is not UTF-8.
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = 1 + good.iter().map(|&byte| u64::from(byte == b'\n')).sum::<u64>();
            // The mark stands at the start, so the bytes are at least as many.
            foreign(table, &error.as_bytes()[mark..], WINDOWS_1252, Some(line))
        }
    }
}

/// Reads another encoding and says so; `line` is the first that is not UTF-8.
fn foreign(
    table: Table,
    bytes: &[u8],
    encoding: &'static Encoding,
    line: Option<u64>,
) -> (String, Option<Issue>) {
    let (text, used, _) = encoding.decode(bytes);
    let finding = Finding::Encoding { read_as: used.name() };
    let issue = Issue { row: line, ..Issue::new(table, finding, Consequence::Kept) };
    (text.into_owned(), Some(issue))
}
