//! The report as a workbook: a sheet a table, with every row of every list.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::error::{Error, ErrorKind};
use crate::export::plan::xlsx::cell::Cell;
use crate::export::plan::xlsx::formats::Formats;
use crate::export::plan::xlsx::names::SheetNames;
use crate::export::plan::xlsx::sheet::{SheetColumn, WorkbookSheet};
use crate::export::report::compose::compose;
use crate::export::report::content::{ReportBlock, ReportCell, ReportChart, ReportContent, ReportTable};
use crate::export::report::extras::ReportExtras;
use crate::export::units::Units;
use crate::export::wording::report_text;
use crate::model::book::Book;
use crate::model::time::Date;
use crate::report::compile::WeekReport;

/// How many letters wide a column may be.
const WIDEST: usize = 48;

/// Writes the report as a workbook (.xlsx): the figures to begin with, a sheet for each table with all of its rows, and what the
/// figures mean. Dates and numbers are real ones.
///
/// # Errors
/// [`ErrorKind::Output`] when a list is longer than the format allows: a sheet has 1,048,576 rows at most.
pub fn report_workbook(book: &Book, report: &WeekReport, extras: &ReportExtras) -> Result<Vec<u8>, Error> {
    filled(&compose(book, report, extras), report.week.monday)
        .map_err(|error| Error::new(ErrorKind::Output, "the workbook could not be written").because(error))
}

fn filled(content: &ReportContent, monday: Date) -> Result<Vec<u8>, XlsxError> {
    let (formats, mut names) = (Formats::new(), SheetNames::new());
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(content, monday)?);
    workbook.push_worksheet(summary(content, &mut names, &formats)?);
    for block in content.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            ReportBlock::Table(table) | ReportBlock::Chart(ReportChart { table: Some(table), .. }) => {
                workbook.push_worksheet(sheet(content, table, &names.take(table.name), &formats)?);
            }
            ReportBlock::Chart(_) | ReportBlock::Text(_) | ReportBlock::List(_) => {}
        }
    }
    workbook.save_to_buffer()
}

/// Fills the first sheet: the figures to begin with, and all sentences.
fn summary(
    content: &ReportContent,
    names: &mut SheetNames,
    formats: &Formats,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = WorkbookSheet::new(&names.take(report_text::SUMMARY), formats)?;
    sheet.title(&content.title)?;
    sheet.note(&content.period)?;
    content.notes.iter().try_for_each(|note| sheet.note(note))?;
    let [figure, value, detail] = report_text::OF_SUMMARY;
    let columns = [SheetColumn(figure, WIDEST), SheetColumn(value, WIDEST), SheetColumn(detail, WIDEST * 2)];
    sheet.headings(&columns, Units::default())?;
    for tile in &content.tiles {
        sheet.row([Cell::text(&tile.label), Cell::text(&tile.value), Cell::text(&tile.detail)])?;
    }
    for section in &content.sections {
        for line in section.blocks.iter().flat_map(lines) {
            sheet.row([Cell::text(section.heading), Cell::Empty, Cell::text(line)])?;
        }
    }
    sheet.finished_as(&content.period, &content.title)
}

/// Lists the sentences of a block.
fn lines(block: &ReportBlock) -> Vec<&str> {
    match block {
        ReportBlock::Text(text) => vec![text],
        ReportBlock::List(lines) => lines.iter().map(String::as_str).collect(),
        ReportBlock::Table(_) | ReportBlock::Chart(_) => Vec::new(),
    }
}

/// Fills the sheet of a table.
fn sheet(
    content: &ReportContent,
    table: &ReportTable,
    name: &str,
    formats: &Formats,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = WorkbookSheet::new(name, formats)?;
    let columns: Vec<SheetColumn> = table.columns.iter().map(|it| SheetColumn(it, WIDEST)).collect();
    sheet.headings(&columns, Units::default())?;
    table.rows.iter().try_for_each(|row| sheet.row(row.cells.iter().map(cell)))?;
    sheet.filtered()?;
    sheet.finished_as(&content.period, &content.title)
}

fn cell(cell: &ReportCell) -> Cell<'_> {
    match cell {
        ReportCell::Empty => Cell::Empty,
        ReportCell::Text(text) => Cell::text(text),
        ReportCell::Count(count) => Cell::Count(*count),
        ReportCell::Change(change) => Cell::Change(*change),
        ReportCell::Tenths(number) => Cell::Tenths(*number),
        ReportCell::Share(share) => Cell::Share(*share),
        ReportCell::Date(date) => Cell::Date(*date),
    }
}

/// Says what the document is. Its date is the Monday of the week, so that the same report gives the same bytes.
fn properties(content: &ReportContent, monday: Date) -> Result<DocProperties, XlsxError> {
    let [month, day] = [monday.month(), monday.day()].map(|number| u8::try_from(number).unwrap_or(1));
    let date = ExcelDateTime::from_ymd(u16::try_from(monday.year()).unwrap_or(0), month, day);
    let date = date.or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1))?;
    Ok(DocProperties::new().set_title(&content.title).set_creation_datetime(&date))
}
