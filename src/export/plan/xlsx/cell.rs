//! What stands in a cell, and the limits of the format.

use std::borrow::Cow;

use crate::export::wording::text::printable;
use crate::model::time::{Date, TimeOfDay};

/// Most UTF-16 units in a cell.
const LONGEST_TEXT: usize = 32_767;
/// Most UTF-16 units in a link.
pub(crate) const LONGEST_LINK: usize = 2_080;
/// Most links in a sheet.
pub(crate) const MOST_LINKS: usize = 65_530;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell<'a> {
    Empty,
    /// A text, which never runs as a formula.
    Text(Cow<'a, str>),
    /// A text on one line, of which only the beginning may be seen.
    Line(Cow<'a, str>),
    /// A whole number.
    Count(u64),
    /// A whole number with its sign.
    Change(i64),
    /// A share of 1, shown as per cent.
    Share(f64),
    /// A number with one decimal shown.
    Tenths(f64),
    /// A number with three decimals shown.
    Thousandths(f64),
    Date(Date),
    Time(TimeOfDay),
    /// A link, and what is shown of it.
    Link(String, Cow<'a, str>),
}

impl<'a> Cell<'a> {
    /// A text that is borrowed from the book or the plan.
    pub(crate) fn text(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Borrowed(text)) }
    }

    /// A text of the program's own making.
    pub(crate) fn owned(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Owned(text)) }
    }

    /// A text that may be missing.
    pub(crate) fn maybe(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    /// A date that may be missing.
    pub(crate) fn maybe_date(date: Option<Date>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }

    /// Returns how many letters are shown: an estimate of the width, in which letters of wide scripts count twice.
    pub(crate) fn width(&self) -> usize {
        match self {
            Self::Empty => 0,
            Self::Text(text) | Self::Line(text) => shown_width(text),
            Self::Count(number) => number.to_string().len(),
            Self::Change(number) => number.to_string().len() + 1,
            Self::Share(_) => "100 %".len(),
            Self::Tenths(number) => format!("{number:.1}").len(),
            Self::Thousandths(number) => format!("{number:.3}").len(),
            Self::Date(_) => "Wed 30 Sep 2026".len(),
            Self::Time(_) => "00:00".len(),
            Self::Link(_, shown) => shown_width(shown),
        }
    }
}

/// Counts letters, those of wide scripts twice.
pub(crate) fn shown_width(text: &str) -> usize {
    text.chars().map(|letter| if letter >= '\u{1100}' { 2 } else { 1 }).sum()
}

/// Returns the text as a cell can hold it: without letters that steer, and cut where it is too long.
pub(crate) fn fitting(text: &str) -> String {
    let text = printable(text);
    if utf16_length(&text) <= LONGEST_TEXT { text } else { cut(&text, LONGEST_TEXT - 1) + "…" }
}

/// Returns the first letters of a text, in at most so many UTF-16 units.
pub(crate) fn cut(text: &str, most: usize) -> String {
    let mut length = 0;
    let fits = |letter: &char| {
        length += letter.len_utf16();
        length <= most
    };
    text.chars().take_while(fits).collect()
}

/// Counts UTF-16 units, in which the format has its limits.
pub(crate) fn utf16_length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Returns a date as a number of days, as spreadsheets count them; `None` where they do not count alike: before March 1900, and
/// after the year 9999.
pub(crate) fn serial(date: Date) -> Option<f64> {
    let first = Date::new(1900, 3, 1)?;
    // Excel takes 1900 for a leap year, so that day is its 61st.
    let days = date.days_since(first) + 61;
    (date >= first && date.year() <= 9999).then_some(days as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_spreadsheets_do() {
        let of = |text: &str| serial(text.parse().unwrap());
        assert_eq!(of("1900-03-01"), Some(61.0));
        assert_eq!(of("2026-02-02"), Some(46_055.0));
        assert_eq!(of("1900-02-28"), None);
    }

    #[test]
    fn texts_are_cut_at_the_limit() {
        assert_eq!(fitting("a\nb\u{1b}c"), "a b c");
        let long = "𝒙".repeat(20_000);
        let fitted = fitting(&long);
        assert_eq!((utf16_length(&fitted), fitted.chars().last()), (32_767, Some('…')));
        assert_eq!(fitting(&"x".repeat(32_767)).len(), 32_767);
    }
}
