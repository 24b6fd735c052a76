//! Hours as people write them: `8:30-16:30`, `9-5`, `8am-12pm, 1pm-5pm`, `mon-thu 8-5 fri 8-12`.

use std::collections::BTreeMap;

use crate::ingest::spelling::times::{self, WrittenTime, clock};
use crate::ingest::spelling::weekdays::{dashed, weekdays};
use crate::model::finding::{Finding, ValueFault};
use crate::model::time::{TimeOfDay, TimeWindow};
use crate::model::weekday::Weekday;

/// The windows of each day that a text names; none where it names the day alone.
pub(crate) type Week = BTreeMap<Weekday, Vec<TimeWindow>>;

/// Makes the window from one time to another. An hour without AM or PM that would come too early is in the afternoon: `9-5`, `1-5`.
///
/// # Errors
/// [`Finding::ClosesBeforeOpening`] where it does not close after it opens all the same, as over midnight.
pub(crate) fn between(opens: WrittenTime, closes: WrittenTime) -> Result<TimeWindow, Finding> {
    let (opens, mut closes) = daytime(opens, closes);
    if closes.time.minutes() == 0 {
        closes.time = TimeOfDay::MIDNIGHT;
    }
    let later = TimeOfDay::from_minutes(closes.time.minutes() + 12 * 60);
    let afternoon = closes.half_day && closes.time < opens.time && later > opens.time;
    let end = if afternoon { later } else { closes.time };
    TimeWindow::new(opens.time, end).ok_or(Finding::ClosesBeforeOpening)
}

/// Moves both times to the afternoon where they would lie in the night otherwise: `1-5`.
fn daytime(opens: WrittenTime, closes: WrittenTime) -> (WrittenTime, WrittenTime) {
    let (later, end) = (times::in_the_day(opens), times::afternoon(closes));
    let at_night = later != opens;
    let is_noon = closes.time.minutes() >= 12 * 60;
    match closes.half_day {
        true if at_night && !is_noon && later.time < end.time => (later, end),
        false if at_night && later.time < closes.time && is_noon => (later, closes),
        _ => (opens, closes),
    }
}

/// Reads days, each perhaps with windows of its own; `none` for no day at all.
pub(crate) fn week(field: &str) -> Result<Week, Finding> {
    if ["none", "-", "closed", "off"].contains(&field.trim().to_lowercase().as_str()) {
        return Ok(Week::new());
    }
    let mut week = Week::new();
    for (days, windows) in groups(&spaced(field)) {
        if windows.is_empty() && days.is_empty() {
            continue;
        }
        if windows == [CLOSED] {
            weekdays(&days)?.iter().for_each(|day| drop(week.remove(day)));
            continue;
        }
        let windows = windows.iter().map(|text| window(text)).collect::<Result<Vec<_>, _>>()?;
        let days = if days.is_empty() { "weekdays" } else { &days };
        for day in weekdays(days)? {
            add(week.entry(day).or_default(), &windows);
        }
    }
    if week.is_empty() { Err(ValueFault::NotHours(field.to_owned()).into()) } else { Ok(week) }
}

/// Adds windows to those of a day that was named before: beside them where they are apart, and else in their place.
fn add(known: &mut Vec<TimeWindow>, windows: &[TimeWindow]) {
    let overlaps = |window: &TimeWindow| known.iter().any(|it| it.intersection(*window).is_some());
    if windows.iter().any(overlaps) {
        known.clear();
    }
    known.extend(windows);
}

/// What stands after days without hours.
const CLOSED: &str = "closed";

/// Parts a text into days and the windows that follow them.
fn groups(text: &str) -> Vec<(String, Vec<String>)> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for word in text.split([' ', ';', ',', '&', '+', '/']).filter(|word| !word.is_empty() && *word != "and") {
        let is_window = word == CLOSED
            || word.contains(|letter: char| letter.is_ascii_digit())
            || word.contains("noon")
            || word.contains("midnight");
        let new = groups.last().is_none_or(|(_, windows)| !windows.is_empty() && !is_window);
        if new {
            groups.push(Default::default());
        }
        if let Some((days, windows)) = groups.last_mut() {
            if is_window {
                windows.push(word.to_owned());
            } else {
                *days = format!("{days} {word}");
            }
        }
    }
    groups
}

