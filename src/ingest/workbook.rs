//! From a workbook to sheets: every cell as the text that a person would write for it.

use std::io::Cursor;

use calamine::{Data, ExcelDateTime, Range, Reader, SheetVisible, open_workbook_auto_from_rs};
use csv::StringRecord;

use crate::error::{Error, ErrorKind};
use crate::ingest::numbered_row::NumberedRow;
use crate::ingest::raw_table::{Content, RawTable};

/// Reads the sheets of a workbook (xlsx, xlsm, xlsb, xls or ods) that are not hidden.
pub(crate) fn grids(bytes: &[u8]) -> Result<Vec<RawTable>, Error> {
    let unreadable = |error| {
        Error::new(ErrorKind::Input, "the workbook cannot be read; is it damaged or protected?")
            .because(error)
    };
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let visible = workbook.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = visible.map(|sheet| sheet.name.clone()).collect();
    let mut grids = Vec::new();
    for name in names {
        let range = workbook.worksheet_range(&name).map_err(unreadable)?;
        if !range.is_empty() {
            grids.push(grid(name, &range));
        }
    }
    Ok(grids)
}

fn grid(name: String, range: &Range<Data>) -> RawTable {
    let first = range.start().map_or(0, |(row, _)| u64::from(row));
    let row = |cells: &[Data]| Ok(cells.iter().map(text).collect::<StringRecord>());
    let rows = (first + 1..).zip(range.rows().map(row));
    let rows: Vec<NumberedRow> = rows.collect();
    RawTable { label: format!("the sheet {name:?}"), name, content: Content::Rows(rows) }
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
