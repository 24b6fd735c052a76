//! Small books, and what a liaison takes to one visit.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rounds::brief::{Ask, Briefs, HeldBack, LogHint};
use rounds::export;
use rounds::model::*;

use crate::towns::Town;

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn rows<T>(rows: Vec<T>) -> Rows<T> {
    rows.into()
}

/// A book of one liaison and two practices, of which people, promises, talking points and material are known.
fn records() -> Records {
    let place = |north: f64| Location::new(41.25 + north / 60.0, -96.02).unwrap();
    let mut practices =
        ["Cedar Clinic", "Maple Heart"].map(|name| Practice::new(&name[..5], name, place(3.0)));
    for (practice, specialty) in practices.iter_mut().zip(["Family ", "cardiology"]) {
        practice.specialty = Some(specialty.into());
        practice.tier = Some(Tier::A);
        practice.owner = Some("L1".into());
    }
    let visit = Visit {
        practice: "Cedar".into(),
        liaison: "L0".into(),
        date: date("2026-01-12"),
        time: None,
        outcome: Outcome::StaffOnly,
        note: Some("asked for\u{1b} forms".into()),
    };
    let contact = Contact {
        practice: "Cedar".into(),
        name: "Dr. Alder".into(),
        role: Some("physician".into()),
        phone: None,
        mail: None,
        best_time: Some("before 10".into()),
    };
    let issue = |what: &str, closed: Option<Date>| OpenIssue {
        practice: "Cedar".into(),
        since: Some(date("2026-01-05")),
        what: what.into(),
        closed,
    };
    let followup = |what: &str, due: &str, from: Option<&str>| FollowUp {
        practice: "Cedar".into(),
        due: date(due),
        from: from.map(date),
        what: what.into(),
        liaison: Some("L1".into()),
        done: None,
    };
    Records {
        practices: rows(practices.into()),
        liaisons: rows(vec![Liaison::new("L1", "Liaison Birch", place(0.0))]),
        visits: rows(vec![visit]),
        contacts: rows(vec![contact]),
        open_issues: rows(vec![
            issue("Reports come late", None),
            issue("Fax was broken", Some(date("2026-01-20"))),
        ]),
        followups: rows(vec![
            followup("Bring the referral form", "2026-01-20", Some("2026-01-06")),
            followup("Show the portal", "2026-02-11", Some("2026-02-02")),
        ]),
        topics: rows(vec![
            topic("T1", "family", "The sleep clinic has open slots"),
            topic("T2", "", "Reports come within a day"),
        ]),
        materials: rows(vec![
            material("M1", "family", "Referral pad", 0),
            material("M2", "cardiology", "Heart model", 1_500),
        ]),
        stock: rows(vec![Stock { liaison: "L1".into(), material: "M1".into(), date: None, pieces: 1 }]),
        ..Records::default()
    }
}

fn specialties(of: &str) -> BTreeSet<String> {
    (!of.is_empty()).then(|| of.to_owned()).into_iter().collect()
}

fn topic(id: &str, of: &str, text: &str) -> Topic {
    Topic {
        id: id.into(),
        text: text.into(),
        specialties: specialties(of),
        tiers: BTreeSet::new(),
        segments: BTreeSet::new(),
        from: None,
        until: None,
        every_days: None,
    }
}

fn material(id: &str, of: &str, name: &str, value: u32) -> Material {
    Material {
        id: id.into(),
        name: name.into(),
        specialties: specialties(of),
        pieces: 2,
        value: Cents(value),
        from: None,
        until: None,
        every_days: None,
    }
}

fn town(records: Records) -> Town {
    Town::of(records, date("2026-01-30"), 2)
}

/// Returns what is taken to the first stop at a practice.
fn first<'a>(briefs: &'a Briefs, practice: &str) -> &'a rounds::brief::StopBrief {
    briefs.stops.iter().find(|stop| stop.practice.as_str() == practice).unwrap()
}

#[test]
fn a_sheet_says_whom_to_meet_and_what_to_bring_say_ask_and_log() {
    let town = town(records());
    let briefs = town.briefs(None);
    let text = export::briefs_text(&town.book, &town.plan, &briefs);
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "too wide: {line}");
        assert!(!line.contains(char::is_control), "steers the terminal: {line:?}");
    }
    let mut table = Vec::new();
    export::packing_csv(&town.book, &briefs, &mut table).unwrap();
    insta::assert_snapshot!(format!("{text}\n{}", String::from_utf8(table).unwrap()));
}

#[test]
fn what_is_open_is_asked_for_first() {
    let town = town(records());
    let briefs = town.briefs(None);
    let stop = first(&briefs, "Cedar");
    let what = |text: &str| text.to_owned();
    assert_eq!(
        stop.ask,
        [
            Ask::Settled { what: what("Reports come late") },
            Ask::Received { what: what("Bring the referral form") },
            Ask::HowToReach,
        ]
    );
    assert_eq!(
        stop.log,
        [LogHint::Outcome, LogHint::Topics, LogHint::Material, LogHint::FollowUps, LogHint::Issues]
    );
    assert_eq!(first(&briefs, "Maple").ask, [Ask::WhoArranges]);
}

