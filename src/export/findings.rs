//! What is wrong with a book, as a table, and how much of it was used.

use std::io::Write;

use crate::error::Error;
use crate::export::table::{CsvTable, maybe, number, owned_text, text};
use crate::model::issue::{Issue, Table};

/// How much of a table was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowsRead {
    /// Which table.
    pub table: Table,
    /// Rows that it has.
    pub rows: usize,
    /// Rows that are used; the others stand among the findings.
    pub used: usize,
}

/// Writes one row a finding: its code, its place, what is wrong, what happened to the row, and what to do. A book without findings
/// gives a header alone.
///
/// # Errors
/// [`ErrorKind::Output`](crate::ErrorKind::Output) when `writer` fails.
pub fn findings_csv(findings: &[Issue], writer: impl Write) -> Result<(), Error> {
    let columns = ["code", "table", "row", "column", "value", "what", "consequence", "advice"];
    let mut table = CsvTable::new(writer, &columns)?;
    for issue in findings {
        table.row([
            number(issue.code),
            number(issue.table),
            maybe(issue.row),
            text(issue.column.as_deref().unwrap_or_default()),
            text(issue.value.as_deref().unwrap_or_default()),
            owned_text(&issue.finding.to_string()),
            owned_text(&issue.consequence.to_string()),
            owned_text(&issue.advice()),
        ])?;
    }
    table.finish()
}
