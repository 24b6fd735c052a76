//! From a workbook to sheets: every cell as the text that a person would write for it.

use std::io::Cursor;

use calamine::{
    Data, Dimensions, ExcelDateTime, Range, Reader, SheetVisible, Sheets, open_workbook_auto_from_rs,
};
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
        let mut range = workbook.worksheet_range(&sheet.name).map_err(unreadable)?;
        fill_merged(&mut range, &merged(&mut workbook, &sheet.name));
        if range.is_empty() {
            continue;
        }
        if sheet.visible == SheetVisible::Visible {
            grids.push(grid(file, sheet.name, &range));
        } else {
            issues.push(hidden(&sheet.name, &range));
        }
    }
    Ok(grids)
}

/// Reports a hidden sheet, which is not read.
fn hidden(name: &str, range: &Range<Data>) -> Issue {
    let rows = range.height().saturating_sub(1);
    let finding = Finding::UnusedTable { name: format!("{name} (hidden)"), rows };
    Issue::new(Table::Book, finding, Consequence::TableLeftOut)
}

/// Lists the merged cells of a sheet.
fn merged(workbook: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Vec<Dimensions> {
    match workbook {
        Sheets::Xlsx(workbook) => workbook.merge_cells_by_sheet_name(name).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Writes what merged cells hold into every row that they cover.
fn fill_merged(range: &mut Range<Data>, merged: &[Dimensions]) {
    let (Some(first), Some(last)) = (range.start(), range.end()) else { return };
    for cells in merged {
        let (row, column) = cells.start;
        let Some(value) = range.get_value((row, column)).cloned() else { continue };
        let inside = row >= first.0 && (first.1..=last.1).contains(&column);
        for below in row + 1..=cells.end.0.min(last.0) {
            if inside {
                range.set_value((below, column), value.clone());
            }
        }
    }
}

fn grid(file: &str, name: String, range: &Range<Data>) -> RawTable {
    let first = range.start().map_or(0, |(row, _)| u64::from(row));
    let row = |cells: &[Data]| Ok(cells.iter().map(text).collect::<StringRecord>());
    let rows = (first + 1..).zip(range.rows().map(row));
    let rows: Vec<NumberedRow> = rows.collect();
    RawTable { label: format!("the sheet {name:?} of {file}"), name, content: Content::Rows(rows) }
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