/// The form was to be brought from 6 January on, and somebody was there on the 12th.
#[test]
fn a_promise_stays_on_the_sheet_until_somebody_notes_that_it_is_done() {
    let mut records = records();
    let open = town(records.clone());
    let promised = first(&open.briefs(None), "Cedar").followups[0].clone();
    assert_eq!(
        (promised.what.as_str(), promised.visited),
        ("Bring the referral form", Some(date("2026-01-12")))
    );
    records.followups.0[0].1.done = Some(date("2026-01-12"));
    let done = town(records).briefs(None);
    let mut left = done.stops.iter().flat_map(|it| &it.followups).map(|it| it.what.as_str()).peekable();
    assert!(left.peek().is_some() && left.all(|what| what == "Show the portal"));
}

/// One of the two is to be shown from 9 February on, and the practice is visited before and after.
#[test]
fn every_visit_shows_every_open_promise() {
    let mut records = records();
    records.followups.0[1].1.from = Some(date("2026-02-09"));
    let briefs = town(records).briefs(None);
    let cedar: Vec<_> = briefs.stops.iter().filter(|it| it.practice.as_str() == "Cedar").collect();
    assert!(cedar.len() >= 2 && cedar[0].date < date("2026-02-09"));
    assert!(cedar.iter().all(|stop| stop.followups.len() == 2));
}

#[test]
fn a_promise_to_a_practice_that_nobody_visits_stands_at_the_end() {
    let mut records = records();
    records.practices.0[0].1.access = AccessPolicy::NoSee;
    let town = town(records);
    let text = export::briefs_text(&town.book, &town.plan, &town.briefs(None));
    let (_, end) = text.split_once("Promised and not on the plan\n").unwrap();
    let told =
        "Cedar Clinic: Bring the referral form (overdue since Tue 20 Jan 2026), promised by Liaison Birch.";
    assert!(end.split_whitespace().collect::<Vec<_>>().join(" ").contains(told), "{end}");
    assert!(end.contains("a phone call may do"), "{end}");
}

#[test]
fn something_left_of_unknown_value_stops_further_gifts_of_the_year() {
    let left = |year: &str| LeftMaterial {
        practice: "Maple".into(),
        date: date(year),
        material: "GONE".into(),
        pieces: 1,
        liaison: None,
        value: None,
    };
    let because = |left: Vec<LeftMaterial>| {
        let town = town(Records { left_materials: rows(left), ..records() });
        let briefs = town.briefs(Some(10_000));
        let stop = first(&briefs, "Maple");
        (stop.material.len(), stop.withheld.first().map(|it| it.because))
    };
    assert_eq!(because(vec![left("2026-01-05")]), (0, Some(HeldBack::ValueNotKnown)));
    assert_eq!(because(vec![left("2025-12-05")]), (1, None));
}

/// The limit of a year counts what the same calendar year has seen, and not the year before.
#[test]
fn the_limit_is_one_of_the_calendar_year() {
    let left = |day: &str| LeftMaterial {
        practice: "Maple".into(),
        date: date(day),
        material: "OTHER".into(),
        pieces: 1,
        liaison: None,
        value: Some(Cents(7_001)),
    };
    let stop = |day: &str| {
        let town = town(Records { left_materials: rows(vec![left(day)]), ..records() });
        let briefs = town.briefs(Some(10_000));
        first(&briefs, "Maple").clone()
    };
    let refused = HeldBack::OverLimit { given: Cents(7_001), limit: Cents(10_000) };
    assert_eq!(stop("2026-01-02").withheld.first().map(|it| it.because), Some(refused));
    assert_eq!(stop("2025-12-31").material.len(), 1);
}

#[test]
fn briefs_read_back_as_the_same_briefs_and_the_same_bytes() {
    let town = Town::new(2, 2);
    let briefs = town.briefs(Some(4_000));
    let mut bytes = Vec::new();
    export::brief_json(&briefs, &mut bytes).unwrap();
    let read: Briefs = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(read, briefs);
}

#[test]
fn scores_of_another_book_are_refused() {
    let (one, other) = (Town::new(2, 1), town(records()));
    let refused =
        rounds::brief::briefs(&one.book, &other.scores, &one.plan, &rounds::brief::BriefConfig::default());
    assert_eq!(refused.unwrap_err().kind(), rounds::ErrorKind::Input);
    let plain = Book::build(crate::common::town(1, 5, 1)).unwrap().0;
    assert!(rounds::brief::has_any(&other.book) && !rounds::brief::has_any(&plain));
}

/// Write it anew with `ROUNDS_WRITE_SCHEMA=1 cargo test --test briefs schema`.
#[test]
fn the_published_schema_is_the_one_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/brief.schema.json");
    let schema = export::brief_json_schema();
    if std::env::var_os("ROUNDS_WRITE_SCHEMA").is_some() {
        fs::write(&path, &schema).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(published == schema, "docs/brief.schema.json is out of date; see this test's comment");
}
