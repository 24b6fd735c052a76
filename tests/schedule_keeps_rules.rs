//! Every plan, for any book, keeps every rule; and it is the same plan whatever the threads and the order of rows.

mod common;

use std::ops::ControlFlow;

use rand::{SeedableRng, seq::SliceRandom};
use rand_pcg::Pcg64Mcg;
use rounds::geo::GreatCircle;
use rounds::model::{Book, Records, Rows};
use rounds::plan::{Plan, Status};
use rounds::{check, progress, schedule, score};

fn planned(book: &Book, config: &schedule::ScheduleConfig) -> Plan {
    let scores =
        score::evaluate(book, common::as_of(), &score::ScoreConfig::default(), &progress::unobserved)
            .unwrap();
    schedule::plan(book, &scores, &GreatCircle::default(), config, &progress::unobserved).unwrap()
}

fn quick(weeks: u32, seed: u64) -> schedule::ScheduleConfig {
    schedule::ScheduleConfig { weeks, seed, effort: 50, ..schedule::ScheduleConfig::default() }
}

#[test]
fn plans_of_made_up_towns_keep_every_rule() {
    for seed in 0..40_u8 {
        let size = usize::from(seed);
        let book = common::book(seed.into(), 5 + 7 * (size % 12), 1 + size % 4);
        let plan = planned(&book, &quick(1 + u32::from(seed) % 6, seed.into()));
        let violations = check::plan(&check::Facts::new(&book, &GreatCircle::default()), &plan);
        assert!(violations.is_empty(), "seed {seed}: {violations:#?}");
        agrees_with_itself(&book, &plan);
    }
}

/// What the plan says of every practice and of every liaison's time follows from its own stops and prices.
fn agrees_with_itself(book: &Book, plan: &Plan) {
    assert!(book.practices().iter().map(|it| &it.id).eq(plan.dispositions.iter().map(|it| &it.practice)));
    assert!(book.liaisons().iter().map(|it| &it.id).eq(plan.capacities.iter().map(|it| &it.liaison)));
    for (_, _, stop) in plan.stops() {
        let sum: f64 = stop.reasons.iter().map(|reason| reason.referrals).sum();
        assert!((sum - stop.expected_referrals).abs() < 1e-9 * (1.0 + sum), "{stop:?}");
    }
    for fate in &plan.dispositions {
        let price = plan.capacities.iter().find(|it| Some(&it.liaison) == fate.liaison.as_ref());
        if let Some(rhythm) = fate.rhythm {
            assert_eq!(rhythm.an_hour.to_bits(), price.unwrap().an_hour.to_bits(), "{fate:?}");
            assert!(rhythm.every >= fate.cadence.min() && rhythm.next >= plan.start, "{fate:?}");
        }
        match &fate.status {
            Status::Later { from } => assert!(*from > plan.end() && fate.rhythm.is_some(), "{fate:?}"),
            Status::Displaced { day, by, referrals_short, .. } => {
                let there = |id| {
                    plan.stops().any(|(who, on, it)| {
                        (Some(who), on, &it.practice) == (fate.liaison.as_ref(), *day, id)
                    })
                };
                assert!(!by.is_empty() && by.iter().all(there) && *referrals_short >= 0.0, "{fate:?}");
            }
            _ => {}
        }
    }
}

#[test]
fn plans_of_made_up_towns_are_worth_making() {
    let book = common::book(3, 80, 2);
    let plan = planned(&book, &quick(4, 1));
    assert_eq!(check::plan(&check::Facts::new(&book, &GreatCircle::default()), &plan), []);
    let totals = plan.totals();
    assert!(totals.visits > 40 && totals.expected_referrals > 0.0, "{totals:?}");
    let waits =
        |it: &Status| matches!(it, Status::Displaced { .. } | Status::NotDue { .. } | Status::Later { .. });
    assert!(plan.dispositions.iter().any(|it| waits(&it.status)));
}

