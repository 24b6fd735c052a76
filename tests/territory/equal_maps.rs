//! The same map written down differently gets the same territories.

use proptest::prelude::*;
use rounds::districting::{DistrictingConfig, DistrictingProblem, Evaluation, Graph, design, rebalance};
use rounds::progress::unobserved;

use crate::common::draws;
use crate::maps;

fn labels(problem: &DistrictingProblem, threads: usize) -> Vec<usize> {
    let config = DistrictingConfig { steps: 3000, ..DistrictingConfig::for_units(30) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| design(problem, &config, &unobserved)).unwrap().labels
}

fn rebalanced(problem: &DistrictingProblem, threads: usize) -> Evaluation {
    let config = DistrictingConfig { steps: 3000, ..DistrictingConfig::for_units(30) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| rebalance(problem, &config, &unobserved)).unwrap()
}

fn placed(problem: &DistrictingProblem, place: impl Fn([f64; 2]) -> [f64; 2]) -> DistrictingProblem {
    let of = |points: &[[f64; 2]]| points.iter().map(|&point| place(point)).collect();
    DistrictingProblem { points: of(&problem.points), homes: of(&problem.homes), ..problem.clone() }
}

/// The problem with its rows in another order; `order` lists old units.
fn shuffled(problem: &DistrictingProblem, order: &[usize]) -> DistrictingProblem {
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(new, &old)| place[old] = new);
    let mut new = problem.clone();
    new.points = order.iter().map(|&old| problem.points[old]).collect();
    for (activity, old) in new.activities.iter_mut().zip(&problem.activities) {
        activity.amounts = order.iter().map(|&unit| old.amounts[unit]).collect();
    }
    new.incumbent = problem.incumbent.as_ref().map(|old| order.iter().map(|&unit| old[unit]).collect());
    if !problem.relationship.is_empty() {
        new.relationship = order.iter().map(|&unit| problem.relationship[unit]).collect();
    }
    let edges: Vec<_> = problem.graph.edges().map(|(a, b)| (place[a], place[b])).collect();
    new.graph = Graph::from_edges(order.len(), &edges).unwrap();
    new.rules.fixed = problem.rules.fixed.iter().map(|&(unit, territory)| (place[unit], territory)).collect();
    new.rules.apart = problem.rules.apart.iter().map(|&(a, b)| (place[a], place[b])).collect();
    new.rules.together =
        problem.rules.together.iter().map(|set| set.iter().map(|&unit| place[unit]).collect()).collect();
    new
}

/// Where two units are at one place with the same amounts, nothing tells them apart.
fn all_differ(problem: &DistrictingProblem) -> bool {
    let mut points = problem.points.clone();
    points.sort_by(|a, b| a.partial_cmp(b).unwrap());
    points.windows(2).all(|pair| pair[0] != pair[1])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 60, ..draws::hunting() })]

    #[test]
    fn any_number_of_threads_changes_nothing(problem in maps::ruled_problems(30..=30, 4..=4)) {
        let one = labels(&problem, 1);
        prop_assert_eq!(&labels(&problem, 2), &one);
        prop_assert_eq!(&labels(&problem, 7), &one);
    }

    #[test]
    fn any_order_of_rows_changes_nothing(problem in maps::ruled_problems(30..=30, 4..=4), seed: u64) {
        prop_assume!(all_differ(&problem));
        let mut order: Vec<usize> = (0..30).collect();
        order.sort_by_key(|&unit| (unit as u64 + 1).wrapping_mul(seed | 1));
        let (before, after) = (labels(&problem, 1), labels(&shuffled(&problem, &order), 2));
        prop_assert!(order.iter().zip(&after).all(|(&old, &label)| before[old] == label));
    }

    #[test]
    fn any_rebalancing_knows_neither_threads_nor_rows(problem in maps::incumbents(30..=30, 4..=4), seed: u64) {
        let one = rebalanced(&problem, 1);
        prop_assert_eq!(&rebalanced(&problem, 3), &one);
        prop_assume!(all_differ(&problem));
        let mut order: Vec<usize> = (0..30).collect();
        order.sort_by_key(|&unit| (unit as u64 + 1).wrapping_mul(seed | 1));
        let after = rebalanced(&shuffled(&problem, &order), 2);
        let (before, after_labels) = (&one.solution.labels, &after.solution.labels);
        prop_assert!(order.iter().zip(after_labels).all(|(&old, &label)| before[old] == label));
        let mut roles: Vec<_> = after.moves.iter().map(|it| (order[it.unit], it.role)).collect();
        roles.sort_by_key(|it| it.0);
        prop_assert_eq!(roles, one.moves.iter().map(|it| (it.unit, it.role)).collect::<Vec<_>>());
    }

    #[test]
    fn any_moving_and_turning_changes_nothing(problem in maps::ruled_problems(30..=30, 4..=4), turn in 0.0..std::f64::consts::TAU, scale in 0.01..100.0_f64) {
        let before = labels(&problem, 1);
        let quarter = placed(&problem, |[x, y]| [-y, x]);
        prop_assert_eq!(&labels(&quarter, 1), &before, "a quarter turn");
        let away = placed(&problem, |[x, y]| [x + 5000.0, y - 300.0]);
        prop_assert_eq!(&labels(&away, 1), &before, "a translation");
        let (sin, cos) = turn.sin_cos();
        let turned = placed(&problem, |[x, y]| [x * cos - y * sin, x * sin + y * cos]);
        prop_assert_eq!(&labels(&turned, 1), &before, "a turn");
        let scaled = placed(&problem, |[x, y]| [x * scale, y * scale]);
        prop_assert_eq!(&labels(&scaled, 1), &before, "another unit of length");
    }
}

#[test]
fn a_lattice_may_be_turned_and_shuffled() {
    let points: Vec<[f64; 2]> = (0..64).map(|unit| [f64::from(unit % 8), f64::from(unit / 8)]).collect();
    let graph = Graph::from_points(&points).unwrap();
    let hours = (0..64).map(|unit| f64::from(3 + (unit * 37) % 11)).collect();
    let problem = DistrictingProblem::even(points, graph, hours, 5);
    let before = labels(&problem, 1);
    let turned = placed(&problem, |[x, y]| [x * 0.6 - y * 0.8, x * 0.8 + y * 0.6]);
    assert_eq!(labels(&turned, 1), before);
    let order: Vec<usize> = (0..64).map(|unit| (unit * 29 + 5) % 64).collect();
    let after = labels(&shuffled(&problem, &order), 1);
    assert!(order.iter().zip(&after).all(|(&old, &label)| before[old] == label));
}
