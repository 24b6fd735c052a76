//! The sheet of what the plan rests on.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::export::lookup::Lookup;
use crate::export::plan::xlsx::cell::Cell;
use crate::export::plan::xlsx::formats::Formats;
use crate::export::plan::xlsx::sheet::{SheetColumn, WorkbookSheet};
use crate::export::units::Units;
use crate::export::wording::{capacities, workbook};

/// How many letters wide the sentences may be.
const MOST: usize = 95;

/// Fills the sheet: what plan and book tell, and what the caller adds.
pub(crate) fn sheet(lookup: &Lookup, added: &[String], formats: &Formats) -> Result<Worksheet, XlsxError> {
    let mut sheet = WorkbookSheet::new(workbook::ASSUMED, formats)?;
    sheet.headings(&[SheetColumn(workbook::OF_ASSUMED, MOST)], Units::default())?;
    let lines =
        workbook::assumed(lookup.book, lookup.plan, capacities::assumption(lookup.plan, lookup.worth));
    lines.into_iter().try_for_each(|line| sheet.row([Cell::owned(line)]))?;
    added.iter().try_for_each(|line| sheet.row([Cell::text(line)]))?;
    sheet.finished(workbook::ASSUMED)
}
