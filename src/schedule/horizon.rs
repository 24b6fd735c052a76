//! The days that are planned.

use crate::model::time::Date;
use crate::schedule::config::ScheduleConfig;

/// The days planned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Horizon {
    pub(crate) as_of: Date,
    pub(crate) start: Date,
    pub(crate) days: u32,
}

impl Horizon {
    pub(crate) fn new(as_of: Date, config: &ScheduleConfig) -> Self {
        let next_monday = as_of.monday().plus_days(7);
        Self { as_of, start: config.start.unwrap_or(next_monday), days: config.weeks * 7 }
    }

    pub(crate) fn date(&self, day: u32) -> Date {
        self.start.plus_days(i64::from(day))
    }

    pub(crate) fn end(&self) -> Date {
        self.date(self.days - 1)
    }

    /// Returns the first day planned that leaves so many days for a call.
    pub(crate) fn callable(&self, days: u32) -> Date {
        self.start.max(self.as_of.plus_days(days.into()))
    }

    /// Lists every day with its number.
    pub(crate) fn dates(&self) -> impl Iterator<Item = (u32, Date)> + '_ {
        (0..self.days).map(|day| (day, self.date(day)))
    }

    /// Returns the number of a day that is planned.
    pub(crate) fn day(&self, date: Date) -> Option<u32> {
        u32::try_from(self.offset(date)).ok().filter(|&day| day < self.days)
    }

    /// Days from the horizon's first day to `date`; negative before it.
    pub(crate) fn offset(&self, date: Date) -> i64 {
        date.days_since(self.start)
    }
}
