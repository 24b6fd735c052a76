//! The sheet of the events that liaisons attend.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::export::lookup::Lookup;
use crate::export::plan::xlsx::cell::Cell;
use crate::export::plan::xlsx::formats::Formats;
use crate::export::plan::xlsx::sheet::{SheetColumn, WorkbookSheet};
use crate::export::units::Units;
use crate::export::wording::{events, workbook};
use crate::model::id::LiaisonId;
use crate::plan::event_stop::EventStop;
use crate::plan::itinerary::DayPlan;

/// How many letters wide the columns may be.
const MOST: [usize; 11] = [18, 8, 8, 8, 8, 22, 40, 16, 50, 8, 8];

/// Fills the sheet: a row for each event of each liaison.
pub(crate) fn sheet(lookup: &Lookup, formats: &Formats, units: Units) -> Result<Worksheet, XlsxError> {
    let mut sheet = WorkbookSheet::new(workbook::EVENTS, formats)?;
    let columns: Vec<SheetColumn> =
        workbook::OF_EVENTS.into_iter().zip(MOST).map(|(heading, most)| SheetColumn(heading, most)).collect();
    sheet.headings(&columns, units)?;
    for (liaison, day) in lookup.plan.days() {
        day.events.iter().try_for_each(|event| sheet.row(row(lookup, liaison, day, event, units)))?;
    }
    sheet.filtered()?;
    sheet.finished(workbook::EVENTS)
}

fn row<'a>(
    lookup: &Lookup<'a>,
    liaison: &'a LiaisonId,
    day: &DayPlan,
    event: &'a EventStop,
    units: Units,
) -> Vec<Cell<'a>> {
    let mut row = vec![Cell::Date(day.date)];
    row.extend([event.arrive, event.start, event.end, event.leave].map(Cell::Time));
    row.extend([
        Cell::text(lookup.liaison_name(liaison)),
        Cell::text(lookup.event_name(&event.event)),
        Cell::text(events::kind_of(lookup, event)),
        events::place(lookup, event).map_or(Cell::Empty, Cell::owned),
        Cell::Count(u64::from(event.leg.drive.0)),
        Cell::Tenths(f64::from(event.leg.distance.0) / units.metres()),
    ]);
    row
}
