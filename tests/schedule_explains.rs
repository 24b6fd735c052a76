//! A practice that cannot be visited is told which rules forbid it.

mod common;

use common::rhythm::{Rhythm, access};
use rounds::geo::{Drive, GreatCircle, TravelTimes};
use rounds::model::*;
use rounds::plan::{DayPlan, Plan, Rule, Status, Stop, StopKind};
use rounds::{check, export, progress, schedule, score};

/// The status of each practice of a book with one liaison.
fn fates(practices: Vec<Practice>, liaison: Liaison, travel: &dyn TravelTimes) -> Vec<Status> {
    let records =
        Records { practices: practices.into(), liaisons: vec![liaison].into(), ..Records::default() };
    let (book, _) = Book::build(records).unwrap();
    let config = schedule::ScheduleConfig { effort: 50, ..schedule::ScheduleConfig::default() };
    let plan = schedule::plan(&book, &scored(&book), travel, &config, &progress::unobserved).unwrap();
    assert_eq!(check::plan(&check::Facts::new(&book, travel), &plan), []);
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
    assert_eq!(fates[1], Status::Impossible { reasons: vec![vec![Rule::NoRoad]], colleague: None });
}

#[test]
fn a_practice_too_far_for_a_day_is_impossible_by_working_hours() {
    let practices =
        vec![Practice::new("P1", "Near", at(38.95, -77.0)), Practice::new("P2", "Far", at(34.9, -77.0))];
    let fates = fates(practices, liaison(), &GreatCircle::default());
    let Status::Impossible { reasons: rules, .. } = &fates[1] else { panic!("{:?}", fates[1]) };
    assert!(rules.concat().contains(&Rule::WorkingHours), "{rules:?}");
}

