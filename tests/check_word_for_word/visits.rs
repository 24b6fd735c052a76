//! Changes of visits, appointments and must-visits.

use rounds::model::{AccessPolicy, Cadence, Minutes, TimeWindow};
use rounds::plan::{Missed, Rule, Status, StopKind};

use crate::{Damage, as_it_is, at, fate, first, on, second, started};

/// Days from the day on which the plan is made to the second liaison's day.
const LEAD: u32 = 13;

pub(crate) fn of_visits() -> Vec<Damage> {
    vec![
        ("a visit a minute short", as_it_is, |plan| first(plan).stops[1].end = at(11, 2)),
        ("an appointment a minute short", as_it_is, |plan| first(plan).stops[0].end = at(10, 29)),
        ("a visit without length", as_it_is, |plan| first(plan).stops[1].end = first(plan).stops[1].start),
        ("a visit from the end to the start", as_it_is, |plan| first(plan).stops[1].end = at(10, 0)),
        ("a visit that begins before the practice opens", as_it_is, |plan| {
            let day = &mut plan.itineraries[0].days[1];
            (day.stops[0].start, day.stops[0].end) = (at(7, 59), at(8, 19));
        }),
        ("a visit until the practice closes", as_it_is, |plan| {
            let day = first(plan);
            (day.stops[1].start, day.stops[1].end, day.back) = (at(11, 40), at(12, 0), at(12, 11));
            day.lunch = TimeWindow::between((12, 11), (12, 41));
        }),
        ("a visit after the practice has closed", as_it_is, |plan| {
            let day = first(plan);
            (day.stops[1].start, day.stops[1].end, day.back) = (at(11, 41), at(12, 1), at(12, 12));
            day.lunch = TimeWindow::between((12, 12), (12, 42));
        }),
        ("another owner", |records| records.practices.0[2].1.owner = Some("L1".into()), |_| ()),
        (
            "another owner of an appointment",
            |records| records.practices.0[1].1.owner = Some("L2".into()),
            |_| (),
        ),
        (
            "a skill that is missing",
            |records| records.practices.0[2].1.skills = ["korean".into()].into(),
            |_| (),
        ),
        ("an appointment without the skill", |records| records.liaisons.0[0].1.skills.clear(), |_| ()),
        (
            "a visit without a call",
            |records| records.practices.0[2].1.access = AccessPolicy::AppointmentOnly,
            |_| (),
        ),
        (
            "a visit with a call",
            |records| records.practices.0[2].1.access = AccessPolicy::AppointmentOnly,
            |plan| {
                second(plan).stops[0].call_ahead = true;
            },
        ),
        (
            "time enough to call",
            |records| records.practices.0[2].1.access = AccessPolicy::AppointmentOnly,
            |plan| {
                second(plan).stops[0].call_ahead = true;
                plan.rules.lead_days = LEAD;
            },
        ),
        (
            "too little time to call",
            |records| records.practices.0[2].1.access = AccessPolicy::AppointmentOnly,
            |plan| {
                second(plan).stops[0].call_ahead = true;
                plan.rules.lead_days = LEAD + 1;
            },
        ),
        (
            "time enough by the practice's own lead days",
            |records| {
                records.practices.0[2].1.access = AccessPolicy::AppointmentOnly;
                records.practices.0[2].1.lead_days = Some(LEAD);
            },
            |plan| {
                second(plan).stops[0].call_ahead = true;
                plan.rules.lead_days = 91;
            },
        ),
        (
            "too little time by the practice's own lead days",
            |records| {
                records.practices.0[2].1.access = AccessPolicy::AppointmentOnly;
                records.practices.0[2].1.lead_days = Some(LEAD + 1);
            },
            |plan| {
                second(plan).stops[0].call_ahead = true;
                plan.rules.lead_days = 0;
            },
        ),
        (
            "a visit planned after the plan was made",
            |records| records.practices.0[2].1.access = AccessPolicy::AppointmentOnly,
            |plan| {
                second(plan).stops[0].call_ahead = true;
                second(plan).stops[0].since = plan.as_of.plus_days(1);
            },
        ),
        (
            "a must-visit may come early",
            |records| records.practices.0[3].1.access = AccessPolicy::AppointmentOnly,
            |plan| {
                second(plan).stops[1].call_ahead = true;
                plan.rules.lead_days = LEAD + 1;
            },
        ),
        ("a call that nobody asks for", as_it_is, |plan| first(plan).stops[1].call_ahead = true),
    ]
}

pub(crate) fn of_reasons_and_gaps() -> Vec<Damage> {
    vec![
        ("more than the reasons", as_it_is, |plan| first(plan).stops[1].expected_referrals = 1.0),
        ("less than the reasons", as_it_is, |plan| first(plan).stops[1].expected_referrals = 0.0),
        ("a difference that is none", as_it_is, |plan| first(plan).stops[1].expected_referrals += 1e-10),
        ("a difference that is just one", as_it_is, |plan| {
            let stop = &mut first(plan).stops[1];
            stop.reasons.truncate(1);
            (stop.expected_referrals, stop.reasons[0].referrals) = (0.0, 1e-9);
        }),
        ("nothing at all", as_it_is, |plan| {
            first(plan).stops[1].expected_referrals = 0.0;
            first(plan).stops[1].reasons.clear();
        }),
        ("a visit that loses referrals", as_it_is, |plan| {
            let stop = &mut first(plan).stops[1];
            stop.reasons.truncate(1);
            (stop.expected_referrals, stop.reasons[0].referrals) = (-1.0, -1.0);
        }),
        (
            "a day too soon",
            |records| records.practices.0[0].1.cadence = Cadence::new(Some(10), 14, Some(21)).ok(),
            |plan| {
                plan.dispositions[0].cadence = Cadence::new(Some(10), 14, Some(21)).unwrap();
            },
        ),
        ("an appointment a day too soon", as_it_is, |plan| {
            plan.itineraries[0].days[1].date = on(2, 12);
            plan.itineraries[0].days[1].stops[0].kind = StopKind::Appointment;
        }),
        ("two appointments", as_it_is, |plan| {
            first(plan).stops[1].kind = StopKind::Appointment;
            plan.itineraries[0].days[1].stops[0].kind = StopKind::Appointment;
            plan.itineraries[0].days[1].date = on(2, 5);
        }),
        ("too soon after a visit that was made", as_it_is, |plan| {
            plan.dispositions[2].cadence = Cadence::new(Some(60), 91, Some(137)).unwrap();
        }),
    ]
}

