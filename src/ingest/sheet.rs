//! A table as text: a header and rows of fields, whatever format it came in.

use csv::StringRecord;

use crate::ingest::columns::Columns;
use crate::ingest::csv_text::CsvText;
use crate::ingest::header_row;
use crate::ingest::numbered_row::NumberedRow;
use crate::ingest::patient_data;
use crate::ingest::raw_table::{Content, RawTable};
use crate::model::issue::Table;

/// The text of one table, without columns that look like patient data.
#[derive(Debug)]
pub(crate) struct Sheet {
    table: Table,
    rows: RawTable,
    header: Vec<String>,
    /// Columns that are never looked at: their places in the file, in order, and their headers.
    dropped: Vec<(usize, String)>,
    /// How many rows end with the header.
    before: usize,
}

impl Sheet {
    /// Takes rows as this table, and finds their header.
    pub(crate) fn new(table: Table, rows: RawTable, columns: &Columns) -> Self {
        let (header, before) = if let Content::Objects(keys, _) = &rows.content {
            (keys.clone(), 0)
        } else {
            header_row::find(&rows, &[table], columns).unwrap_or_default()
        };
        let (dropped, header): (Vec<_>, Vec<_>) =
            header.into_iter().enumerate().partition(|(_, name)| patient_data::looks_like(name));
        let header = header.into_iter().map(|(_, name)| name).collect();
        Self { table, rows, header, dropped, before }
    }

    /// Returns which table it is.
    pub(crate) fn table(&self) -> Table {
        self.table
    }

    /// Returns what people know the table by.
    pub(crate) fn label(&self) -> &str {
        &self.rows.label
    }

    /// Tells whether its rows come from a workbook, where rows end with their last cell.
    pub(crate) fn is_of_a_workbook(&self) -> bool {
        !matches!(self.rows.content, Content::Csv(_) | Content::Objects(..))
    }

    /// Tells whether the fields are keys of a JSON document, which somebody wrote for us.
    pub(crate) fn has_keys(&self) -> bool {
        matches!(self.rows.content, Content::Objects(..))
    }

    /// Returns the CSV file that it is, if it is one.
    pub(crate) fn csv(&self) -> Option<&CsvText> {
        if let Content::Csv(text) = &self.rows.content { Some(text) } else { None }
    }

    /// Returns the names of the columns.
    pub(crate) fn header(&self) -> &[String] {
        &self.header
    }

    /// Lists the headers that look like patient data. Nobody reads their columns.
    pub(crate) fn patient_headers(&self) -> impl Iterator<Item = &str> {
        self.dropped.iter().map(|(_, name)| name.as_str())
    }

    /// Gives a row that is to be added the columns that nobody reads, empty.
    pub(crate) fn with_dropped(&self, fields: &[String]) -> Vec<String> {
        let mut all = fields.to_vec();
        for (at, _) in &self.dropped {
            all.insert((*at).min(all.len()), String::new());
        }
        all
    }

    /// Writes the header for people to read, cut where it gets too long for that.
    pub(crate) fn header_list(&self) -> String {
        let list = self.header.join(", ");
        let cut: String = list.chars().take(400).collect();
        if cut.len() < list.len() { cut + "..." } else { list }
    }

    /// Lists the rows after the header, with the number under which a spreadsheet shows them, or their position counted
    /// from 1.
    pub(crate) fn records(&self) -> impl Iterator<Item = NumberedRow> + '_ {
        self.rows.all().skip(self.before).map(|(row, record)| (row, record.map(|record| self.kept(record))))
    }

    /// Takes the columns out of a row that nobody looks at.
    fn kept(&self, record: StringRecord) -> StringRecord {
        if self.dropped.is_empty() {
            return record;
        }
        let is_kept = |at: &usize| self.dropped.iter().all(|(dropped, _)| dropped != at);
        record.iter().enumerate().filter(|(at, _)| is_kept(at)).map(|(_, field)| field).collect()
    }

    /// Tells whether there are no rows.
    pub(crate) fn is_empty(&self) -> bool {
        self.records().next().is_none()
    }
}
