//! A practice that cannot be visited is told which rules forbid it.

mod common;

use rounds::geo::{Drive, GreatCircle, TravelTimes};
use rounds::model::*;
use rounds::plan::{DayPlan, Plan, Rule, Status, Stop, StopKind};
use rounds::{check, export, progress, schedule, score};

/// The status of each practice of a book with one liaison.
fn fates(practices: Vec<Practice>, liaison: Liaison, travel: &dyn TravelTimes) -> Vec<Status> {
    let records =
        Records { practices: practices.into(), liaisons: vec![liaison].into(), ..Records::default() };
    let (book, _) = Book::build(records).unwrap();
    let scores =
        score::evaluate(&book, common::as_of(), &score::ScoreConfig::default(), &progress::unobserved)
            .unwrap();
    let config = schedule::ScheduleConfig { effort: 50, ..schedule::ScheduleConfig::default() };
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
    let place = |at: usize| day.stops.get(at).map(|stop| book.practice(&stop.practice).unwrap().location);
    let home = book.liaison(liaison).unwrap().home;
    let before = at.checked_sub(1).and_then(place).unwrap_or(home);
    let (here, after) = (place(at).unwrap(), place(at + 1).unwrap_or(home));
    let around = drive(before, here) + drive(here, after);
    around.saturating_sub(if before == after { 0 } else { drive(before, after) })
}

/// Visits that met somebody, and all that tried, at one practice.
fn tried(book: &Book, practice: PracticeIndex) -> (f64, f64) {
    let count = |wanted: fn(Outcome) -> bool| {
        book.visits(practice).iter().filter(|visit| wanted(visit.outcome)).count() as f64
    };
    let met = count(|outcome| matches!(outcome, Outcome::Seen | Outcome::StaffOnly));
    (met, met + count(|outcome| outcome == Outcome::NoAccess))
}

/// The chance that a chosen visit meets somebody: the practice's record beside ten visits of the team, and the team's beside
/// nine of ten.
fn chance(book: &Book, practice: PracticeIndex) -> f64 {
    let all = book.practice_indices().map(|practice| tried(book, practice));
    let (met, made) = all.fold((9.0, 10.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let (here, of) = tried(book, practice);
    (here + 10.0 * met / made) / (of + 10.0)
}

/// What a visit on `date` is expected to bring, the last one before it being on `last`.
fn worth(book: &Book, scores: &score::Scores, stop: &Stop, date: Date, last: Option<Date>) -> f64 {
    let practice = book.practice_index(&stop.practice).unwrap();
    let visit = scores.practices[practice.get()].visit;
    let faded = last.map_or(0.0, |last| (-date.days_since(last) as f64 / visit.tau_days).exp());
    let met = if stop.kind == StopKind::Appointment { 1.0 } else { chance(book, practice) };
    met * visit.base() * (1.0 - faded)
}

/// What an early stop may be said to be there for, given its detour.
fn purposes(detour: u32) -> Vec<String> {
    match detour {
        0 => vec!["but on the way".into()],
        _ => ["but worth its", "but placed at a"].map(|how| format!("{how} detour of {detour} min")).to_vec(),
    }
}

#[test]
fn every_stop_says_when_it_was_last_seen_and_whether_it_comes_early() {
    let (mut early, mut missed, mut said) = (0, 0, [0; 3]);
    for seed in 0..6 {
        let book = common::book(seed, 40, 2);
        let scores =
            score::evaluate(&book, common::as_of(), &score::ScoreConfig::default(), &progress::unobserved)
                .unwrap();
        let config = schedule::ScheduleConfig { effort: 50, weeks: 6, ..schedule::ScheduleConfig::default() };
        let plan =
            schedule::plan(&book, &scores, &GreatCircle::default(), &config, &progress::unobserved).unwrap();
        assert_eq!(check::plan(&book, &GreatCircle::default(), &plan), []);
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
            let score = &scores.practices[book.practice_index(&stop.practice).unwrap().get()];
            let worth = worth(&book, &scores, stop, day.date, last);
            let off = (stop.expected_referrals - worth).abs();
            assert!(off < 2e-6 + 2e-5 * score.visit.base(), "{worth} is expected: {stop:?}");
            if words.len() == 2 {
                let possible = purposes(detour(&book, liaison, day, at));
                assert!(possible.iter().any(|purpose| why.contains(purpose)), "{possible:?}: {why}");
                early += 1;
            }
            for (count, words) in said.iter_mut().zip(["on the way", "worth its detour", "placed at"]) {
                *count += usize::from(why.contains(words));
            }
            missed += usize::from(!fate.missed.is_empty());
        }
    }
    assert!(early > 50 && early == said.iter().sum::<usize>() && said[1] > 50, "{said:?}");
    assert!(missed > 0, "no stop at a practice with a visit that cannot be kept");
}

/// A book of one practice: seen on these days, and with an appointment on another, all counted from the day of the scores.
fn with_appointment(practice: Practice, seen: &[i64], appointment: i64) -> Book {
    let on = |day: i64| common::as_of().plus_days(day);
    let visit = |&day: &i64| Visit {
        practice: "P1".into(),
        liaison: "L1".into(),
        date: on(day),
        outcome: Outcome::Seen,
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

/// A visit three weeks before an appointment would take most of its worth, and the search sees that.
#[test]
fn a_visit_that_an_appointment_makes_needless_is_not_planned() {
    let mut practice = Practice::new("P1", "Near", at(38.95, -77.0));
    practice.cadence = Cadence::new(Some(18), 300, None).ok();
    let book = with_appointment(practice, &[-60], 27);
    let scores =
        score::evaluate(&book, common::as_of(), &score::ScoreConfig::default(), &progress::unobserved)
            .unwrap();
    let config = schedule::ScheduleConfig { effort: 50, ..schedule::ScheduleConfig::default() };
    let plan =
        schedule::plan(&book, &scores, &GreatCircle::default(), &config, &progress::unobserved).unwrap();
    assert_eq!(check::plan(&book, &GreatCircle::default(), &plan), []);
    assert_eq!(plan.stops().map(|(_, _, stop)| stop.kind).collect::<Vec<_>>(), [StopKind::Appointment]);
}

/// Whoever plans days that the book tells about already may have an appointment before the newest visit.
#[test]
fn an_appointment_among_known_days_counts_from_the_visit_before_it() {
    let practice = Practice::new("P1", "Near", at(38.95, -77.0));
    let book = with_appointment(practice, &[-20, -2], -9);
    let scores =
        score::evaluate(&book, common::as_of(), &score::ScoreConfig::default(), &progress::unobserved)
            .unwrap();
    let start = Some(common::as_of().plus_days(-11));
    let config = schedule::ScheduleConfig { start, effort: 50, ..schedule::ScheduleConfig::default() };
    let plan =
        schedule::plan(&book, &scores, &GreatCircle::default(), &config, &progress::unobserved).unwrap();
    assert_eq!(check::plan(&book, &GreatCircle::default(), &plan), []);
    let (_, _, stop) = plan.stops().next().unwrap();
    assert!(export::why(stop).contains("last seen 11 days before"), "{}", export::why(stop));
}
