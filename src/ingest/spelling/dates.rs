//! Dates as people and spreadsheets write them: `2026-01-31`, `1/31/2026`, `31-Jan-26`, `46053`; months and weeks, too.

use crate::ingest::spelling::tokens::{Token, tokens};
use crate::model::finding::{Finding, ValueFault};
use crate::model::time::Date;
use crate::model::time_text::ParseTimeError;
use crate::model::weekday::Weekday;

/// Which number of `3/4/2026` is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateOrder {
    /// The first, as in the United States: 4 March.
    MonthFirst,
    /// The second, as in most of the world: 3 April.
    DayFirst,
}

/// What a field of a date column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// A day.
    Day(Date),
    /// All days from the first to the last: a week, a month or a quarter.
    Period(Date, Date),
}

/// Three numbers of which the year comes last, as they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct DayAndMonth {
    first: u32,
    second: u32,
    year: i32,
}

/// What a field is before it is known which number is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Known(Written),
    InOrder(DayAndMonth),
}

/// Reads a day.
pub(crate) fn day(field: &str, order: DateOrder) -> Result<Date, Finding> {
    match written(field, order) {
        Some(Written::Day(date)) => Ok(date),
        Some(Written::Period(..)) => Err(ValueFault::NotADay.into()),
        None => Err(ValueFault::NotATime(ParseTimeError::Date).into()),
    }
}

/// Reads a day, or a period with its first day.
pub(crate) fn day_or_period(field: &str, order: DateOrder) -> Result<(Option<Date>, Date), Finding> {
    match written(field, order) {
        Some(Written::Day(date)) => Ok((None, date)),
        Some(Written::Period(first, last)) => Ok((Some(first), last)),
        None => Err(ValueFault::NotATime(ParseTimeError::Date).into()),
    }
}

/// Reads what a field says. O(length).
pub(crate) fn written(field: &str, order: DateOrder) -> Option<Written> {
    match form(field)? {
        Form::Known(written) => Some(written),
        Form::InOrder(DayAndMonth { first, second, year }) => {
            let (month, day) = match order {
                DateOrder::MonthFirst => (first, second),
                DateOrder::DayFirst => (second, first),
            };
            // A date that is none in the order of its column has one reading all the same: 28/1/2026.
            let date = Date::new(year, month, day).or_else(|| Date::new(year, day, month));
            date.map(Written::Day)
        }
    }
}

/// Tells which orders a field allows: (month first, day first). `None` where the order means nothing for it.
pub(crate) fn orders(field: &str) -> Option<(bool, bool)> {
    // Most dates are ISO dates; their first run has four digits.
    let bytes = field.as_bytes();
    if bytes.get(4) == Some(&b'-') && bytes.iter().take(4).all(u8::is_ascii_digit) {
        return None;
    }
    match form(field)? {
        Form::InOrder(DayAndMonth { first, second, year }) if first != second => {
            Some((Date::new(year, first, second).is_some(), Date::new(year, second, first).is_some()))
        }
        _ => None,
    }
}

