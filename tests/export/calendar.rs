//! Calendar files, read back by a small reader that knows only RFC 5545's rules for lines.

use std::collections::BTreeSet;

use rounds::export;

use crate::fixture::{CONTROL, EMOJI, small};

/// Content lines, unfolded (RFC 5545, 3.1).
fn lines(calendar: &str) -> Vec<String> {
    calendar.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

/// The values of a property, unescaped (RFC 5545, 3.3.11).
fn values(calendar: &str, name: &str) -> Vec<String> {
    let prefix = format!("{name}:");
    let unescape = |text: &str| {
        let text = text.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";");
        text.replace("\\\\", "\\")
    };
    lines(calendar).iter().filter_map(|line| line.strip_prefix(&prefix)).map(unescape).collect()
}

#[test]
fn lines_are_folded_and_hold_no_control_characters() {
    let (mut book_plan, liaison) = (small(), "L 1".into());
    book_plan.1.itineraries[0].days[0].stops[0].practice = "P5".into();
    let calendar = export::ics(&book_plan.0, &book_plan.1, &liaison, export::Units::Miles);
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    for line in calendar.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
    }
    assert!(CONTROL.contains('\u{1b}'));
}

#[test]
fn text_comes_back_as_it_was() {
    let (book, plan) = small();
    let calendar = export::ics(&book, &plan, &"L 1".into(), export::Units::Miles);
    assert!(values(&calendar, "SUMMARY").iter().any(|summary| summary.contains(EMOJI)));
}

#[test]
fn every_event_has_what_the_standard_asks_for() {
    let (book, plan) = small();
    let calendar = export::ics(&book, &plan, &"L 1".into(), export::Units::Miles);
    let events = lines(&calendar).iter().filter(|line| *line == "BEGIN:VEVENT").count();
    // Five visits, one lunch, two ways home.
    assert_eq!(events, 8);
    let tasks = lines(&calendar).iter().filter(|line| *line == "BEGIN:VTODO").count();
    // Two visits want a call ahead.
    assert_eq!(tasks, 2);
    let identifiers: BTreeSet<String> = values(&calendar, "UID").into_iter().collect();
    assert_eq!(identifiers.len(), events + tasks);
    assert_eq!(values(&calendar, "DTSTAMP"), vec!["20260201T000000Z"; events + tasks]);
    let (starts, ends) = (values(&calendar, "DTSTART"), values(&calendar, "DTEND"));
    assert!(starts.len() == events && starts.iter().zip(&ends).all(|(start, end)| start < end));
}

#[test]
fn identifiers_depend_on_who_where_and_which_day_only() {
    let (book, plan) = small();
    let mut moved = plan.clone();
    let stop = &mut moved.itineraries[0].days[0].stops[0];
    stop.start = "09:00".parse().unwrap();
    stop.end = "09:20".parse().unwrap();
    stop.reasons.clear();
    let identifiers = |plan| values(&export::ics(&book, plan, &"L 1".into(), export::Units::Miles), "UID");
    assert_eq!(identifiers(&plan), identifiers(&moved));
}

#[test]
fn nobody_has_an_empty_calendar() {
    let (book, plan) = small();
    let calendar = export::ics(&book, &plan, &"L2".into(), export::Units::Miles);
    assert_eq!(lines(&calendar).last().map(String::as_str), Some("END:VCALENDAR"));
    assert!(!calendar.contains("VEVENT"));
}
