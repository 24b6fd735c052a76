//! The formats as people see them, kept in tests/export/snapshots.

use rounds::export;

use crate::fixture::small;

#[test]
fn terminal() {
    let (book, plan) = small();
    let text = export::text(&book, &plan);
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "too wide: {line}");
        assert!(!line.contains(char::is_control), "steers the terminal: {line:?}");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn parts_make_up_the_whole_text() {
    let (book, plan) = small();
    let text = export::text(&book, &plan);
    for liaison in book.liaisons() {
        assert!(text.contains(&export::itinerary(&book, &plan, &liaison.id)));
    }
    assert!(text.starts_with(&export::overview(&book, &plan)));
    assert!(text.ends_with(&export::left_out(&book, &plan)));
    assert_eq!(export::itinerary(&book, &plan, &"nobody".into()), "");
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
    insta::assert_snapshot!(export::ics(&book, &plan, &"L 1".into()).replace("\r\n", "\n"));
}

#[test]
fn map() {
    let (book, plan) = small();
    let value: serde_json::Value = serde_json::from_str(&export::geojson(&book, &plan)).unwrap();
    insta::assert_snapshot!(format!("{value:#}"));
}
