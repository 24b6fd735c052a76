//! Civil dates and times of day: local, without time zone. The only file that knows the date library.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::model::time_text::ParseTimeError;
use crate::model::weekday::Weekday;

/// A calendar day, written `2026-01-31`.
///
/// ```
/// use rounds::model::{Date, Weekday};
/// let friday: Date = "2026-01-30".parse()?;
/// assert_eq!(friday.weekday(), Weekday::Friday);
/// assert_eq!(friday.plus_days(3).to_string(), "2026-02-02");
/// # Ok::<(), rounds::model::ParseTimeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// 1 January 1970, from which clocks count.
    pub const UNIX_EPOCH: Self = Self(chrono::DateTime::UNIX_EPOCH.naive_utc().date());

    /// Makes the day with this year, month (1-12) and day of month, where there is one between the years 1900 and 2200.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1900..=2200).contains(&year)).map(Self)
    }

    /// Returns the day `days` later, or earlier when negative. It stays put where the calendar ends.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        let step = Days::new(days.unsigned_abs());
        let moved = if days < 0 { self.0.checked_sub_days(step) } else { self.0.checked_add_days(step) };
        Self(moved.unwrap_or(self.0))
    }

    /// Counts the days from `earlier` to this day. The count is negative if this day comes first.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// Returns the day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        // Both count from Monday, 0.
        Weekday::ALL[self.0.weekday().num_days_from_monday() as usize]
    }

    /// Returns the Monday of its week.
    #[must_use]
    pub fn monday(self) -> Self {
        self.plus_days(-i64::from(self.0.weekday().num_days_from_monday()))
    }

    /// Returns the year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Returns the month, 1-12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// Returns the day of the month, 1-31.
    #[must_use]
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// Writes it as people do in an itinerary: `Mon 2 Feb 2026`.
    #[must_use]
    pub fn to_words(self) -> String {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        // `month0` counts from January, 0.
        let month = MONTHS[self.0.month0() as usize];
        format!("{} {} {month} {}", self.weekday().short_name(), self.day(), self.year())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-{:02}-{:02}", self.year(), self.month(), self.day()))
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = ParseTimeError;

    fn from_str(text: &str) -> Result<Self, ParseTimeError> {
        let mut parts = text.trim().splitn(3, '-').map(|part| part.parse::<u32>().ok());
        let mut next = || parts.next().flatten();
        let (year, month, day) = (next(), next(), next());
        let date = year.zip(month).zip(day).and_then(|((y, m), d)| Self::new(i32::try_from(y).ok()?, m, d));
        date.ok_or(ParseTimeError::Date)
    }
}

/// A time of day in whole minutes, `00:00` to `24:00`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// The end of a day, 24:00.
    pub const MIDNIGHT: Self = Self(24 * 60);

    /// Makes the time at `hour`:`minute`; `None` beyond 24:00.
    #[must_use]
    pub const fn new(hour: u16, minute: u16) -> Option<Self> {
        if hour > 24 || minute > 59 || hour * 60 + minute > 24 * 60 {
            return None;
        }
        Some(Self(hour * 60 + minute))
    }

    /// Makes the time `minutes` after 00:00; later than 24:00 becomes 24:00.
    #[must_use]
    pub fn from_minutes(minutes: u32) -> Self {
        Self(u16::try_from(minutes).unwrap_or(u16::MAX).min(24 * 60))
    }

    /// Counts the minutes since 00:00.
    #[must_use]
    pub fn minutes(self) -> u32 {
        u32::from(self.0)
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:02}:{:02}", self.0 / 60, self.0 % 60))
    }
}

impl fmt::Debug for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for TimeOfDay {
    type Err = ParseTimeError;

    /// Reads `8:30`, `08:30` and `08:30:00`.
    fn from_str(text: &str) -> Result<Self, ParseTimeError> {
        let mut parts = text.trim().splitn(3, ':').map(|part| part.parse::<u16>().ok());
        let (hour, minute) = (parts.next().flatten(), parts.next().flatten());
        let second = parts.next();
        let time = hour.zip(minute).and_then(|(hour, minute)| Self::new(hour, minute));
        time.filter(|_| matches!(second, None | Some(Some(0..=59)))).ok_or(ParseTimeError::TimeOfDay)
    }
}

/// A stretch of one day that is not empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Bounds")]
pub struct TimeWindow {
    opens: TimeOfDay,
    closes: TimeOfDay,
}

/// What a [`TimeWindow`] is read from.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Bounds {
    opens: TimeOfDay,
    closes: TimeOfDay,
}

impl TryFrom<Bounds> for TimeWindow {
    type Error = ParseTimeError;

    fn try_from(bounds: Bounds) -> Result<Self, ParseTimeError> {
        Self::new(bounds.opens, bounds.closes).ok_or(ParseTimeError::TimeWindow)
    }
}

impl TimeWindow {
    /// Makes the window from `opens` to `closes`; `None` unless it closes later than it opens.
    #[must_use]
    pub fn new(opens: TimeOfDay, closes: TimeOfDay) -> Option<Self> {
        (opens < closes).then_some(Self { opens, closes })
    }

    /// Makes a window of constants: `TimeWindow::between((8, 30), (11, 45))`.
    #[must_use]
    pub fn between(opens: (u16, u16), closes: (u16, u16)) -> Option<Self> {
        Self::new(TimeOfDay::new(opens.0, opens.1)?, TimeOfDay::new(closes.0, closes.1)?)
    }

    /// Returns when it begins.
    #[must_use]
    pub fn opens(self) -> TimeOfDay {
        self.opens
    }

    /// Returns when it ends.
    #[must_use]
    pub fn closes(self) -> TimeOfDay {
        self.closes
    }

    /// Returns its length in minutes.
    #[must_use]
    pub fn minutes(self) -> u32 {
        self.closes.minutes() - self.opens.minutes()
    }

    /// Returns the part that both windows share.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.opens.max(other.opens), self.closes.min(other.closes))
    }
}

impl fmt::Display for TimeWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.opens, self.closes)
    }
}

as_text!(Date, "2026-01-31");
as_text!(TimeOfDay, "08:30");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_that_do_not_exist_are_refused() {
        for text in ["24:01", "8", "", "8:60", "-1:00", "08:30:61", "noon"] {
            assert!(text.parse::<TimeOfDay>().is_err(), "{text}");
        }
        assert_eq!("24:00".parse(), Ok(TimeOfDay::MIDNIGHT));
        assert_eq!("8:05:00".parse::<TimeOfDay>().map(TimeOfDay::minutes), Ok(485));
    }

    #[test]
    fn dates_that_do_not_exist_are_refused() {
        for text in ["2026-02-29", "2026-13-01", "01/02/2026", "", "2026-1", "0001-01-01", "99999-01-01"] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        assert_eq!("2024-02-29".parse::<Date>().map(Date::to_words), Ok("Thu 29 Feb 2024".into()));
    }
}
