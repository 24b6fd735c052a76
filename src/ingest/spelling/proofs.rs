//! What the fields of a column prove about the way it means what can be read in two ways.

use std::collections::BTreeSet;

use crate::ingest::spelling::conventions::DecimalSign;
use crate::ingest::spelling::dates::{self, DateOrder};
use crate::ingest::spelling::numbers;
use crate::model::time::Date;

/// What the fields of a date column prove.
#[derive(Debug, Clone, Default)]
pub(crate) struct DateEvidence {
    month_first: bool,
    day_first: bool,
    /// The first field that may be read both ways.
    open: Option<String>,
    /// Whether the column names first days of months only.
    firsts: FirstDays,
}

/// Whether all days of a column are the first of their months.
#[derive(Debug, Clone, Default)]
struct FirstDays {
    months: BTreeSet<Date>,
    others: bool,
}

impl FirstDays {
    fn add(&mut self, field: &str) {
        const ENOUGH: usize = 3;
        if self.others || field.is_empty() {
            return;
        }
        match dates::day(field, DateOrder::MonthFirst) {
            Ok(day) if day.day() == 1 && self.months.len() < ENOUGH => drop(self.months.insert(day)),
            Ok(day) if day.day() == 1 => {}
            _ => self.others = true,
        }
    }
}

impl DateEvidence {
    /// Looks at one more field.
    pub(crate) fn add(&mut self, field: &str) {
        self.firsts.add(field);
        match dates::orders(field) {
            Some((true, true)) if self.open.is_none() => self.open = Some(field.to_owned()),
            Some((true, false)) => self.month_first = true,
            Some((false, true)) => self.day_first = true,
            _ => {}
        }
    }

    /// Returns the order that the column proves: with one proof and none against it.
    pub(crate) fn proven(&self) -> Option<DateOrder> {
        match (self.month_first, self.day_first) {
            (true, false) => Some(DateOrder::MonthFirst),
            (false, true) => Some(DateOrder::DayFirst),
            _ => None,
        }
    }

    /// Tells whether the column holds months, written as their first days: of three months at least, or of any where the header
    /// says that it holds months.
    pub(crate) fn holds_months(&self, header: &str) -> bool {
        let said = ["month", "period"].iter().any(|word| header.to_lowercase().contains(word));
        let fewest = if said { 1 } else { 3 };
        !self.firsts.others && self.firsts.months.len() >= fewest
    }

    /// Returns a field that can be read both ways, where the column does not say which.
    pub(crate) fn in_doubt(&self) -> Option<&str> {
        self.open.as_deref().filter(|_| self.proven().is_none())
    }
}

/// How many fields of a column prove either decimal mark.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct DecimalEvidence {
    point: usize,
    comma: usize,
}

impl DecimalEvidence {
    /// Looks at one more field.
    pub(crate) fn add(&mut self, field: &str) {
        // Text with a comma proves nothing: the field has to be a number that way.
        match numbers::mark_of(field).filter(|sign| numbers::parse(field, *sign).is_some()) {
            Some(DecimalSign::Point) => self.point += 1,
            Some(DecimalSign::Comma) => self.comma += 1,
            None => {}
        }
    }

    /// Adds what another column proves.
    pub(crate) fn join(self, other: Self) -> Self {
        Self { point: self.point + other.point, comma: self.comma + other.comma }
    }

    /// Returns the mark that more fields prove, if any field does.
    pub(crate) fn proven(self) -> Option<DecimalSign> {
        match (self.point, self.comma) {
            (0, 0) => None,
            (point, comma) if comma > point => Some(DecimalSign::Comma),
            _ => Some(DecimalSign::Point),
        }
    }
}
