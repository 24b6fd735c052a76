//! A table as text: a header and rows of fields, whatever format it came in.

use crate::ingest::columns::Columns;
use crate::ingest::csv_text::CsvText;
use crate::ingest::header_row;
use crate::ingest::numbered_row::NumberedRow;
use crate::ingest::raw_table::{Content, RawTable};
use crate::model::issue::Table;

/// The text of one table.
#[derive(Debug)]
pub(crate) struct Sheet {
    table: Table,
    rows: RawTable,
    header: Vec<String>,
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
        Self { table, rows, header, before }
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

    /// Writes the header for people to read, cut where it gets too long for that.
    pub(crate) fn header_list(&self) -> String {
        let list = self.header.join(", ");
        let cut: String = list.chars().take(400).collect();
        if cut.len() < list.len() { cut + "..." } else { list }
    }

    /// Lists the rows after the header, with the number under which a spreadsheet shows them, or their position counted
    /// from 1.
    pub(crate) fn records(&self) -> impl Iterator<Item = NumberedRow> + '_ {
        self.rows.all().skip(self.before)
    }

    /// Tells whether there are no rows.
    pub(crate) fn is_empty(&self) -> bool {
        self.records().next().is_none()
    }
}