fn shuffled<T>(rows: Rows<T>, seed: u64) -> Rows<T> {
    let mut rows = rows.0;
    rows.shuffle(&mut Pcg64Mcg::seed_from_u64(seed));
    Rows(rows)
}

fn shuffle(records: Records, seed: u64) -> Records {
    Records {
        practices: shuffled(records.practices, seed),
        liaisons: shuffled(records.liaisons, seed + 1),
        referrals: shuffled(records.referrals, seed + 2),
        visits: shuffled(records.visits, seed + 3),
        appointments: shuffled(records.appointments, seed + 4),
        time_off: shuffled(records.time_off, seed + 5),
        holidays: shuffled(records.holidays, seed + 6),
        busy: shuffled(records.busy, seed + 9),
        must_visits: shuffled(records.must_visits, seed + 7),
        hours: shuffled(records.hours, seed + 8),
        contacts: shuffled(records.contacts, seed + 10),
        open_issues: shuffled(records.open_issues, seed + 11),
        topics: shuffled(records.topics, seed + 12),
        heard_topics: shuffled(records.heard_topics, seed + 13),
        followups: shuffled(records.followups, seed + 14),
        materials: shuffled(records.materials, seed + 15),
        stock: shuffled(records.stock, seed + 16),
        left_materials: shuffled(records.left_materials, seed + 17),
        providers: shuffled(records.providers, seed + 18),
        provider_hours: shuffled(records.provider_hours, seed + 19),
        introductions: shuffled(records.introductions, seed + 20),
        events: shuffled(records.events, seed + 21),
        rests: shuffled(records.rests, seed + 22),
    }
}

#[test]
fn the_same_bytes_for_any_threads_run_and_row_order() {
    let bytes = |records: Records, threads: usize| {
        let (book, _) = Book::build(records).unwrap();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        serde_json::to_string(&pool.install(|| planned(&book, &quick(4, 7)))).unwrap()
    };
    let once = bytes(common::town(11, 60, 3), 1);
    assert_eq!(once, bytes(common::town(11, 60, 3), 1), "two runs");
    assert_eq!(once, bytes(common::town(11, 60, 3), 2), "two threads");
    for seed in 0..3 {
        assert_eq!(once, bytes(shuffle(common::town(11, 60, 3), seed), 2), "shuffled rows, seed {seed}");
    }
}

#[test]
fn whoever_cancels_before_everybody_has_a_plan_gets_none() {
    let (book, scores) = scored(5, 60, 3);
    let stop = |_: &progress::Progress| ControlFlow::Break(());
    let plan = schedule::plan(&book, &scores, &GreatCircle::default(), &quick(4, 1), &stop);
    assert_eq!(plan.unwrap_err().kind(), rounds::ErrorKind::Cancelled);
}

/// The search has told of its first iteration only once everybody has a plan.
#[test]
fn a_cancelled_search_hands_over_a_whole_plan_for_everybody() {
    let (book, scores) = scored(5, 60, 3);
    let travel = GreatCircle::default();
    let stop = |it: &progress::Progress| {
        if it.done > 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let plan = schedule::plan(&book, &scores, &travel, &quick(4, 1), &stop).unwrap();
    assert!(plan.search.cut_short);
    assert!(plan.itineraries.iter().all(|itinerary| !itinerary.days.is_empty()));
    let violations = check::plan(&check::Facts::new(&book, &travel), &plan);
    assert!(violations.iter().all(|it| matches!(it.rule, check::BrokenRule::Appointment)), "{violations:#?}");
    agrees_with_itself(&book, &plan);
    let explained = plan.dispositions.iter().filter(|it| it.status != Status::Unknown).count();
    assert!(2 * explained > plan.dispositions.len(), "{explained} are explained");
}

fn scored(seed: u64, practices: usize, team: usize) -> (Book, score::Scores) {
    let book = common::book(seed, practices, team);
    let config = score::ScoreConfig::default();
    let scores = score::evaluate(&book, common::as_of(), &config, &progress::unobserved).unwrap();
    (book, scores)
}
