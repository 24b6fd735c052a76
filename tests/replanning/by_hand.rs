//! What people move or pin by hand stays where they put it.

use rounds::export;
use rounds::ingest::{self, BookFile, Settings};
use rounds::model::{Date, HandEdit, LiaisonId};
use rounds::plan::{Plan, Stop, StopKind};

use crate::common;
use crate::team::{Team, at_most};

fn team() -> Team {
    Team::new(common::town(11, 40, 2), common::as_of(), common::as_of().plus_days(3), 2)
}

fn chosen(plan: &Plan) -> (LiaisonId, Date, Stop) {
    let mut stops = plan.stops().filter(|(_, _, stop)| stop.kind == StopKind::Chosen);
    stops.next().map(|(liaison, date, stop)| (liaison.clone(), date, stop.clone())).unwrap()
}

fn edit(liaison: &LiaisonId, date: Date, stop: &Stop) -> HandEdit {
    HandEdit {
        entry: Some(stop.entry.uid.clone()),
        practice: stop.practice.clone(),
        liaison: liaison.clone(),
        date,
        start: stop.start,
        pinned: None,
    }
}

/// Finds a visit in a plan.
fn found<'a>(plan: &'a Plan, date: Date, stop: &Stop) -> Option<&'a Stop> {
    plan.stops().find(|it| it.1 == date && it.2.practice == stop.practice).map(|it| it.2)
}

/// A visit moved by hand stays where it was put, however many edits are allowed; or the book forbids it, and the list says so.
#[test]
fn a_visit_moved_by_hand_stays_there() {
    let team = team();
    let plan = team.plan();
    let mut stayed = 0;
    for (liaison, date, stop) in plan.stops().filter(|it| it.2.kind == StopKind::Chosen).take(8) {
        let Some((_, day)) = plan.days().find(|(who, day)| *who == liaison && day.date > date) else {
            continue;
        };
        let moved = HandEdit { date: day.date, start: stop.start, ..edit(liaison, date, stop) };
        let edited = plan.edited_by_hand(&[moved]).unwrap();
        let after = team.replan(&edited, &at_most(0)).following(&plan);
        let Some(there) = found(&after, day.date, stop) else {
            let told = after.replan.unwrap();
            assert!(told.forced.iter().any(|edit| edit.practice == stop.practice), "{:?}", told.forced);
            continue;
        };
        assert!(there.pinned && there.entry.uid == stop.entry.uid);
        assert!(there.entry.sequence > stop.entry.sequence);
        assert!(found(&team.replan(&edited, &at_most(1000)), day.date, stop).is_some());
        stayed += 1;
    }
    assert!(stayed >= 3, "{stayed}");
}

#[test]
fn a_sheet_that_nobody_edited_changes_nothing() {
    let team = team();
    let plan = team.plan();
    let mut sheet = Vec::new();
    export::stops_csv(&team.book, &plan, &mut sheet).unwrap();
    let edits = ingest::read_hand_edits(vec![file("stops.csv", sheet)], &Settings::default()).unwrap();
    assert_eq!(edits.len(), plan.stops().count());
    assert_eq!(plan.edited_by_hand(&edits).unwrap(), plan);
}

#[test]
fn a_pin_in_the_sheet_is_read() {
    let team = team();
    let plan = team.plan();
    let mut sheet = Vec::new();
    export::stops_csv(&team.book, &plan, &mut sheet).unwrap();
    let (_, _, stop) = chosen(&plan);
    let text = String::from_utf8(sheet)
        .unwrap()
        .replace(&format!(",,{}", stop.entry.uid), &format!(",x,{}", stop.entry.uid));
    let file = file("stops.csv", text.into_bytes());
    let edits = ingest::read_hand_edits(vec![file], &Settings::default()).unwrap();
    let edited = plan.edited_by_hand(&edits).unwrap();
    let pinned: Vec<&Stop> = edited.stops().map(|it| it.2).filter(|stop| stop.pinned).collect();
    assert_eq!(pinned.len(), 1);
    assert_eq!(pinned[0].practice, stop.practice);
}

#[test]
fn nonsense_is_refused_in_words() {
    let team = team();
    let plan = team.plan();
    let (liaison, date, stop) = chosen(&plan);
    let right = edit(&liaison, date, &stop);
    let wrong = [
        HandEdit { entry: Some("nobody".to_owned()), ..right.clone() },
        HandEdit { practice: "P9999".into(), ..right.clone() },
        HandEdit { liaison: "L9".into(), date: date.plus_days(1), ..right },
    ];
    for edit in wrong {
        assert!(plan.edited_by_hand(std::slice::from_ref(&edit)).is_err(), "{edit:?}");
    }
    let sheet = file("stops.csv", b"practice_id,date\nP1,2026-02-03\n".to_vec());
    let error = ingest::read_hand_edits(vec![sheet], &Settings::default()).unwrap_err();
    assert!(error.to_string().contains("entry"), "{error}");
}

fn file(name: &str, bytes: Vec<u8>) -> BookFile {
    BookFile { name: name.to_owned(), bytes }
}
