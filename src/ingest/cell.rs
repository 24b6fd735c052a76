//! From the text of a field to a value, or to the finding of what is wrong with it.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::str::FromStr;

use crate::model::finding::{Finding, RangeFault, ValueFault};
use crate::model::history::Outcome;
use crate::model::practice::{AccessPolicy, Tier};
use crate::model::time::TimeWindow;
use crate::model::time_text::ParseTimeError;
use crate::model::weekday::Weekday;

/// What a cell of a table that we write begins with only behind an apostrophe: a spreadsheet would run what follows, or take
/// an apostrophe away.
pub(crate) const GUARDED: [char; 12] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '\'', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// Takes off the apostrophe that keeps a text from running in a spreadsheet, as the tables of [`export`](crate::export) have it.
///
/// Any other text stays as it is, an apostrophe before a letter too.
///
/// ```
/// use rounds::ingest::unguarded;
/// assert_eq!(["'-5", "''x", "'s Gravenhage", "-5"].map(unguarded), ["-5", "'x", "'s Gravenhage", "-5"]);
/// ```
#[must_use]
pub fn unguarded(field: &str) -> &str {
    field.strip_prefix('\'').filter(|text| text.starts_with(GUARDED)).unwrap_or(field)
}

/// Takes the text as it is.
#[expect(clippy::unnecessary_wraps, reason = "a reader of fields like the others")]
pub(crate) fn text(field: &str) -> Result<String, Finding> {
    Ok(field.to_owned())
}

/// Reads a finite number.
pub(crate) fn number(field: &str) -> Result<f64, Finding> {
    let number = field.parse::<f64>().ok().filter(|number| number.is_finite());
    number.ok_or_else(|| ValueFault::NotANumber.into())
}

/// Reads a whole number within a range; `20.0` is one too, as spreadsheets write it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked first")]
pub(crate) fn whole(range: RangeInclusive<u32>) -> impl Fn(&str) -> Result<u32, Finding> {
    move |field| {
        let number = number(field)?;
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

/// Reads a date or a time of day. A date may carry a time, which is not used: `2026-01-31T09:30:00`.
pub(crate) fn date<T: FromStr<Err = ParseTimeError>>(field: &str) -> Result<T, Finding> {
    time(field.split(['T', ' ']).next().unwrap_or(field))
}

/// Reads a time of day.
pub(crate) fn time<T: FromStr<Err = ParseTimeError>>(field: &str) -> Result<T, Finding> {
    field.parse().map_err(|error| ValueFault::NotATime(error).into())
}

/// Reads days of the week in any of the forms `mon-fri`, `mon tue thu`, `mon,wed-fri`.
pub(crate) fn weekdays(field: &str) -> Result<BTreeSet<Weekday>, Finding> {
    let mut days = BTreeSet::new();
    for part in field.replace(" - ", "-").split([' ', ',', ';', '/']).filter(|part| !part.is_empty()) {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        days.extend(from_to(weekday(first)?, weekday(last)?));
    }
    Ok(days)
}

/// Reads a day of the week.
fn weekday(text: &str) -> Result<Weekday, Finding> {
    text.parse().map_err(|error| ValueFault::NotAWeekday(text.to_owned(), error).into())
}

/// Lists the days from one to another, over the end of the week if need be.
fn from_to(first: Weekday, last: Weekday) -> impl Iterator<Item = Weekday> {
    // Both count from Monday, 0. Adding 7 keeps the difference from falling below 0.
    let length = (7 + last as usize - first as usize) % 7;
    Weekday::ALL.into_iter().cycle().skip(first as usize).take(length + 1)
}

/// Reads a window of the form `8:30-16:30`.
pub(crate) fn window(field: &str) -> Result<TimeWindow, Finding> {
    let (opens, closes) = field.split_once('-').ok_or_else(|| ValueFault::NotHours(field.to_owned()))?;
    TimeWindow::new(time(opens)?, time(closes)?).ok_or(Finding::ClosesBeforeOpening)
}

/// Reads words parted by semicolons, in small letters.
#[expect(clippy::unnecessary_wraps, reason = "a reader of fields like the others")]
pub(crate) fn skills(field: &str) -> Result<BTreeSet<String>, Finding> {
    let words = field.split(';').map(|word| word.trim().to_lowercase());
    Ok(words.filter(|word| !word.is_empty()).collect())
}

/// Reads yes or no.
pub(crate) fn yes_no(field: &str) -> Result<bool, Finding> {
    one_of(
        field,
        &[("yes", true), ("no", false), ("true", true), ("false", false), ("1", true), ("0", false)],
    )
}

/// Reads how important a practice is.
pub(crate) fn tier(field: &str) -> Result<Tier, Finding> {
    one_of(field, &[("A", Tier::A), ("B", Tier::B), ("C", Tier::C)])
}

/// Reads how a liaison gets in.
pub(crate) fn access(field: &str) -> Result<AccessPolicy, Finding> {
    one_of(
        field,
        &[
            ("walk_in", AccessPolicy::WalkIn),
            ("appointment_only", AccessPolicy::AppointmentOnly),
            ("lunch_only", AccessPolicy::LunchOnly),
            ("no_see", AccessPolicy::NoSee),
        ],
    )
}

/// Reads how a visit went.
pub(crate) fn outcome(field: &str) -> Result<Outcome, Finding> {
    one_of(
        field,
        &[
            ("seen", Outcome::Seen),
            ("staff_only", Outcome::StaffOnly),
            ("no_access", Outcome::NoAccess),
            ("cancelled", Outcome::Cancelled),
            ("missed", Outcome::Missed),
        ],
    )
}

/// Reads one of some words, without regard to case and to how they are parted.
fn one_of<T: Copy>(field: &str, words: &[(&'static str, T)]) -> Result<T, Finding> {
    let found = words.iter().find(|(word, _)| same_name(word, field));
    let fault = || ValueFault::NotAmong(words.iter().map(|(word, _)| *word).collect());
    found.map(|(_, value)| *value).ok_or_else(|| fault().into())
}

/// Tells whether two headers are the same, without regard to case and to how words are parted.
pub(crate) fn same_name(a: &str, b: &str) -> bool {
    normal(a).eq(normal(b))
}

/// Writes a header in one spelling.
pub(crate) fn normal(name: &str) -> impl Iterator<Item = char> + '_ {
    let part = |letter| if matches!(letter, ' ' | '-' | '.') { '_' } else { letter };
    name.trim().chars().map(part).flat_map(char::to_lowercase)
}
