//! What a plan aims at: endless rhythms at the price of the team's time, seen in small towns.

mod common;

use common::rhythm::Rhythm;
use rounds::geo::GreatCircle;
use rounds::model::*;
use rounds::plan::{Plan, StopKind};
use rounds::schedule::{FieldTime, ScheduleConfig};
use rounds::{check, progress, schedule, score};

fn home() -> Location {
    Location::new(38.9, -77.0).unwrap()
}

fn id(number: usize) -> PracticeId {
    format!("P{number:02}").into()
}

fn seen(practice: PracticeId, date: Date) -> Visit {
    Visit { practice, liaison: "L1".into(), date, time: None, outcome: Outcome::Seen, note: None }
}

/// Practices around one liaison's home, each with a year of referrals and not seen for more than half a year.
fn town(practices: usize, stops_a_day: u32) -> Records {
    let practice = |number: usize| {
        let angle = number as f64 * 2.4;
        let away = 0.02 + 0.06 * (number % 5) as f64 / 5.0;
        let place =
            Location::new(home().lat() + away * angle.sin(), home().lon() + away * angle.cos()).unwrap();
        Practice { tier: Some(Tier::B), ..Practice::new(id(number), format!("Practice {number}"), place) }
    };
    let sent = |number: usize| {
        let days = (3..360).step_by(5 + number % 7);
        days.map(move |ago| Referral {
            practice: id(number),
            from: None,
            date: common::as_of().plus_days(-ago),
            count: 1,
            value: None,
        })
    };
    let visit =
        |number: usize| seen(id(number), common::as_of().plus_days(-190 - i64::try_from(number).unwrap()));
    let mut liaison = Liaison::new("L1", "Liaison One", home());
    liaison.max_stops = stops_a_day;
    Records {
        practices: (0..practices).map(practice).collect(),
        liaisons: vec![liaison].into(),
        referrals: (0..practices).flat_map(sent).collect(),
        visits: (0..practices).map(visit).collect(),
        ..Records::default()
    }
}

fn config(weeks: u32) -> ScheduleConfig {
    ScheduleConfig { weeks, effort: 100, ..ScheduleConfig::default() }
}

fn scores(book: &Book, as_of: Date) -> score::Scores {
    score::evaluate(book, as_of, &score::ScoreConfig::default(), &progress::unobserved).unwrap()
}

fn planned(book: &Book, scores: &score::Scores, config: &ScheduleConfig) -> Plan {
    let travel = GreatCircle::default();
    let plan = schedule::plan(book, scores, &travel, config, &progress::unobserved).unwrap();
    assert_eq!(check::plan(&check::Facts::new(book, &travel), &plan), []);
    plan
}

fn plan_of(records: Records, config: &ScheduleConfig) -> Plan {
    let book = Book::build(records).unwrap().0;
    planned(&book, &scores(&book, common::as_of()), config)
}

/// The visits of each week.
fn weeks(plan: &Plan) -> Vec<usize> {
    let mut weeks = vec![0; plan.weeks as usize];
    for (_, date, _) in plan.stops() {
        weeks[usize::try_from(date.days_since(plan.start) / 7).unwrap()] += 1;
    }
    weeks
}

/// The days on which a practice is visited.
fn days_at(plan: &Plan, practice: &PracticeId) -> Vec<Date> {
    plan.stops().filter(|(_, _, stop)| stop.practice == *practice).map(|(_, date, _)| date).collect()
}

#[test]
fn what_is_overdue_is_not_put_off_to_the_last_week() {
    for field_time in [FieldTime::Auto, FieldTime::Fill] {
        let plan = plan_of(town(24, 4), &ScheduleConfig { field_time, ..config(4) });
        let weeks = weeks(&plan);
        assert!(weeks[3] as f64 <= 1.35 * weeks[0] as f64, "{field_time:?}: {weeks:?}");
        assert!(plan.dispositions.iter().all(|fate| !days_at(&plan, &fate.practice).is_empty()), "{weeks:?}");
    }
}

/// The first week is what counts: the rest is planned anew.
#[test]
fn a_short_plan_wants_the_first_week_of_a_long_one() {
    let first = [1, 2, 4].map(|length| {
        let plan = plan_of(town(40, 4), &ScheduleConfig { weeks: length, ..ScheduleConfig::default() });
        let monday = plan.start.plus_days(7);
        let referrals =
            plan.stops().filter(|(_, date, _)| *date < monday).map(|(_, _, it)| it.expected_referrals);
        (weeks(&plan)[0], referrals.sum::<f64>())
    });
    let [one, two, four] = first;
    for other in [two, four] {
        assert!(one.0.abs_diff(other.0) <= 2, "{first:?}");
        assert!((one.1 / other.1 - 1.0).abs() < 0.1, "{first:?}");
    }
}

