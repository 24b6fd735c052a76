//! The report for programs.

use std::io::Write;

use crate::error::{Error, ErrorKind};
use crate::export::json_text;
use crate::report::compile::WeekReport;

/// Writes the report as JSON, indented, with a line feed at its end. Equal reports give equal bytes. docs/report.md describes it.
///
/// # Errors
/// [`ErrorKind::Output`] when `writer` fails.
pub fn report_json(report: &WeekReport, mut writer: impl Write) -> Result<(), Error> {
    let failed = |error: std::io::Error| {
        Error::new(ErrorKind::Output, "the report could not be written").because(error)
    };
    json_text::pretty(report, &mut writer).map_err(|error| failed(error.into()))?;
    writer.write_all(b"\n").map_err(failed)
}
