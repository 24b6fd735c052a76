//! A practice that cannot be visited is told which rules forbid it.

mod common;

use rounds::geo::{Drive, GreatCircle, TravelTimes};
use rounds::model::{Book, Liaison, Location, Practice, Records, TimeWindow};
use rounds::plan::{Rule, Status};
use rounds::{check, progress, schedule, score};

/// The status of each practice of a book with one liaison.
fn fates(practices: Vec<Practice>, liaison: Liaison, travel: &dyn TravelTimes) -> Vec<Status> {
    let records =
        Records { practices: practices.into(), liaisons: vec![liaison].into(), ..Records::default() };
    let (book, _) = Book::build(records).unwrap();
    let scores = score::evaluate(&book, common::as_of(), &score::Config::default()).unwrap();
    let config = schedule::Config { effort: 50, ..schedule::Config::default() };
    let plan = schedule::plan(&book, &scores, travel, &config, &progress::unobserved).unwrap();
    assert_eq!(check::plan(&book, travel, &plan), []);
    plan.dispositions.into_iter().map(|disposition| disposition.status).collect()
}

fn at(lat: f64, lon: f64) -> Location {
    Location::new(lat, lon).unwrap()
}

fn liaison() -> Liaison {
    Liaison::new("L1", "Liaison One", at(38.9, -77.0))
}

/// Great-circle drives, but an island without a bridge at 38.5.
struct Island;

impl TravelTimes for Island {
    fn drive(&self, from: Location, to: Location) -> Option<Drive> {
        let island = |place: Location| (place.lat() - 38.5).abs() < 1e-9;
        if island(from) == island(to) { GreatCircle::default().drive(from, to) } else { None }
    }
}

#[test]
fn a_practice_that_nobody_can_reach_is_impossible() {
    let practices =
        vec![Practice::new("P1", "Near", at(38.95, -77.0)), Practice::new("P2", "Island", at(38.5, -77.0))];
    let fates = fates(practices, liaison(), &Island);
    assert!(matches!(fates[0], Status::Planned { .. }), "{:?}", fates[0]);
    assert_eq!(fates[1], Status::Impossible { rules: vec![Rule::NoRoad] });
}

#[test]
fn a_practice_too_far_for_a_day_is_impossible_by_working_hours() {
    let practices =
        vec![Practice::new("P1", "Near", at(38.95, -77.0)), Practice::new("P2", "Far", at(34.9, -77.0))];
    let fates = fates(practices, liaison(), &GreatCircle::default());
    let Status::Impossible { rules } = &fates[1] else { panic!("{:?}", fates[1]) };
    assert!(rules.contains(&Rule::WorkingHours), "{rules:?}");
}

/// Lunch is owed from 12 to 1: neither a morning nor an afternoon has room for it, and both have room for visits.
#[test]
fn half_days_have_visits_and_no_lunch() {
    for hours in [((8, 0), (12, 0)), ((13, 0), (17, 0)), ((8, 0), (12, 20))] {
        let mut part_time = liaison();
        let hours = TimeWindow::between(hours.0, hours.1).unwrap();
        part_time.hours.values_mut().for_each(|day| *day = hours);
        let fates =
            fates(vec![Practice::new("P1", "Near", at(38.95, -77.0))], part_time, &GreatCircle::default());
        assert!(matches!(fates[0], Status::Planned { .. }), "{hours}: {:?}", fates[0]);
    }
}

#[test]
fn a_liaison_without_a_working_day_makes_everything_impossible() {
    let mut idle = liaison();
    idle.hours.clear();
    let fates = fates(vec![Practice::new("P1", "Near", at(38.95, -77.0))], idle, &GreatCircle::default());
    let Status::Impossible { rules } = &fates[0] else { panic!("{:?}", fates[0]) };
    assert_eq!(rules, &[Rule::WorkingHours]);
}
