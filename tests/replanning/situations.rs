//! Small situations, and what is right in them.

use rounds::model::{Minutes, Records};
use rounds::plan::EditReason;
use rounds::schedule::ReplanConfig;

use crate::changes::Change;
use crate::common;
use crate::team::{Team, at_most, stops};

fn town() -> (Records, Team) {
    let records = common::town(11, 40, 2);
    let team = Team::new(records.clone(), common::as_of(), common::as_of().plus_days(3), 2);
    (records, team)
}

/// A sick day moves or drops the visits of that day. It is no edit, and nobody else's day changes.
#[test]
fn a_sick_day_moves_its_own_visits_alone() {
    let (mut records, team) = town();
    let previous = team.plan();
    let (sick, off, _) = previous.stops().nth(4).unwrap();
    let (sick, off) = (sick.to_string(), off.to_string());
    Change::DayOff { stop: 4 }.apply(&mut records, &previous);
    let after = Team::new(records, team.as_of, team.config.start.unwrap(), 2);
    let plan = after.replan(&previous, &at_most(0));
    let told = plan.replan.as_ref().unwrap();
    assert!(told.edits.is_empty() && told.forced.iter().all(|edit| edit.reason == EditReason::NotWorking));
    let now = stops(&plan);
    assert!(now.iter().all(|stop| (stop.0.as_str(), stop.1.as_str()) != (sick.as_str(), off.as_str())));
    let others = stops(&previous).into_iter().filter(|stop| (&stop.0, &stop.1) != (&sick, &off));
    assert!(others.into_iter().all(|stop| now.contains(&stop)));
}

/// The longer horizon of the week after is planned freely; what was planned stays.
#[test]
fn the_week_after_is_the_same_call() {
    let (records, team) = town();
    let previous = team.plan();
    let start = team.config.start.unwrap().plus_days(7);
    let after = Team::new(records, team.as_of.plus_days(7), start, 2);
    let plan = after.replan(&previous, &at_most(0));
    let told = plan.replan.as_ref().unwrap();
    assert_eq!(told.stops_kept, told.stops_before);
    assert!(told.new_days_stops > 0 && told.edits.is_empty());
}

/// A visit that is taken as an appointment on its own day and time is no change.
#[test]
fn an_appointment_in_the_place_of_a_visit_keeps_it() {
    let (mut records, team) = town();
    let previous = team.plan();
    let (liaison, date, stop) = previous.stops().nth(2).unwrap();
    let agreed = rounds::model::Appointment {
        date,
        start: stop.start,
        liaison: liaison.clone(),
        practice: stop.practice.clone(),
        minutes: Minutes(stop.end.minutes() - stop.start.minutes()),
    };
    let number = records.appointments.0.len() as u64 + 1;
    records.appointments.0.push((number, agreed));
    let after = Team::new(records, team.as_of, team.config.start.unwrap(), 2);
    let plan = after.replan(&previous, &at_most(0));
    let told = plan.replan.as_ref().unwrap();
    assert_eq!(told.stops_kept, told.stops_before, "{:?}", told.forced);
}

#[test]
fn a_gain_that_is_no_number_is_refused() {
    let (_, team) = town();
    let previous = team.plan();
    let changes = ReplanConfig { limit: rounds::plan::EditLimit::Gain(f64::NAN), frozen_until: None };
    let scores = rounds::score::evaluate(
        &team.book,
        team.as_of,
        &rounds::score::ScoreConfig::default(),
        &rounds::progress::unobserved,
    )
    .unwrap();
    let travel = rounds::geo::GreatCircle::default();
    let answer = rounds::schedule::replan(
        &team.book,
        &scores,
        &travel,
        &previous,
        &changes,
        &team.config,
        &rounds::progress::unobserved,
    );
    assert_eq!(answer.unwrap_err().kind(), rounds::ErrorKind::Setting);
}
