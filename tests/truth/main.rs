//! Whatever a plan claims of small books full of trouble is true: a program that knows the book alone tries everything.
//!
//! It is written from what a plan promises, and knows nothing of how the planner finds it. One seed alone:
//! `TRUTH_SEED=17 cargo test --test truth every_claim`. Other numbers of books: `TRUTH_BOOKS=20000`; another effort: `TRUTH_EFFORT=150`.

mod agreements;
mod applied;
mod books;
#[path = "../common/mod.rs"]
mod common;
mod contacts;
mod day;
mod displaced;
mod false_claims;
mod fates;
mod faults;
mod minutes;
mod promises;
mod question;
mod refusal;
mod shrink;
mod slots;
mod small;
mod trial;
mod world;

use rounds::geo::TravelTimes;
use rounds::model::Book;
use rounds::plan::Plan;
use rounds::schedule::ScheduleConfig;
use rounds::{check, progress, schedule, score};

use crate::books::Case;
use crate::contacts::Contacts;
use crate::faults::Faults;
use crate::world::World;

/// Plans a book.
fn planned(book: &Book, roads: &dyn TravelTimes, config: &ScheduleConfig) -> Plan {
    let score = score::ScoreConfig::default();
    let scores = score::evaluate(book, common::as_of(), &score, &progress::unobserved).unwrap();
    schedule::plan(book, &scores, roads, config, &progress::unobserved).unwrap()
}

/// Tells whether a book is refused.
fn is_refused(book: &Book, roads: &dyn TravelTimes, config: &ScheduleConfig) -> bool {
    let score = score::ScoreConfig::default();
    let scores = score::evaluate(book, common::as_of(), &score, &progress::unobserved).unwrap();
    let plan = schedule::plan(book, &scores, roads, config, &progress::unobserved);
    plan.is_err_and(|error| error.kind() == rounds::ErrorKind::Input)
}

/// Tests every claim of a plan.
fn tested(world: &World) -> Faults {
    let mut faults = Faults::default();
    agreements::test(world, &mut faults);
    test_days(world, &mut faults);
    for it in &world.plan.capacities {
        faults.claim("finite figures of time", it.stretch.is_finite(), || format!("{it:?}"));
    }
    for practice in world.book.practice_indices() {
        let contacts = Contacts::new(world, practice);
        promises::test(world, practice, &contacts, &mut faults);
        fates::test(world, practice, &contacts, &mut faults);
    }
    faults
}

/// Every day can be lived through in its order, and its lunch is where D5 wants one.
fn test_days(world: &World, faults: &mut Faults) {
    for (liaison, day) in world.plan.days() {
        let liaison = world.book.liaison_index(liaison).unwrap();
        let practice = world.book.practice_index(&day.stops[0].practice).unwrap();
        let trial = trial::Trial::new(world, liaison, practice, day.date);
        let Some(trial) = trial else {
            faults.claim("day", false, || format!("{day:?} is no working day"));
            continue;
        };
        let drive = trial.drive_now();
        let is_true = drive == Some(day.drive().0.into());
        faults.claim("day", is_true, || format!("{drive:?}: {day:?}"));
        let wants = trial.rules(trial.usual()).lunch.is_some();
        faults.claim("lunch", wants == day.lunch.is_some(), || format!("{wants}: {day:?}"));
    }
}

/// Returns a number that the environment gives.
fn given(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

/// Books that are planned unless the environment asks for others.
const BOOKS: u64 = 5000;

/// Fewest claims of each kind among so many books.
const FEWEST: usize = 15;

#[test]
fn every_claim_about_small_books_is_true() {
    let seeds = match given("TRUTH_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..given("TRUTH_BOOKS").unwrap_or(BOOKS),
    };
    let enough = seeds.end - seeds.start >= BOOKS;
    let mut all = Faults::default();
    for seed in seeds {
        let mut case = books::case(seed);
        case.config.effort = given("TRUTH_EFFORT").unwrap_or(case.config.effort);
        let faults = faults_of(&case, seed);
        for (kind, what) in &faults.found {
            println!("TRUTH_SEED={seed} {kind}: {what}\n");
        }
        all.add(faults);
    }
    println!("tested: {:#?}", all.tested);
    println!("false: {:#?}", all.by_kind());
    let rare: Vec<_> = all.tested.iter().filter(|(_, count)| enough && **count < FEWEST).collect();
    assert!(rare.is_empty(), "too few claims of some kinds: {rare:?}");
    assert!(all.found.is_empty(), "{} claims are false: {:#?}", all.found.len(), all.found);
}

/// Plans a book and tests all that the plan claims; of every fifth book also what becomes of it where the claims are acted upon.
fn faults_of(case: &Case, seed: u64) -> Faults {
    if refusal::is_due(&case.book, &case.roads) {
        let mut faults = Faults::default();
        let refused = is_refused(&case.book, &case.roads, &case.config);
        faults.claim("a book in which nobody gets anywhere is refused", refused, String::new);
        return faults;
    }
    let plan = planned(&case.book, &case.roads, &case.config);
    let world = World::new(&case.book, &case.roads, &plan);
    let mut faults = tested(&world);
    let violations = check::plan(&check::Facts::new(&case.book, &case.roads).with_rules(plan.rules), &plan);
    let agrees = violations.is_empty() == faults.found.is_empty();
    faults.claim("the verifier agrees", agrees, || format!("{violations:#?}"));
    if seed.is_multiple_of(5) {
        applied::test(case, &world, &mut faults);
    }
    faults
}