/// Reads a window of the form `8:30-16:30`.
fn window(text: &str) -> Result<TimeWindow, Finding> {
    let not_hours = || ValueFault::NotHours(text.to_owned());
    let (opens, closes) = text.split_once('-').ok_or_else(not_hours)?;
    let times = (clock(opens), clock(closes));
    let (Ok(opens), Ok(closes)) = times else { return Err(not_hours().into()) };
    between(opens, closes)
}

/// Writes dashes without blanks around them, and AM and PM directly after their number.
fn spaced(field: &str) -> String {
    let mut text = dashed(field).replace(['(', ')'], " ");
    let colons: Vec<usize> = text.match_indices(':').map(|(at, _)| at).collect();
    for at in colons.into_iter().rev() {
        // A colon after a letter parts days from hours: `Mon-Fri: 9-3`. It is one byte.
        if text[..at].ends_with(char::is_alphabetic) {
            text.replace_range(at..=at, " ");
        }
    }
    for half in ["am", "pm", "a.m.", "p.m."] {
        text = text.replace(&format!(" {half}"), half);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(field: &str) -> Option<String> {
        let of = |(day, windows): (&Weekday, &Vec<TimeWindow>)| {
            let windows: Vec<String> = windows.iter().map(TimeWindow::to_string).collect();
            format!("{} {}", day.short_name(), windows.join(" "))
        };
        week(field).ok().map(|week| week.iter().map(of).collect::<Vec<_>>().join("; "))
    }

    #[test]
    fn weeks_in_every_spelling() {
        for field in
            ["mon 8:00-9:30 13:00-17:00", "Mon 8-9:30, 1-5", "Monday 8:00 AM - 9:30 AM & 1 PM - 5 PM"]
        {
            assert_eq!(shown(field).as_deref(), Some("Mon 08:00-09:30 13:00-17:00"), "{field}");
        }
        assert_eq!(shown("M 9-5").as_deref(), Some("Mon 09:00-17:00"));
        assert_eq!(shown("mon 8-5; fri 8-noon").as_deref(), Some("Mon 08:00-17:00; Fri 08:00-12:00"));
        assert_eq!(shown("mon 8-5 fri 8-12").as_deref(), Some("Mon 08:00-17:00; Fri 08:00-12:00"));
        assert_eq!(shown("mon 8-5; mon 9-12").as_deref(), Some("Mon 09:00-12:00"));
        assert_eq!(shown("Mon:1-5pm").as_deref(), Some("Mon 13:00-17:00"));
        assert_eq!(shown("mon 5-12").as_deref(), Some("Mon 05:00-12:00"));
        assert_eq!(shown("Mon 5 PM - 12 AM").as_deref(), Some("Mon 17:00-24:00"));
        assert_eq!(shown("mon-tue 8-5; tue closed").as_deref(), Some("Mon 08:00-17:00"));
        assert_eq!(shown("Mon: 8-5").as_deref(), Some("Mon 08:00-17:00"));
        assert_eq!(shown("9-5").map(|text| text.matches("09:00-17:00").count()), Some(5));
        assert_eq!(shown("none").as_deref(), Some(""));
        for field in ["", "mon 8", "mon 22:00-06:00", "mon 20:00-8:00", "someday 8-5", "mon 8-5-6"] {
            assert!(shown(field).is_none(), "{field}: {:?}", shown(field));
        }
    }

    #[test]
    fn shifts_over_midnight_are_no_windows() {
        let window = |opens, closes| between(clock(opens).unwrap(), clock(closes).unwrap());
        for (opens, closes) in
            [("22:00", "06:00"), ("20:00", "8:00"), ("8:00", "8:00"), ("9:00 PM", "5:00 AM")]
        {
            assert_eq!(window(opens, closes), Err(Finding::ClosesBeforeOpening));
        }
        assert!(window("9", "5").is_ok_and(|window| window.minutes() == 8 * 60));
    }
}
