//! The smallest books that once showed a false claim.

use rounds::check;
use rounds::geo::{TravelMatrix, TravelTimes};
use rounds::model::*;
use rounds::plan::{Rule, Status, StopKind};

use crate::small::{Small, date, place};

/// One day, one visit a day, and an appointment. The first plan visits somebody else, and says nothing of the appointment.
#[test]
fn an_appointment_is_in_the_first_plan() {
    let mut small = Small::new(2, 20);
    small.works(&[6], (8, 30), (16, 30));
    small.liaison().max_stops = 1;
    (small.practice(1).cadence, small.practice(2).cadence) = (None, None);
    small.appointment(1, 6, "09:00", 30);
    small.config.effort = 0;
    let (plan, _) = small.told();
    let kept = plan.stops().filter(|(_, _, stop)| stop.kind == StopKind::Appointment).count();
    assert_eq!(kept, 1, "{:#?}", plan.itineraries);
}

/// The limit on driving gives way to the appointment of Monday. The search fills the day with others, and says nothing of it.
#[test]
fn an_appointment_is_in_the_plan() {
    let mut small = Small::new(4, 0);
    small.drives(&[[0, 84, 98, 150, 72], [43, 0, 15, 118, 20], [60, 18, 0, 104, 6], [91, 48, 62, 0, 68]]);
    small.drives_from(4, [54, 12, 26, 98, 0]);
    let hours = |from, to| TimeWindow::between(from, to).unwrap().into();
    small.liaison().hours = [
        (Weekday::Monday, hours((10, 35), (16, 40))),
        (Weekday::Tuesday, hours((11, 0), (19, 55))),
        (Weekday::Wednesday, hours((11, 0), (16, 30))),
        (Weekday::Thursday, hours((11, 15), (14, 15))),
    ]
    .into();
    small.liaison().max_drive = Some(Minutes(43));
    (1..5).for_each(|number| small.practice(number).cadence = None);
    small.practice(1).access = AccessPolicy::LunchOnly;
    small.appointment(3, 2, "12:35", 45);
    small.appointment(2, 4, "14:40", 90);
    small.appointment(2, 5, "15:55", 30);
    small.config.effort = 1;
    for seed in 0..100 {
        small.config.seed = seed;
        let (plan, _) = small.told();
        let kept = plan.stops().filter(|(_, _, stop)| stop.kind == StopKind::Appointment).count();
        assert_eq!(kept, 3, "seed {seed}: {:#?}", plan.itineraries);
    }
}

/// The first visit keeps both promises. The second comes two days later, is called chosen, and is far too early.
#[test]
fn one_visit_keeps_both_promises() {
    let mut small = Small::new(1, 10);
    small.practice(1).cadence = Cadence::new(Some(9), 10, None).ok();
    small.seen(1, 3);
    small.promise(1, 3, 3);
    small.promise(1, 3, 6);
    assert_eq!(small.told().1, []);
}

/// Longer hours ask for lunch, and then there is no time for the visit.
#[test]
fn longer_hours_have_lunch() {
    let mut small = Small::new(2, 30);
    small.works(&[2], (8, 0), (12, 0));
    small.liaison().lunch = Lunch::new(TimeWindow::between((12, 0), (12, 40)).unwrap(), Minutes(40));
    let noon = TimeWindow::between((11, 0), (12, 40)).unwrap();
    for number in 1..3 {
        let monday = OpeningHours { weekday: Weekday::Monday, window: noon, from: None, until: None };
        let practice = small.practice(number);
        (practice.hours, practice.visit_minutes) = (vec![monday], Minutes(20));
    }
    let (plan, found) = small.told();
    println!("{:#?}", plan.dispositions);
    assert_eq!(found, []);
}

/// On the day of the appointment the limit on driving is higher: whoever lifts the lead time need not lift the limit.
#[test]
fn an_appointment_raises_the_limit() {
    let mut small = Small::new(2, 0);
    small.drives(&[[0, 59, 186], [13, 0, 130], [181, 168, 0]]);
    small.works(&[4], (8, 30), (16, 30));
    small.liaison().max_drive = Some(Minutes(14));
    small.practice(1).access = AccessPolicy::AppointmentOnly;
    small.appointment(2, 4, "09:50", 90);
    assert_eq!(small.told().1, []);
}

/// The same for a promise: on the day of the appointment it could be kept, if it might.
#[test]
fn an_appointment_raises_the_limit_for_a_promise() {
    let mut small = Small::new(1, 90);
    small.works(&[12], (8, 30), (16, 30));
    small.liaison().max_drive = Some(Minutes(19));
    small.config.weeks = 2;
    small.appointment(1, 12, "13:10", 45);
    small.promise(1, 2, 9);
    assert_eq!(small.told().1, []);
}

/// P1 and P2 want the same Thursday. P1 loses that promise, and the next one with it, for which Tuesday has room.
#[test]
fn only_the_promise_without_place_is_given_up() {
    let mut small = Small::new(2, 15);
    small.works(&[5, 10], (9, 20), (12, 20));
    for number in 1..3 {
        small.practice(number).access = AccessPolicy::LunchOnly;
        small.practice(number).cadence = None;
    }
    small.config.weeks = 2;
    small.seen(1, 0);
    small.promise(1, 4, 7);
    small.promise(1, 8, 11);
    small.promise(2, 4, 7);
    let (plan, found) = small.told();
    let missed = plan.dispositions.iter().map(|it| it.missed.len()).sum::<usize>();
    assert_eq!((missed, found), (1, vec![]));
}

