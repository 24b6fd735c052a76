//! Headers that name a month, a week or a quarter.

use crate::ingest::spelling::dates::{self, DateOrder, Written};
use crate::model::time::Date;

/// A column of totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PeriodColumn {
    /// Its place in the header.
    pub at: usize,
    /// The first day of its period.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// Reads the period that a header names.
pub(crate) fn named(at: usize, header: &str) -> Option<PeriodColumn> {
    match dates::written(header, DateOrder::MonthFirst)? {
        Written::Period(first, last) => Some(PeriodColumn { at, first, last }),
        Written::Day(_) => None,
    }
}
