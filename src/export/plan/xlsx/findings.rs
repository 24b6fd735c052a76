//! The sheet of what is wrong with the book.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::export::plan::xlsx::cell::Cell;
use crate::export::plan::xlsx::formats::Formats;
use crate::export::plan::xlsx::sheet::{SheetColumn, WorkbookSheet};
use crate::export::units::Units;
use crate::export::wording::{self, workbook};
use crate::ingest::count::TableCount;
use crate::model::issue::Issue;

/// How many letters wide the columns may be.
const MOST: [usize; 8] = [12, 14, 10, 20, 30, 60, 30, 60];

/// Findings that are listed; the table of findings has them all.
const LISTED: usize = 50_000;

/// Fills the sheet.
pub(crate) fn sheet(
    findings: &[Issue],
    read: &[TableCount],
    formats: &Formats,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = WorkbookSheet::new(workbook::FINDINGS, formats)?;
    wording::findings::left_out(read).iter().try_for_each(|line| sheet.note(line))?;
    let columns: Vec<SheetColumn> = workbook::OF_FINDINGS
        .into_iter()
        .zip(MOST)
        .map(|(heading, most)| SheetColumn(heading, most))
        .collect();
    sheet.headings(&columns, Units::default())?;
    findings.iter().take(LISTED).try_for_each(|issue| sheet.row(row(issue)))?;
    sheet.filtered()?;
    match findings.len() {
        0 => sheet.note(workbook::NO_FINDINGS)?,
        count if count > LISTED => sheet.note(&workbook::more_findings(count - LISTED))?,
        _ => {}
    }
    sheet.finished(workbook::FINDINGS)
}

fn row(issue: &Issue) -> [Cell<'_>; 8] {
    [
        Cell::owned(issue.code.to_string()),
        Cell::text(issue.table.name()),
        issue.row.map_or(Cell::Empty, Cell::Count),
        Cell::maybe(issue.column.as_deref()),
        Cell::maybe(issue.value.as_deref()),
        Cell::owned(issue.finding.to_string()),
        Cell::owned(issue.consequence.to_string()),
        Cell::owned(issue.advice()),
    ]
}
