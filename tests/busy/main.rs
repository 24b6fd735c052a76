//! What calendars of other programs say about busy times.

#[path = "../../examples/rounds/busy/mod.rs"]
mod busy;

use busy::read;
use rounds::model::Date;

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn calendar(head: &str, events: &[&str]) -> String {
    let event = |(at, lines): (usize, &&str)| {
        let uid = if lines.contains("UID:") { String::new() } else { format!("UID:{at}\r\n") };
        format!("BEGIN:VEVENT\r\n{uid}SUMMARY:E{at}\r\n{}\r\nEND:VEVENT\r\n", lines.replace('\n', "\r\n"))
    };
    let events: String = events.iter().enumerate().map(event).collect();
    let head = if head.is_empty() { String::new() } else { format!("{head}\r\n") };
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n{head}{events}END:VCALENDAR\r\n")
}

/// The busy times of February 2026, `day from-until`, and how many events were not understood.
fn february(head: &str, events: &[&str]) -> (Vec<String>, usize) {
    let busy = read(&calendar(head, events), date("2026-02-01"), date("2026-02-28")).unwrap();
    let times = busy.times.iter().map(|(day, it)| format!("{} {}-{}", day.day(), it.opens(), it.closes()));
    (times.collect(), busy.unread.len())
}

fn times(head: &str, events: &[&str]) -> Vec<String> {
    let (times, unread) = february(head, events);
    assert_eq!(unread, 0);
    times
}

#[test]
fn a_meeting_takes_its_time() {
    let meeting = "DTSTART:20260210T093000\nDTEND:20260210T110000";
    assert_eq!(times("", &[meeting]), ["10 09:30-11:00"]);
    assert_eq!(times("", &["DTSTART:20260210T093000\nDURATION:PT1H15M"]), ["10 09:30-10:45"]);
    assert_eq!(times("", &["DTSTART:20260210T093000"]), [""; 0]);
    assert_eq!(
        times("", &["DTSTART:20260210T220000\nDTEND:20260211T020000"]),
        ["10 22:00-24:00", "11 00:00-02:00"]
    );
}

#[test]
fn what_takes_no_time_is_left_out() {
    let meeting = "DTSTART:20260210T093000\nDTEND:20260210T110000\n";
    for line in ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "UID:2026-02-10-L1-visit-P1-1@rounds"] {
        assert_eq!(times("", &[&format!("{meeting}{line}")]), [""; 0], "{line}");
    }
}

#[test]
fn days_are_whole() {
    let days = "DTSTART;VALUE=DATE:20260210\nDTEND;VALUE=DATE:20260212";
    assert_eq!(times("", &[days]), ["10 00:00-24:00", "11 00:00-24:00"]);
    assert_eq!(times("", &["DTSTART;VALUE=DATE:20260210"]), ["10 00:00-24:00"]);
}

#[test]
fn recurrences_have_exceptions_additions_and_changes() {
    let weekly = "UID:w\nDTSTART;TZID=America/New_York:20251106T090000\nDTEND;TZID=America/New_York:20251106T100000\n\
                  RRULE:FREQ=WEEKLY;BYDAY=TH\nEXDATE;TZID=America/New_York:20260212T090000\n\
                  RDATE;TZID=America/New_York:20260213T150000";
    let moved = "UID:w\nRECURRENCE-ID;TZID=America/New_York:20260219T090000\n\
                 DTSTART;TZID=America/New_York:20260220T120000\nDTEND;TZID=America/New_York:20260220T123000";
    let cancelled = "UID:w\nRECURRENCE-ID:20260226T140000Z\nSTATUS:CANCELLED\n\
                     DTSTART;TZID=America/New_York:20260226T090000\nDTEND;TZID=America/New_York:20260226T100000";
    let expected = ["5 09:00-10:00", "13 15:00-16:00", "20 12:00-12:30"];
    assert_eq!(times("", &[weekly, moved, cancelled]), expected);
    assert_eq!(times("", &[cancelled, moved, weekly]), expected);
}

#[test]
fn a_rule_ends_on_the_clock_of_its_event() {
    // 14:00 in UTC is 9:00 in New York: the last one is on the third.
    let daily = |end: &str| {
        format!("DTSTART;TZID=America/New_York:20260201T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;{end}")
    };
    for end in ["UNTIL=20260203T140000Z", "UNTIL=20260203", "COUNT=3", "UNTIL=20260203T090000"] {
        let expected = ["1 09:00-10:00", "2 09:00-10:00", "3 09:00-10:00"];
        assert_eq!(times("", &[&daily(end)]), expected, "{end}");
    }
    assert_eq!(times("", &[&daily("UNTIL=20260203T135959Z")]).len(), 2);
}

#[test]
fn zones_lead_to_the_one_of_the_calendar() {
    let zoned = "DTSTART:20260210T150000Z\nDTEND:20260210T160000Z";
    assert_eq!(times("X-WR-TIMEZONE:America/New_York", &[zoned]), ["10 10:00-11:00"]);
    let berlin = "DTSTART;TZID=Europe/Berlin:20260210T150000\nDURATION:PT1H";
    assert_eq!(times("X-WR-TIMEZONE:America/New_York", &[berlin]), ["10 09:00-10:00"]);
    assert_eq!(times("", &[berlin]), ["10 15:00-16:00"]);
    // A zone of the calendar's own making: the clock counts.
    let own = "DTSTART;TZID=\"Eastern Standard Time\":20260210T150000\nDURATION:PT1H";
    assert_eq!(times("", &[own]), ["10 15:00-16:00"]);
    // Nobody says where the clock hangs.
    assert_eq!(february("", &[zoned]), (Vec::new(), 1));
}

#[test]
fn a_recurrence_keeps_its_clock_in_summer_and_winter() {
    let daily =
        "DTSTART;TZID=America/New_York:20250701T090000\nDURATION:PT30M\nRRULE:FREQ=MONTHLY;BYMONTHDAY=10";
    assert_eq!(times("", &[daily]), ["10 09:00-09:30"]);
}

#[test]
fn what_is_not_understood_is_named() {
    let strange = "DTSTART:20260210T093000\nDURATION:PT1H\nRRULE:FREQ=SOMETIMES";
    assert_eq!(february("", &[strange, "DTSTART:soon"]), (Vec::new(), 2));
    assert!(read("practice_id,name\n", date("2026-02-01"), date("2026-02-28")).is_err());
}

#[test]
fn a_long_duration_counts_to_its_last_digit() {
    let week = "DTSTART:20260131T000000\nDURATION:PT604800S";
    let days: Vec<String> = (1..=6).map(|day| format!("{day} 00:00-24:00")).collect();
    assert_eq!(times("", &[week]), days);
    assert_eq!(times("", &["DTSTART:20160301T000000\nDURATION:P3653D"]).last().unwrap(), "28 00:00-24:00");
}

#[test]
fn what_takes_more_than_ten_years_is_not_understood() {
    let (many, long) = ("99999W".repeat(3_000), "9".repeat(400));
    let durations =
        ["P3654D", "PT99999999999S", &format!("P{many}"), &format!("P{long}W"), "P9223372036854775807W"];
    for duration in durations {
        let event = format!("DTSTART:20260210T093000\nDURATION:{duration}");
        assert_eq!(february("", &[&event]), (Vec::new(), 1), "{duration}");
    }
    let centuries = "DTSTART:00010101T000000\nDTEND:99991231T000000\nRRULE:FREQ=DAILY";
    assert_eq!(february("", &[centuries]), (Vec::new(), 1));
}