#[test]
fn a_cadence_of_a_week_near_home_is_kept() {
    let mut records = town(24, 4);
    let promised = &mut records.practices.0[0].1;
    promised.cadence = Cadence::new(None, 7, None).ok();
    promised.location = Location::new(38.905, -77.0).ok();
    let last = common::as_of().plus_days(-3);
    records.visits = records.visits.0.into_iter().map(|(_, it)| it).chain([seen(id(0), last)]).collect();
    let plan = plan_of(records, &config(4));
    let mut days = days_at(&plan, &id(0));
    assert!((3..=5).contains(&days.len()), "{days:?}");
    days.insert(0, last);
    assert!(days.windows(2).all(|pair| pair[1].days_since(pair[0]) <= 10), "{days:?}");
    assert!(plan.end().days_since(*days.last().unwrap()) <= 10, "{days:?}");
    let time = &plan.capacities[0];
    assert_eq!((time.promised, time.stretch), (1, 1.0), "{time:?}");
}

/// More is promised than there is time for: all promises stretch alike, and none is dropped.
#[test]
fn promises_beyond_all_time_stretch_alike() {
    let mut records = town(24, 4);
    records.practices.0.iter_mut().for_each(|(_, it)| it.cadence = Cadence::new(Some(2), 5, Some(8)).ok());
    // With less effort, the search leaves some of these out that it has time for.
    let plan = plan_of(records, &ScheduleConfig { effort: 1000, ..config(4) });
    let time = &plan.capacities[0];
    assert!(time.promised == 24 && time.stretch > 1.1, "{time:?}");
    for fate in &plan.dispositions {
        let every = f64::from(fate.rhythm.unwrap().every) / 5.0;
        assert!((every / time.stretch - 1.0).abs() < 0.35, "{every} of {}", time.stretch);
        let visits = days_at(&plan, &fate.practice).len();
        assert!((1..=6).contains(&visits), "{visits}: {fate:?}");
    }
    assert!(plan.totals().visits > 60, "{:?}", plan.totals());
}

/// Whoever makes the plan anew each Monday comes to see everybody: nothing is put off for ever.
#[test]
fn plans_made_anew_each_week_reach_everybody_overdue() {
    let mut records = town(16, 2);
    let mut reached = std::collections::BTreeSet::new();
    for week in 0..3 {
        let as_of = common::as_of().plus_days(7 * week);
        let book = Book::build(records.clone()).unwrap().0;
        let plan = planned(&book, &scores(&book, as_of), &config(4));
        let next = plan.start.plus_days(7);
        let first: Vec<(PracticeId, Date)> = plan
            .stops()
            .filter(|(_, date, _)| *date < next)
            .map(|(_, date, stop)| (stop.practice.clone(), date))
            .collect();
        reached.extend(first.iter().map(|(practice, _)| practice.clone()));
        let known = records.visits.0.into_iter().map(|(_, it)| it);
        records.visits =
            known.chain(first.into_iter().map(|(practice, date)| seen(practice, date))).collect();
    }
    assert_eq!(reached.len(), 16, "{reached:?}");
}

#[test]
fn full_days_hold_as_many_visits_and_a_high_floor_none() {
    let mut records = town(20, 6);
    records.practices.0.iter_mut().for_each(|(_, it)| it.tier = Some(Tier::C));
    let date = common::as_of().plus_days(6);
    records.appointments = vec![Appointment {
        date,
        start: "10:00".parse().unwrap(),
        liaison: "L1".into(),
        practice: id(3),
        minutes: Minutes(30),
    }]
    .into();
    let plan = |field_time| plan_of(records.clone(), &ScheduleConfig { field_time, ..config(4) });
    let (auto, fill, none) = (plan(FieldTime::Auto), plan(FieldTime::Fill), plan(FieldTime::Floor(1000.0)));
    let visits = [&fill, &auto, &none].map(|plan| plan.totals().visits);
    assert!(visits.is_sorted_by(|more, less| more >= less) && visits[1] == 20, "{visits:?}");
    let prices = [&fill, &auto, &none].map(|plan| plan.capacities[0].an_hour);
    assert!(prices.is_sorted() && (prices[2] - 1000.0).abs() < 1e-6, "{prices:?}");
    let kinds: Vec<StopKind> = none.stops().map(|(_, _, stop)| stop.kind).collect();
    assert_eq!(kinds, [StopKind::Appointment]);
}

