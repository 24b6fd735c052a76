//! Days of the week.

use std::fmt;
use std::str::FromStr;

use crate::model::time_text::ParseTimeError;

/// A day of the week; weeks start on Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl Weekday {
    /// All seven, Monday first.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// Returns `Monday` to `Sunday`.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][self as usize]
    }

    /// Returns `Mon` to `Sun`.
    #[must_use]
    pub fn short_name(self) -> &'static str {
        // The days are numbered from Monday, 0.
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][self as usize]
    }
}

impl fmt::Display for Weekday {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.short_name())
    }
}

impl FromStr for Weekday {
    type Err = ParseTimeError;

    /// Reads `mon`, `Monday` or any English name by its first three letters.
    fn from_str(text: &str) -> Result<Self, ParseTimeError> {
        let text = text.trim().to_ascii_lowercase();
        let full = |day: &Self| format!("{day:?}").to_ascii_lowercase();
        let found = Self::ALL.into_iter().find(|day| text.len() >= 3 && full(day).starts_with(&text));
        found.ok_or(ParseTimeError::Weekday)
    }
}

as_text!(Weekday, "Mon");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_are_read_by_their_first_letters() {
        assert_eq!("thurs".parse(), Ok(Weekday::Thursday));
        assert_eq!("Mon".parse(), Ok(Weekday::Monday));
        assert!("t".parse::<Weekday>().is_err());
        assert!("funday".parse::<Weekday>().is_err());
    }
}
