//! A row as text, with its number.

use csv::StringRecord;

use crate::model::finding::RowFault;

/// A row with the number under which a spreadsheet shows it, or why it is none.
pub(crate) type NumberedRow = (u64, Result<StringRecord, RowFault>);

/// Tells whether a record has no text.
pub(crate) fn is_blank(record: &StringRecord) -> bool {
    record.iter().all(|field| field.trim().is_empty())
}
