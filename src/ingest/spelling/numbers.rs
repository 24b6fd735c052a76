//! Numbers as people and spreadsheets write them: `1,234.5`, `1.234,5`, `$ 1 234`, `20 min`.

use std::ops::RangeInclusive;

use crate::ingest::spelling::conventions::{Convention, DecimalSign};
use crate::model::finding::{Finding, RangeFault, ValueFault};
use crate::model::units::Cents;

impl DecimalSign {
    /// Returns the mark and what groups thousands.
    fn letters(self) -> (char, char) {
        match self {
            Self::Point => ('.', ','),
            Self::Comma => (',', '.'),
        }
    }
}

/// Reads a finite number.
pub(crate) fn number(field: &str, convention: Convention) -> Result<f64, Finding> {
    parse(field, convention.decimal).ok_or_else(|| ValueFault::NotANumber.into())
}

/// Reads a whole number within a range; `20.0` and `20 min` are such, as spreadsheets and people write them.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked first")]
pub(crate) fn whole(range: RangeInclusive<u32>) -> impl Fn(&str, Convention) -> Result<u32, Finding> {
    move |field, convention| {
        let number = number(without_unit(field), convention)?;
        let (least, most) = (*range.start(), *range.end());
        if !(f64::from(least)..=f64::from(most)).contains(&number) {
            return Err(RangeFault::NotBetween { least, most }.into());
        }
        if number.fract() != 0.0 {
            return Err(ValueFault::NotWhole.into());
        }
        Ok(number as u32)
    }
}

/// Reads an amount of money in whole cents, exactly: `2.50`, `$2.5`, `1,200`.
pub(crate) fn cents(field: &str, convention: Convention) -> Result<Cents, Finding> {
    let not_a_number = || Finding::from(ValueFault::NotANumber);
    let (whole, fraction, negative) = digits(field, convention.decimal).ok_or_else(not_a_number)?;
    let out_of_range = || RangeFault::NotBetween { least: 0, most: MOST_MONEY };
    let (hundredths, rest) = fraction.split_at_checked(2).unwrap_or((fraction.as_str(), ""));
    if rest.contains(|digit| digit != '0') {
        return Err(ValueFault::NotCents.into());
    }
    let whole = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| out_of_range())? };
    let hundredths: u32 = format!("{hundredths:0<2}").parse().map_err(|_| not_a_number())?;
    let is_in_range = whole < MOST_MONEY && !(negative && (whole, hundredths) != (0, 0));
    if is_in_range { Ok(Cents(whole * 100 + hundredths)) } else { Err(out_of_range().into()) }
}

/// Less money than this stands in any field.
const MOST_MONEY: u32 = 1_000_000;

/// Cuts off a word such as `min` or `days`.
fn without_unit(field: &str) -> &str {
    let number = field.trim_end_matches(|letter: char| letter.is_ascii_alphabetic() || letter == '.');
    let unit = field[number.len()..].trim_matches('.').to_lowercase();
    let known = ["min", "mins", "minute", "minutes", "d", "day", "days", "stops", "visits"];
    if known.contains(&unit.as_str()) { number.trim_end() } else { field }
}

/// Reads a finite number with this decimal mark.
pub(crate) fn parse(field: &str, mark: DecimalSign) -> Option<f64> {
    if mark == DecimalSign::Point
        && let Ok(number) = field.parse::<f64>()
    {
        return Some(number).filter(|number| number.is_finite());
    }
    let (whole, fraction, negative) = digits(field, mark)?;
    let number = format!("{whole}.{fraction}0").parse::<f64>().ok().filter(|number| number.is_finite())?;
    Some(if negative { -number } else { number })
}

/// Parts a number into the digits before its decimal mark and those after it, and says whether it is negative.
fn digits(field: &str, mark: DecimalSign) -> Option<(String, String, bool)> {
    let (bare, negative) = bare(field)?;
    let (point, group) = mark.letters();
    let (whole, fraction) = bare.split_once(point).unwrap_or((&bare, ""));
    let is_plain = fraction.chars().all(|letter| letter.is_ascii_digit());
    (is_grouped(whole, group) && is_plain).then(|| (whole.replace(group, ""), fraction.to_owned(), negative))
}

/// Takes off sign, currency, blanks and brackets, and says whether the number is negative.
fn bare(field: &str) -> Option<(String, bool)> {
    let field = field.trim_matches(|letter: char| letter.is_whitespace() || "$€£%".contains(letter));
    let kept = without_blanks(field)?;
    let in_brackets = kept.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    let minus = kept.strip_prefix(['-', '−', '–']);
    let rest = in_brackets.or(minus).unwrap_or_else(|| kept.strip_prefix('+').unwrap_or(&kept));
    let starts = rest.starts_with(|letter: char| letter.is_ascii_digit() || ".,".contains(letter));
    (starts && rest.contains(|letter: char| letter.is_ascii_digit()))
        .then(|| (rest.to_owned(), in_brackets.or(minus).is_some()))
}

