//! From the text of a field to a value, or to what is wrong with it.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

use crate::model::history::Outcome;
use crate::model::issue::IssueCode;
use crate::model::practice::{AccessPolicy, Tier};
use crate::model::time::{ParseTimeError, TimeWindow, Weekday};

/// What is wrong with a field.
#[derive(Debug)]
pub(crate) struct Wrong {
    pub code: IssueCode,
    pub what: String,
    pub advice: String,
}

impl Wrong {
    pub(crate) fn new(code: IssueCode, what: impl Display, advice: impl Display) -> Self {
        Self { code, what: what.to_string(), advice: advice.to_string() }
    }

    pub(crate) fn missing() -> Self {
        Self::new(IssueCode::MissingValue, "it is empty", "Fill it in.")
    }

    /// The field is not the kind of value that the column holds.
    pub(crate) fn unreadable(what: impl Display, advice: impl Display) -> Self {
        Self::new(IssueCode::UnreadableValue, what, advice)
    }

    pub(crate) fn out_of_range(what: impl Display, advice: impl Display) -> Self {
        Self::new(IssueCode::OutOfRange, what, advice)
    }
}

#[expect(clippy::unnecessary_wraps, reason = "a reader of fields like the others")]
pub(crate) fn text(field: &str) -> Result<String, Wrong> {
    Ok(field.to_owned())
}

/// A finite number.
pub(crate) fn number(field: &str) -> Result<f64, Wrong> {
    let number = field.parse::<f64>().ok().filter(|number| number.is_finite());
    number.ok_or_else(|| Wrong::unreadable("it is not a number", "Write it with digits and a decimal point."))
}

/// A whole number within a range; `20.0` is one too, as spreadsheets write it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked first")]
pub(crate) fn whole(range: RangeInclusive<u32>) -> impl Fn(&str) -> Result<u32, Wrong> {
    move |field| {
        let number = number(field)?;
        let (least, most) = (*range.start(), *range.end());
        if !(f64::from(least)..=f64::from(most)).contains(&number) {
            let what = format!("it is not between {least} and {most}");
            return Err(Wrong::out_of_range(what, "Correct the number."));
        }
        if number.fract() != 0.0 {
            return Err(Wrong::unreadable("it is not a whole number", "Round it."));
        }
        Ok(number as u32)
    }
}

/// A date or a time of day. A date may carry a time, which is not used: `2026-01-31T09:30:00`.
pub(crate) fn date<T: FromStr<Err = ParseTimeError>>(field: &str) -> Result<T, Wrong> {
    time(field.split(['T', ' ']).next().unwrap_or(field))
}

/// A time of day.
pub(crate) fn time<T: FromStr<Err = ParseTimeError>>(field: &str) -> Result<T, Wrong> {
    field.parse().map_err(|error| Wrong::unreadable("it cannot be read", sentence(error)))
}

/// Days of the week in any of the forms `mon-fri`, `mon tue thu`, `mon,wed-fri`.
pub(crate) fn weekdays(field: &str) -> Result<BTreeSet<Weekday>, Wrong> {
    let mut days = BTreeSet::new();
    for part in field.replace(" - ", "-").split([' ', ',', ';', '/']).filter(|part| !part.is_empty()) {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        days.extend(from_to(weekday(first)?, weekday(last)?));
    }
    Ok(days)
}

fn weekday(text: &str) -> Result<Weekday, Wrong> {
    text.parse()
        .map_err(|error| Wrong::unreadable(format!("{text:?} is no day of the week"), sentence(error)))
}

/// The days from one to another, over the end of the week if need be.
fn from_to(first: Weekday, last: Weekday) -> impl Iterator<Item = Weekday> {
    let length = (7 + last as usize - first as usize) % 7;
    Weekday::ALL.into_iter().cycle().skip(first as usize).take(length + 1)
}

/// A window of the form `8:30-16:30`.
pub(crate) fn window(field: &str) -> Result<TimeWindow, Wrong> {
    let (opens, closes) = field
        .split_once('-')
        .ok_or_else(|| Wrong::unreadable(format!("{field:?} are no hours"), "Write hours as 8:30-16:30."))?;
    TimeWindow::new(time(opens)?, time(closes)?).ok_or_else(closes_first)
}

/// The window ends before it starts.
pub(crate) fn closes_first() -> Wrong {
    let advice = "Check the two times; hours past midnight need two rows.";
    Wrong::new(IssueCode::ClosesBeforeOpening, "it does not close after it opens", advice)
}

/// Words parted by semicolons, in small letters.
#[expect(clippy::unnecessary_wraps, reason = "a reader of fields like the others")]
pub(crate) fn skills(field: &str) -> Result<BTreeSet<String>, Wrong> {
    let words = field.split(';').map(|word| word.trim().to_lowercase());
    Ok(words.filter(|word| !word.is_empty()).collect())
}

/// Yes or no.
pub(crate) fn yes_no(field: &str) -> Result<bool, Wrong> {
    one_of(
        field,
        &[("yes", true), ("no", false), ("true", true), ("false", false), ("1", true), ("0", false)],
    )
}

/// How important a practice is.
pub(crate) fn tier(field: &str) -> Result<Tier, Wrong> {
    one_of(field, &[("A", Tier::A), ("B", Tier::B), ("C", Tier::C)])
}

/// How a liaison gets in.
pub(crate) fn access(field: &str) -> Result<AccessPolicy, Wrong> {
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

/// How a visit went.
pub(crate) fn outcome(field: &str) -> Result<Outcome, Wrong> {
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

/// One of some words, without regard to case and to how they are parted.
fn one_of<T: Copy>(field: &str, words: &[(&str, T)]) -> Result<T, Wrong> {
    let found = words.iter().find(|(word, _)| same_name(word, field));
    found.map(|(_, value)| *value).ok_or_else(|| {
        let words = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
        Wrong::unreadable("it is not one of the words for this column", format!("Write one of {words}."))
    })
}

/// An error as a sentence.
fn sentence(error: impl Display) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// Whether two headers are the same, without regard to case and to how words are parted.
pub(crate) fn same_name(a: &str, b: &str) -> bool {
    normal(a).eq(normal(b))
}

/// A header in one spelling.
pub(crate) fn normal(name: &str) -> impl Iterator<Item = char> + '_ {
    let part = |letter| if matches!(letter, ' ' | '-' | '.') { '_' } else { letter };
    name.trim().chars().map(part).flat_map(char::to_lowercase)
}
