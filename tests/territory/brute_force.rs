//! On few units, all assignments are tried.

use proptest::prelude::*;
use rounds::districting::{
    Breach, DistrictingConfig, DistrictingProblem, MoveRole, Objective, contradictions, design, least_moved,
    rebalance,
};
use rounds::progress::unobserved;

use crate::common::draws;
use crate::{judge, maps};

/// The least (violation, value) over all assignments.
fn least(problem: &DistrictingProblem, value: impl Fn(&[usize]) -> f64) -> (f64, f64) {
    let mut labels = vec![0; problem.units()];
    let mut best = (f64::INFINITY, f64::INFINITY);
    loop {
        let violation = judge::violation(problem, &labels);
        if violation < best.0 - 1e-9 {
            best = (violation, value(&labels));
        } else if violation < best.0 + 1e-9 && violation.is_finite() {
            best.1 = best.1.min(value(&labels));
        }
        let Some(place) = labels.iter().position(|&label| label + 1 < problem.territories) else {
            return best;
        };
        labels[..place].fill(0);
        labels[place] += 1;
    }
}

fn config() -> DistrictingConfig {
    DistrictingConfig { steps: 10_000, ..DistrictingConfig::for_units(12) }
}

/// The engine counts a part more for each island it cannot reach; no promise is made on how little such a map
/// violates.
fn is_in_one_part(problem: &DistrictingProblem) -> bool {
    judge::parts(problem, &vec![0; problem.units()], 0) == 1
}

fn designs_as_well_as_can_be(problem: &DistrictingProblem) -> Result<(), TestCaseError> {
    let (violation, value) = least(problem, |labels| judge::objective(problem, labels));
    let solution = design(problem, &config(), &unobserved).unwrap();
    let found = judge::violation(problem, &solution.labels);
    if violation.is_infinite() {
        prop_assert!(solution.violation > 0.0 || !contradictions(problem).unwrap().is_empty());
        return Ok(());
    }
    prop_assert!((solution.violation - found).abs() < 1e-6, "says {} but is {found}", solution.violation);
    prop_assert_eq!(solution.breaches.is_empty(), found == 0.0);
    if is_in_one_part(problem) || violation == 0.0 {
        prop_assert!(found < violation + 1e-6, "violation {found} against {violation}");
    }
    if violation == 0.0 {
        prop_assert!(contradictions(problem).unwrap().is_empty(), "a proof of what is false");
        let ours = judge::objective(problem, &solution.labels);
        prop_assert!((ours - solution.objective).abs() <= ours * 1e-5 + 1e-3);
        // For medoids, the engine takes units together for one at their middle.
        if problem.objective == Objective::Inertia || problem.rules.together.is_empty() {
            prop_assert!(ours <= value * (1.0 + 1e-5) + 1e-3, "{ours} against {value}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, max_shrink_iters: 60, ..draws::hunting() })]

    #[test]
    fn any_design_of_two(problem in maps::problems(6..=12, 2..=2)) {
        designs_as_well_as_can_be(&problem)?;
    }

    #[test]
    fn any_design_of_three(problem in maps::problems(6..=8, 3..=3)) {
        designs_as_well_as_can_be(&problem)?;
    }

    #[test]
    fn any_design_under_rules(problem in maps::ruled_problems(6..=8, 2..=3)) {
        designs_as_well_as_can_be(&problem)?;
    }

    #[test]
    fn any_rebalancing_in_two_moves_least(problem in maps::incumbents(9..=12, 2..=2)) {
        rebalances_as_well_as_can_be(&problem)?;
    }

    #[test]
    fn any_rebalancing_moves_least(problem in maps::incumbents(6..=8, 2..=3)) {
        rebalances_as_well_as_can_be(&problem)?;
    }
}

fn rebalances_as_well_as_can_be(problem: &DistrictingProblem) -> Result<(), TestCaseError> {
    let (violation, least) = least(problem, |labels| judge::moved(problem, labels));
    let config = DistrictingConfig { compactness: 0.0, ..config() };
    let answer = rebalance(problem, &config, &unobserved).unwrap();
    if violation == 0.0 {
        let found = judge::violation(problem, &answer.solution.labels);
        prop_assert!(found == 0.0, "violation {found} though none is needed");
        prop_assert!((answer.moved - judge::moved(problem, &answer.solution.labels)).abs() < 1e-9);
        prop_assert!(answer.moved <= least + 1e-9, "moves {} where {least} will do", answer.moved);
        prop_assert!(answer.least_moved <= least + 1e-9, "a bound of {} above {least}", answer.least_moved);
        prop_assert_eq!(answer.least_moved, least_moved(problem).unwrap());
    } else if violation.is_finite() && is_in_one_part(problem) {
        prop_assert!(answer.solution.violation < violation + 1e-6);
        prop_assert!(!answer.solution.breaches.is_empty());
    }
    Ok(())
}

#[test]
fn a_bare_no_is_never_given() {
    let mut problem = row(6, 2);
    problem.rules.fixed = vec![(0, 0), (2, 1), (4, 0)];
    let solution = design(&problem, &config(), &unobserved).unwrap();
    let best = least(&problem, |_| 0.0).0;
    assert!((solution.violation - best).abs() < 1e-6, "{} against {best}", solution.violation);
    assert!(solution.breaches.iter().any(|breach| matches!(breach, Breach::Scattered { .. })));
}

#[test]
fn a_new_liaison_gets_a_share() {
    let mut problem = row(12, 3);
    problem.incumbent = Some((0..12).map(|unit| usize::from(unit >= 6)).collect());
    let answer = rebalance(&problem, &config(), &unobserved).unwrap();
    assert_eq!(answer.solution.violation, 0.0);
    assert!((answer.moved - 1.0 / 3.0).abs() < 1e-9, "{}", answer.moved);
    assert!(answer.moves.iter().all(|it| it.role == MoveRole::Relieves && it.to == 2));
}

pub fn row(units: u32, territories: usize) -> DistrictingProblem {
    let points: Vec<[f64; 2]> = (0..units).map(|place| [f64::from(place), 0.0]).collect();
    let graph = rounds::districting::Graph::from_points(&points).unwrap();
    DistrictingProblem::even(points, graph, vec![1.0; units as usize], territories)
}
