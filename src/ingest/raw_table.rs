//! The rows of a file or of a sheet, before it is known which table they are.

use crate::ingest::csv_text::CsvText;
use crate::ingest::numbered_row::NumberedRow;

/// The rows of a file or a sheet of a workbook, before it is known which table it is.
#[derive(Debug)]
pub(crate) struct RawTable {
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

impl RawTable {
    /// Tells whether it is a CSV file, which somebody named for us.
    pub(crate) fn is_csv(&self) -> bool {
        matches!(self.content, Content::Csv(_))
    }

    /// Lists all rows, the header among them where there is one.
    pub(crate) fn all(&self) -> Box<dyn Iterator<Item = NumberedRow> + '_> {
        match &self.content {
            Content::Csv(text) => Box::new(text.rows()),
            #[cfg(feature = "xlsx")]
            Content::Rows(rows) => Box::new(rows.iter().cloned()),
            Content::Objects(_, rows) => Box::new(rows.iter().cloned()),
        }
    }
}
