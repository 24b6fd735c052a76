//! Times of day as people and spreadsheets write them: `14:30`, `2:30 PM`, `2pm`, `noon`, `0.6042`.

use crate::model::finding::{Finding, ValueFault};
use crate::model::time::TimeOfDay;
use crate::model::time_text::ParseTimeError;

/// A time as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WrittenTime {
    /// The time.
    pub time: TimeOfDay,
    /// It may as well be in the afternoon: an hour from 1 to 12 without a leading zero, and no word says which.
    pub half_day: bool,
}

/// Reads a time of day, and whether it may be in the afternoon.
pub(crate) fn clock(field: &str) -> Result<WrittenTime, Finding> {
    read(field).ok_or_else(|| ValueFault::NotATime(ParseTimeError::TimeOfDay).into())
}

/// Reads the time of a visit: from 1 to 6 without a leading zero, AM or PM it is in the afternoon, as nobody is visited at night.
pub(crate) fn time_of_visit(field: &str) -> Result<TimeOfDay, Finding> {
    clock(field).map(|clock| in_the_day(clock).time)
}

/// Moves an hour from 1 to 6 to the afternoon, if it may be meant.
pub(crate) fn in_the_day(clock: WrittenTime) -> WrittenTime {
    let at_night = (60..6 * 60).contains(&clock.time.minutes());
    if clock.half_day && at_night { afternoon(clock) } else { clock }
}

/// Moves a time by twelve hours.
pub(crate) fn afternoon(clock: WrittenTime) -> WrittenTime {
    WrittenTime { time: TimeOfDay::from_minutes(clock.time.minutes() + 12 * 60), half_day: false }
}

fn read(field: &str) -> Option<WrittenTime> {
    let lower = field.trim().to_lowercase();
    let said = |time| Some(WrittenTime { time, half_day: false });
    match lower.as_str() {
        "noon" | "midday" => return said(TimeOfDay::new(12, 0)?),
        "midnight" => return said(TimeOfDay::MIDNIGHT),
        _ => {}
    }
    if let Some(time) = fraction_of_a_day(&lower) {
        return said(time);
    }
    let (digits, half) = without_half(&lower);
    let (hour, minute) = hour_and_minute(after_date(digits))?;
    if let Some(afternoon) = half {
        return said(TimeOfDay::new(hour_of_half(hour, afternoon)?, minute)?);
    }
    let half_day = (1..=12).contains(&hour) && !digits.trim_start().starts_with('0');
    Some(WrittenTime { time: TimeOfDay::new(hour, minute)?, half_day })
}

/// Reads the time that a spreadsheet keeps as a part of a day.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked first")]
fn fraction_of_a_day(text: &str) -> Option<TimeOfDay> {
    let is_fraction = text.starts_with("0.") || text.starts_with('.');
    let number = text.parse::<f64>().ok().filter(|number| is_fraction && (0.0..1.0).contains(number))?;
    Some(TimeOfDay::from_minutes((number * 1440.0).round() as u32))
}

/// Cuts off AM or PM, and says whether it is the afternoon.
fn without_half(text: &str) -> (&str, Option<bool>) {
    for (word, afternoon) in
        [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true), ("a", false), ("p", true)]
    {
        if let Some(rest) = text.strip_suffix(word) {
            return (rest.trim_end(), Some(afternoon));
        }
    }
    (text, None)
}

/// Cuts off a date that stands before the time.
fn after_date(text: &str) -> &str {
    let has_time = |part: &&str| part.contains(':');
    text.split([' ', 't']).find(has_time).unwrap_or(text)
}

/// Reads `8:30`, `08:30:00`, `8.30`, `8h30`, `0830` or `8`.
fn hour_and_minute(text: &str) -> Option<(u16, u16)> {
    let text = text.trim();
    let is_number =
        |part: &str| !part.is_empty() && part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // All four are digits, of one byte each.
        return Some((text[..2].parse().ok()?, text[2..].parse().ok()?));
    }
    let mut parts = text.split([':', '.', 'h']);
    let (hour, minute, second) = (parts.next()?, parts.next().unwrap_or("00"), parts.next());
    let whole = is_number(hour) && (minute.len() == 2 || minute.is_empty()) && parts.next().is_none();
    let second_fits =
        second.is_none_or(|second| is_number(second) && second.parse::<u16>().is_ok_and(|it| it < 60));
    if !whole || !second_fits {
        return None;
    }
    let minute = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    Some((hour.parse().ok()?, minute)).filter(|(_, minute)| *minute < 60)
}

/// Turns an hour of half a day into one of a day.
fn hour_of_half(hour: u16, afternoon: bool) -> Option<u16> {
    match (hour, afternoon) {
        (12, false) => Some(0),
        (12, true) => Some(12),
        (1..=11, true) => Some(hour + 12),
        // `14:30 PM` says the same twice.
        (1..=11, false) | (13..=23, true) => Some(hour),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(field: &str) -> Option<String> {
        clock(field).ok().map(|clock| clock.time.to_string())
    }

    #[test]
    fn times_in_every_spelling() {
        for field in [
            "14:30",
            "2:30 PM",
            "2:30pm",
            "02:30 p.m.",
            "14:30:00",
            "2:30P",
            "14.30",
            "14h30",
            "1430",
            "0.604166667",
            "2026-02-04T14:30:00",
            "2/4/2026 2:30 PM",
        ] {
            assert_eq!(of(field).as_deref(), Some("14:30"), "{field}");
        }
        assert_eq!(of("8").as_deref(), Some("08:00"));
        assert_eq!(of("12 am").as_deref(), Some("00:00"));
        assert_eq!(of("12 PM").as_deref(), Some("12:00"));
        assert_eq!(of("noon").as_deref(), Some("12:00"));
        for field in
            ["", "25:00", "8:60", "14:30:61", "late", "13 am", "-1:00", "8:5", "123", "1e3", "8:30:15:00"]
        {
            assert_eq!(of(field), None, "{field}");
        }
    }
}
