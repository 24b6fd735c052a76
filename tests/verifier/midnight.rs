//! An appointment is possible if the liaison can leave after midnight and be home before the next.

use rounds::geo::{GreatCircle, TravelTimes};
use rounds::model::*;
use rounds::plan::{Plan, Rule, StopKind};
use rounds::schedule::ScheduleConfig;
use rounds::{check, progress, schedule, score};

use crate::common;

/// A book of one practice that a liaison sees by appointment, and its plan.
fn planned(start: u32, minutes: u32) -> (Book, Plan) {
    let mut records = common::town(7, 1, 1);
    (records.appointments, records.must_visits) = Default::default();
    (records.time_off, records.holidays) = Default::default();
    records.appointments = vec![Appointment {
        date: common::as_of().plus_days(5),
        start: TimeOfDay::from_minutes(start),
        liaison: "L0".into(),
        practice: "P0000".into(),
        minutes: Minutes(minutes),
    }]
    .into();
    let book = Book::build(records).unwrap().0;
    let (travel, config) =
        (GreatCircle::default(), ScheduleConfig { effort: 1, ..ScheduleConfig::default() });
    let score = score::ScoreConfig::default();
    let scores = score::evaluate(&book, common::as_of(), &score, &progress::unobserved).unwrap();
    let plan = schedule::plan(&book, &scores, &travel, &config, &progress::unobserved).unwrap();
    (book, plan)
}

/// Asserts that the appointment is kept, or missed because no road is short enough; the verifier sees nothing wrong with either.
fn is_kept(start: u32, minutes: u32, kept: bool) {
    let (book, plan) = planned(start, minutes);
    assert_eq!(check::plan(&check::Facts::new(&book, &GreatCircle::default()), &plan), []);
    let stops = plan.stops().filter(|(_, _, stop)| stop.kind == StopKind::Appointment).count();
    assert_eq!(stops, usize::from(kept), "{start}");
    let missed = plan.dispositions.iter().flat_map(|fate| &fate.missed);
    let reasons: Vec<_> = missed.map(|it| it.reasons.clone()).collect();
    assert_eq!(reasons, if kept { vec![] } else { vec![vec![vec![Rule::NoRoad]]] }, "{start}");
}

#[test]
fn a_day_begins_and_ends_at_midnight() {
    let (book, plan) = planned(600, 30);
    let (home, there) = (book.liaisons()[0].home, book.practices()[0].location.unwrap());
    let drive = |from, to| GreatCircle::default().drive(from, to).unwrap().time.to_minutes_up().0;
    let (way, back) = (drive(home, there), drive(there, home));
    is_kept(way, 30, true);
    is_kept(way - 1, 30, false);
    let last = 24 * 60 - back - plan.rules.buffer.0 - 30;
    is_kept(last, 30, true);
    is_kept(last + 1, 30, false);
}