/// Takes blanks and apostrophes out of a number, where they part thousands or stand after a sign.
fn without_blanks(field: &str) -> Option<String> {
    let is_blank = |letter: char| letter.is_whitespace() || "'’$€£".contains(letter);
    let mut parts = field.split(is_blank).filter(|part| !part.is_empty());
    let mut kept = parts.next()?.to_owned();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let before = kept.bytes().rev().take_while(u8::is_ascii_digit).count();
        if before > 0 && digits != 3 {
            return None;
        }
        kept.push_str(part);
    }
    Some(kept)
}

/// Tells whether digits are parted in groups of three, or not at all.
fn is_grouped(whole: &str, group: char) -> bool {
    let mut parts = whole.split(group);
    let first = parts.next().unwrap_or_default();
    let digits = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    let rest: Vec<&str> = parts.collect();
    digits(first)
        && (rest.is_empty() || (1..=3).contains(&first.len()))
        && rest.iter().all(|part| part.len() == 3 && digits(part))
}

/// Tells which decimal mark a field proves, if it proves one.
pub(crate) fn mark_of(field: &str) -> Option<DecimalSign> {
    let last = field.rfind([',', '.'])?;
    let (point, comma) = (field.matches('.').count(), field.matches(',').count());
    let is_comma = field[last..].starts_with(',');
    let (mark, other) = if is_comma { (comma, point) } else { (point, comma) };
    let after = field[last + 1..].chars().take_while(char::is_ascii_digit).count();
    let decimal = if is_comma { DecimalSign::Comma } else { DecimalSign::Point };
    let group = if is_comma { DecimalSign::Point } else { DecimalSign::Comma };
    match (mark, other) {
        (1, 1..) => Some(decimal),
        (2.., _) => Some(group),
        _ if after != 3 => Some(decimal),
        // `1,234` and `1.234` may be either, but `0,123` and `1234,567` are no thousands.
        _ => {
            let before = field[..last].trim_start_matches(|letter: char| !letter.is_ascii_digit());
            (before.starts_with('0') || before.len() > 3).then_some(decimal)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_every_spelling() {
        let point = |field| parse(field, DecimalSign::Point);
        let comma = |field| parse(field, DecimalSign::Comma);
        assert_eq!(point("1,234.5"), Some(1234.5));
        assert_eq!(comma("1.234,5"), Some(1234.5));
        assert_eq!(comma("-96,02"), Some(-96.02));
        assert_eq!(point("$ 1,234"), Some(1234.0));
        assert_eq!(point("(12)"), Some(-12.0));
        assert_eq!(point("1 234"), Some(1234.0));
        assert_eq!(comma("1.234"), Some(1234.0));
        assert_eq!(comma("7"), Some(7.0));
        for field in ["", "many", "1,23,4", "12,34", "--1", "inf", "NaN", "1.2.3", "$", "-", "()"] {
            assert_eq!(point(field), None, "{field}");
        }
    }

    #[test]
    fn money_is_read_to_the_cent() {
        let of = |field| cents(field, Convention::default()).ok().map(|cents| cents.0);
        for (field, wanted) in [
            ("2.50", 250),
            ("$2.5", 250),
            ("0.85", 85),
            (".85", 85),
            ("12", 1200),
            ("$ 1,200.07", 120_007),
            ("2.500", 250),
            ("-0", 0),
            ("999999.99", 99_999_999),
            ("4.35", 435),
            ("0.29", 29),
            ("1.", 100),
        ] {
            assert_eq!(of(field), Some(wanted), "{field}");
        }
        for field in ["", "free", "-1", "2.505", "1000000", "99999999999", "1,23", "2.5.0"] {
            assert_eq!(of(field), None, "{field}");
        }
        let comma = Convention { decimal: DecimalSign::Comma, ..Convention::default() };
        assert_eq!(cents("1.234,5", comma), Ok(Cents(123_450)));
    }

    #[test]
    fn what_a_field_proves() {
        assert_eq!(mark_of("41,3"), Some(DecimalSign::Comma));
        assert_eq!(mark_of("41.3"), Some(DecimalSign::Point));
        assert_eq!(mark_of("1,234"), None);
        assert_eq!(mark_of("1.234.567"), Some(DecimalSign::Comma));
        assert_eq!(mark_of("1,234.5"), Some(DecimalSign::Point));
        assert_eq!(mark_of("0,123"), Some(DecimalSign::Comma));
        assert_eq!(mark_of("12"), None);
    }
}
