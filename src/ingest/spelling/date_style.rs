//! How the dates of a column look, so that a new one looks like them.

use crate::ingest::spelling::dates::{self, DateOrder};
use crate::model::time::Date;

/// The looks of a date that is written in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DateStyle {
    first: FirstPart,
    separator: char,
    /// Days and months have two digits, always.
    padded: bool,
    /// Years have four digits.
    full_year: bool,
}

/// What a date begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FirstPart {
    Year,
    Month,
    Day,
}

/// Dates that are looked at, the last ones of a column.
const EXAMPLES: usize = 100;

impl DateStyle {
    /// `2026-01-31`, which means the same to everybody.
    const ISO: Self = Self { first: FirstPart::Year, separator: '-', padded: true, full_year: true };

    /// Finds the style in which the last dates of a column are written; `2026-01-31` where they are not of one style, or of another.
    pub(crate) fn of<'a>(fields: impl DoubleEndedIterator<Item = &'a str>, order: DateOrder) -> Self {
        let mut styles = all(order);
        for field in fields.rev().filter(|field| !field.is_empty()).take(EXAMPLES) {
            let written = dates::day(field, order).ok();
            styles.retain(|style| written.is_some_and(|date| style.write(date) == field));
        }
        styles.first().copied().unwrap_or(Self::ISO)
    }

    /// Writes a date in this style.
    pub(crate) fn write(self, date: Date) -> String {
        let year = if self.full_year { date.year() } else { date.year().rem_euclid(100) };
        let year = format!("{year:02}");
        let part = |number: u32| if self.padded { format!("{number:02}") } else { number.to_string() };
        let (month, day) = (part(date.month()), part(date.day()));
        let parts = match self.first {
            FirstPart::Year => [year, month, day],
            FirstPart::Month => [month, day, year],
            FirstPart::Day => [day, month, year],
        };
        parts.join(&self.separator.to_string())
    }
}

/// Lists the styles of a column, those first that are taken where several fit.
fn all(order: DateOrder) -> Vec<DateStyle> {
    let own = if order == DateOrder::MonthFirst { FirstPart::Month } else { FirstPart::Day };
    let mut styles = vec![DateStyle::ISO];
    for (first, full_year) in [(FirstPart::Year, true), (own, true), (own, false)] {
        for separator in ['-', '/', '.'] {
            let style = |padded| DateStyle { first, separator, padded, full_year };
            styles.extend([style(false), style(true)]);
        }
    }
    styles
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(fields: &[&str], order: DateOrder, date: &str) -> String {
        DateStyle::of(fields.iter().copied(), order).write(date.parse().unwrap())
    }

    #[test]
    fn a_new_date_looks_like_the_others() {
        let (us, eu) = (DateOrder::MonthFirst, DateOrder::DayFirst);
        for (fields, order, wanted) in [
            (&["1/31/2026", "12/1/2026"][..], us, "2/3/2026"),
            (&["01/31/2026", "02/01/2026"], us, "02/03/2026"),
            (&["1/31/26"], us, "2/3/26"),
            (&["31.01.2026"], eu, "03.02.2026"),
            (&["3/2/2026"], eu, "3/2/2026"),
            (&["2026-01-31"], us, "2026-02-03"),
            (&["2026/01/31"], us, "2026/02/03"),
            (&["31 Jan 2026"], us, "2026-02-03"),
            (&["1/31/2026", "2026-01-31"], us, "2026-02-03"),
            (&["46053"], us, "2026-02-03"),
            (&[], us, "2026-02-03"),
        ] {
            assert_eq!(written(fields, order, "2026-02-03"), wanted, "{fields:?}");
        }
    }

    proptest! {
        #![proptest_config(crate::draws::hunting())]

        #[test]
        fn any_date_in_any_style_is_read_as_itself(days in 0_i64..36_000, month_first: bool) {
            let order = if month_first { DateOrder::MonthFirst } else { DateOrder::DayFirst };
            let date = Date::UNIX_EPOCH.plus_days(days);
            for style in all(order) {
                prop_assert_eq!(dates::day(&style.write(date), order), Ok(date), "{:?}", style);
            }
        }
    }
}
