//! Whom to call ahead, and which times to offer.

use rounds::export::{self, Page};
use rounds::model::Book;
use rounds::plan::{Call, Plan, Slot};

use crate::fixture::{date, small};

/// The small book, with telephone numbers.
fn phoned() -> (Book, Plan) {
    let (book, plan) = small();
    let mut records = book.records();
    records.practices.0[0].1.phone = Some("=555-0142".into());
    records.practices.0[4].1.phone = Some("555-0143\u{1b}[31m".into());
    (Book::build(records).unwrap().0, plan)
}

fn slot(on: &str, from: &str, until: &str, displaced: &[&str]) -> Slot {
    Slot {
        practice: "P1".into(),
        liaison: "L 1".into(),
        date: date(on),
        from: from.parse().unwrap(),
        until: until.parse().unwrap(),
        chance_to_meet: 0.9,
        detour: 12 - 20 * i64::try_from(displaced.len()).unwrap(),
        longer: 37,
        displaced: displaced.iter().map(|id| (*id).into()).collect(),
        referrals_lost: 0.25 * displaced.len() as f64,
    }
}

pub fn calls() -> Vec<Call> {
    let call = |practice: &str, by: &str, on: &str, start: Option<&str>, slots: Vec<Slot>| Call {
        practice: practice.into(),
        liaison: "L 1".into(),
        call_by: date(by),
        date: date(on),
        start: start.map(|start| start.parse().unwrap()),
        slots,
    };
    let slots = vec![slot("2026-02-05", "09:00", "10:40", &[]), slot("2026-02-06", "13:05", "13:05", &[])];
    vec![
        call("P1", "2026-01-30", "2026-02-04", Some("08:30"), slots),
        call("P2", "2026-01-30", "2026-02-04", Some("11:00"), Vec::new()),
        call("P5", "2026-02-05", "2026-02-10", None, Vec::new()),
    ]
}

#[test]
fn a_call_list_says_whom_by_when_and_what_else_to_offer() {
    let (book, plan) = phoned();
    let text = export::calls_text(&book, &plan, &calls());
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "too wide: {line}");
        assert!(!line.contains(char::is_control), "steers the terminal: {line:?}");
    }
    let mut table = Vec::new();
    export::calls_csv(&book, &plan, &calls(), &mut table).unwrap();
    insta::assert_snapshot!(format!("{text}\n{}", String::from_utf8(table).unwrap()));
    assert_eq!(export::calls_text(&book, &plan, &[]), "");
}

#[test]
fn offers_say_what_they_cost_and_how_one_is_taken() {
    let (book, plan) = phoned();
    let slots = [
        slot("2026-02-05", "09:00", "10:40", &[]),
        slot("2026-02-06", "13:05", "13:05", &["P2"]),
        slot("2026-02-06", "15:00", "15:20", &["P2", "P9"]),
    ];
    let text = export::slots_text(&book, &plan, &slots).unwrap();
    let none = export::slots_text(&book, &plan, &[]).unwrap();
    insta::assert_snapshot!(format!("{text}\n{none}"));
}

#[test]
fn a_page_has_a_list_of_calls_where_there_are_some() {
    let (book, plan) = phoned();
    let page = |calls: &[Call]| export::html(&book, &plan, &Page { calls, ..Page::default() }).unwrap();
    let (with, without) = (page(&calls()), page(&[]));
    assert!(!without.contains("id=\"calls\"") && !without.contains("data-view=\"calls\""));
    let list = &with[with.find("<section id=\"calls\"").unwrap()..];
    let list = &list[..list.find("</section>").unwrap()];
    assert!(!list.contains("<script"), "{list}");
    for text in ["Fri 30 Jan 2026", "=555-0142", "at 08:30", "Or offer Thu 5 Feb 2026 from 09:00 to 10:40"] {
        assert!(list.contains(text), "{text}: {list}");
    }
}
