//! Days of the week as people write them: `mon-fri`, `M-Th`, `Mon/Wed`, `MWF`, `Monday to Thursday`, `daily`.

use std::collections::BTreeSet;

use crate::model::finding::{Finding, ValueFault};
use crate::model::time_text::ParseTimeError;
use crate::model::weekday::Weekday;
use crate::model::weekday::Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};

/// Reads days of the week; at least one.
pub(crate) fn weekdays(field: &str) -> Result<BTreeSet<Weekday>, Finding> {
    let mut days = BTreeSet::new();
    let spoken = dashed(field);
    for part in
        spoken.split([' ', ',', ';', '/', '&', '+', '.']).filter(|part| !part.is_empty() && *part != "and")
    {
        days.extend(stretch(part).ok_or_else(|| not_a_weekday(part))?);
    }
    if days.is_empty() { Err(not_a_weekday(field)) } else { Ok(days) }
}

fn not_a_weekday(text: &str) -> Finding {
    ValueFault::NotAWeekday(text.to_owned(), ParseTimeError::Weekday).into()
}

/// Writes every dash and every word for one as `-`, without blanks around it.
pub(crate) fn dashed(field: &str) -> String {
    let text = field.to_lowercase().replace(['–', '—', '−'], "-");
    let words = text.split_whitespace().map(|word| match word {
        "to" | "thru" | "through" | "until" | "till" => "-",
        word => word,
    });
    let mut joined = words.collect::<Vec<_>>().join(" ");
    while joined.contains(" -") || joined.contains("- ") {
        joined = joined.replace(" -", "-").replace("- ", "-");
    }
    joined
}

/// Reads one day, the days from one to another, or several in a row, such as `mwf`.
fn stretch(part: &str) -> Option<Vec<Weekday>> {
    match part {
        "weekdays" | "weekday" => return Some(from_to(Monday, Friday).collect()),
        "weekend" | "weekends" => return Some(vec![Saturday, Sunday]),
        "daily" | "everyday" | "all" => return Some(Weekday::ALL.to_vec()),
        _ => {}
    }
    if let Some((first, last)) = part.split_once('-') {
        return Some(from_to(day(first)?, day(last)?).collect());
    }
    day(part).map(|day| vec![day]).or_else(|| run(part))
}

/// Reads one day: its name, cut to two letters or more, or the letter that stands for it alone.
fn day(text: &str) -> Option<Weekday> {
    const NAMES: [&str; 7] =
        ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"];
    match text {
        "m" => return Some(Monday),
        "t" => return Some(Tuesday),
        "w" | "weds" => return Some(Wednesday),
        "r" | "thur" => return Some(Thursday),
        "f" => return Some(Friday),
        _ => {}
    }
    let found = NAMES.iter().position(|name| text.len() >= 2 && name.starts_with(text));
    // There are as many names as days.
    found.map(|at| Weekday::ALL[at])
}

/// Reads several days without anything between them: `mwf`, `tth`, `mtwthf`.
fn run(text: &str) -> Option<Vec<Weekday>> {
    const SIGNS: [(&str, Weekday); 9] = [
        ("th", Thursday),
        ("tu", Tuesday),
        ("sa", Saturday),
        ("su", Sunday),
        ("m", Monday),
        ("t", Tuesday),
        ("w", Wednesday),
        ("r", Thursday),
        ("f", Friday),
    ];
    let (mut days, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let (sign, day) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign))?;
        days.push(*day);
        rest = &rest[sign.len()..];
    }
    Some(days)
}

/// Lists the days from one to another, over the end of the week if need be.
fn from_to(first: Weekday, last: Weekday) -> impl Iterator<Item = Weekday> {
    // Both count from Monday, 0. Adding 7 keeps the difference from falling below 0.
    let length = (7 + last as usize - first as usize) % 7;
    Weekday::ALL.into_iter().cycle().skip(first as usize).take(length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_every_spelling() {
        let of = |field| weekdays(field).ok().map(|days| days.into_iter().collect::<Vec<_>>());
        let four = Some(vec![Monday, Tuesday, Wednesday, Thursday]);
        for field in
            ["mon-thu", "M-Th", "Monday to Thursday", "Mon – Thu", "m,t,w,th", "MTWTh", "mon tue wed thurs"]
        {
            assert_eq!(of(field), four, "{field}");
        }
        assert_eq!(of("Mon/Wed"), Some(vec![Monday, Wednesday]));
        assert_eq!(of("TTh"), Some(vec![Tuesday, Thursday]));
        assert_eq!(of("Tues & Fri"), Some(vec![Tuesday, Friday]));
        assert_eq!(of("fri - mon"), Some(vec![Monday, Friday, Saturday, Sunday]));
        assert_eq!(of("weekdays").map(|days| days.len()), Some(5));
        for field in ["", ",", "/", "s", "someday", "mon-", "-", "xth", "mon wednes day"] {
            assert!(of(field).is_none(), "{field}");
        }
    }
}
