//! Practices that nobody owns are shared by load, among those who can go.

use std::collections::BTreeMap;

use rounds::model::*;
use rounds::plan::Status;

use super::{Situation, date, fate, stops};

#[test]
fn liaisons_at_one_hospital_share_the_practices_around_it() {
    let plan = Situation::new(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, -1.0, -2.0, -3.0, -4.0, -5.0, -6.0])
        .practices(|practice| practice.owner = None)
        .colleague("L2")
        .colleague("L3")
        .plan();
    let mut covered = BTreeMap::new();
    plan.dispositions.iter().for_each(|it| *covered.entry(it.liaison.clone()).or_insert(0) += 1);
    assert_eq!(covered.into_values().collect::<Vec<i32>>(), [4, 4, 4]);
}

/// Open on Mondays only, and the nearest liaison never works on Mondays.
#[test]
fn whoever_can_go_covers_what_nobody_owns() {
    let window = TimeWindow::between((9, 0), (16, 0)).unwrap();
    let hours = OpeningHours { weekday: Weekday::Monday, window, from: None, until: None };
    let plan = Situation::new(&[3.0])
        .practices(move |practice| (practice.owner, practice.hours) = (None, vec![hours]))
        .colleague("L2")
        .liaisons(|liaison| {
            if liaison.id.as_str() == "L1" {
                liaison.hours.remove(&Weekday::Monday);
            } else {
                liaison.home = super::place(-10.0);
            }
        })
        .plan();
    assert!(plan.stops().any(|(liaison, _, _)| liaison.as_str() == "L2"));
}

#[test]
fn who_is_away_for_the_whole_plan_leaves_practices_due_and_unseen() {
    let plan = Situation::new(&[3.0]).colleague("L2").day_off("L1", "2026-01-15", "2026-04-01").plan();
    assert!(matches!(fate(&plan, "P1").status, Status::Impossible { .. }));
    let totals = plan.totals();
    assert_eq!((totals.due, totals.due_seen, totals.due_impossible), (1, 0, 1));
}

#[test]
fn a_colleague_stands_in_where_the_book_says_so() {
    let plan = Situation::new(&[3.0])
        .colleague("L2")
        .liaisons(|liaison| {
            if liaison.id.as_str() == "L1" {
                liaison.cover = Some("L2".into());
            }
        })
        .day_off("L1", "2026-01-15", "2026-04-01")
        .plan();
    assert!(plan.stops().all(|(liaison, _, _)| liaison.as_str() == "L2"));
    assert!(stops(&plan, "P1")[0].0 >= date("2026-02-02"));
}
