//! The sheet of every stop, in the order of driving.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::export::lookup::Lookup;
use crate::export::plan::xlsx::cell::Cell;
use crate::export::plan::xlsx::formats::Formats;
use crate::export::plan::xlsx::liaison::{about, map};
use crate::export::plan::xlsx::sheet::{SheetColumn, WorkbookSheet};
use crate::export::units::Units;
use crate::export::wording::stop_reasons::why;
use crate::export::wording::why_line::why_line;
use crate::export::wording::workbook;
use crate::model::id::LiaisonId;
use crate::plan::itinerary::DayPlan;

/// How many letters wide the columns may be.
const MOST: [usize; 26] =
    [18, 8, 8, 22, 6, 12, 30, 30, 18, 6, 12, 10, 8, 8, 8, 10, 50, 60, 20, 12, 12, 12, 24, 14, 8, 12];

/// Fills the sheet.
pub(crate) fn sheet(lookup: &Lookup, formats: &Formats, units: Units) -> Result<Worksheet, XlsxError> {
    let mut sheet = WorkbookSheet::new(workbook::STOPS, formats)?;
    let columns: Vec<SheetColumn> = workbook::of_stops(lookup.worth)
        .into_iter()
        .zip(MOST)
        .map(|(heading, most)| SheetColumn(heading, most))
        .collect();
    sheet.headings(&columns, units)?;
    for (liaison, day) in lookup.plan.days() {
        (0..day.stops.len()).try_for_each(|at| sheet.row(row(lookup, liaison, day, at, units)))?;
    }
    sheet.offer_outcomes()?;
    sheet.hide_last(1)?;
    if lookup.plan.stops().all(|(.., stop)| stop.meeting.is_none()) {
        sheet.hide(&columns, workbook::PHYSICIAN)?;
    }
    sheet.filtered()?;
    sheet.finished(workbook::STOPS)
}

fn row<'a>(
    lookup: &Lookup<'a>,
    liaison: &'a LiaisonId,
    day: &'a DayPlan,
    at: usize,
    units: Units,
) -> Vec<Cell<'a>> {
    let stop = &day.stops[at];
    let practice = lookup.practice(&stop.practice);
    let mut row = vec![
        Cell::Date(day.date),
        Cell::Time(stop.start),
        Cell::Time(stop.end),
        Cell::text(lookup.liaison_name(liaison)),
        Cell::Count(at as u64 + 1),
        Cell::text(stop.practice.as_str()),
        Cell::text(lookup.practice_name(&stop.practice)),
    ];
    row.extend(about(practice));
    row.extend([
        Cell::owned(lookup.tier(&stop.practice).map_or(String::new(), |tier| tier.to_string())),
        Cell::text(workbook::kind(stop.kind)),
        Cell::owned(lookup.priority(stop).map_or(String::new(), |what| what.to_string())),
        Cell::text(if stop.call_ahead { workbook::YES } else { "" }),
        Cell::Count(u64::from(stop.leg.drive.0)),
        Cell::Tenths(f64::from(stop.leg.distance.0) / units.metres()),
        Cell::Thousandths(stop.expected_referrals),
        Cell::Line(why_line(lookup, liaison, day.date, stop).into()),
        Cell::Line(why(stop).into()),
        Cell::maybe(stop.meeting.as_ref().map(|it| lookup.provider_name(&it.provider))),
        map(practice),
        Cell::text(liaison.as_str()),
    ]);
    row.extend(std::iter::repeat_n(Cell::Empty, workbook::TO_FILL_IN));
    row.extend([Cell::text(if stop.pinned { workbook::YES } else { "" }), Cell::text(&stop.entry.uid)]);
    row
}