pub(crate) fn of_appointments() -> Vec<Damage> {
    vec![
        ("an appointment is lost", as_it_is, |plan| drop(first(plan).stops.remove(0))),
        ("an appointment is lost on the first day", as_it_is, |plan| {
            started(plan, on(2, 4), 2);
            drop(first(plan).stops.remove(0));
        }),
        ("an appointment is lost before the first day", as_it_is, |plan| {
            started(plan, on(2, 5), 2);
            drop(first(plan).stops.remove(0));
        }),
        ("an appointment is lost on the last day", as_it_is, |plan| {
            started(plan, on(1, 29), 1);
            drop(first(plan).stops.remove(0));
        }),
        ("an appointment is lost after the last day", as_it_is, |plan| {
            started(plan, on(1, 28), 1);
            drop(first(plan).stops.remove(0));
        }),
        ("an appointment at another time", as_it_is, |plan| {
            (first(plan).stops[0].start, first(plan).stops[0].end) = (at(10, 1), at(10, 31));
        }),
        ("an appointment on another day", as_it_is, |plan| first(plan).date = on(2, 3)),
        (
            "an appointment of another liaison",
            |records| records.appointments.0[0].1.liaison = "L2".into(),
            |_| (),
        ),
        (
            "an appointment of another practice",
            |records| records.appointments.0[0].1.practice = "P4".into(),
            |_| (),
        ),
        (
            "an appointment of another length",
            |records| records.appointments.0[0].1.minutes = Minutes(45),
            |_| (),
        ),
        ("an appointment that is no longer one", as_it_is, |plan| {
            first(plan).stops[0].kind = StopKind::Chosen;
        }),
        ("a lost appointment is declared unknown", as_it_is, |plan| {
            drop(first(plan).stops.remove(0));
            fate(plan, 1, Status::Unknown);
        }),
        ("a lost appointment is declared impossible", as_it_is, |plan| {
            drop(first(plan).stops.remove(0));
            fate(plan, 1, Status::Impossible { reasons: vec![vec![Rule::Lunch]], colleague: None });
        }),
        ("a lost appointment is declared missed", as_it_is, |plan| {
            drop(first(plan).stops.remove(0));
            let missed = Missed {
                kind: StopKind::Appointment,
                date: on(2, 4),
                start: None,
                from: None,
                reasons: Vec::new(),
                clash: None,
            };
            plan.dispositions[1].missed.push(missed);
        }),
    ]
}

pub(crate) fn of_must_visits() -> Vec<Damage> {
    vec![
        ("a must-visit is lost", as_it_is, |plan| drop(second(plan).stops.remove(1))),
        (
            "a must-visit from the last day on",
            |records| records.must_visits.0[0].1.until = on(3, 1),
            |plan| {
                started(plan, on(1, 20), 2);
            },
        ),
        (
            "a must-visit is lost that begins with the last day",
            |records| {
                (records.must_visits.0[0].1.from, records.must_visits.0[0].1.until) = (on(2, 15), on(2, 20));
            },
            |plan| {
                drop(second(plan).stops.remove(1));
            },
        ),
        (
            "a must-visit is lost that begins later",
            |records| {
                (records.must_visits.0[0].1.from, records.must_visits.0[0].1.until) = (on(2, 16), on(2, 20));
            },
            |plan| drop(second(plan).stops.remove(1)),
        ),
        (
            "a must-visit is lost that ends with the first day",
            |records| {
                (records.must_visits.0[0].1.from, records.must_visits.0[0].1.until) = (on(1, 20), on(2, 2));
            },
            |plan| drop(second(plan).stops.remove(1)),
        ),
        (
            "a must-visit is lost that ended before",
            |records| {
                (records.must_visits.0[0].1.from, records.must_visits.0[0].1.until) = (on(1, 20), on(2, 1));
            },
            |plan| drop(second(plan).stops.remove(1)),
        ),
        (
            "a must-visit on its only day",
            |records| {
                (records.must_visits.0[0].1.from, records.must_visits.0[0].1.until) = (on(2, 12), on(2, 12));
            },
            |_| (),
        ),
        ("a must-visit a day early", |records| records.must_visits.0[0].1.from = on(2, 13), |_| ()),
        ("a must-visit a day late", |records| records.must_visits.0[0].1.until = on(2, 11), |_| ()),
        ("an invented must-visit", as_it_is, |plan| first(plan).stops[1].kind = StopKind::MustVisit),
        ("an invented appointment", as_it_is, |plan| first(plan).stops[1].kind = StopKind::Appointment),
    ]
}
