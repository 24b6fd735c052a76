//! The verifier can fail: a good plan, broken in every way, and each violation seen and named.

mod common;

use std::sync::LazyLock;

use rounds::check::{self, BrokenRule};
use rounds::geo::GreatCircle;
use rounds::model::{Book, Minutes, Tier, TimeOfDay, TimeWindow};
use rounds::plan::{DayPlan, Plan, Status, StopKind};
use rounds::{progress, schedule, score};

/// A book and a plan that breaks nothing.
static GOOD: LazyLock<(Book, Plan)> = LazyLock::new(|| {
    let book = common::book(21, 200, 3);
    let scores =
        score::evaluate(&book, common::as_of(), &score::ScoreConfig::default(), &progress::unobserved)
            .unwrap();
    let config = schedule::ScheduleConfig { effort: 30, ..schedule::ScheduleConfig::default() };
    let plan =
        schedule::plan(&book, &scores, &GreatCircle::default(), &config, &progress::unobserved).unwrap();
    (book, plan)
});

fn good() -> (Book, Plan) {
    GOOD.clone()
}

#[test]
fn a_good_plan_has_no_violation() {
    let (book, plan) = good();
    assert_eq!(check::plan(&check::Facts::new(&book, &GreatCircle::default()), &plan), []);
}

