//! Books that are refused because nobody gets anywhere, and books that look like it and are not.

use rounds::ErrorKind;
use rounds::geo::{Drive, TravelMatrix, TravelTimes};
use rounds::model::*;
use rounds::{progress, schedule, score};

use crate::{Situation, fate, place, stops};

/// Says why a book is refused.
fn refusal(situation: Situation, travel: &dyn TravelTimes) -> String {
    let (book, _) = Book::build(situation.records).unwrap();
    let scores =
        score::evaluate(&book, crate::common::as_of(), &score::ScoreConfig::default(), &progress::unobserved)
            .unwrap();
    let plan = schedule::plan(&book, &scores, travel, &situation.config, &progress::unobserved);
    let hours = schedule::capacities(&book, &scores, travel, &situation.config);
    let (error, same) = (plan.unwrap_err(), hours.unwrap_err());
    assert_eq!((error.kind(), error.to_string()), (ErrorKind::Input, same.to_string()));
    error.to_string()
}

fn estimate() -> rounds::geo::GreatCircle {
    rounds::geo::GreatCircle::default()
}

fn moved(home: Location) -> Situation {
    Situation::new(&[3.0, 5.0]).liaisons(move |liaison| liaison.home = home)
}

#[test]
fn a_sign_or_an_order_that_is_wrong_is_named() {
    let at = |lat, lon| Location::new(lat, lon).unwrap();
    assert!(refusal(moved(at(41.25, 96.02)), &estimate()).ends_with("a longitude may have the wrong sign"));
    assert!(refusal(moved(at(-41.25, -96.02)), &estimate()).ends_with("a latitude may have the wrong sign"));
    let said = refusal(moved(at(0.0, 0.0)), &estimate());
    assert!(
        said.starts_with("every practice is too far from every home") && said.contains("the nearest, P1"),
        "{said}"
    );
    let southern =
        moved(at(-33.9, 18.4)).practices(|practice| practice.location = Location::new(18.5, -33.9).ok());
    assert!(refusal(southern, &estimate()).contains("may be swapped"));
}

#[test]
fn travel_times_in_another_unit_are_named() {
    let mut roads = TravelMatrix::new();
    for (from, to) in [(0.0, 3.0), (3.0, 0.0), (0.0, 5.0), (5.0, 0.0)] {
        roads.insert(place(from), place(to), Drive { time: Seconds(600 * 60), distance: Metres(5000) });
    }
    assert!(refusal(Situation::new(&[3.0, 5.0]), &roads).contains("another unit"));
    assert!(refusal(Situation::new(&[3.0, 5.0]), &TravelMatrix::new()).starts_with("no way leads"));
}

#[test]
fn one_practice_in_reach_is_enough() {
    let plan = Situation::new(&[3.0, 2000.0]).plan();
    assert!(!stops(&plan, "P1").is_empty() && stops(&plan, "P2").is_empty());
}

#[test]
fn a_book_without_anybody_to_visit_or_at_work_has_other_reasons() {
    Situation::new(&[2000.0]).practices(|practice| practice.access = AccessPolicy::NoSee).plan();
    Situation::new(&[2000.0]).liaisons(|liaison| liaison.hours.clear()).plan();
}

/// Eight hours of driving for an appointment are agreed upon; two for an hour of work are the fault of the hour.
#[test]
fn appointments_and_short_days_are_planned() {
    let far = Situation::new(&[200.0]).appointment("P1", "2026-02-03", "12:00", 30).plan();
    assert_eq!(stops(&far, "P1").len(), 1);
    let hour = TimeWindow::between((9, 0), (10, 0)).unwrap();
    let short =
        Situation::new(&[30.0]).liaisons(move |it| it.hours.values_mut().for_each(|day| *day = hour.into()));
    let plan = short.plan();
    assert!(format!("{:?}", fate(&plan, "P1").status).contains("WorkingHours"));
}
