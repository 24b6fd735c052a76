//! What a rebalanced assignment promises beside its rules.

use proptest::prelude::*;
use rounds::progress::unobserved;
use rounds::territory::engine::{Config, Contiguity, Problem, front, if_locked, least_moved, rebalance};

use crate::{judge, maps};

fn config() -> Config {
    Config { steps: 5000, walkers: 3, waves: 2, compactness: 0.0, ..Config::for_units(30) }
}

/// Whether moving `units` back to their incumbent breaks no more rules.
fn could_be_spared(problem: &Problem, labels: &[usize], units: &[usize]) -> bool {
    let incumbent = problem.incumbent.as_ref().unwrap();
    let mut undone = labels.to_vec();
    for &unit in units {
        undone[unit] = incumbent[unit];
    }
    judge::violation(problem, &undone) <= judge::violation(problem, labels) + 1e-12
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 60, ..ProptestConfig::with_cases(40) })]

    #[test]
    fn no_move_and_no_two_moves_could_be_spared(problem in maps::incumbents(20..=40, 3..=4)) {
        let answer = rebalance(&problem, &config(), &unobserved).unwrap();
        prop_assert!((answer.solution.violation - judge::violation(&problem, &answer.solution.labels)).abs() < 1e-6);
        if answer.solution.violation > 0.0 {
            // One broken rule might be traded for another, such as a move too many for a part too many.
            return Ok(());
        }
        let moved: Vec<usize> = answer.moves.iter().map(|it| it.unit).collect();
        for (place, &first) in moved.iter().enumerate() {
            prop_assert!(!could_be_spared(&problem, &answer.solution.labels, &[first]), "{first} moves for nothing");
            for &second in &moved[..place] {
                let pair = [first, second];
                prop_assert!(!could_be_spared(&problem, &answer.solution.labels, &pair), "{pair:?} move for nothing");
            }
        }
    }

    #[test]
    fn the_bound_is_below_every_answer(problem in maps::incumbents(20..=40, 3..=4)) {
        let answer = rebalance(&problem, &config(), &unobserved).unwrap();
        if answer.solution.violation == 0.0 {
            prop_assert!(least_moved(&problem).unwrap() <= answer.moved + 1e-9);
        }
    }

    #[test]
    fn the_front_is_monotone(problem in maps::incumbents(20..=30, 3..=3)) {
        let points = front(&problem, &[2.0, 1.0, 0.5, 0.25], &config(), &unobserved).unwrap();
        prop_assert!(!points.is_empty());
        for pair in points.windows(2) {
            prop_assert!(pair[0].answer.moved < pair[1].answer.moved);
            prop_assert!(pair[0].worst_imbalance > pair[1].worst_imbalance);
        }
    }

    #[test]
    fn a_locked_unit_stays(problem in maps::incumbents(20..=30, 3..=3)) {
        let answer = rebalance(&problem, &config(), &unobserved).unwrap();
        let Some(first) = answer.moves.first() else { return Ok(()) };
        let locked = if_locked(&problem, &answer.solution, first.unit, &config(), &unobserved).unwrap();
        prop_assert!(locked.violation > 0.0 || locked.moved >= least_moved(&problem).unwrap() - 1e-9);
    }

    #[test]
    fn tolerance_adds_no_part(problem in maps::incumbents(20..=30, 3..=3)) {
        let tolerant = Problem { contiguity: Contiguity::Tolerant, ..problem };
        prop_assume!(tolerant.rules.fixed.is_empty() && tolerant.rules.together.is_empty());
        prop_assume!(judge::parts(&tolerant, &vec![0; tolerant.units()], 0) == 1);
        let answer = rebalance(&tolerant, &config(), &unobserved).unwrap();
        let parts = |labels: &[usize]| (0..3).map(|t| judge::parts(&tolerant, labels, t)).sum::<usize>();
        let (before, after) = (parts(tolerant.incumbent.as_ref().unwrap()), parts(&answer.solution.labels));
        // A territory that had nothing gets its first part.
        let empty = (0..3).filter(|t| !tolerant.incumbent.as_ref().unwrap().contains(t)).count();
        prop_assert!(after <= before + 2 * empty, "{before} parts become {after}");
    }
}
