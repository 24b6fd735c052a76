//! A table as text: a header and rows of fields, whatever format it came in.

use csv::StringRecord;

use crate::ingest::columns::Columns;
use crate::ingest::csv_text::CsvText;
use crate::ingest::header_row;
use crate::model::finding::RowFault;
use crate::model::issue::Table;

/// A row with the number under which a spreadsheet shows it, or why it is none.
pub(crate) type NumberedRow = (u64, Result<StringRecord, RowFault>);

/// The rows of a file or a sheet of a workbook, before it is known which table it is.
#[derive(Debug)]
pub(crate) struct Grid {
    /// What people know it by.
    pub label: String,
    /// The name that may say which table it is.
    pub name: String,
    /// Its rows.
    pub content: Content,
}

/// Where the rows are.
#[derive(Debug)]
pub(crate) enum Content {
    /// In a CSV file.
    Csv(CsvText),
    /// In memory, the header among them.
    #[cfg(feature = "xlsx")]
    Rows(Vec<NumberedRow>),
    /// In a JSON document, which has keys in the place of a header.
    Objects(Vec<String>, Vec<NumberedRow>),
}

/// The text of one table.
#[derive(Debug)]
pub(crate) struct Sheet {
    table: Table,
    grid: Grid,
    header: Vec<String>,
    /// How many rows end with the header.
    before: usize,
}

impl Grid {
    /// Lists all rows, the header among them where there is one.
    pub(crate) fn rows(&self) -> Box<dyn Iterator<Item = NumberedRow> + '_> {
        match &self.content {
            Content::Csv(text) => Box::new(text.rows()),
            #[cfg(feature = "xlsx")]
            Content::Rows(rows) => Box::new(rows.iter().cloned()),
            Content::Objects(_, rows) => Box::new(rows.iter().cloned()),
        }
    }

    /// Takes it as this table, and finds its header.
    pub(crate) fn as_table(self, table: Table, columns: &Columns) -> Sheet {
        let (header, before) = match &self.content {
            Content::Objects(keys, _) => (keys.clone(), 0),
            _ => header_row::find(&self, &[table], columns).unwrap_or_default(),
        };
        Sheet { table, grid: self, header, before }
    }
}

impl Sheet {
    /// Returns which table it is.
    pub(crate) fn table(&self) -> Table {
        self.table
    }

    /// Returns what people know the table by.
    pub(crate) fn label(&self) -> &str {
        &self.grid.label
    }

    /// Tells whether the fields are keys of a JSON document, which somebody wrote for us.
    pub(crate) fn has_keys(&self) -> bool {
        matches!(self.grid.content, Content::Objects(..))
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
        self.grid.rows().skip(self.before)
    }

    /// Tells whether there are no rows.
    pub(crate) fn is_empty(&self) -> bool {
        self.records().next().is_none()
    }
}
