//! Every operator against recomputation on random problems: what it says an exchange saves, and whether it fits.

use proptest::prelude::*;

use crate::draws::{self, SEED};
use crate::routing::model::problem::Problem;
use crate::routing::operators::local_search::descent::{Descent, OPERATORS};
use crate::routing::operators::local_search::exchange::Exchange;
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::cancellation::StopCheck;
use crate::routing::trial::{assert_books, data, filled, numbers, orders, problem, travel};

/// Applies an exchange, compares with recomputation, and takes it back.
fn assert_exact(solution: &mut SearchSolution<'_>, problem: &Problem, exchange: Exchange, name: &str) {
    let (before, positions) = (solution.totals.travel, orders(solution));
    let (gain, fits) = (exchange.gain(solution), exchange.fits(solution));
    solution.mark();
    exchange.apply(solution);
    let after = orders(solution);
    assert_eq!(fits, travel(problem, &after).is_some(), "{name}: {positions:?} -> {after:?}");
    if fits {
        assert_eq!(travel(problem, &after), Some(before - gain), "{name}: {positions:?} -> {after:?}");
        assert_books(solution, problem);
    }
    solution.rollback();
    assert_eq!(orders(solution), positions);
    assert_books(solution, problem);
}

/// Asserts for each operator that its exchanges are exact; returns how many were seen by operator, then how many
/// fitted.
fn assert_operators(problem: &Problem, seed: u64) -> [usize; 2 * OPERATORS.len()] {
    let data = data(problem);
    let mut solution = filled(&data, seed);
    let positions: Vec<_> = (0..u32::try_from(problem.clients.len()).unwrap_or(0))
        .flat_map(|client| solution.positions(client).to_vec())
        .collect();
    let mut counts = [0; 2 * OPERATORS.len()];
    for (operator, &(name, propose)) in OPERATORS.iter().enumerate() {
        let mut exchanges = Vec::new();
        for &from in &positions {
            for &to in positions.iter().filter(|to| **to != from) {
                let day = |route: u32| data.shifts[route as usize].day;
                if day(from.route) == day(to.route) {
                    propose(&solution, from, to, &mut |exchange| exchanges.push(exchange));
                }
            }
        }
        for exchange in exchanges {
            counts[operator] += 1;
            counts[OPERATORS.len() + operator] += usize::from(exchange.fits(&solution));
            assert_exact(&mut solution, problem, exchange, name);
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
        let data = data(&problem);
        let mut solution = filled(&data, seed);
        let (before, value) = (solution.totals.travel, solution.totals.value);
        let mut descent = Descent::new(problem.clients.len());
        let mut last = i64::MAX;
        while solution.totals.travel < last {
            last = solution.totals.travel;
            descent.run(&mut solution, &StopCheck::always());
        }
        assert_books(&solution, &problem);
        prop_assert!(solution.totals.travel <= before);
        prop_assert_eq!(solution.totals.value, value);
        for client in 0..u32::try_from(problem.clients.len()).unwrap_or(0) {
            prop_assert_eq!(descent.first_gain(&solution, client), None);
        }
    }
}
