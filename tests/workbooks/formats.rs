//! Writes the same content as a workbook, as CSV files and as JSON.

use rounds::ingest::BookFile;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use serde_json::{Map, Value};

use crate::case::{Case, Cell, Sheet};

/// Writes a workbook.
pub(crate) fn xlsx(case: &Case) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for sheet in &case.sheets {
        let page = workbook.add_worksheet();
        page.set_name(&sheet.name).expect("a name");
        page.set_hidden(sheet.hidden);
        for (row, cells) in (0..).zip(&sheet.rows) {
            for (column, cell) in (0..).zip(cells) {
                write(page, row, column, cell);
            }
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

fn write(page: &mut Worksheet, row: u32, column: u16, cell: &Cell) {
    let done = match cell {
        Cell::Text(text) if text.is_empty() => return,
        Cell::Text(text) => page.write_string(row, column, text).map(drop),
        Cell::Number(number) => page.write_number(row, column, *number).map(drop),
        Cell::YesNo(value) => page.write_boolean(row, column, *value).map(drop),
        Cell::Failed(error) => {
            let formula = Formula::new("=NA()").set_result(error);
            page.write_formula(row, column, formula).map(drop)
        }
        Cell::Day(day) => moment(page, row, column, day, "yyyy-mm-dd"),
        Cell::Time(time) => moment(page, row, column, time, "h:mm AM/PM"),
    };
    done.expect("a cell");
}

fn moment(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &str,
) -> Result<(), rust_xlsxwriter::XlsxError> {
    let moment = ExcelDateTime::parse_from_str(text)?;
    page.write_datetime_with_format(row, column, &moment, &Format::new().set_num_format(format)).map(drop)
}

/// Writes a CSV file for every sheet that can be seen.
pub(crate) fn csv(case: &Case) -> Vec<BookFile> {
    let sheets = case.sheets.iter().filter(|sheet| !sheet.hidden);
    sheets.map(|sheet| BookFile { name: format!("{}.csv", sheet.name), bytes: csv_of(sheet) }).collect()
}

fn csv_of(sheet: &Sheet) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in &sheet.rows {
        writer.write_record(row.iter().map(text)).expect("writing to memory");
    }
    writer.into_inner().expect("writing to memory")
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Day(text) | Cell::Time(text) | Cell::Failed(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::YesNo(value) => if *value { "yes" } else { "no" }.to_owned(),
    }
}

/// Writes a JSON document, where every sheet is called after a table and begins with its header.
pub(crate) fn json(case: &Case) -> Option<String> {
    let mut document = Map::new();
    for sheet in case.sheets.iter().filter(|sheet| !sheet.hidden) {
        let name = sheet.name.to_lowercase().replace(' ', "_");
        let known = [
            "practices",
            "liaisons",
            "hours",
            "referrals",
            "visits",
            "appointments",
            "time_off",
            "holidays",
            "must_visits",
        ];
        if !known.contains(&name.as_str()) {
            return None;
        }
        let (header, rows) = sheet.rows.split_first()?;
        let object =
            |row: &Vec<Cell>| header.iter().map(text).zip(row.iter().map(value)).collect::<Map<_, _>>();
        let rows = rows.iter().map(object).map(Value::Object).collect();
        document.insert(name, Value::Array(rows));
    }
    Some(Value::Object(document).to_string())
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Number(number) => (*number).into(),
        Cell::YesNo(value) => (*value).into(),
        cell => text(cell).into(),
    }
}
