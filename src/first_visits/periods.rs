//! The whole periods of a history.

use serde::{Deserialize, Serialize};

use crate::model::time::Date;

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodLength {
    /// A month of the calendar.
    #[default]
    Months,
    /// Four weeks, counted back from the last day that is known.
    FourWeeks,
}

/// Periods that follow each other, the oldest first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PeriodGrid {
    /// The first day of each period, and the first day after the last.
    edges: Vec<Date>,
}

const FOUR_WEEKS: i64 = 28;

impl PeriodGrid {
    /// Lists the whole periods from one day to another.
    pub(crate) fn new(length: PeriodLength, from: Date, until: Date) -> Self {
        let edges = match length {
            PeriodLength::Months => months(from, until),
            PeriodLength::FourWeeks => {
                let after = until.plus_days(1);
                let count = after.days_since(from).max(0) / FOUR_WEEKS;
                (0..=count).rev().map(|ago| after.plus_days(-FOUR_WEEKS * ago)).collect()
            }
        };
        Self { edges }
    }

    /// Returns how many there are.
    pub(crate) fn len(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    /// Returns the number of the period of a day; `None` outside of all.
    pub(crate) fn number(&self, day: Date) -> Option<usize> {
        // The edges stand in order: those up to the day end with that of its period.
        let number = self.edges.partition_point(|edge| *edge <= day).checked_sub(1)?;
        (number < self.len()).then_some(number)
    }

    /// Tells whether a day lies before the second period, so that no whole period of the history lies before that of the day.
    pub(crate) fn is_before_second(&self, day: Date) -> bool {
        self.edges.get(1).is_some_and(|second| day < *second)
    }

    /// Returns the first and the last day; `None` without a period.
    pub(crate) fn span(&self) -> Option<(Date, Date)> {
        let (first, after) = (self.edges.first()?, self.edges.last()?);
        (self.len() > 0).then(|| (*first, after.plus_days(-1)))
    }
}

/// Lists the first days of months: those that begin on a day or later, up to the first that begins after another one.
fn months(from: Date, until: Date) -> Vec<Date> {
    let after = until.plus_days(1);
    let mut edges = Vec::new();
    let mut day = from;
    while day.day() != 1 {
        day = day.plus_days(1);
    }
    while day <= after {
        edges.push(day);
        day = day.plus_days(31);
        day = day.plus_days(1 - i64::from(day.day()));
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn months_are_whole() {
        let grid = PeriodGrid::new(PeriodLength::Months, day("2024-02-05"), day("2024-05-30"));
        assert_eq!(grid.span(), Some((day("2024-03-01"), day("2024-04-30"))));
        assert_eq!(grid.len(), 2);
        let grid = PeriodGrid::new(PeriodLength::Months, day("2023-12-01"), day("2024-02-29"));
        assert_eq!((grid.len(), grid.span()), (3, Some((day("2023-12-01"), day("2024-02-29")))));
        let numbers = ["2023-11-30", "2023-12-01", "2023-12-31", "2024-02-29", "2024-03-01"]
            .map(|it| grid.number(day(it)));
        assert_eq!(numbers, [None, Some(0), Some(0), Some(2), None]);
        let are_early = ["2023-11-30", "2023-12-31", "2024-01-01", "2024-03-01"];
        assert_eq!(are_early.map(|it| grid.is_before_second(day(it))), [true, true, false, false]);
    }

    #[test]
    fn weeks_are_counted_from_the_end() {
        let grid = PeriodGrid::new(PeriodLength::FourWeeks, day("2024-01-01"), day("2024-02-29"));
        assert_eq!((grid.len(), grid.span()), (2, Some((day("2024-01-05"), day("2024-02-29")))));
        assert_eq!(grid.number(day("2024-02-01")), Some(0));
        assert_eq!(grid.number(day("2024-02-02")), Some(1));
    }

    #[test]
    fn a_short_history_has_no_period() {
        for length in [PeriodLength::Months, PeriodLength::FourWeeks] {
            for until in ["2024-01-01", "2024-01-20", "2023-06-01"] {
                let grid = PeriodGrid::new(length, day("2024-01-02"), day(until));
                assert_eq!((grid.len(), grid.span(), grid.number(day("2024-01-10"))), (0, None, None));
            }
        }
    }
}
