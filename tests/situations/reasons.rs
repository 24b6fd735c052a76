//! Impossible practices are told every reason, and who else could go.

use rounds::model::*;
use rounds::plan::{Plan, Rule, Status};

use super::{Situation, fate};

fn saturdays(practice: &mut Practice) {
    let window = TimeWindow::between((9, 0), (16, 0)).unwrap();
    let hours = OpeningHours { weekday: Weekday::Saturday, window, from: None, until: None };
    practice.hours = vec![hours];
}

fn reasons(plan: &Plan, practice: &str) -> Vec<Vec<Rule>> {
    match &fate(plan, practice).status {
        Status::Impossible { reasons, .. } => reasons.clone(),
        status => panic!("{status:?}"),
    }
}

/// Open on Saturdays only, and a skill that its owner lacks: either would be enough.
#[test]
fn two_reasons_are_told_where_each_is_enough() {
    let plan = Situation::new(&[3.0])
        .practices(|practice| {
            saturdays(practice);
            practice.skills = ["korean".to_owned()].into();
        })
        .plan();
    assert_eq!(reasons(&plan, "P1"), [vec![Rule::Skills], vec![Rule::VisitingHours, Rule::WorkingHours]]);
}

#[test]
fn a_holiday_is_no_working_hours() {
    let window = TimeWindow::between((9, 0), (16, 0)).unwrap();
    let hours = OpeningHours { weekday: Weekday::Monday, window, from: None, until: None };
    let plan = Situation::new(&[3.0])
        .practices(move |practice| practice.hours = vec![hours])
        .holiday("2026-02-02")
        .weeks(1)
        .plan();
    assert_eq!(reasons(&plan, "P1"), [vec![Rule::VisitingHours, Rule::Holidays]]);
}

#[test]
fn a_colleague_who_could_go_is_named_with_the_days() {
    let plan = Situation::new(&[3.0])
        .practices(saturdays)
        .colleague("L2")
        .liaisons(|liaison| {
            if liaison.id.as_str() == "L2" {
                let hours = TimeWindow::between((8, 0), (17, 0)).unwrap();
                liaison.hours = [(Weekday::Saturday, hours.into())].into();
            }
        })
        .weeks(2)
        .plan();
    let Status::Impossible { colleague: Some(offer), .. } = &fate(&plan, "P1").status else { panic!() };
    let days: Vec<String> = offer.days.iter().map(ToString::to_string).collect();
    assert_eq!((offer.liaison.as_str(), days), ("L2", vec!["2026-02-07".into(), "2026-02-14".into()]));
}

#[test]
fn who_was_seen_just_now_is_not_due() {
    let plan = Situation::new(&[3.0]).visit("P1", "2026-01-29").weeks(1).plan();
    let from = super::date("2026-01-29").plus_days(Tier::B.cadence().min().into());
    assert_eq!(fate(&plan, "P1").status, Status::NotDue { from });
}
