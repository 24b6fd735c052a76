//! From a workbook to sheets: every cell as the text that a person would write for it.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Dimensions, ExcelDateTime, Reader, SheetVisible, Sheets, open_workbook_auto_from_rs};
use csv::StringRecord;

use crate::error::{Error, ErrorKind};
use crate::ingest::numbered_row::NumberedRow;
use crate::ingest::raw_table::{Content, RawTable};
use crate::model::finding::Finding;
use crate::model::issue::{Consequence, Issue, Table};

/// Reads the sheets of a workbook (xlsx, xlsm, xlsb, xls or ods) that are not hidden. Hidden ones are reported.
pub(crate) fn grids(file: &str, bytes: &[u8], issues: &mut Vec<Issue>) -> Result<Vec<RawTable>, Error> {
    let unreadable = |error| {
        Error::new(ErrorKind::Input, "the workbook cannot be read; is it damaged or protected?")
            .because(error)
    };
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let sheets: Vec<_> = workbook.sheets_metadata().to_vec();
    let mut grids = Vec::new();
    for sheet in sheets {
        let mut cells = cells(&mut workbook, &sheet.name).map_err(unreadable)?;
        fill_merged(&mut cells, &merged(&mut workbook, &sheet.name));
        if cells.is_empty() {
            continue;
        }
        if sheet.visible == SheetVisible::Visible {
            grids.push(grid(file, sheet.name, cells));
        } else {
            issues.push(hidden(&sheet.name, cells.len()));
        }
    }
    Ok(grids)
}

/// The cells of a sheet that are not empty, by row and column; a sheet may claim a million rows and hold a few.
type Cells = BTreeMap<u32, BTreeMap<u32, Data>>;

/// Most columns of a sheet.
const COLUMNS: u32 = 16_384;

/// Reads the cells of a sheet.
fn cells(workbook: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Result<Cells, calamine::Error> {
    let mut cells = Cells::new();
    let mut add = |(row, column): (u32, u32), value: Data| {
        if column < COLUMNS && !matches!(value, Data::Empty) {
            cells.entry(row).or_default().insert(column, value);
        }
    };
    if let Sheets::Xlsx(workbook) = workbook {
        let mut reader = workbook.worksheet_cells_reader(name).map_err(calamine::Error::Xlsx)?;
        while let Some(cell) = reader.next_cell().map_err(calamine::Error::Xlsx)? {
            add(cell.get_position(), cell.get_value().clone().into());
        }
    } else {
        let range = workbook.worksheet_range(name)?;
        let (row, column) = range.start().unwrap_or_default();
        for (below, right, value) in range.used_cells() {
            let at =
                |first: u32, offset: usize| first.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
            add((at(row, below), at(column, right)), value.clone());
        }
    }
    Ok(cells)
}

/// Reports a hidden sheet, which is not read.
fn hidden(name: &str, rows: usize) -> Issue {
    let finding = Finding::UnusedTable { name: format!("{name} (hidden)"), rows: rows.saturating_sub(1) };
    Issue::new(Table::Book, finding, Consequence::TableLeftOut)
}

/// Lists the merged cells of a sheet.
fn merged(workbook: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Vec<Dimensions> {
    match workbook {
        Sheets::Xlsx(workbook) => workbook.merge_cells_by_sheet_name(name).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Writes the text of merged cells into every row that they cover. A number stays where it is: it may be a total.
fn fill_merged(cells: &mut Cells, merged: &[Dimensions]) {
    let last = cells.last_key_value().map_or(0, |(row, _)| *row);
    for area in merged {
        let (row, column) = area.start;
        let value = cells.get(&row).and_then(|cells| cells.get(&column)).cloned();
        let Some(text @ Data::String(_)) = value else { continue };
        for below in row.saturating_add(1)..=area.end.0.min(last) {
            if let Some(row) = cells.get_mut(&below) {
                row.entry(column).or_insert_with(|| text.clone());
            }
        }
    }
}

fn grid(file: &str, name: String, cells: Cells) -> RawTable {
    let rows = cells.into_iter().map(|(row, cells)| (u64::from(row) + 1, Ok(record(&cells))));
    let rows: Vec<NumberedRow> = rows.collect();
    RawTable { label: format!("{file}, sheet {name:?}"), name, content: Content::Rows(rows) }
}

/// Writes the cells of a row as fields.
fn record(cells: &BTreeMap<u32, Data>) -> StringRecord {
    let width = cells.last_key_value().map_or(0, |(column, _)| column + 1);
    (0..width).map(|column| cells.get(&column).map_or_else(String::new, text)).collect()
}

/// Writes a cell as text: dates as 2026-01-31, times as 08:30, numbers with the fewest digits.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Error(error) => error.to_string(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(true) => "yes".to_owned(),
        Data::Bool(false) => "no".to_owned(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(moment) => moment_text(moment),
    }
}

/// Writes a date, a time, or both.
fn moment_text(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let serial = moment.as_f64();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    let time = time.strip_suffix(":00").unwrap_or(&time);
    if moment.is_duration() || serial < 1.0 {
        return time.to_owned();
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if serial.fract() == 0.0 { date } else { format!("{date} {time}") }
}
