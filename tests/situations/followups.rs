//! Follow-ups ask for visits as must-visits do, until they are done or somebody has been there.

use rounds::model::*;
use rounds::plan::{Occasion, StopFact, StopKind};
use rounds::{progress, schedule, score};

use super::{Situation, add, common, date, fate, stops};

/// Tells until when the first stop at P1 has to happen, if it has to.
fn until(plan: &rounds::plan::Plan) -> Option<Date> {
    let stops = stops(plan, "P1");
    let (_, stop) = stops.first()?;
    stop.reasons.iter().find_map(|reason| match &reason.fact {
        StopFact::Calendar(timing) => match timing.occasion {
            Occasion::MustVisit { until } => Some(until),
            _ => None,
        },
        StopFact::Score(_) => None,
    })
}

/// A visit in January, so that nothing else is due before March.
fn rested() -> Situation {
    let cadence = Cadence::new(Some(40), 60, Some(90)).unwrap();
    Situation::new(&[3.0]).visit("P1", "2026-01-19").practices(move |it| it.cadence = Some(cadence))
}

#[test]
fn a_follow_up_is_brought_by_its_day() {
    let plan = rested().followup("P1", Some("2026-01-20"), "2026-02-05").plan();
    let first = stops(&plan, "P1")[0];
    assert!(first.0 <= date("2026-02-05") && first.1.kind == StopKind::MustVisit);
    assert_eq!(until(&plan), Some(date("2026-02-05")));
}

#[test]
fn without_a_first_day_it_is_brought_in_the_last_two_weeks() {
    let plan = rested().followup("P1", None, "2026-02-24").plan();
    let first = stops(&plan, "P1")[0].0;
    assert!((date("2026-02-10")..=date("2026-02-24")).contains(&first), "{first}");
}

#[test]
fn what_is_overdue_is_brought_in_the_first_seven_days() {
    let plan = rested().followup("P1", Some("2026-01-20"), "2026-01-26").plan();
    assert!(stops(&plan, "P1")[0].0 <= date("2026-02-08"));
    assert_eq!(until(&plan), Some(date("2026-02-08")));
}

#[test]
fn what_is_due_after_the_plan_waits() {
    let plan = rested().followup("P1", Some("2026-02-28"), "2026-03-20").plan();
    assert_eq!((until(&plan), fate(&plan, "P1").missed.len()), (None, 0));
}

#[test]
fn a_visit_since_its_first_day_asks_for_no_other() {
    let plan = rested().visit("P1", "2026-01-28").followup("P1", Some("2026-01-20"), "2026-01-29").plan();
    assert_eq!(stops(&plan, "P1").len(), 0);
}

#[test]
fn what_is_done_asks_for_nothing() {
    let mut situation = rested().followup("P1", Some("2026-01-20"), "2026-02-05");
    situation.records.followups.0[0].1.done = Some(date("2026-01-21"));
    assert_eq!(stops(&situation.plan(), "P1").len(), 0);
}

#[test]
fn one_that_nobody_can_bring_is_named_with_its_reason() {
    let plan = rested()
        .followup("P1", Some("2026-02-02"), "2026-02-03")
        .day_off("L1", "2026-02-02", "2026-02-03")
        .plan();
    let missed = &fate(&plan, "P1").missed;
    assert_eq!(
        missed.iter().map(|it| (it.from, it.date)).collect::<Vec<_>>(),
        [(Some(date("2026-02-02")), date("2026-02-03"))]
    );
    assert!(!missed[0].reasons.is_empty());
}

/// Follow-ups that are not overdue are must-visits by another name: the plans are the same but for the book's digest.
#[test]
fn a_follow_up_is_planned_as_its_must_visit_is() {
    let mut kept = 0;
    for seed in 0..6 {
        let mut records = common::town(seed, 25, 2);
        let monday = date("2026-02-02");
        records.must_visits.0.retain(|(_, it)| it.until >= monday);
        for number in 0..4 {
            let from = monday.plus_days(number);
            let practice = format!("P{number:04}").into();
            add(&mut records.must_visits, MustVisit { practice, from, until: from.plus_days(5) });
        }
        let asked = planned(records.clone());
        for (row, it) in records.must_visits.0.drain(..) {
            let (practice, from, due) = (it.practice, Some(it.from), it.until);
            let what = "Bring the form".into();
            let followup = FollowUp { practice, due, from, what, liaison: None, done: None };
            records.followups.0.push((row, followup));
        }
        let mut brought = planned(records);
        kept += brought.stops().filter(|(_, _, stop)| stop.kind == StopKind::MustVisit).count();
        assert_ne!(brought.book, asked.book);
        brought.book.clone_from(&asked.book);
        assert_eq!(brought, asked);
    }
    assert!(kept > 10, "{kept}");
}

fn planned(records: Records) -> rounds::plan::Plan {
    let book = Book::build(records).unwrap().0;
    let scores =
        score::evaluate(&book, common::as_of(), &score::ScoreConfig::default(), &progress::unobserved)
            .unwrap();
    let config = schedule::ScheduleConfig { effort: 20, ..schedule::ScheduleConfig::default() };
    let travel = rounds::geo::GreatCircle::default();
    schedule::plan(&book, &scores, &travel, &config, &progress::unobserved).unwrap()
}
