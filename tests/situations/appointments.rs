//! Appointments are agreements between people: the habits of a day give way to them.

use rounds::model::*;
use rounds::plan::{DayException, DayPlan, Plan, Rule, StopKind};

use super::{Situation, assert_stop, fate, stops};

/// Finds the exceptions of a day.
fn exceptions(plan: &Plan, date: &str) -> Vec<DayException> {
    let on = |day: &&DayPlan| day.date == super::date(date);
    plan.days().map(|(_, day)| day).find(on).unwrap().exceptions.clone()
}

#[test]
fn an_appointment_over_lunch_takes_the_lunch() {
    let plan = Situation::new(&[3.0]).appointment("P1", "2026-02-03", "12:00", 60).plan();
    assert_stop(&plan, "P1", "2026-02-03", "12:00", "13:00");
    let outside = DayException::OutsideVisitingHours { practice: "P1".into() };
    assert_eq!(exceptions(&plan, "2026-02-03"), [DayException::LunchGivenUp, outside]);
}

#[test]
fn a_short_appointment_at_noon_leaves_time_for_lunch() {
    let plan = Situation::new(&[3.0]).appointment("P1", "2026-02-03", "12:00", 20).plan();
    assert!(!exceptions(&plan, "2026-02-03").contains(&DayException::LunchGivenUp));
    let day = plan.days().map(|(_, day)| day).find(|day| day.date == super::date("2026-02-03")).unwrap();
    assert!(day.lunch.is_some());
}

#[test]
fn the_day_begins_earlier_and_ends_later_for_appointments() {
    let plan = Situation::new(&[3.0, -3.0])
        .appointment("P1", "2026-02-03", "08:30", 30)
        .appointment("P2", "2026-02-05", "16:00", 30)
        .plan();
    assert_stop(&plan, "P1", "2026-02-03", "08:30", "09:00");
    assert_stop(&plan, "P2", "2026-02-05", "16:00", "16:30");
    let (opens, closes) = ("08:30".parse().unwrap(), "16:30".parse().unwrap());
    assert_eq!(exceptions(&plan, "2026-02-03"), [DayException::LeavesEarly { opens }]);
    assert_eq!(exceptions(&plan, "2026-02-05"), [DayException::BackLate { closes }]);
}

/// Other visits do not use the hours that an appointment in the evening adds.
#[test]
fn other_visits_stay_within_the_working_hours() {
    let open_late = OpeningHours {
        weekday: Weekday::Tuesday,
        window: TimeWindow::between((15, 0), (20, 0)).unwrap(),
        from: None,
        until: None,
    };
    let hours = move |practice: &mut Practice| practice.hours = vec![open_late];
    let plan = Situation::new(&[3.0, 3.1, 3.2, 3.3, 3.4, 3.5])
        .practices(hours)
        .weeks(1)
        .appointment("P1", "2026-02-03", "19:00", 30)
        .plan();
    assert_stop(&plan, "P1", "2026-02-03", "19:00", "19:30");
    let closes: TimeOfDay = "16:30".parse().unwrap();
    let chosen = plan.stops().filter(|(_, _, stop)| stop.kind == StopKind::Chosen);
    let ends: Vec<TimeOfDay> = chosen.map(|(_, _, stop)| stop.end).collect();
    assert!(!ends.is_empty() && ends.iter().all(|end| *end <= closes), "{ends:?}");
}

#[test]
fn appointments_in_one_building_follow_each_other_at_once() {
    let plan = Situation::new(&[3.0, 3.0])
        .appointment("P1", "2026-02-03", "10:00", 30)
        .appointment("P2", "2026-02-03", "10:30", 30)
        .plan();
    assert_stop(&plan, "P1", "2026-02-03", "10:00", "10:30");
    assert_stop(&plan, "P2", "2026-02-03", "10:30", "11:00");
    let left = Minutes(0);
    assert_eq!(exceptions(&plan, "2026-02-03"), [DayException::ShortBuffer { practice: "P1".into(), left }]);
}