/// Finds out what a field is.
fn form(field: &str) -> Option<Form> {
    if let Ok(iso) = field.parse::<Date>() {
        return Some(Form::Known(Written::Day(iso)));
    }
    if let Some(date) = serial(field) {
        return Some(Form::Known(Written::Day(date)));
    }
    let mut tokens = tokens(without_time(field), &[' ', '-', '/', '.', ',', '\'', '\u{a0}'])?;
    if matches!(tokens[..], [.., Token::Digits(..), Token::Word(word)] if is_half_of_a_day(word)) {
        tokens.truncate(tokens.len() - 2);
    }
    tokens.retain(|token| !matches!(token, Token::Word(word) if is_ornament(word)));
    let known = |written: Option<Written>| written.map(Form::Known);
    match tokens[..] {
        [Token::Digits(year, 4), Token::Digits(month, 1 | 2), Token::Digits(day, 1 | 2)] => {
            known(ymd(year, month, day))
        }
        [
            Token::Digits(first, 1 | 2),
            Token::Digits(second, 1 | 2),
            Token::Digits(year, digits @ (2 | 4)),
        ] => Some(Form::InOrder(DayAndMonth { first, second, year: full_year(year, digits)? })),
        [Token::Word(name), Token::Digits(day, 1 | 2), Token::Digits(year, digits @ (2 | 4))]
        | [Token::Digits(day, 1 | 2), Token::Word(name), Token::Digits(year, digits @ (2 | 4))] => {
            known(named(name, day, year, digits))
        }
        [Token::Digits(year, 4), Token::Word(name), Token::Digits(day, 1 | 2)] => {
            known(named(name, day, year, 4))
        }
        [Token::Digits(day, 8)] => known(ymd(day / 10_000, day / 100 % 100, day % 100)),
        [Token::Digits(month, 6)] => known(month_of(month / 100, month % 100)),
        [Token::Digits(year, 4), Token::Digits(month, 1 | 2)]
        | [Token::Digits(month, 1 | 2), Token::Digits(year, 4)] => known(month_of(year, month)),
        [Token::Word(name), Token::Digits(year, digits @ (2 | 4))]
        | [Token::Digits(year, digits @ 4), Token::Word(name)] => {
            known(month_of(u32::try_from(full_year(year, digits)?).ok()?, month_named(name)?))
        }
        _ => None,
    }
}

/// Reads a year, a month's name and a day; or a year with a numbered week or quarter, which looks the same.
fn named(name: &str, number: u32, year: u32, digits: usize) -> Option<Written> {
    let year = full_year(year, digits)?;
    match name.to_lowercase().as_str() {
        "w" | "wk" | "week" | "cw" | "kw" => week(year, number),
        "q" | "quarter" => quarter(year, number),
        name => Date::new(year, month_named(name)?, number).map(Written::Day),
    }
}

fn ymd(year: u32, month: u32, day: u32) -> Option<Written> {
    Date::new(i32::try_from(year).ok()?, month, day).map(Written::Day)
}

/// Returns a whole month.
fn month_of(year: u32, month: u32) -> Option<Written> {
    let year = i32::try_from(year).ok()?;
    months(year, month, month)
}

/// Returns the days from the first of one month to the last of another.
fn months(year: i32, from: u32, until: u32) -> Option<Written> {
    let first = Date::new(year, from, 1)?;
    let last = (28..=31).rev().find_map(|day| Date::new(year, until, day))?;
    Some(Written::Period(first, last))
}

/// Returns the first and the last day of the month that begins on a day.
pub(crate) fn month_of_day(day: Date) -> Option<(Date, Date)> {
    match months(day.year(), day.month(), day.month()) {
        Some(Written::Period(first, last)) if first == day => Some((first, last)),
        _ => None,
    }
}

fn quarter(year: i32, number: u32) -> Option<Written> {
    (1..=4).contains(&number).then(|| months(year, 3 * number - 2, 3 * number))?
}

/// Returns a week of ISO 8601: the first has the year's first Thursday.
fn week(year: i32, number: u32) -> Option<Written> {
    let first = Date::new(year, 1, 4)?.monday();
    let monday = first.plus_days(7 * (i64::from(number) - 1));
    let in_year = number >= 1 && monday.plus_days(3).year() == year;
    in_year.then(|| Written::Period(monday, monday.plus_days(6)))
}

/// Completes a year of two digits: 00 to 69 are after 2000.
fn full_year(year: u32, digits: usize) -> Option<i32> {
    let year = i32::try_from(year).ok()?;
    Some(match (digits, year) {
        (2, 0..=69) => 2000 + year,
        (2, _) => 1900 + year,
        _ => year,
    })
}

/// Finds the month with this name, in English, full or cut to three letters or more.
fn month_named(name: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let name = name.to_lowercase();
    let found = MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(&name));
    found.and_then(|at| u32::try_from(at + 1).ok())
}

fn is_half_of_a_day(word: &str) -> bool {
    word.eq_ignore_ascii_case("am") || word.eq_ignore_ascii_case("pm")
}

/// Tells whether a word says nothing that the date does not say: a weekday, `31st`, the `T` before a time.
fn is_ornament(word: &str) -> bool {
    let word = word.to_lowercase();
    ["st", "nd", "rd", "th", "t", "of"].contains(&word.as_str())
        || (word.len() >= 3 && word.parse::<Weekday>().is_ok())
        || Weekday::ALL.iter().any(|day| word.len() >= 3 && day.to_string().to_lowercase().starts_with(&word))
}

