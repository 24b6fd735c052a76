//! What a report is made of, the same for every format.

use crate::export::wording::numbers::{grouped, percent, tenths};
use crate::model::time::Date;

/// Rows of a list that a page shows; the workbook has them all.
pub(crate) const SHOWN: usize = 10;

/// A report in the order in which it is read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReportContent {
    pub(crate) title: String,
    /// Which week, and up to when it is known.
    pub(crate) period: String,
    /// Remarks that come before anything else.
    pub(crate) notes: Vec<String>,
    pub(crate) tiles: Vec<Tile>,
    pub(crate) sections: Vec<ReportSection>,
}

/// A figure to begin with.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tile {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) detail: String,
}

/// A part with a heading.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReportSection {
    pub(crate) heading: &'static str,
    pub(crate) blocks: Vec<ReportBlock>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ReportBlock {
    /// A paragraph.
    Text(String),
    /// Sentences, one a line.
    List(Vec<String>),
    Table(ReportTable),
    /// A drawing with the figures behind it.
    Chart(ReportChart),
}

/// A table. Its name is that of its sheet in the workbook, too.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReportTable {
    pub(crate) name: &'static str,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<ReportRow>,
    /// Whether a page shows only the first [`SHOWN`] rows.
    pub(crate) is_list: bool,
}

/// A row of a table; the last one may be a sum.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReportRow {
    pub(crate) cells: Vec<ReportCell>,
    pub(crate) is_sum: bool,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ReportCell {
    Empty,
    Text(String),
    Count(u64),
    /// A difference, with its sign.
    Change(i64),
    Tenths(f64),
    /// A share of 1.
    Share(f64),
    Date(Date),
}

/// A drawing. Its figures stand in a table of this name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReportChart {
    pub(crate) title: String,
    pub(crate) svg: String,
    pub(crate) name: &'static str,
    /// The table, where it belongs to the drawing alone; else it stands in a section.
    pub(crate) table: Option<ReportTable>,
}

impl ReportTable {
    /// Makes a table of plain rows.
    pub(crate) fn new(name: &'static str, columns: &[&str], rows: Vec<Vec<ReportCell>>) -> Self {
        let plain = |cells| ReportRow { cells, is_sum: false };
        let columns = columns.iter().map(|column| (*column).to_owned()).collect();
        Self { name, columns, rows: rows.into_iter().map(plain).collect(), is_list: false }
    }

    /// Makes a list, of which a page shows the beginning.
    pub(crate) fn list(name: &'static str, columns: &[&str], rows: Vec<Vec<ReportCell>>) -> Self {
        Self { is_list: true, ..Self::new(name, columns, rows) }
    }

    /// Adds a row of sums.
    pub(crate) fn with_sum(mut self, cells: Vec<ReportCell>) -> Self {
        self.rows.push(ReportRow { cells, is_sum: true });
        self
    }

    /// Returns the rows that a page shows, and how many it leaves out.
    pub(crate) fn shown(&self) -> (&[ReportRow], usize) {
        let count = if self.is_list { self.rows.len().min(SHOWN) } else { self.rows.len() };
        (&self.rows[..count], self.rows.len() - count)
    }
}

impl ReportCell {
    /// Makes a text of a cell.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Makes a count.
    pub(crate) fn count(count: impl Into<u64>) -> Self {
        Self::Count(count.into())
    }

    /// Makes a cell of a value that may be missing.
    pub(crate) fn maybe<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Empty, cell)
    }

    /// Tells whether it is a number, which stands at the right.
    pub(crate) fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Change(_) | Self::Tenths(_) | Self::Share(_))
    }

    /// Writes it as people read it.
    pub(crate) fn to_words(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Count(count) => grouped(usize::try_from(*count).unwrap_or(usize::MAX)),
            Self::Change(change) => signed(*change),
            Self::Tenths(number) => tenths(*number),
            Self::Share(share) => percent(*share),
            Self::Date(date) => date.to_words(),
        }
    }
}

/// Writes a difference with its sign: `+3`, `-1,200`, `0`.
fn signed(change: i64) -> String {
    let size = grouped(usize::try_from(change.unsigned_abs()).unwrap_or(usize::MAX));
    match change {
        0 => size,
        1.. => format!("+{size}"),
        _ => format!("-{size}"),
    }
}
