//! Several windows of work a day, and days without visits.

use rounds::check::{self, BrokenRule, Facts};
use rounds::geo::GreatCircle;
use rounds::model::*;
use rounds::plan::DayException;

use crate::{Situation, assert_stop, stops};

fn window(from: (u16, u16), to: (u16, u16)) -> TimeWindow {
    TimeWindow::between(from, to).unwrap()
}

/// Lets the liaison work from 8:00 to 9:30 and from 13:00 to 17:00.
fn two_shifts(situation: Situation) -> Situation {
    let hours = WorkHours::new([window((8, 0), (9, 30)), window((13, 0), (17, 0))]).unwrap();
    situation.liaisons(move |liaison| liaison.hours.values_mut().for_each(|day| *day = hours.clone()))
}

fn open(from: (u16, u16), to: (u16, u16)) -> impl Fn(&mut Practice) {
    let on = move |weekday| OpeningHours { weekday, window: window(from, to), from: None, until: None };
    move |practice| practice.hours = Weekday::ALL.map(on).to_vec()
}

#[test]
fn the_second_shift_is_worked() {
    let plan = two_shifts(Situation::new(&[3.0])).practices(open((14, 0), (15, 0))).plan();
    assert!(!stops(&plan, "P1").is_empty());
}

#[test]
fn nobody_is_visited_in_a_break() {
    let plan = two_shifts(Situation::new(&[3.0, 5.0])).practices(open((9, 0), (13, 30))).plan();
    let all: Vec<_> = plan.stops().collect();
    assert!(!all.is_empty());
    let early = TimeOfDay::new(9, 30).unwrap();
    let late = TimeOfDay::new(13, 0).unwrap();
    assert!(all.iter().all(|(_, _, stop)| stop.end <= early || late <= stop.start), "{all:#?}");
    let never = two_shifts(Situation::new(&[3.0])).practices(open((10, 0), (12, 30))).plan();
    assert!(stops(&never, "P1").is_empty());
    assert!(format!("{:?}", crate::fate(&never, "P1").status).contains("WorkingHours"));
}

/// The break from 9:30 to 13:00 is as good as lunch, and counts for no hours.
#[test]
fn a_long_break_is_lunch_and_no_work() {
    let plan = two_shifts(Situation::new(&[3.0, 5.0])).plan();
    assert!(plan.days().all(|(_, day)| day.lunch.is_none()));
    assert!((plan.capacities[0].hours - 5.0 * 5.5).abs() < 1e-9, "{:?}", plan.capacities[0]);
    let short = WorkHours::new([window((8, 0), (10, 0)), window((10, 30), (17, 0))]).unwrap();
    let day = move |liaison: &mut Liaison| liaison.hours.values_mut().for_each(|day| *day = short.clone());
    let plan = Situation::new(&[3.0, 5.0]).liaisons(day).plan();
    assert!(plan.days().all(|(_, day)| day.lunch.is_some()));
    assert!((plan.capacities[0].hours - 5.0 * 8.0).abs() < 1e-9, "{:?}", plan.capacities[0]);
}

#[test]
fn an_appointment_in_a_break_is_kept_and_told() {
    let plan = two_shifts(Situation::new(&[3.0])).appointment("P1", "2026-02-03", "11:00", 30).plan();
    assert_stop(&plan, "P1", "2026-02-03", "11:00", "11:30");
    let (_, day) = plan.days().find(|(_, day)| day.date == crate::date("2026-02-03")).unwrap();
    assert!(
        day.exceptions.contains(&DayException::InBreak { practice: "P1".into() }),
        "{:?}",
        day.exceptions
    );
}

/// The day as a whole is an hour later: nothing but the break forbids it.
#[test]
fn the_verifier_sees_a_visit_in_a_break() {
    let situation = two_shifts(Situation::new(&[3.0])).practices(open((8, 0), (17, 0)));
    let book = Book::build(situation.records.clone()).unwrap().0;
    let mut plan = situation.plan();
    let day = plan.itineraries[0].days.first_mut().unwrap();
    let by = 10 * 60 + 30 - day.stops[0].start.minutes();
    let later = |time: TimeOfDay| TimeOfDay::from_minutes(time.minutes() + by);
    (day.depart, day.back) = (later(day.depart), later(day.back));
    for stop in &mut day.stops {
        (stop.start, stop.end) = (later(stop.start), later(stop.end));
    }
    let found = check::plan(&Facts::new(&book, &GreatCircle::default()), &plan);
    let rules: Vec<BrokenRule> = found.iter().map(|it| it.rule).collect();
    assert_eq!(rules, [BrokenRule::WorkingHours], "{found:#?}");
    assert!(found[0].to_string().contains("working hours are 08:00-09:30, 13:00-17:00"), "{}", found[0]);
}

#[test]
fn no_visits_a_day_means_none_but_appointments() {
    let none = |liaison: &mut Liaison| liaison.max_stops = 0;
    let plan = Situation::new(&[3.0, 5.0]).liaisons(none).plan();
    assert_eq!(plan.stops().count(), 0);
    let plan = Situation::new(&[3.0, 5.0]).liaisons(none).appointment("P1", "2026-02-03", "11:00", 30).plan();
    assert_eq!(plan.stops().count(), 1);
    let (_, day) = plan.days().next().unwrap();
    assert!(day.exceptions.contains(&DayException::MoreVisits { limit: 0 }), "{:?}", day.exceptions);
}
