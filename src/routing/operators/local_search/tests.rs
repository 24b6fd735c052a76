//! Every operator against recomputation on random problems: what it says an exchange saves, and whether it fits.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use crate::routing::model::problem::Problem;
use crate::routing::operators::local_search::descent::{Descent, OPERATORS};
use crate::routing::operators::local_search::exchange::Exchange;
use crate::routing::state::solution::Draft;
use crate::routing::support::cancellation::GoOn;
use crate::routing::trial::{assert_books, drafted, instance, numbers, orders, problem, travel};

/// Applies an exchange, compares with recomputation, and takes it back.
fn assert_exact(draft: &mut Draft<'_>, problem: &Problem, exchange: Exchange, name: &str) {
    let (before, places) = (draft.totals.travel, orders(draft));
    let (gain, fits) = (exchange.gain(draft), exchange.fits(draft));
    draft.mark();
    exchange.apply(draft);
    let after = orders(draft);
    assert_eq!(fits, travel(problem, &after).is_some(), "{name}: {places:?} -> {after:?}");
    if fits {
        assert_eq!(travel(problem, &after), Some(before - gain), "{name}: {places:?} -> {after:?}");
        assert_books(draft, problem);
    }
    draft.rollback();
    assert_eq!(orders(draft), places);
    assert_books(draft, problem);
}

/// Asserts for each operator that its exchanges are exact; returns how many were seen and how many fitted, by operator.
fn assert_operators(problem: &Problem, seed: u64) -> Vec<(usize, usize)> {
    let instance = instance(problem);
    let mut draft = drafted(&instance, seed);
    let places: Vec<_> = (0..u32::try_from(problem.clients.len()).unwrap_or(0))
        .flat_map(|client| draft.places(client).to_vec())
        .collect();
    let mut counts = vec![(0, 0); OPERATORS.len()];
    for (&(name, propose), count) in OPERATORS.iter().zip(&mut counts) {
        let mut exchanges = Vec::new();
        for &from in &places {
            for &to in places.iter().filter(|to| **to != from) {
                let day = |route: u32| instance.duties[route as usize].day;
                if day(from.route) == day(to.route) {
                    propose(&draft, from, to, &mut |exchange| exchanges.push(exchange));
                }
            }
        }
        for exchange in exchanges {
            count.0 += 1;
            count.1 += usize::from(exchange.fits(&draft));
            assert_exact(&mut draft, problem, exchange, name);
        }
    }
    counts
}

#[test]
fn every_operator_agrees_with_recomputation() {
    let mut seen = vec![(0, 0); OPERATORS.len()];
    let mut runner = TestRunner::new(Config { cases: 200, failure_persistence: None, ..Config::default() });
    for _ in 0..200 {
        let Ok(tree) = numbers().new_tree(&mut runner) else { continue };
        let (points, windows, rules, random) = tree.current();
        for (sum, count) in seen.iter_mut().zip(assert_operators(&problem(&points, &windows, &rules), random))
        {
            *sum = (sum.0 + count.0, sum.1 + count.1);
        }
    }
    let enough = |&(proposed, fitting): &(usize, usize)| fitting > 100 && proposed > fitting;
    assert!(seen.iter().all(enough), "too few exchanges to tell anything: {seen:?}");
}

proptest! {
    #[test]
    fn descents_only_save_travel_and_end_where_no_exchange_does((points, windows, rules, seed) in numbers()) {
        let problem = problem(&points, &windows, &rules);
        let instance = instance(&problem);
        let mut draft = drafted(&instance, seed);
        let (before, value) = (draft.totals.travel, draft.totals.value);
        let mut descent = Descent::new(problem.clients.len());
        let mut last = i64::MAX;
        while draft.totals.travel < last {
            last = draft.totals.travel;
            descent.run(&mut draft, &GoOn::always());
        }
        assert_books(&draft, &problem);
        prop_assert!(draft.totals.travel <= before);
        prop_assert_eq!(draft.totals.value, value);
        for client in 0..u32::try_from(problem.clients.len()).unwrap_or(0) {
            prop_assert_eq!(descent.first_gain(&draft, client), None);
        }
    }
}