/// Lunch is owed from 12 to 1: neither a morning nor an afternoon has room for it, and both have room for visits.
#[test]
fn half_days_have_visits_and_no_lunch() {
    for hours in [((8, 0), (12, 0)), ((13, 0), (17, 0)), ((8, 0), (12, 20))] {
        let mut part_time = liaison();
        let hours = TimeWindow::between(hours.0, hours.1).unwrap();
        part_time.hours.values_mut().for_each(|day| *day = hours.into());
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
    let Status::Impossible { reasons: rules, .. } = &fates[0] else { panic!("{:?}", fates[0]) };
    assert_eq!(rules, &[vec![Rule::WorkingHours]]);
}

/// The last day before `date` on which the practice is visited, by the book or by the plan.
fn seen_before(book: &Book, plan: &Plan, practice: &PracticeId, date: Date) -> Option<Date> {
    let yesterday = date.plus_days(-1);
    let history = book.last_visit(book.practice_index(practice).unwrap(), plan.as_of.min(yesterday));
    let planned = plan.stops().filter(|(_, day, stop)| stop.practice == *practice && *day < date);
    planned.map(|(_, day, _)| day).max().max(history)
}

/// What the calendar has to say about a stop.
fn expected_words(last: Option<Date>, date: Date, every: u32, stop: &Stop) -> Vec<String> {
    let Some(last) = last else { return vec!["never seen before".into()] };
    let due = last.plus_days(i64::from(every));
    let mut words = vec![format!("last seen {} days before, due every {every}", date.days_since(last))];
    if due > date && stop.kind == StopKind::Chosen {
        words.push(format!("not due until {}, but ", due.to_words()));
    }
    words
}

/// Minutes of driving that the day's stop at this place adds.
fn detour(book: &Book, liaison: &LiaisonId, day: &DayPlan, at: usize) -> u32 {
    let drive =
        |from, to| GreatCircle::default().drive(from, to).map_or(0, |drive| drive.time.to_minutes_up().0);
    let place =
        |at: usize| day.stops.get(at).and_then(|stop| book.practice(&stop.practice).unwrap().location);
    let home = book.liaison(liaison).unwrap().home;
    let before = at.checked_sub(1).and_then(place).unwrap_or(home);
    let (here, after) = (place(at).unwrap(), place(at + 1).unwrap_or(home));
    let around = drive(before, here) + drive(here, after);
    around.saturating_sub(if before == after { 0 } else { drive(before, after) })
}

/// What the plan gains by a stop beside the practice's other visits; nothing where a person promised something there.
fn gain(book: &Book, scores: &score::Scores, plan: &Plan, stop: &Stop, date: Date) -> Option<f64> {
    let rhythm = Rhythm::new(book, scores, plan, &stop.practice)?;
    let fate = plan.disposition(&stop.practice)?;
    assert_eq!(rhythm.every, fate.rhythm?.every, "{rhythm:?}, {fate:?}");
    let asked = book.appointments().iter().map(|it| &it.practice);
    if asked.chain(book.must_visits().iter().map(|it| &it.practice)).any(|id| *id == stop.practice) {
        return None;
    }
    let number = |day: Date| u32::try_from(day.days_since(plan.start)).unwrap();
    let last = fate.last_visit.map(|last| u32::try_from(plan.start.days_since(last)).unwrap());
    let with: Vec<u32> = plan
        .stops()
        .filter(|(_, _, it)| it.practice == stop.practice)
        .map(|(_, day, _)| number(day))
        .collect();
    let without: Vec<u32> = with.iter().copied().filter(|day| *day != number(date)).collect();
    let minutes = book.practice(&stop.practice)?.visit_minutes.0 + plan.rules.buffer.0;
    let worth = |days: &[u32]| rhythm.worth(last, plan.weeks * 7, days, minutes);
    Some(worth(&with) - worth(&without))
}

/// What an early stop is said to be there for, given its detour and whether it is worth it; `None` where rounding decides.
fn purpose(detour: u32, gain: f64, price: f64) -> Option<String> {
    let cost = price * f64::from(detour);
    match detour {
        0 => Some("but on the way".into()),
        _ if (gain - cost).abs() < 1e-4 * gain.abs().max(cost) => None,
        _ if gain > cost => Some(format!("but worth its detour of {detour} min")),
        _ => Some(format!("but placed at a detour of {detour} min")),
    }
}

/// A town whose liaisons are short of hours alone, so that the price of an hour says all; some visits met nobody.
fn short_of_hours(seed: u64) -> Book {
    let mut town = common::town(seed, 40, 2);
    for (_, liaison) in &mut town.liaisons.0 {
        (liaison.max_stops, liaison.max_drive) = (40, None);
    }
    let vain = town.visits.0.iter().step_by(5).cloned();
    let vain =
        vain.map(|(row, visit)| (row, Visit { outcome: Outcome::NoAccess, ..visit })).collect::<Vec<_>>();
    town.visits.0.extend(vain);
    Book::build(town).unwrap().0
}

fn scored(book: &Book) -> score::Scores {
    score::evaluate(book, common::as_of(), &score::ScoreConfig::default(), &progress::unobserved).unwrap()
}

fn planned(book: &Book, scores: &score::Scores, config: &schedule::ScheduleConfig) -> Plan {
    let travel = GreatCircle::default();
    let plan = schedule::plan(book, scores, &travel, config, &progress::unobserved).unwrap();
    assert_eq!(check::plan(&check::Facts::new(book, &travel), &plan), []);
    plan
}

#[test]
fn every_stop_says_when_it_was_last_seen_and_whether_it_comes_early() {
    let (mut early, mut known, mut missed, mut purposes) = (0, 0, 0, [0; 3]);
    for seed in 0..6 {
        let book = short_of_hours(seed);
        let scores = scored(&book);
        let config = schedule::ScheduleConfig { effort: 50, weeks: 6, ..schedule::ScheduleConfig::default() };
        let plan = planned(&book, &scores, &config);
        for (liaison, day, at) in
            plan.days().flat_map(|(id, day)| (0..day.stops.len()).map(move |at| (id, day, at)))
        {
            let stop = &day.stops[at];
            let fate = plan.disposition(&stop.practice).unwrap();
            let last = seen_before(&book, &plan, &stop.practice, day.date);
            let words = expected_words(last, day.date, fate.cadence.target(), stop);
            let why = export::why(stop);
            assert!(words.iter().all(|words| why.contains(words)), "{words:?} are not in {why:?}");
            assert_eq!(why.contains("not due until"), words.len() == 2, "{why}");
            let index = book.practice_index(&stop.practice).unwrap();
            let gap = last.map(|last| u32::try_from(day.date.days_since(last)).unwrap());
            let met = match stop.kind {
                StopKind::Appointment => 1.0,
                _ => access(&book, index, &plan, day.date.days_since(plan.start) + 1).pop().unwrap(),
            };
            let worth = met * scores.practices[index.get()].visit.after(gap);
            assert!((stop.expected_referrals - worth).abs() < 1e-9, "{worth} is expected: {stop:?}");
            if words.len() == 2 {
                let detour = detour(&book, liaison, day, at);
                let gain = gain(&book, &scores, &plan, stop, day.date);
                let price = fate.rhythm.unwrap().an_hour / 60.0 * config.drive_price;
                let purpose = gain.and_then(|gain| purpose(detour, gain, price));
                assert!(purpose.as_ref().is_none_or(|purpose| why.contains(purpose)), "{gain:?}: {why}");
                known += usize::from(purpose.is_some());
                early += 1;
            }
            for (count, words) in purposes.iter_mut().zip(["on the way", "worth its detour", "placed at"]) {
                *count += usize::from(why.contains(words));
            }
            missed += usize::from(!fate.missed.is_empty());
        }
    }
    println!("{early} early, {known} known, {purposes:?}, {missed} missed");
    assert!(early > 50 && early == purposes.iter().sum::<usize>() && purposes[1] > 50, "{purposes:?}");
    assert!(known > 30, "only {known} of {early} early visits were worked out a second time");
    assert!(missed > 0, "no stop at a practice with a visit that cannot be kept");
}

/// A book of one practice: seen on these days, and with an appointment on another, all counted from the day of the scores.
fn with_appointment(practice: Practice, seen: &[i64], appointment: i64) -> Book {
    let on = |day: i64| common::as_of().plus_days(day);
    let visit = |&day: &i64| Visit {
        practice: "P1".into(),
        liaison: "L1".into(),
        date: on(day),
        time: None,
        outcome: Outcome::Seen,
        note: None,
    };
    let appointment = Appointment {
        date: on(appointment),
        start: "10:00".parse().unwrap(),
        liaison: "L1".into(),
        practice: "P1".into(),
        minutes: Minutes(30),
    };
    let records = Records {
        practices: vec![practice].into(),
        liaisons: vec![liaison()].into(),
        visits: seen.iter().map(visit).collect::<Vec<_>>().into(),
        appointments: vec![appointment].into(),
        ..Records::default()
    };
    Book::build(records).unwrap().0
}

/// A visit three weeks before an appointment takes from its worth, and the dearer driving is, the sooner it is left out for that.
#[test]
fn a_visit_that_takes_more_from_an_appointment_than_it_pays_is_not_made() {
    let practice = || Practice::new("P1", "Near", at(38.95, -77.0));
    let with = with_appointment(practice(), &[-60], 27);
    let without = Book::build(Records { appointments: Vec::new().into(), ..with.records() }).unwrap().0;
    let chosen = |book: &Book, drive_price: f64| {
        let config =
            schedule::ScheduleConfig { effort: 50, drive_price, ..schedule::ScheduleConfig::default() };
        let plan = planned(book, &scored(book), &config);
        for (_, _, stop) in plan.stops() {
            assert!(!export::why(stop).contains("placed at a detour"), "{}", export::why(stop));
        }
        plan.stops().filter(|(_, _, stop)| stop.kind == StopKind::Chosen).count()
    };
    let prices =
        std::iter::successors(Some(5.0), |price| Some(price * 1.1)).take_while(|price| *price < 50.0);
    let visits: Vec<(usize, usize)> =
        prices.map(|price| (chosen(&with, price), chosen(&without, price))).collect();
    assert!(visits.iter().all(|(with, without)| with <= without), "{visits:?}");
    assert!(visits.iter().any(|(with, without)| *with == 0 && *without > 0), "{visits:?}");
    assert!(visits[0].0 > 0 && visits.last() == Some(&(0, 0)), "{visits:?}");
}

/// Whoever plans days that the book tells about already may have an appointment before the newest visit.
#[test]
fn an_appointment_among_known_days_counts_from_the_visit_before_it() {
    let practice = Practice::new("P1", "Near", at(38.95, -77.0));
    let book = with_appointment(practice, &[-20, -2], -9);
    let start = Some(common::as_of().plus_days(-11));
    let config = schedule::ScheduleConfig { start, effort: 50, ..schedule::ScheduleConfig::default() };
    let plan = planned(&book, &scored(&book), &config);
    let (_, _, stop) = plan.stops().next().unwrap();
    assert!(export::why(stop).contains("last seen 11 days before"), "{}", export::why(stop));
}
