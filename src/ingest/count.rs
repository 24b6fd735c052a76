//! How many rows of each table are used.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::ingest::numbered_row::is_blank;
use crate::ingest::sheet::Sheet;
use crate::model::issue::{Consequence, Issue, Table};

/// How many rows a table has, and how many of them are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TableCount {
    /// The table.
    pub table: Table,
    /// Rows with any text.
    pub rows: usize,
    /// Rows that are used, if only in part. Every other row has an issue.
    pub used: usize,
}

impl TableCount {
    /// Returns how many rows are left out.
    #[must_use]
    pub fn left_out(self) -> usize {
        self.rows.saturating_sub(self.used)
    }
}

/// Counts the rows of a sheet that have any text.
pub(crate) fn rows(sheet: &Sheet) -> usize {
    let is_row = |record: &Result<_, _>| record.as_ref().map_or(true, |fields| !is_blank(fields));
    sheet.records().filter(|(_, record)| is_row(record)).count()
}

/// Counts the rows of a table that are used: all but those that are reported as left out.
pub(crate) fn used(table: Table, rows: usize, issues: &[Issue]) -> TableCount {
    let of_table = || issues.iter().filter(|issue| issue.table == table);
    if of_table().any(|issue| issue.consequence == Consequence::TableLeftOut) {
        return TableCount { table, rows, used: 0 };
    }
    let left_out = of_table().filter(|issue| issue.consequence == Consequence::RowLeftOut);
    let left_out: BTreeSet<u64> = left_out.filter_map(|issue| issue.row).collect();
    TableCount { table, rows, used: rows.saturating_sub(left_out.len()) }
}
