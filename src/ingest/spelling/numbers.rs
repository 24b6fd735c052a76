//! Numbers as people and spreadsheets write them: `1,234.5`, `1.234,5`, `$ 1 234`, `20 min`.

use std::ops::RangeInclusive;

use crate::ingest::spelling::conventions::{Convention, DecimalSign};
use crate::model::finding::{Finding, RangeFault, ValueFault};

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
    let (bare, negative) = bare(field)?;
    let (point, group) = mark.letters();
    let (whole, fraction) = bare.split_once(point).map_or((bare.as_str(), None), |(a, b)| (a, Some(b)));
    let digits = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    let well_formed = is_grouped(whole, group) && fraction.is_none_or(digits);
    if !well_formed {
        return None;
    }
    let plain = format!("{}.{}", whole.replace(group, ""), fraction.unwrap_or("0"));
    let number = plain.parse::<f64>().ok().filter(|number| number.is_finite())?;
    Some(if negative { -number } else { number })
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
