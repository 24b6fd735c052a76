//! The formats as people see them, kept in tests/export/snapshots.

use rounds::export;
use rounds::model::{Minutes, TimeWindow};
use rounds::plan::Status;

use crate::fixture::small;

#[test]
fn terminal() {
    let (book, plan) = small();
    let text = export::text(&book, &plan, export::Units::Miles);
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "too wide: {line}");
        assert!(!line.contains(char::is_control), "steers the terminal: {line:?}");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn parts_make_up_the_whole_text() {
    let (book, plan) = small();
    let text = export::text(&book, &plan, export::Units::Miles);
    for liaison in book.liaisons() {
        assert!(text.contains(&export::itinerary(&book, &plan, &liaison.id, export::Units::Miles)));
    }
    assert!(text.starts_with(&export::overview(&book, &plan, export::Units::Miles)));
    assert!(text.ends_with(&export::left_out(&book, &plan)));
    assert_eq!(export::itinerary(&book, &plan, &"nobody".into(), export::Units::Miles), "");
}

#[test]
fn stops() {
    let (book, plan) = small();
    let mut out = Vec::new();
    export::stops_csv(&book, &plan, &mut out).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn dispositions() {
    let (book, plan) = small();
    let mut out = Vec::new();
    export::dispositions_csv(&book, &plan, &mut out).unwrap();
    insta::assert_snapshot!(String::from_utf8(out).unwrap());
}

#[test]
fn calendar() {
    let (book, plan) = small();
    insta::assert_snapshot!(
        export::ics(&book, &plan, &"L 1".into(), export::Units::Miles).replace("\r\n", "\n")
    );
}

#[test]
fn map() {
    let (book, plan) = small();
    let value: serde_json::Value = serde_json::from_str(&export::geojson(&book, &plan)).unwrap();
    insta::assert_snapshot!(format!("{value:#}"));
}

/// Half days may begin or end with lunch at home: it is no part of the day on the road.
#[test]
fn lunch_at_home_is_not_listed() {
    for (opens, closes) in [((7, 30), (8, 0)), ((14, 0), (14, 30))] {
        let (book, mut plan) = small();
        plan.itineraries[0].days[0].lunch = TimeWindow::between(opens, closes);
        let mut stops = Vec::new();
        export::stops_csv(&book, &plan, &mut stops).unwrap();
        let stops = String::from_utf8(stops).unwrap();
        let liaison = "L 1".into();
        assert!(!export::itinerary(&book, &plan, &liaison, export::Units::Miles).contains("lunch"));
        assert!(!export::ics(&book, &plan, &liaison, export::Units::Miles).contains("Lunch"));
        assert!(!stops.lines().any(|line| line.ends_with(":30") || line.ends_with("08:00")), "{stops}");
        let page = export::html(&book, &plan, &export::Page::default()).unwrap();
        assert!(page.contains("\"lunch\":null") && !page.contains("\"lunch\":["));
    }
}

/// A wait is what is left of the time between two stops, and it says what it is for.
#[test]
fn waits_have_a_reason() {
    let (book, mut plan) = small();
    let day = &mut plan.itineraries[0].days[0];
    let buffer = Minutes(5);
    // 8:50 + 5 + 20 leave 105 minutes to 11:00; 11:20 + 5 + 20 + 30 of lunch leave 45 to 13:00.
    assert_eq!([0, 1, 2, 3].map(|at| day.wait(at, buffer).0), [0, 105, 45, 0]);
    day.stops[2].start = "13:05".parse().unwrap();
    let text = export::itinerary(&book, &plan, &"L 1".into(), export::Units::Miles);
    assert!(text.contains("(waits 50 min for lunch at 12:00)"), "{text}");
    assert!(text.contains("After every visit 5 min are kept"), "{text}");
    plan.rules.buffer = Minutes(0);
    let text = export::itinerary(&book, &plan, &"L 1".into(), export::Units::Miles);
    assert!(text.contains("waits 55 min") && !text.contains("After every visit"), "{text}");
}

#[test]
fn no_buffer_leaves_no_gap() {
    let (book, mut plan) = small();
    plan.rules.buffer = Minutes(0);
    let liaison = "L 1".into();
    let text = export::itinerary(&book, &plan, &liaison, export::Units::Miles);
    assert!(!text.contains("\n\n\n"), "{text}");
    assert!(!export::ics(&book, &plan, &liaison, export::Units::Miles).contains("X-WR-CALDESC"));
    let page = export::html(&book, &plan, &export::Page::default()).unwrap();
    assert!(page.contains("\"buffer\":null"));
}

#[test]
fn a_small_worth_is_not_written_as_nothing() {
    let (book, mut plan) = small();
    plan.dispositions.iter_mut().for_each(|fate| match &mut fate.status {
        Status::Displaced { referrals_short, binding, .. } => {
            *referrals_short = 0.001;
            binding.clear();
        }
        Status::NotWorthTheDrive { referrals_short, .. } => *referrals_short = 0.0,
        _ => {}
    });
    let text = export::left_out(&book, &plan).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("would be worth less than 0.01 expected referrals less. "), "{text}");
    assert!(!text.contains("too short"), "{text}");
    assert!(text.contains("the time of the visit is worth as much as it gains"), "{text}");
}