/// Nobody but a promised visit can give way, and the exchange would be a gain: that is no shortfall.
#[test]
fn no_visit_falls_short_by_less_than_nothing() {
    let mut small = Small::new(2, 10);
    small.drives(&[[0, 10, 1], [5, 0, 5], [14, 10, 0]]);
    small.works(&[6], (10, 55), (13, 35));
    (1..3).for_each(|number| small.practice(number).cadence = None);
    small.practice(1).visit_minutes = Minutes(30);
    small.promise(2, 4, 8);
    assert_eq!(small.told().1, []);
}

/// One of two promises is given up, and yet the day has room for both once the chosen visits give way.
#[test]
fn a_promise_goes_before_chosen_visits() {
    let mut small = Small::new(4, 9);
    small.drives(&[[0, 11, 9, 7, 8], [1, 0, 9, 7, 7], [8, 8, 0, 7, 8], [10, 9, 3, 0, 2]]);
    small.drives_from(4, [8, 8, 6, 4, 0]);
    small.works(&[12], (8, 10), (12, 15));
    small.liaison().max_stops = 2;
    small.config.start = Some(date(7));
    small.config.effort = 1;
    (small.practice(1).cadence, small.practice(4).cadence) = (None, None);
    small.practice(1).visit_minutes = Minutes(30);
    small.practice(2).cadence = Cadence::new(Some(2), 2, None).ok();
    small.practice(3).cadence = Cadence::new(Some(2), 10, None).ok();
    small.promise(1, 9, 12);
    small.promise(4, 9, 12);
    for seed in 0..100 {
        small.config.seed = seed;
        let (plan, _) = small.told();
        assert!(plan.dispositions.iter().all(|it| it.missed.is_empty()), "seed {seed}");
    }
}

/// L2 could go, and L, who is nearer, is away once there was time to call.
#[test]
fn nobody_gets_a_practice_whom_only_others_can_visit() {
    let mut small = Small::new(1, 10);
    small.practice(1).owner = None;
    small.practice(1).access = AccessPolicy::AppointmentOnly;
    small.works(&[2], (9, 0), (16, 0));
    let mut other = Liaison::new("L2", "Liaison 2", place(2));
    other.hours.retain(|day, _| *day == Weekday::Friday);
    small.records.liaisons.0.push((0, other));
    small.config.rules.lead_days = 3;
    small.drive(2, 1, 40);
    small.drive(1, 2, 40);
    assert_eq!(small.told().1, []);
}

/// Hours that hold the appointment's span let no visit in before the old opening.
#[test]
fn longer_hours_move_all_visits() {
    let mut small = Small::new(3, 10);
    small.works(&[2], (10, 0), (11, 0));
    small.appointment(3, 2, "08:30", 30);
    for number in 1..3 {
        small.practice(number).visit_minutes = Minutes(30);
    }
    let (plan, found) = small.told();
    println!("{:#?}", plan.dispositions);
    assert_eq!(found, []);
}

/// There is no straight road, but one past P2: a way by a practice that may be left out is none to rely on.
#[test]
fn a_way_past_another_practice_is_no_way() {
    let mut small = Small::new(2, 10);
    let home = place(0);
    let mut roads = TravelMatrix::new();
    for (from, to) in [(0, 2), (2, 1), (1, 2), (2, 0)] {
        let drive = small.roads.drive(place(from), place(to)).unwrap();
        roads.insert(place(from), place(to), drive);
    }
    assert_eq!(roads.drive(home, place(1)), None);
    small.roads = roads;
    let (plan, _) = small.told();
    let no_road = Status::Impossible { reasons: vec![vec![Rule::NoRoad]], colleague: None };
    assert_eq!(plan.dispositions[0].status, no_road);
}

/// Work ends at 12:40 and lunch may end at 13:00: it is taken within the working day all the same, and that leaves no time.
#[test]
fn lunch_is_within_the_working_day() {
    let mut small = Small::new(1, 5);
    small.works(&[2], (8, 0), (12, 40));
    small.liaison().lunch = Lunch::new(TimeWindow::between((12, 0), (13, 0)).unwrap(), Minutes(20));
    let window = TimeWindow::between((12, 0), (12, 30)).unwrap();
    small.practice(1).hours =
        vec![OpeningHours { weekday: Weekday::Monday, window, from: None, until: None }];
    small.practice(1).visit_minutes = Minutes(30);
    let (plan, found) = small.told();
    let Status::Impossible { .. } = plan.dispositions[0].status else { panic!("{:?}", plan.dispositions) };
    assert_eq!(found, []);
}

/// One visit a week for cadences of 2 and of 40 days.
#[test]
fn the_stretch_is_a_number() {
    let mut small = Small::new(2, 24);
    small.drives(&[[0, 24, 14], [24, 0, 28], [14, 28, 0]]);
    small.works(&[6], (8, 30), (16, 30));
    small.liaison().max_stops = 1;
    small.practice(1).cadence = Cadence::new(Some(2), 2, None).ok();
    small.practice(2).cadence = Cadence::new(Some(2), 40, None).ok();
    assert_eq!(small.told().1, []);
}

/// The first promise can be kept on the 4th only, the second on the 5th: the contract lets them be close.
#[test]
fn promises_whose_possible_days_leave_no_room_may_be_close() {
    let mut small = Small::new(1, 10);
    small.practice(1).cadence = Cadence::new(Some(2), 10, None).ok();
    small.promise(1, 3, 4);
    small.promise(1, 5, 5);
    small.records.holidays.0.push((0, Holiday { date: date(3), name: "Holiday".into() }));
    let (plan, found) = small.told();
    let book = Book::build(small.records.clone()).unwrap().0;
    let violations = check::plan(&check::Facts::new(&book, &small.roads), &plan);
    assert!(violations.is_empty() == found.is_empty(), "{violations:?} {found:?}");
}
