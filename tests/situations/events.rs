//! Events of liaisons: kept on any day but a day off, with the visits around them.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::geo::GreatCircle;
use rounds::model::*;
use rounds::plan::{DayPlan, Plan, Rule, StopKind};
use rounds::schedule::ScheduleConfig;
use rounds::{progress, schedule, score};

use crate::common::{as_of, town};
use crate::{Situation, add, date, place, prove};

impl Situation {
    /// Adds an event of L1 so many minutes of latitude to the north.
    fn event(mut self, id: &str, date: &str, from: (u16, u16), until: (u16, u16), north: f64) -> Self {
        let event = Event {
            id: id.into(),
            name: "Health fair".to_owned(),
            kind: EventKind::HealthFair,
            date: self::date(date),
            window: TimeWindow::between(from, until).unwrap(),
            place: Some(place(north)),
            address: None,
            practice: None,
            liaisons: ["L1".into()].into(),
            prepare: Minutes(30),
            clear: Minutes(15),
            specialties: std::collections::BTreeSet::new(),
        };
        add(&mut self.records.events, event);
        self
    }
}

fn day<'a>(plan: &'a Plan, on: &str) -> &'a DayPlan {
    plan.days().map(|(_, day)| day).find(|day| day.date == date(on)).unwrap()
}

fn missed(plan: &Plan) -> Vec<Vec<Vec<Rule>>> {
    plan.missed_events.iter().map(|it| it.reasons.clone()).collect()
}

#[test]
fn a_saturday_and_a_holiday_keep_their_events() {
    let plan = Situation::new(&[3.0])
        .weeks(1)
        .holiday("2026-02-04")
        .event("E1", "2026-02-07", (10, 0), (14, 0), 8.0)
        .event("E2", "2026-02-04", (10, 0), (14, 0), 8.0)
        .plan();
    for on in ["2026-02-07", "2026-02-04"] {
        let day = day(&plan, on);
        assert!(day.stops.is_empty() && day.exceptions.is_empty() && day.lunch.is_none());
        assert_eq!(day.events[0].arrive.to_string(), "09:30");
        assert_eq!(day.events[0].leave.to_string(), "14:15");
        assert_eq!(day.depart.minutes(), 9 * 60 + 30 - day.events[0].leg.drive.0);
    }
}

#[test]
fn a_day_off_and_an_appointment_at_the_time_stand_against_an_event() {
    let off = Situation::new(&[3.0]).weeks(1).day_off("L1", "2026-02-04", "2026-02-04");
    let off = off.event("E1", "2026-02-04", (10, 0), (14, 0), 8.0).plan();
    assert_eq!(missed(&off), [[[Rule::TimeOff]]]);
    let clash = Situation::new(&[3.0, 6.0]).weeks(1);
    let clash =
        clash.appointment("P1", "2026-02-04", "09:00", 60).appointment("P2", "2026-02-04", "14:30", 30);
    let clash = clash.event("E1", "2026-02-04", (9, 45), (14, 45), 8.0).plan();
    assert_eq!(missed(&clash), [[[Rule::FixedVisits]]]);
}

#[test]
fn visits_fill_the_hours_around_an_event_and_are_driven_to_from_there() {
    let situation = Situation::new(&[8.1, 8.2, 8.3, 8.4]).weeks(1).liaisons(|it| {
        it.hours.retain(|day, _| *day == Weekday::Wednesday);
    });
    let plan = situation.event("E1", "2026-02-04", (10, 0), (12, 0), 8.0).plan();
    let day = day(&plan, "2026-02-04");
    assert!(!day.stops.is_empty(), "{day:?}");
    let after = day.stops.iter().find(|stop| stop.start > day.events[0].leave).unwrap();
    assert!(after.leg.drive < day.way_home.drive, "{day:?}");
    let legs: u32 = day.stops.iter().map(|stop| stop.leg.drive.0).sum();
    assert_eq!(day.drive().0, legs + day.events[0].leg.drive.0 + day.way_home.drive.0);
}

#[test]
fn a_lunch_at_a_practice_counts_as_a_visit_there() {
    let mut situation = Situation::new(&[3.0]).weeks(1).event("E1", "2026-02-04", (12, 0), (13, 0), 3.0);
    situation.records.events.0[0].1.practice = Some("P1".into());
    let plan = situation.plan();
    assert_eq!(plan.stops().count(), 0, "a visit comes too close to the lunch");
    assert_eq!(day(&plan, "2026-02-04").events.len(), 1);
}

/// Draws events on all days of the week, some at liaisons' homes, some at practices.
fn events(random: &mut Pcg64Mcg, practices: &Rows<Practice>) -> Rows<Event> {
    let event = |number: usize| {
        let opens = 15 * random.random_range(20..72);
        let length = [15, 60, 180, 420][random.random_range(0..4)];
        let time = TimeOfDay::from_minutes;
        let both = random.random_range(0..2) == 0;
        let alone = format!("L{}", random.random_range(0..2));
        Event {
            id: format!("E{number}").into(),
            name: "Open house".to_owned(),
            kind: EventKind::OpenHouse,
            date: as_of().plus_days(random.random_range(3..17)),
            window: TimeWindow::new(time(opens), time(opens + length)).unwrap(),
            place: practices.0[random.random_range(0..practices.0.len())].1.location,
            address: None,
            practice: (random.random_range(0..4) == 0)
                .then(|| format!("P{:04}", random.random_range(0..25)).into()),
            liaisons: if both { ["L0".into(), "L1".into()].into() } else { [alone.into()].into() },
            prepare: Minutes(15 * random.random_range(0..4)),
            clear: Minutes(15 * random.random_range(0..4)),
            specialties: std::collections::BTreeSet::new(),
        }
    };
    (0..10).map(event).collect()
}

#[test]
fn every_claim_holds_beside_events() {
    let mut kept = 0;
    for seed in 0..12 {
        let mut records = town(seed, 25, 2);
        records.events = events(&mut Pcg64Mcg::seed_from_u64(seed), &records.practices);
        let book = Book::build(records).unwrap().0;
        let scores =
            score::evaluate(&book, as_of(), &score::ScoreConfig::default(), &progress::unobserved).unwrap();
        let config = ScheduleConfig { weeks: 2, effort: 10, seed, ..ScheduleConfig::default() };
        let travel = GreatCircle::default();
        let plan = schedule::plan(&book, &scores, &travel, &config, &progress::unobserved).unwrap();
        let expected = schedule::expectations(&book, &scores, &travel, &config).unwrap();
        let facts = rounds::check::Facts::new(&book, &travel).with_expected(&expected);
        assert_eq!(rounds::check::plan(&facts, &plan), [], "seed {seed}");
        prove(&book, &travel, &plan);
        kept += plan.days().map(|(_, day)| day.events.len()).sum::<usize>();
        let held = |it: &&rounds::plan::Stop| it.kind == StopKind::Chosen;
        assert!(plan.stops().map(|(.., stop)| stop).filter(held).count() > 0);
    }
    assert!(kept > 60, "{kept}");
}
