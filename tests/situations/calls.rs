//! Calls ahead: time for them is counted from the day on which the plan is made.

use rounds::model::*;
use rounds::plan::{FieldTime, Plan, Rule, Status};

use super::{Situation, date, fate};

/// A practice that wants a call, planned on Friday 30 January 2026 for the Monday after.
fn week(lead_days: u32) -> Situation {
    let mut situation = Situation::new(&[3.0]).weeks(1).practices(by_appointment);
    situation.config.rules.lead_days = lead_days;
    situation
}

fn by_appointment(practice: &mut Practice) {
    practice.access = AccessPolicy::AppointmentOnly;
}

fn visited(plan: &Plan) -> Vec<Date> {
    plan.stops().map(|(_, date, _)| date).collect()
}

fn late(plan: &Plan) -> (String, String) {
    match fate(plan, "P1").status {
        Status::TooLateToCall { day, call_by } => (day.to_string(), call_by.to_string()),
        ref status => panic!("{status:?}"),
    }
}

fn owned((day, call_by): (&str, &str)) -> (String, String) {
    (day.to_owned(), call_by.to_owned())
}

#[test]
fn five_days_after_friday_is_wednesday() {
    let plan = week(5).plan();
    let days = visited(&plan);
    assert!(days.iter().all(|day| *day >= date("2026-02-04")), "{days:?}");
    assert_eq!(days.len(), 1);
}

#[test]
fn who_calls_on_friday_can_come_on_monday() {
    let plan = week(3).practices(|practice| practice.hours = on(Weekday::Monday)).plan();
    assert_eq!(visited(&plan), [date("2026-02-02")]);
}

#[test]
fn a_week_that_nobody_can_announce_names_the_next_call() {
    assert_eq!(late(&week(8).plan()), owned(("2026-02-09", "2026-01-30")));
    assert_eq!(late(&week(11).plan()), owned(("2026-02-10", "2026-01-30")));
}

/// The sixteenth less eleven days is a Thursday, and less fifteen a Sunday: the call is made on the Friday before.
#[test]
fn the_call_falls_on_a_day_of_work() {
    let mondays = |lead: u32| {
        let mut situation = week(lead).practices(|practice| practice.hours = on(Weekday::Monday));
        situation.config.start = Some(date("2026-02-03"));
        situation.plan()
    };
    assert_eq!(late(&mondays(11)), owned(("2026-02-16", "2026-02-05")));
    assert_eq!(late(&mondays(15)), owned(("2026-02-16", "2026-01-30")));
    let plan = week(15).practices(|practice| practice.hours = on(Weekday::Monday)).plan();
    assert_eq!(late(&plan), owned(("2026-02-16", "2026-01-30")));
}

/// Eleven days before the Monday nobody is at work, so the call is made on the last working day before.
#[test]
fn the_call_is_made_before_days_off() {
    let plan = week(11)
        .practices(|practice| practice.hours = on(Weekday::Monday))
        .day_off("L1", "2026-02-03", "2026-02-06")
        .plan();
    assert_eq!(late(&plan), owned(("2026-02-16", "2026-02-02")));
}

#[test]
fn the_practice_s_own_days_go_before_the_plan_s() {
    let own = |days: u32| week(8).practices(move |practice| practice.lead_days = Some(days)).plan();
    assert_eq!(visited(&own(0)).len(), 1);
    assert_eq!(late(&own(9)), owned(("2026-02-09", "2026-01-30")));
    let other = week(0).practices(|practice| practice.lead_days = Some(91)).plan();
    assert!(matches!(fate(&other, "P1").status, Status::TooLateToCall { .. }));
}

/// Open on Saturdays alone: no call would help, and none is asked for.
#[test]
fn a_call_is_named_only_where_it_would_help() {
    let plan = week(8).practices(|practice| practice.hours = on(Weekday::Saturday)).plan();
    let both = vec![Rule::VisitingHours, Rule::WorkingHours];
    let Status::Impossible { reasons, .. } = &fate(&plan, "P1").status else { panic!() };
    assert!(reasons.contains(&both), "{reasons:?}");
}

#[test]
fn nobody_is_called_whom_no_visit_pays() {
    let mut situation = week(8);
    situation.config.field_time = FieldTime::Floor(100.0);
    assert!(matches!(fate(&situation.plan(), "P1").status, Status::NotWorthTheDrive { .. }));
}

#[test]
fn whom_the_cadence_forbids_is_not_due() {
    let plan = week(8).visit("P1", "2026-01-29").plan();
    assert!(matches!(fate(&plan, "P1").status, Status::NotDue { .. }));
}

fn on(weekday: Weekday) -> Vec<OpeningHours> {
    let window = TimeWindow::between((9, 0), (16, 0)).unwrap();
    vec![OpeningHours { weekday, window, from: None, until: None }]
}
