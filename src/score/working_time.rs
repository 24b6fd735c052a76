//! Time in usual days of a book's week: a Sunday on which nobody refers is no time at all.

use std::collections::BTreeMap;

use crate::model::time::Date;

/// The time that has passed by each day of a book's history.
pub(crate) struct WorkingTime {
    /// The day before the first one.
    origin: Date,
    /// By days since then: the time up to and with that day.
    passed: Vec<f64>,
}

/// Days of history that weekdays are compared in.
const WINDOW: i64 = 364;
/// Days that are looked back: a century.
const MOST_DAYS: i64 = 36_525;

impl WorkingTime {
    /// Weighs the days up to `as_of` by what the rows of the book's last year say of their weekday: a usual week has seven. A holiday
    /// of the book counts nothing, and a day from 24 December to 1 January a quarter. `days` is sorted. O(days).
    pub(crate) fn of(holidays: &BTreeMap<Date, String>, days: &[Date], as_of: Date) -> Self {
        let first = days.first().copied().unwrap_or(as_of).max(as_of.plus_days(-MOST_DAYS));
        let weights = weights(days);
        let origin = first.plus_days(-1);
        let mut time = 0.0;
        let day = |date: Date| match date {
            _ if holidays.contains_key(&date) => 0.0,
            _ if is_between_the_years(date) => 0.25 * weights[date.weekday() as usize],
            _ => weights[date.weekday() as usize],
        };
        let mut pass = |at: i64| {
            time += if at == 0 { 0.0 } else { day(origin.plus_days(at)) };
            time
        };
        let passed = (0..=as_of.days_since(origin)).map(&mut pass).collect();
        Self { origin, passed }
    }

    /// Returns the time after one day, up to and with another one; 0 where that is not later.
    pub(crate) fn between(&self, after: Date, until: Date) -> f64 {
        (self.up_to(until) - self.up_to(after)).max(0.0)
    }

    fn up_to(&self, day: Date) -> f64 {
        let at = usize::try_from(day.days_since(self.origin)).unwrap_or(0);
        self.passed.get(at).or(self.passed.last()).copied().unwrap_or(0.0)
    }
}

/// Weighs the weekdays by the rows of the last year. One row of each is added, so that no day is nothing.
fn weights(days: &[Date]) -> [f64; 7] {
    let mut rows = [1.0; 7];
    let from = days.last().map(|last| last.plus_days(-WINDOW));
    for day in days.iter().rev().take_while(|day| from.is_some_and(|from| **day > from)) {
        // There are seven weekdays.
        rows[day.weekday() as usize] += 1.0;
    }
    let all: f64 = rows.iter().sum();
    rows.map(|row| 7.0 * row / all)
}

fn is_between_the_years(date: Date) -> bool {
    (date.month(), date.day()) >= (12, 24) || (date.month(), date.day()) == (1, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::weekday::Weekday;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_free_weekend_is_hardly_any_time() {
        let none = BTreeMap::new();
        let first = date("2025-03-03");
        let days: Vec<Date> = (0..100).map(|at| first.plus_days(at)).collect();
        let working: Vec<Date> = days
            .iter()
            .copied()
            .filter(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday))
            .collect();
        let time = WorkingTime::of(&none, &working, date("2025-06-30"));
        assert!(time.between(date("2025-05-30"), date("2025-06-01")) < 0.2);
        let week = time.between(date("2025-05-04"), date("2025-05-11"));
        assert!((week - 7.0).abs() < 1e-9, "{week}");
        let years = WorkingTime::of(&none, &days, date("2025-12-31"));
        assert!((years.between(date("2025-12-24"), date("2025-12-31")) - 1.75).abs() < 0.1);
        assert!(time.between(date("2025-05-11"), date("2025-05-04")) < 1e-9);
    }
}
