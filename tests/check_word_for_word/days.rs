//! Changes of days and of midday pauses.

use rounds::model::{Date, Metres, Minutes, TimeWindow};
use rounds::plan::Plan;

use crate::{Damage, as_it_is, at, first, on, second, started};

/// Puts Birch's day on another date.
fn moved_to(plan: &mut Plan, date: Date) {
    second(plan).date = date;
}

pub(crate) fn of_days() -> Vec<Damage> {
    vec![
        ("no week", as_it_is, |plan| plan.weeks = 0),
        ("13 weeks", as_it_is, |plan| plan.weeks = 13),
        ("14 weeks", as_it_is, |plan| plan.weeks = 14),
        ("one week", as_it_is, |plan| plan.weeks = 1),
        ("it starts with the first visit", as_it_is, |plan| started(plan, on(2, 4), 2)),
        ("it starts a day late", as_it_is, |plan| started(plan, on(2, 5), 2)),
        ("it ends with the last visit", as_it_is, |plan| {
            started(plan, on(2, 7), 1);
            plan.itineraries[0].days.remove(0);
        }),
        ("it ends a day early", as_it_is, |plan| started(plan, on(1, 30), 2)),
        ("nobody", as_it_is, |plan| plan.itineraries[0].liaison = "L9".into()),
        ("one day twice", as_it_is, |plan| {
            let day = first(plan).clone();
            plan.itineraries[0].days.insert(0, day);
        }),
        ("days out of order", as_it_is, |plan| plan.itineraries[0].days.reverse()),
        ("a day without stops", as_it_is, |plan| second(plan).stops.clear()),
        ("a day off", as_it_is, |plan| moved_to(plan, on(2, 9))),
        ("a Friday, too short for a pause", as_it_is, |plan| moved_to(plan, on(2, 13))),
        ("a Friday without a pause", as_it_is, |plan| {
            moved_to(plan, on(2, 13));
            second(plan).lunch = None;
        }),
        ("a start before working hours", as_it_is, |plan| plan.itineraries[0].days[1].depart = at(8, 29)),
        ("an end with working hours", as_it_is, |plan| first(plan).back = at(16, 30)),
        ("an end after working hours", as_it_is, |plan| first(plan).back = at(16, 31)),
        ("as many stops as allowed", |records| records.liaisons.0[1].1.max_stops = 2, |_| ()),
        ("a stop too many", |records| records.liaisons.0[1].1.max_stops = 1, |_| ()),
        (
            "as much driving as allowed",
            |records| records.liaisons.0[1].1.max_drive = Some(Minutes(25)),
            |_| (),
        ),
        (
            "a minute of driving too much",
            |records| records.liaisons.0[1].1.max_drive = Some(Minutes(24)),
            |_| (),
        ),
        ("an unknown practice", as_it_is, |plan| first(plan).stops[1].practice = "P9".into()),
        ("another distance", as_it_is, |plan| first(plan).stops[1].leg.distance = Metres(1)),
        ("another drive", as_it_is, |plan| first(plan).stops[1].leg.drive = Minutes(7)),
        ("another way home", as_it_is, |plan| first(plan).way_home.drive = Minutes(5)),
        ("the first drive begins late", as_it_is, |plan| first(plan).depart = at(9, 51)),
        ("the second visit begins as soon as it can", as_it_is, |plan| {
            (first(plan).stops[1].start, first(plan).stops[1].end) = (at(10, 43), at(11, 3));
        }),
        ("the second visit begins too soon", as_it_is, |plan| {
            (first(plan).stops[1].start, first(plan).stops[1].end) = (at(10, 42), at(11, 2));
        }),
        ("the day ends as soon as it can", as_it_is, |plan| first(plan).back = at(11, 14)),
        ("the day ends too soon", as_it_is, |plan| first(plan).back = at(11, 13)),
    ]
}

pub(crate) fn of_pauses() -> Vec<Damage> {
    fn pause(plan: &mut Plan, from: (u16, u16), to: (u16, u16)) {
        second(plan).lunch = TimeWindow::between(from, to);
    }
    vec![
        ("no pause", as_it_is, |plan| second(plan).lunch = None),
        ("nobody wants a pause", |records| records.liaisons.0[1].1.lunch = None, |_| ()),
        (
            "no pause where nobody wants one",
            |records| records.liaisons.0[1].1.lunch = None,
            |plan| {
                second(plan).lunch = None;
            },
        ),
        ("a short pause", as_it_is, |plan| pause(plan, (11, 30), (12, 14))),
        ("a pause before its window", as_it_is, |plan| pause(plan, (11, 29), (12, 14))),
        ("a pause that ends with its window", as_it_is, |plan| pause(plan, (12, 45), (13, 30))),
        ("a pause during a visit", as_it_is, |plan| pause(plan, (11, 45), (12, 30))),
        ("a pause with too little time for the drive", as_it_is, |plan| second(plan).depart = at(11, 24)),
        ("a pause with time for the drive after it", as_it_is, |plan| second(plan).depart = at(11, 22)),
        ("a pause that begins before the visit has ended", as_it_is, |plan| {
            (second(plan).stops[1].start, second(plan).stops[1].end) = (at(13, 31), at(13, 51));
            second(plan).back = at(14, 3);
            pause(plan, (12, 34), (13, 19));
        }),
        ("a pause between two visits", as_it_is, |plan| {
            (second(plan).stops[1].start, second(plan).stops[1].end) = (at(13, 31), at(13, 51));
            second(plan).back = at(14, 3);
            pause(plan, (12, 35), (13, 20));
        }),
        ("a pause between two visits, a minute short", as_it_is, |plan| {
            (second(plan).stops[1].start, second(plan).stops[1].end) = (at(13, 30), at(13, 50));
            second(plan).back = at(14, 2);
            pause(plan, (12, 35), (13, 20));
        }),
        ("a pause at home as soon as one is there", as_it_is, |plan| {
            let day = first(plan);
            day.back = at(12, 0);
        }),
        ("a pause at home a minute before one is there", as_it_is, |plan| first(plan).back = at(12, 1)),
        ("a pause at home until one leaves", as_it_is, |plan| {
            let day = second(plan);
            day.depart = at(12, 15);
            (day.stops[0].start, day.stops[0].end) = (at(12, 22), at(12, 37));
        }),
        ("a pause at home a minute longer", as_it_is, |plan| {
            let day = second(plan);
            day.depart = at(12, 14);
            (day.stops[0].start, day.stops[0].end) = (at(12, 21), at(12, 36));
        }),
    ]
}
