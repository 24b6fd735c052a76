//! The sheet of calls to make.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::export::lookup::Lookup;
use crate::export::plan::xlsx::cell::Cell;
use crate::export::plan::xlsx::formats::Formats;
use crate::export::plan::xlsx::sheet::{SheetColumn, WorkbookSheet};
use crate::export::units::Units;
use crate::export::wording::calls as words;
use crate::export::wording::workbook;
use crate::plan::call::Call;

/// How many letters wide the columns may be.
const MOST: [usize; 9] = [18, 22, 12, 30, 18, 18, 8, 60, 30];

/// Fills the sheet.
pub(crate) fn sheet(lookup: &Lookup, calls: &[Call], formats: &Formats) -> Result<Worksheet, XlsxError> {
    let mut sheet = WorkbookSheet::new(workbook::CALLS, formats)?;
    if calls.is_empty() {
        sheet.row(vec![Cell::text(words::NO_CALLS)])?;
        return sheet.finished(workbook::CALLS);
    }
    let columns: Vec<SheetColumn> =
        words::OF_CALLS.into_iter().zip(MOST).map(|(heading, most)| SheetColumn(heading, most)).collect();
    sheet.headings(&columns, Units::default())?;
    calls.iter().try_for_each(|call| sheet.row(row(lookup, call)))?;
    sheet.filtered()?;
    sheet.finished(workbook::CALLS)
}

fn row<'a>(lookup: &Lookup<'a>, call: &'a Call) -> Vec<Cell<'a>> {
    let phone = lookup.practice(&call.practice).and_then(|practice| practice.phone.as_deref());
    let slots: Vec<String> = call.slots.iter().map(words::time).collect();
    vec![
        Cell::Date(call.call_by),
        Cell::text(lookup.liaison_name(&call.liaison)),
        Cell::text(call.practice.as_str()),
        Cell::text(lookup.practice_name(&call.practice)),
        Cell::maybe(phone),
        Cell::Date(call.date),
        call.start.map_or(Cell::Empty, Cell::Time),
        Cell::owned(slots.join("; ")),
        Cell::owned(words::remark(lookup, call)),
    ]
}
