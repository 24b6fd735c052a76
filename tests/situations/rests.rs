//! Practices that rest by lot: nobody chooses to visit them, and what was agreed or promised is kept.

use rounds::model::*;
use rounds::plan::{Exclusion, Rule, Status, StopKind};

use super::{Situation, date, fate, stops};

impl Situation {
    /// Lets a practice rest by lot.
    fn rest(mut self, practice: &str, from: &str, until: &str) -> Self {
        let trial = "spring".to_owned();
        let rest = Rest { practice: practice.into(), from: date(from), until: date(until), trial };
        super::add(&mut self.records.rests, rest);
        self
    }
}

/// Two practices that are visited where nothing keeps them from it.
fn two() -> Situation {
    Situation::new(&[3.0, 4.0])
}

#[test]
fn a_rest_keeps_chosen_visits_away_and_says_until_when() {
    let usual = two().plan();
    assert!(!stops(&usual, "P1").is_empty(), "without a rest it is visited");
    let plan = two().rest("P1", "2026-01-05", "2026-04-05").plan();
    assert_eq!(stops(&plan, "P1").len(), 0);
    let until = date("2026-04-05");
    assert_eq!(fate(&plan, "P1").status, Status::Excluded { because: Exclusion::Rest { until } });
    assert_eq!(stops(&plan, "P2").len(), stops(&usual, "P2").len(), "the other one is visited as usual");
}

#[test]
fn rests_without_a_gap_are_one() {
    let plan = two().rest("P1", "2026-02-10", "2026-04-05").rest("P1", "2026-01-05", "2026-02-09").plan();
    let until = date("2026-04-05");
    assert_eq!(fate(&plan, "P1").status, Status::Excluded { because: Exclusion::Rest { until } });
}

#[test]
fn a_visit_comes_after_the_last_day_of_a_rest() {
    let plan = two().rest("P1", "2026-01-05", "2026-02-11").plan();
    let days: Vec<Date> = stops(&plan, "P1").iter().map(|it| it.0).collect();
    assert!(days.len() == 1 && days[0] > date("2026-02-11"), "{days:?}");
}

#[test]
fn promises_and_appointments_are_kept_in_a_rest() {
    let plan = two()
        .rest("P1", "2026-01-05", "2026-04-05")
        .rest("P2", "2026-01-05", "2026-04-05")
        .promise("P1", "2026-02-09", "2026-02-13")
        .appointment("P2", "2026-02-12", "10:00", 30)
        .plan();
    let kinds = |practice| stops(&plan, practice).iter().map(|it| it.1.kind).collect::<Vec<_>>();
    assert_eq!((kinds("P1"), kinds("P2")), (vec![StopKind::MustVisit], vec![StopKind::Appointment]));
}

#[test]
fn a_rest_and_days_off_forbid_a_visit_together() {
    let plan = two().rest("P1", "2026-01-05", "2026-02-15").day_off("L1", "2026-02-16", "2026-03-01").plan();
    let reasons = vec![vec![Rule::TimeOff, Rule::Rest]];
    assert_eq!(fate(&plan, "P1").status, Status::Impossible { reasons, colleague: None });
}

/// Somebody calls about a planned visit; the other days that are offered lie outside the rest.
#[test]
fn no_day_of_a_rest_is_offered_on_the_telephone() {
    let situation = two().practices(|it| it.access = AccessPolicy::AppointmentOnly).rest(
        "P1",
        "2026-02-16",
        "2026-04-05",
    );
    let (book, plan) = situation.plan_with_book();
    let scores = rounds::score::evaluate(
        &book,
        plan.as_of,
        &rounds::score::ScoreConfig::default(),
        &rounds::progress::unobserved,
    )
    .unwrap();
    let travel = rounds::geo::GreatCircle::default();
    let calls = rounds::schedule::SlotFinder::new(&book, &scores, &plan, &travel).unwrap().calls();
    let call = calls.iter().find(|it| it.practice == "P1".into()).expect("a call to make");
    assert!(!call.slots.is_empty());
    assert!(call.slots.iter().all(|slot| slot.date < date("2026-02-16")), "{:?}", call.slots);
}
