//! Tables as CSV: one writer, and cells that no spreadsheet runs as formulas.
//!
//! A table begins with the mark of UTF-8, since Excel shows accents rightly only then.

use std::borrow::Cow;
use std::io::Write;

use crate::error::{Error, ErrorKind};
use crate::ingest::cell::guarded;

/// A CSV file being written.
pub(crate) struct CsvTable<W: Write>(::csv::Writer<W>);

impl<W: Write> CsvTable<W> {
    pub(crate) fn new(mut writer: W, columns: &[&str]) -> Result<Self, Error> {
        writer.write_all("\u{feff}".as_bytes()).map_err(|error| failed(error.into()))?;
        let mut table = Self(::csv::Writer::from_writer(writer));
        table.row(columns.iter().copied().map(Cow::Borrowed))?;
        Ok(table)
    }

    pub(crate) fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cow<'a, str>>) -> Result<(), Error> {
        self.0.write_record(cells.into_iter().map(|cell| cell.into_owned().into_bytes())).map_err(failed)
    }

    pub(crate) fn finish(mut self) -> Result<(), Error> {
        self.0.flush().map_err(|error| failed(error.into()))
    }
}

pub(crate) fn failed(error: ::csv::Error) -> Error {
    Error::new(ErrorKind::Output, "the table could not be written").because(error)
}

/// A cell of the program's own making.
#[expect(clippy::needless_pass_by_value, reason = "callers hand over small values")]
pub(crate) fn number<'a>(value: impl ToString) -> Cow<'a, str> {
    Cow::Owned(value.to_string())
}

pub(crate) fn maybe<'a>(value: Option<impl ToString>) -> Cow<'a, str> {
    value.map_or(Cow::Borrowed(""), number)
}

/// A cell of somebody's text, which no spreadsheet may run; [`unguarded`](crate::ingest::unguarded) gives the text back.
pub(crate) fn text(value: &str) -> Cow<'_, str> {
    guarded(value)
}

pub(crate) fn owned_text<'a>(value: &str) -> Cow<'a, str> {
    Cow::Owned(text(value).into_owned())
}
