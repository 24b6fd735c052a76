//! Every operator against recomputation on random problems: what it says an exchange saves, and whether it fits.

use proptest::prelude::*;

use crate::draws::{self, SEED};
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

/// Asserts for each operator that its exchanges are exact; returns how many were seen by operator, then how many
/// fitted.
fn assert_operators(problem: &Problem, seed: u64) -> [usize; 2 * OPERATORS.len()] {
    let instance = instance(problem);
    let mut draft = drafted(&instance, seed);
    let places: Vec<_> = (0..u32::try_from(problem.clients.len()).unwrap_or(0))
        .flat_map(|client| draft.places(client).to_vec())
        .collect();
    let mut counts = [0; 2 * OPERATORS.len()];
    for (operator, &(name, propose)) in OPERATORS.iter().enumerate() {
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
            counts[operator] += 1;
            counts[OPERATORS.len() + operator] += usize::from(exchange.fits(&draft));
            assert_exact(&mut draft, problem, exchange, name);
        }
    }
    counts
}

#[test]
fn any_exchange_agrees_with_recomputation() {
    let counts = draws::count(200, &numbers(), |(points, windows, rules, seed)| {
        assert_operators(&problem(&points, &windows, &rules), seed)
    });
    let (seen, fitting) = counts.split_at(OPERATORS.len());
    let enough = seen.iter().zip(fitting).all(|(seen, fitting)| *fitting > 100 && seen > fitting);
    assert!(enough, "seed {SEED}: too few exchanges to tell anything: {seen:?}, {fitting:?} fitting");
}

proptest! {
    #![proptest_config(draws::hunting())]

    #[test]
    fn any_descent_only_saves_travel_and_ends_where_no_exchange_does((points, windows, rules, seed) in numbers()) {
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