#[test]
fn of_two_appointments_at_once_one_is_kept_and_the_other_practice_is_visited_later() {
    let plan = Situation::new(&[3.0, -3.0])
        .appointment("P1", "2026-02-03", "10:00", 30)
        .appointment("P2", "2026-02-03", "10:15", 30)
        .plan();
    assert_stop(&plan, "P1", "2026-02-03", "10:00", "10:30");
    let missed = &fate(&plan, "P2").missed[0];
    let clash = missed.clash.as_ref().unwrap();
    assert_eq!((clash.practice.as_str(), clash.start.to_string()), ("P1", "10:00".into()));
    assert!(!stops(&plan, "P2").is_empty());
}

/// As many are kept as can be: the long one in the middle gives way to two.
#[test]
fn as_many_appointments_are_kept_as_can_be() {
    let plan = Situation::new(&[3.0, 3.0, 3.0])
        .appointment("P1", "2026-02-03", "09:00", 60)
        .appointment("P2", "2026-02-03", "09:30", 120)
        .appointment("P3", "2026-02-03", "11:00", 30)
        .plan();
    assert_stop(&plan, "P1", "2026-02-03", "09:00", "10:00");
    assert_stop(&plan, "P3", "2026-02-03", "11:00", "11:30");
    assert_eq!(fate(&plan, "P2").missed.len(), 1);
}

#[test]
fn appointments_on_days_without_work_are_lost_by_their_own_reason() {
    let plan = Situation::new(&[3.0, -3.0, 5.0])
        .appointment("P1", "2026-02-07", "10:00", 30)
        .appointment("P2", "2026-02-11", "10:00", 30)
        .appointment("P3", "2026-02-12", "10:00", 30)
        .holiday("2026-02-11")
        .day_off("L1", "2026-02-12", "2026-02-12")
        .plan();
    let reasons = |practice: &str| fate(&plan, practice).missed[0].reasons.clone();
    assert_eq!(reasons("P1"), [[Rule::WorkingHours]]);
    assert_eq!(reasons("P2"), [[Rule::Holidays]]);
    assert_eq!(reasons("P3"), [[Rule::TimeOff]]);
    assert!(["P1", "P2", "P3"].iter().all(|practice| !stops(&plan, practice).is_empty()));
}

#[test]
fn appointments_go_beyond_the_limits_of_a_day() {
    let plan = Situation::new(&[3.0, 3.0, 20.0])
        .liaisons(|liaison| (liaison.max_stops, liaison.max_drive) = (2, Some(Minutes(20))))
        .appointment("P1", "2026-02-03", "09:00", 30)
        .appointment("P2", "2026-02-03", "10:00", 30)
        .appointment("P3", "2026-02-03", "14:00", 30)
        .weeks(1)
        .plan();
    assert_stop(&plan, "P3", "2026-02-03", "14:00", "14:30");
    let exceptions = exceptions(&plan, "2026-02-03");
    assert!(exceptions.contains(&DayException::MoreVisits { limit: 2 }), "{exceptions:?}");
    assert!(exceptions.contains(&DayException::MoreDriving { limit: Minutes(20) }), "{exceptions:?}");
}

/// Appointments just before and just after the plan keep others at a distance.
#[test]
fn visits_keep_their_distance_from_appointments_outside_the_plan() {
    let cadence = Cadence::new(Some(17), 28, Some(60)).unwrap();
    let plan = Situation::new(&[3.0, -3.0])
        .practices(move |practice| practice.cadence = Some(cadence))
        .appointment("P1", "2026-02-06", "10:00", 30)
        .appointment("P2", "2026-03-09", "10:00", 30)
        .start("2026-02-09")
        .plan();
    let days = |practice: &str| stops(&plan, practice).iter().map(|it| it.0).collect::<Vec<Date>>();
    assert!(days("P1").iter().all(|day| *day >= super::date("2026-02-23")), "{:?}", days("P1"));
    assert!(!days("P2").is_empty() && days("P2").iter().all(|day| *day <= super::date("2026-02-20")));
}