fn broken(book: &Book, plan: &Plan) -> Vec<BrokenRule> {
    let mut rules: Vec<BrokenRule> = check::plan(&check::Facts::new(book, &GreatCircle::default()), plan)
        .into_iter()
        .map(|violation| violation.rule)
        .collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// Breaks the good plan and expects the rule among those reported.
fn sees(rule: BrokenRule, damage: impl FnOnce(&mut Plan)) {
    let (book, mut plan) = good();
    damage(&mut plan);
    let rules = broken(&book, &plan);
    assert!(rules.contains(&rule), "{rule:?} is not among {rules:?}");
}

/// The busiest day.
fn day(plan: &mut Plan) -> &mut DayPlan {
    let days = plan.itineraries.iter_mut().flat_map(|itinerary| &mut itinerary.days);
    days.max_by_key(|day| day.stops.len()).unwrap()
}

fn moved(time: TimeOfDay, minutes: i64) -> TimeOfDay {
    TimeOfDay::from_minutes(u32::try_from(i64::from(time.minutes()) + minutes).unwrap())
}

/// A day with a stop of this kind, and the stop's position.
fn day_with(plan: &mut Plan, wanted: impl Fn(&rounds::plan::Stop) -> bool) -> (&mut DayPlan, usize) {
    let days = plan.itineraries.iter_mut().flat_map(|itinerary| &mut itinerary.days);
    let found = |day: &'_ mut DayPlan| day.stops.iter().position(&wanted);
    days.map(|day| (found(day), day)).find_map(|(at, day)| Some((day, at?))).unwrap()
}

#[test]
fn span() {
    sees(BrokenRule::Span, |plan| plan.weeks = 14);
    sees(BrokenRule::Span, |plan| day(plan).date = plan_end_plus(60));
}

fn plan_end_plus(days: i64) -> rounds::model::Date {
    common::as_of().plus_days(days)
}

#[test]
fn names_and_order() {
    sees(BrokenRule::UnknownName, |plan| plan.itineraries[0].liaison = "nobody".into());
    sees(BrokenRule::UnknownName, |plan| day(plan).stops[0].practice = "nowhere".into());
    sees(BrokenRule::DayOrder, |plan| plan.itineraries[0].days.reverse());
    sees(BrokenRule::DayOrder, |plan| day(plan).stops.clear());
}

#[test]
fn times() {
    sees(BrokenRule::WorkingHours, |plan| day(plan).back = TimeOfDay::new(23, 0).unwrap());
    sees(BrokenRule::WorkingHours, |plan| {
        let sunday = plan.end();
        day(plan).date = sunday;
    });
    sees(BrokenRule::Sequence, |plan| day(plan).depart = moved(day(plan).stops[0].start, -1));
    sees(BrokenRule::Sequence, |plan| {
        let day = day(plan);
        day.stops[1].start = day.stops[0].end;
    });
    sees(BrokenRule::DriveTime, |plan| day(plan).stops[0].leg.drive = Minutes(999));
    sees(BrokenRule::DriveTime, |plan| day(plan).way_home.drive = Minutes(0));
    sees(BrokenRule::VisitLength, |plan| {
        let (day, at) = day_with(plan, |stop| stop.kind == StopKind::Chosen);
        day.stops[at].end = moved(day.stops[at].end, -1);
    });
    sees(BrokenRule::VisitingHours, |plan| {
        let (day, at) = day_with(plan, |stop| stop.kind == StopKind::Chosen);
        (day.stops[at].start, day.stops[at].end) =
            (TimeOfDay::new(3, 0).unwrap(), TimeOfDay::new(3, 20).unwrap());
    });
}

#[test]
fn lunch() {
    let with_lunch = |plan: &Plan| plan.days().any(|(_, day)| day.lunch.is_some());
    assert!(with_lunch(&good().1));
    let paused = |plan: &mut Plan, lunch: Option<TimeWindow>| {
        let days = plan.itineraries.iter_mut().flat_map(|itinerary| &mut itinerary.days);
        days.filter(|day| day.lunch.is_some()).max_by_key(|day| day.stops.len()).unwrap().lunch = lunch;
    };
    sees(BrokenRule::Lunch, |plan| paused(plan, None));
    sees(BrokenRule::Lunch, |plan| paused(plan, TimeWindow::between((15, 0), (15, 30))));
    sees(BrokenRule::Lunch, |plan| paused(plan, TimeWindow::between((12, 0), (12, 10))));
}

#[test]
fn limits_of_the_day() {
    let strict = |change: fn(&mut rounds::model::Liaison)| {
        let (_, plan) = good();
        let mut records = common::town(21, 200, 3);
        records.liaisons.0.iter_mut().for_each(|(_, liaison)| change(liaison));
        broken(&Book::build(records).unwrap().0, &plan)
    };
    assert!(strict(|liaison| liaison.max_stops = 1).contains(&BrokenRule::MaxStops));
    assert!(strict(|liaison| liaison.max_drive = Some(Minutes(5))).contains(&BrokenRule::MaxDrive));
    assert!(strict(|liaison| liaison.skills.clear()).contains(&BrokenRule::Skills));
}

#[test]
fn rules_of_the_practice() {
    let strict = |change: fn(&mut rounds::model::Practice)| {
        let (_, plan) = good();
        let mut records = common::town(21, 200, 3);
        records.practices.0.iter_mut().for_each(|(_, practice)| change(practice));
        broken(&Book::build(records).unwrap().0, &plan)
    };
    let owned_by_one = |practice: &mut rounds::model::Practice| practice.owner = Some("L0".into());
    assert!(strict(owned_by_one).contains(&BrokenRule::Owner));
    assert!(
        strict(|it| it.access = rounds::model::AccessPolicy::AppointmentOnly)
            .contains(&BrokenRule::CallAhead)
    );
    sees(BrokenRule::CallAhead, |plan| day(plan).stops[0].call_ahead ^= true);
    sees(BrokenRule::Reasons, |plan| day(plan).stops[0].expected_referrals += 1.0);
    sees(BrokenRule::MinGap, |plan| {
        let (day, at) = day_with(plan, |stop| stop.kind == StopKind::Chosen);
        let stop = day.stops[at].clone();
        day.stops.push(stop);
    });
}

#[test]
fn fixed_visits() {
    sees(BrokenRule::Appointment, |plan| {
        let (day, at) = day_with(plan, |stop| stop.kind == StopKind::Appointment);
        day.stops.remove(at);
    });
    sees(BrokenRule::MustVisit, |plan| {
        let (day, at) = day_with(plan, |stop| stop.kind == StopKind::MustVisit);
        day.stops.remove(at);
    });
    sees(BrokenRule::Appointment, |plan| {
        let (day, at) = day_with(plan, |stop| stop.kind == StopKind::Chosen);
        day.stops[at].kind = StopKind::Appointment;
    });
}

#[test]
fn dispositions() {
    sees(BrokenRule::Disposition, |plan| drop(plan.dispositions.pop()));
    sees(BrokenRule::Disposition, |plan| plan.dispositions.push(plan.dispositions[0].clone()));
    sees(BrokenRule::Disposition, |plan| plan.dispositions[0].due = common::as_of().plus_days(-1000));
    sees(BrokenRule::Disposition, |plan| {
        let planned = |status: &Status| matches!(status, Status::Planned { .. });
        let first = plan.dispositions.iter_mut().find(|it| planned(&it.status)).unwrap();
        first.status = Status::Unknown;
    });
    sees(BrokenRule::Disposition, |plan| {
        for disposition in &mut plan.dispositions {
            disposition.tier = if disposition.tier == Tier::A { Tier::B } else { Tier::A };
        }
    });
}

/// A plan from elsewhere may hold any number of minutes; sums of them must not start again at 0.
#[test]
fn enormous_minutes() {
    let most = Minutes(u32::MAX);
    sees(BrokenRule::PlanRules, |plan| plan.rules.buffer = most);
    sees(BrokenRule::Sequence, |plan| day(plan).stops[1].leg.drive = most);
    sees(BrokenRule::Sequence, |plan| day(plan).way_home.drive = most);
}