/// Each practice's rhythm is the best of all gaps at the price that the plan states, found by trying all.
#[test]
fn stated_rhythms_are_the_best_at_the_stated_price() {
    let mut differ = std::collections::BTreeSet::new();
    for (practices, floor) in [(24, None), (60, None), (60, Some(0.05)), (24, Some(0.2))] {
        let mut records = town(practices, 40);
        records.practices.0.iter_mut().step_by(3).for_each(|(_, it)| it.tier = Some(Tier::C));
        let book = Book::build(records).unwrap().0;
        let scores = scores(&book, common::as_of());
        let field_time = floor.map_or(FieldTime::Auto, FieldTime::Floor);
        let plan = planned(&book, &scores, &ScheduleConfig { field_time, effort: 5, ..config(1) });
        for fate in &plan.dispositions {
            let best = Rhythm::new(&book, &scores, &plan, &fate.practice).map(|rhythm| rhythm.every);
            assert_eq!(fate.rhythm.map(|it| it.every), best, "{fate:?}");
            differ.extend(best);
        }
    }
    assert!(differ.len() > 10, "{differ:?}");
}

#[test]
fn without_an_effect_only_promises_are_visited() {
    let mut records = town(16, 4);
    records.practices.0[5].1.cadence = Cadence::new(None, 10, None).ok();
    let book = Book::build(records).unwrap().0;
    let mut prior = score::ScoreConfig::default();
    prior.response.elasticity = 0.0;
    let scores = score::evaluate(&book, common::as_of(), &prior, &progress::unobserved).unwrap();
    let plan = planned(&book, &scores, &config(4));
    assert!(days_at(&plan, &id(5)).len() >= 2);
    assert!(plan.stops().all(|(_, _, stop)| stop.practice == id(5)));
    assert!(plan.totals().expected_referrals.abs() < 1e-12);
}

#[test]
fn a_week_planned_again_has_the_same_bytes_for_any_threads_and_rows() {
    let bytes = |records: Records, threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        serde_json::to_string(&pool.install(|| plan_of(records, &config(1)))).unwrap()
    };
    let mut reversed = town(24, 4);
    reversed.practices.0.reverse();
    reversed.visits.0.reverse();
    reversed.referrals.0.reverse();
    let once = bytes(town(24, 4), 1);
    assert_eq!(once, bytes(town(24, 4), 2));
    assert_eq!(once, bytes(reversed, 2));
}

/// The town with a set cadence of so many days for everybody, for a liaison with these hours on Mondays.
fn promised(practices: usize, days: u32, monday: Option<TimeWindow>) -> Records {
    let set = |practice| Practice { cadence: Cadence::new(None, days, None).ok(), ..practice };
    let mut liaison = Liaison::new("L1", "Liaison One", home());
    if let Some(window) = monday {
        liaison.hours = [(Weekday::Monday, window.into())].into();
    }
    let records = town(practices, 10);
    let practices = records.practices.0.into_iter().map(|(_, practice)| set(practice)).collect();
    Records { practices, liaisons: vec![liaison].into(), ..records }
}

#[test]
fn no_hour_is_saved_at_the_cost_of_a_promise() {
    let plan = plan_of(promised(1, 28, None), &config(4));
    assert_eq!((plan.capacities[0].promised, plan.capacities[0].stretch), (1, 1.0));
}

/// Where promises need far more time than there is, they stretch by about as much: the hours of the target over those there are.
#[test]
fn promises_beyond_all_hours_stretch_as_far_as_the_hours_say() {
    let records = promised(40, 7, TimeWindow::between((9, 0), (13, 0)));
    let capacity = &plan_of(records, &config(4)).capacities[0];
    let over = capacity.promised_hours / capacity.hours;
    assert!(over > 4.0 && (capacity.stretch / over - 1.0).abs() < 0.1, "{capacity:?}");
}

#[test]
fn who_receives_no_liaisons_takes_no_time_from_others() {
    let closed = |number: usize| Practice {
        access: AccessPolicy::NoSee,
        cadence: Cadence::new(None, 7, None).ok(),
        ..Practice::new(id(number), format!("Practice {number}"), home())
    };
    let alone = town(12, 4);
    let practices = alone.practices.0.iter().map(|(_, it)| it.clone()).chain((50..80).map(closed)).collect();
    let beside = Records { practices, ..alone.clone() };
    let [one, other] = [alone, beside].map(|records| plan_of(records, &config(4)));
    let time = |plan: &Plan| (plan.capacities[0].promised, plan.capacities[0].keeps_tiers);
    assert_eq!(time(&one), time(&other));
    assert!((one.capacities[0].an_hour / other.capacities[0].an_hour - 1.0).abs() < 0.2);
}
