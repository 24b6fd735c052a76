//! From the text of a field to a value, or to the finding of what is wrong with it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::ingest::spelling::conventions::Convention;
use crate::ingest::spelling::{dates, weekdays as days};
use crate::model::finding::Finding;
use crate::model::time::Date;
use crate::model::weekday::Weekday;

/// What a cell of a table that we write begins with only behind an apostrophe: a spreadsheet would run what follows, or take
/// an apostrophe away.
const GUARDED: [char; 12] =
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

/// Puts an apostrophe before a text that a spreadsheet would run, or whose apostrophe it would take away.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    if text.starts_with(GUARDED) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Takes the text as it is.
#[expect(clippy::unnecessary_wraps, reason = "a reader of fields like the others")]
pub(crate) fn text(field: &str, _: Convention) -> Result<String, Finding> {
    Ok(field.to_owned())
}

/// Reads a day. It may carry a time, which is not used.
pub(crate) fn date(field: &str, convention: Convention) -> Result<Date, Finding> {
    dates::day(field, convention.dates)
}

/// Reads a day, or a week, month or quarter: its first day, where it is none, and its last.
pub(crate) fn day_or_period(field: &str, convention: Convention) -> Result<(Option<Date>, Date), Finding> {
    let (first, last) = dates::day_or_period(field, convention.dates)?;
    let month = (convention.months && first.is_none()).then(|| dates::month_of_day(last)).flatten();
    Ok(month.map_or((first, last), |(first, last)| (Some(first), last)))
}

/// Reads days of the week; at least one.
pub(crate) fn weekdays(field: &str, _: Convention) -> Result<BTreeSet<Weekday>, Finding> {
    days::weekdays(field)
}

/// Reads words parted by semicolons, in small letters.
#[expect(clippy::unnecessary_wraps, reason = "a reader of fields like the others")]
pub(crate) fn skills(field: &str, _: Convention) -> Result<BTreeSet<String>, Finding> {
    let words = field.split([';', ',']).map(|word| word.trim().to_lowercase());
    Ok(words.filter(|word| !word.is_empty()).collect())
}

/// Reads words parted by semicolons or commas, in small letters; none where the field is for all.
#[expect(clippy::unnecessary_wraps, reason = "a reader of fields like the others")]
pub(crate) fn limits(field: &str, _: Convention) -> Result<BTreeSet<String>, Finding> {
    let words: BTreeSet<String> = parts(field).map(str::to_lowercase).collect();
    let is_for_all = words.iter().any(|word| ALL.contains(&word.as_str()));
    Ok(if is_for_all { BTreeSet::new() } else { words })
}

/// Reads words as [`limits`] does, each with a meaning of its own.
pub(crate) fn limits_to<T: Ord>(
    read: impl Fn(&str, Convention) -> Result<T, Finding>,
) -> impl Fn(&str, Convention) -> Result<BTreeSet<T>, Finding> {
    move |field, convention| limits(field, convention)?.iter().map(|word| read(word, convention)).collect()
}

/// Reads words parted by semicolons or commas, in small letters; at least one.
pub(crate) fn some_words(field: &str, _: Convention) -> Result<BTreeSet<String>, Finding> {
    let words: BTreeSet<String> = parts(field).map(str::to_lowercase).collect();
    if words.is_empty() { Err(Finding::MissingValue) } else { Ok(words) }
}

/// Words that stand for everybody, or for everything.
pub(crate) const ALL: [&str; 6] = ["all", "any", "every", "everybody", "everyone", "*"];

/// Lists what stands between the semicolons of a field, or between its commas where it has no semicolon.
pub(crate) fn parts(field: &str) -> impl Iterator<Item = &str> {
    let separator = if field.contains(';') { ';' } else { ',' };
    field.split(separator).map(str::trim).filter(|part| !part.is_empty())
}

/// Tells whether two headers are the same: letters and digits count, case does not, and `#` reads "number".
pub(crate) fn same_name(a: &str, b: &str) -> bool {
    normal(a).eq(normal(b))
}

/// Writes a header in one spelling.
pub(crate) fn normal(name: &str) -> impl Iterator<Item = char> + '_ {
    let spelled = |letter: char| if letter == '#' { "number".chars().collect() } else { vec![letter] };
    name.chars().flat_map(spelled).filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase)
}