/// Cuts off a time of day: everything from the number before the first colon.
fn without_time(field: &str) -> &str {
    let Some(colon) = field.find(':') else { return field };
    // A colon is one byte, so both cuts lie between letters.
    let before = field[..colon].trim_end_matches(|letter: char| letter.is_ascii_digit());
    before.trim_end_matches(|letter: char| letter == 'T' || letter.is_whitespace())
}

/// Reads the day number of a spreadsheet, 1 January 1990 to 31 December 2099; a fraction is a time of day.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked first")]
fn serial(field: &str) -> Option<Date> {
    const FIRST: f64 = 32_874.0;
    const LAST: f64 = 73_051.0;
    if !field.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let number = field.parse::<f64>().ok().filter(|number| (FIRST..LAST).contains(number))?;
    Some(Date::new(1899, 12, 30).unwrap_or(Date::UNIX_EPOCH.plus_days(-25_569)).plus_days(number as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn us(field: &str) -> Option<String> {
        match written(field, DateOrder::MonthFirst)? {
            Written::Day(date) => Some(date.to_string()),
            Written::Period(first, last) => Some(format!("{first}..{last}")),
        }
    }

    #[test]
    fn days_in_every_spelling() {
        for field in [
            "2026-01-31",
            "1/31/2026",
            "01/31/26",
            "1-31-2026",
            "1.31.2026",
            "31-Jan-26",
            "31 January 2026",
            "Jan 31 2026",
            "Jan 31, 2026",
            "January 31st, 2026",
            "Sat 31 Jan 2026",
            "Saturday, January 31, 2026",
            "2026/01/31",
            "20260131",
            "46053",
            "46053.0",
            "46053.4375",
            "2026-01-31T09:30:00",
            "1/31/2026 2:30 PM",
            "2026-01-31 09:30",
            "1/31/2026 0:00",
            "1/31/2026 9 AM",
            "31/1/2026",
            "2026-01-31T09:30:00Z",
            "31-JAN-2026",
            "2026 Jan 31",
        ] {
            assert_eq!(us(field).as_deref(), Some("2026-01-31"), "{field}");
        }
    }

    #[test]
    fn periods_in_every_spelling() {
        for field in
            ["2026-02", "Feb-26", "Feb 2026", "February 2026", "02/2026", "2026/2", "202602", "2026 Feb"]
        {
            assert_eq!(us(field).as_deref(), Some("2026-02-01..2026-02-28"), "{field}");
        }
        for field in ["2026-W05", "2026W05", "week 5 2026", "W5 2026", "wk 5, 2026"] {
            assert_eq!(us(field).as_deref(), Some("2026-01-26..2026-02-01"), "{field}");
        }
        assert_eq!(us("Q1 2026"), us("2026-Q1"));
        assert_eq!(us("2026-Q1").as_deref(), Some("2026-01-01..2026-03-31"));
    }

    #[test]
    fn what_is_no_date_stays_unread() {
        for field in [
            "",
            "week 48",
            "31-Jan",
            "13/13/2026",
            "2/30/2026",
            "2026-02-30",
            "yesterday",
            "1/2/3",
            "-46050",
            "12",
            "2026",
            "99999",
            "1e5",
            "2026-W60",
            "3/4",
            "12345678901234567890",
            "Q5 2026",
            "2026-13",
            "n/a",
            "::",
        ] {
            assert_eq!(us(field), None, "{field}");
        }
    }

    #[test]
    fn numbers_above_twelve_prove_the_order() {
        assert_eq!(orders("1/31/2026"), Some((true, false)));
        assert_eq!(orders("31.1.2026"), Some((false, true)));
        assert_eq!(orders("3/4/2026"), Some((true, true)));
        assert_eq!(orders("31-1-2026"), Some((false, true)));
        assert_eq!(orders("5-11-2025"), Some((true, true)));
        assert_eq!(orders("4/4/2026"), None);
        assert_eq!(orders("2026-03-04"), None);
        assert_eq!(orders("4 Mar 2026"), None);
    }
}
