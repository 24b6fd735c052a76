//! Practices of which nobody knows where they are, or only about where.

use rounds::export;
use rounds::plan::{Exclusion, Missed, Rule, Status, StopKind};

use super::*;

/// Two practices, and one without a place that is agreed upon, promised and sends referrals.
fn without_place() -> Situation {
    let mut situation = Situation::new(&[4.0, 9.0, 14.0])
        .appointment("P3", "2026-02-04", "10:00", 30)
        .promise("P3", "2026-02-05", "2026-02-10");
    situation.records.practices.0[2].1.location = None;
    situation
}

#[test]
fn a_practice_without_a_place_is_told_apart() {
    let (book, plan) = without_place().plan_with_book();
    let fate = plan.disposition(&"P3".into()).unwrap();
    assert_eq!(fate.status, Status::Excluded { because: Exclusion::NoPlace });
    assert_eq!((fate.liaison.as_ref().map(LiaisonId::as_str), fate.rhythm), (Some("L1"), None));
    let because = |it: &Missed| (it.kind, it.reasons.clone());
    let no_place = vec![vec![Rule::NoPlace]];
    let missed: Vec<_> = fate.missed.iter().map(because).collect();
    assert_eq!(missed, [(StopKind::MustVisit, no_place.clone()), (StopKind::Appointment, no_place)]);
    assert!(
        ["P1", "P2"]
            .iter()
            .all(|id| matches!(plan.disposition(&(*id).into()).unwrap().status, Status::Planned { .. }))
    );
    let totals = plan.totals();
    assert_eq!((totals.due, totals.due_seen, totals.due_impossible), (2, 2, 0));
    let text = export::text(&book, &plan, export::Units::Miles);
    assert!(text.contains("Clinic 3 (P3)"), "{text}");
    assert!(text.contains("give coordinates, a ZIP code or an address"), "{text}");
}

#[test]
fn nobody_gets_a_practice_without_a_place() {
    let mut situation = without_place();
    situation.records.practices.0[2].1.owner = None;
    let (_, plan) = situation.plan_with_book();
    assert_eq!(plan.disposition(&"P3".into()).unwrap().liaison, None);
}

#[test]
fn one_without_a_place_changes_nobody_else() {
    let (_, plan) = without_place().plan_with_book();
    let mut situation = without_place();
    situation.records.practices.0.pop();
    let (_, alone) = situation.plan_with_book();
    let stops = |plan: &Plan| {
        plan.stops().map(|(_, date, stop)| (date, stop.practice.clone(), stop.start)).collect::<Vec<_>>()
    };
    assert_eq!(stops(&plan), stops(&alone));
}

#[test]
fn a_place_that_is_only_near_is_marked() {
    let mut situation = Situation::new(&[4.0, 9.0]);
    let practice = &mut situation.records.practices.0[0].1;
    practice.near = Some("ZIP 04401".into());
    practice.address = Some("12 Made-up Street, 04401".into());
    situation.records.practices.0[1].1.near = Some("Made-up Town, ME".into());
    let (book, plan) = situation.plan_with_book();
    assert!(export::text(&book, &plan, export::Units::Miles).contains("(near ZIP 04401)"));
    let calendar = export::ics(&book, &plan, &"L1".into(), export::Units::Miles).replace("\r\n ", "");
    assert!(calendar.contains("LOCATION:12 Made-up Street\\, 04401\r\n"), "{calendar}");
    assert!(calendar.contains("LOCATION:Clinic 2 (near Made-up Town\\, ME)"), "{calendar}");
    assert!(calendar.contains("the middle of ZIP 04401"));
    let visits = plan.stops().count();
    let with_address = plan.stops().filter(|(_, _, stop)| stop.practice.as_str() == "P1").count();
    assert_eq!(calendar.matches("GEO:").count(), visits - with_address, "directions go by the address");
    let mut stops = Vec::new();
    export::stops_csv(&book, &plan, &mut stops).unwrap();
    let stops = String::from_utf8(stops).unwrap();
    assert!(stops.lines().next().unwrap().contains(",near,"));
    assert_eq!(stops.matches(",ZIP 04401,").count(), with_address, "{stops}");
    assert!(export::geojson(&book, &plan).contains("\"near\":\"ZIP 04401\""));
}
