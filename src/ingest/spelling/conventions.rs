//! Which way a column means what can be read in two ways.

use crate::ingest::spelling::dates::DateOrder;

/// How the fields of a column are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Convention {
    /// Which number of a date is the month.
    pub dates: DateOrder,
    /// The first days of months stand for the months.
    pub months: bool,
    /// What parts the whole of a number from its fraction.
    pub decimal: DecimalSign,
}

impl Default for Convention {
    fn default() -> Self {
        Self { dates: DateOrder::MonthFirst, months: false, decimal: DecimalSign::Point }
    }
}

/// What parts the whole from the fraction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum DecimalSign {
    /// `1,234.5`
    #[default]
    Point,
    /// `1.234,5`
    Comma,
}
