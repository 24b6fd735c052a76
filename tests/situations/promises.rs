//! Promises are kept or named, by whatever visit keeps them.

use rounds::model::*;
use rounds::plan::{Rule, StopKind};

use super::{Situation, date, fate, stops};

/// Lists the days of the stops at P1.
fn days(plan: &rounds::plan::Plan) -> Vec<String> {
    stops(plan, "P1").iter().map(|(date, _)| date.to_string()).collect()
}

#[test]
fn one_visit_keeps_two_promises_that_overlap() {
    let plan = Situation::new(&[3.0])
        .promise("P1", "2026-02-02", "2026-02-06")
        .promise("P1", "2026-02-04", "2026-02-10")
        .plan();
    let early: Vec<String> = days(&plan).into_iter().filter(|day| day.as_str() <= "2026-02-10").collect();
    assert_eq!(early.len(), 1, "{early:?}");
    assert!(("2026-02-04".."2026-02-07").contains(&early[0].as_str()), "{early:?}");
    assert_eq!(stops(&plan, "P1")[0].1.kind, StopKind::MustVisit);
}

#[test]
fn a_visit_that_met_somebody_has_kept_its_promise() {
    let plan =
        Situation::new(&[3.0]).visit("P1", "2026-01-29").promise("P1", "2026-01-26", "2026-02-06").plan();
    let rested = date("2026-01-29").plus_days(Tier::B.cadence().min().into());
    assert!(stops(&plan, "P1").iter().all(|(day, stop)| *day >= rested && stop.kind == StopKind::Chosen));
    assert_eq!(fate(&plan, "P1").missed, []);
}

/// The appointment is in the second week, and the plan ends after the first.
#[test]
fn an_appointment_after_the_plan_keeps_a_promise() {
    let plan = Situation::new(&[3.0])
        .promise("P1", "2026-02-06", "2026-02-13")
        .appointment("P1", "2026-02-10", "10:00", 30)
        .weeks(1)
        .plan();
    assert_eq!(fate(&plan, "P1").missed, []);
}

#[test]
fn a_promise_that_outlives_the_plan_waits() {
    let plan = Situation::new(&[3.0]).promise("P1", "2026-02-28", "2026-03-20").plan();
    assert!(!stops(&plan, "P1").is_empty());
    assert_eq!(fate(&plan, "P1").missed, []);
}

/// The promise can only be kept after the plan, so a visit just before it would come too soon.
#[test]
fn visits_keep_their_distance_from_a_promise_that_waits() {
    let cadence = Cadence::new(Some(17), 20, Some(30)).unwrap();
    let plan = Situation::new(&[3.0])
        .practices(move |practice| practice.cadence = Some(cadence))
        .visit("P1", "2026-01-28")
        .promise("P1", "2026-03-02", "2026-03-03")
        .plan();
    let last = date("2026-03-03").plus_days(-17);
    assert!(stops(&plan, "P1").iter().all(|(day, _)| *day <= last), "{:?}", days(&plan));
}

#[test]
fn a_promise_survives_a_lost_appointment() {
    let plan = Situation::new(&[3.0])
        .promise("P1", "2026-02-02", "2026-02-13")
        .appointment("P1", "2026-02-04", "10:00", 30)
        .day_off("L1", "2026-02-04", "2026-02-04")
        .weeks(2)
        .plan();
    assert!(!stops(&plan, "P1").is_empty());
    let missed = &fate(&plan, "P1").missed;
    assert_eq!((missed.len(), missed[0].kind), (1, StopKind::Appointment));
}

/// A promise holds, however short the time since the last visit.
#[test]
fn a_promise_without_a_day_at_a_distance_is_kept_all_the_same() {
    let plan =
        Situation::new(&[3.0]).visit("P1", "2026-01-29").promise("P1", "2026-02-02", "2026-02-03").plan();
    assert!(days(&plan)[0].as_str() <= "2026-02-03", "{:?}", days(&plan));
}

#[test]
fn a_promise_that_nobody_can_keep_is_named_with_its_reason() {
    let plan = Situation::new(&[3.0])
        .promise("P1", "2026-02-07", "2026-02-08")
        .day_off("L1", "2026-02-02", "2026-02-03")
        .plan();
    let missed = &fate(&plan, "P1").missed;
    assert_eq!(missed.len(), 1);
    let reasons = &missed[0].reasons;
    assert!(reasons.iter().any(|rules| rules.contains(&Rule::MustVisitDates)), "{reasons:?}");
    assert!(!stops(&plan, "P1").is_empty());
}

/// Two promises, and one visit a day: one of them is named, and its practice is visited on another day.
#[test]
fn of_two_promises_for_one_place_one_is_kept_and_the_other_named() {
    let plan = Situation::new(&[3.0, 3.1])
        .liaisons(|liaison| liaison.max_stops = 1)
        .promise("P1", "2026-02-03", "2026-02-03")
        .promise("P2", "2026-02-03", "2026-02-03")
        .plan();
    let missed: Vec<usize> = ["P1", "P2"].iter().map(|practice| fate(&plan, practice).missed.len()).collect();
    assert_eq!(missed.iter().sum::<usize>(), 1, "{missed:?}");
    assert!(["P1", "P2"].iter().all(|practice| !stops(&plan, practice).is_empty()));
}

/// A wide promise does not keep the practice's other visits away.
#[test]
fn a_wide_promise_leaves_the_rhythm_as_it_is() {
    let cadence = Cadence::new(Some(7), 7, Some(10)).unwrap();
    let situation = || Situation::new(&[3.0]).practices(move |practice| practice.cadence = Some(cadence));
    let (with, without) = (situation().promise("P1", "2026-02-02", "2026-03-01").plan(), situation().plan());
    assert_eq!(days(&with).len(), days(&without).len());
}
