//! The sheet of every practice: what becomes of it, and why.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::export::lookup::Lookup;
use crate::export::plan::xlsx::cell::Cell;
use crate::export::plan::xlsx::formats::Formats;
use crate::export::plan::xlsx::liaison::{about, map};
use crate::export::plan::xlsx::sheet::{SheetColumn, WorkbookSheet};
use crate::export::units::Units;
use crate::export::wording::{dispositions, workbook};
use crate::model::id::LiaisonId;
use crate::plan::disposition::Disposition;

/// How many letters wide the columns may be.
const MOST: [usize; 15] = [12, 30, 30, 18, 6, 22, 14, 8, 18, 18, 18, 10, 70, 12, 12];

/// Fills the sheet.
pub(crate) fn sheet(lookup: &Lookup, formats: &Formats) -> Result<Worksheet, XlsxError> {
    let mut sheet = WorkbookSheet::new(workbook::PRACTICES, formats)?;
    let columns: Vec<SheetColumn> = workbook::OF_PRACTICES
        .into_iter()
        .zip(MOST)
        .map(|(heading, most)| SheetColumn(heading, most))
        .collect();
    sheet.headings(&columns, Units::default())?;
    for disposition in &lookup.plan.dispositions {
        sheet.row(row(lookup, disposition))?;
    }
    sheet.filtered()?;
    sheet.finished(workbook::PRACTICES)
}

fn row<'a>(lookup: &Lookup<'a>, fate: &'a Disposition) -> Vec<Cell<'a>> {
    let practice = lookup.practice(&fate.practice);
    let visits = lookup.visits(&fate.practice);
    let liaison = fate.liaison.as_ref();
    let mut row = vec![Cell::text(fate.practice.as_str()), Cell::text(lookup.practice_name(&fate.practice))];
    row.extend(about(practice));
    row.extend([
        Cell::owned(fate.tier.to_string()),
        Cell::maybe(liaison.map(|id| lookup.liaison_name(id))),
        Cell::text(dispositions::status_words(&fate.status)),
        Cell::Count(visits.len() as u64),
        Cell::maybe_date(visits.first().map(|visit| visit.date)),
        Cell::maybe_date(fate.last_visit),
        Cell::Date(fate.due),
        Cell::Thousandths(fate.worth),
        Cell::owned(dispositions::answer(lookup, fate)),
        map(practice),
        Cell::maybe(liaison.map(LiaisonId::as_str)),
    ]);
    row
}
