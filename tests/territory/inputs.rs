//! Empty and silly inputs are errors, not panics; what cannot be is said and proved.

use rounds::ErrorKind;
use rounds::districting::{
    Activity, Breach, Contiguity, Contradiction, DistrictingConfig, DistrictingProblem, Graph, Objective,
    contradictions, design, evaluate, if_locked, least_moved, pareto_front, rebalance,
};
use rounds::progress::unobserved;

use crate::brute_force::row;

fn kind(problem: &DistrictingProblem) -> ErrorKind {
    let config = DistrictingConfig::for_units(problem.units());
    let error = design(problem, &config, &unobserved).unwrap_err();
    assert_eq!(rebalance(problem, &config, &unobserved).unwrap_err().kind(), error.kind());
    assert_eq!(least_moved(problem).unwrap_err().kind(), error.kind());
    assert_eq!(contradictions(problem).unwrap_err().kind(), error.kind());
    error.kind()
}

#[test]
fn numbers_of_territories_that_cannot_be() {
    let nothing = DistrictingProblem::even(Vec::new(), Graph::from_edges(0, &[]).unwrap(), Vec::new(), 1);
    assert_eq!(kind(&nothing), ErrorKind::Setting);
    assert_eq!(kind(&row(3, 0)), ErrorKind::Setting);
    assert_eq!(kind(&row(3, 4)), ErrorKind::Setting);
}

#[test]
fn lists_that_do_not_fit() {
    type Spoil = fn(&mut DistrictingProblem);
    let spoils: [Spoil; 15] = [
        |it| it.activities.clear(),
        |it| it.activities[0].amounts.truncate(2),
        |it| it.activities[0].targets.truncate(1),
        |it| it.activities[0].targets[0] = 0.0,
        |it| it.activities[0].amounts[1] = f64::NAN,
        |it| it.activities[0].amounts[1] = -1.0,
        |it| it.activities[0].amounts[1] = f64::MAX,
        |it| it.points[0][0] = f64::INFINITY,
        |it| it.homes = vec![[0.0, 0.0]],
        |it| it.incumbent = Some(vec![0; 3]),
        |it| it.incumbent = Some(vec![0, 0, 9, 1]),
        |it| it.relationship = vec![-1.0; 4],
        |it| it.rules.fixed = vec![(9, 0)],
        |it| it.rules.together = vec![vec![0, 9]],
        |it| it.rules.apart = vec![(0, 4)],
    ];
    for (number, spoil) in spoils.iter().enumerate() {
        let mut problem = row(4, 2);
        problem.incumbent = Some(vec![0, 0, 1, 1]);
        spoil(&mut problem);
        assert_eq!(kind(&problem), ErrorKind::Input, "spoilt in way {number}");
    }
}

#[test]
fn settings_that_cannot_be() {
    let mut problem = row(4, 2);
    problem.incumbent = Some(vec![0, 0, 1, 1]);
    let config = DistrictingConfig { compactness: f64::NAN, ..DistrictingConfig::for_units(4) };
    assert_eq!(rebalance(&problem, &config, &unobserved).unwrap_err().kind(), ErrorKind::Setting);
    let answer = rebalance(&problem, &DistrictingConfig::for_units(4), &unobserved).unwrap();
    let beyond = if_locked(&problem, &answer.solution, 4, &DistrictingConfig::for_units(4), &unobserved);
    assert_eq!(beyond.unwrap_err().kind(), ErrorKind::Input);
    assert!(pareto_front(&problem, &[f64::NAN], &DistrictingConfig::for_units(4), &unobserved).is_err());
    assert!(pareto_front(&problem, &[], &DistrictingConfig::for_units(4), &unobserved).unwrap().is_empty());
}

#[test]
fn odd_but_possible() {
    let still = DistrictingConfig { steps: 0, chains: 0, restarts: 0, ..DistrictingConfig::for_units(4) };
    assert_eq!(design(&row(4, 2), &still, &unobserved).unwrap().labels.len(), 4);
    let mut heap = row(6, 3);
    heap.points = vec![[7.0, 7.0]; 6];
    heap.activities = vec![Activity::even("nothing to do", vec![0.0; 6], 3, 0.1)];
    heap.activities[0].targets = vec![1.0; 3];
    assert!(design(&heap, &DistrictingConfig::for_units(6), &unobserved).unwrap().violation > 0.0);
    assert_eq!(design(&row(1, 1), &DistrictingConfig::for_units(1), &unobserved).unwrap().labels, [0]);
    let huge = DistrictingProblem { points: vec![[1e99, -1e99], [-1e99, 1e99], [0.0, 0.0]], ..row(3, 3) };
    assert_eq!(design(&huge, &DistrictingConfig::for_units(3), &unobserved).unwrap().violation, 0.0);
}

#[test]
fn units_beyond_the_last_have_no_neighbours() {
    let path = Graph::from_edges(3, &[(0, 1), (1, 2)]).unwrap();
    assert_eq!(path.neighbours(1), Some(&[0, 2][..]));
    assert_eq!((path.neighbours(3), path.neighbours(usize::MAX)), (None, None));
    assert_eq!(Graph::default().neighbours(0), None);
}

/// Units that must be together may be fewer than territories; then some get nothing, and that is said.
#[test]
fn more_territories_than_sets_of_units() {
    for (units, territories, set) in [(6, 4, 5), (3, 3, 3), (40, 30, 20)] {
        for contiguity in [Contiguity::Strict, Contiguity::Tolerant, Contiguity::Off] {
            for objective in [Objective::Inertia, Objective::Medoid] {
                let mut problem = DistrictingProblem { contiguity, objective, ..row(units, territories) };
                problem.rules.together = vec![(0..set).collect()];
                let config =
                    DistrictingConfig { steps: 1000, ..DistrictingConfig::for_units(problem.units()) };
                assert!(design(&problem, &config, &unobserved).unwrap().violation > 0.0);
                problem.incumbent = Some((0..problem.units()).map(|unit| unit % territories).collect());
                assert!(rebalance(&problem, &config, &unobserved).unwrap().solution.violation > 0.0);
            }
        }
    }
}

#[test]
fn what_cannot_be_is_proved() {
    let proof = |change: fn(&mut DistrictingProblem)| {
        let mut problem = row(6, 2);
        change(&mut problem);
        assert!(design(&problem, &DistrictingConfig::for_units(6), &unobserved).unwrap().violation > 0.0);
        contradictions(&problem).unwrap()
    };
    let large = proof(|it| it.activities[0].amounts[2] = 4.0);
    assert_eq!(
        large,
        [
            Contradiction::UnitTooLarge { unit: 2, activity: 0 },
            Contradiction::TargetsMissTotal { activity: 0 },
        ]
    );
    let fixed = proof(|it| it.rules.fixed = (0..4).map(|unit| (unit, 1)).collect());
    assert_eq!(fixed, [Contradiction::FixedTooMuch { territory: 1, activity: 0 }]);
    let island = proof(|it| it.graph = Graph::from_edges(6, &[(0, 1), (2, 3), (3, 4), (4, 5)]).unwrap());
    assert_eq!(island.len(), 2, "{island:?}");
    assert!(island.iter().all(|it| matches!(it, Contradiction::PartDoesNotDivide { activity: 0, .. })));
    let many = proof(|it| it.graph = Graph::from_edges(6, &[(0, 1), (2, 3), (4, 5)]).unwrap());
    assert_eq!(many, [Contradiction::TooManyParts { parts: 3 }]);
    let pair = proof(|it| {
        it.rules.together = vec![vec![0, 1]];
        it.rules.apart = vec![(0, 1)];
    });
    assert_eq!(pair, [Contradiction::PairCannotDiffer { units: (0, 1) }]);
}

#[test]
fn a_unit_fixed_twice_is_a_contradiction_and_a_breach() {
    let mut problem = row(6, 2);
    problem.rules.fixed = vec![(0, 1), (0, 0), (0, 1)];
    let found = contradictions(&problem).unwrap();
    assert!(found.contains(&Contradiction::FixedTwice { unit: 0, territories: (0, 1) }), "{found:?}");
    let solution = design(&problem, &DistrictingConfig::for_units(6), &unobserved).unwrap();
    assert_eq!(solution.breaches, [Breach::FixedElsewhere { unit: 0, territory: 1 }]);
    assert_eq!(solution.violation, 1.0);
    // The same by way of a unit that must be with another.
    problem.rules.fixed = vec![(0, 0), (1, 1)];
    problem.rules.together = vec![vec![0, 1]];
    let solution = design(&problem, &DistrictingConfig::for_units(6), &unobserved).unwrap();
    assert_eq!(solution.breaches, [Breach::FixedElsewhere { unit: 1, territory: 1 }]);
}

#[test]
fn limits_beyond_all_numbers_prove_nothing() {
    let mut problem = row(6, 2);
    problem.activities[0].tolerance = 1e6;
    assert_eq!(contradictions(&problem).unwrap(), []);
    problem.activities[0].tolerance = 0.05;
    problem.activities[0].targets = vec![1e5; 2];
    assert_eq!(contradictions(&problem).unwrap(), [Contradiction::TargetsMissTotal { activity: 0 }]);
    problem.graph = Graph::from_edges(6, &[(0, 1), (2, 3), (3, 4), (4, 5)]).unwrap();
    problem.activities[0].tolerance = 1e6;
    assert_eq!(contradictions(&problem).unwrap(), []);
}

#[test]
fn labels_that_do_not_fit_are_errors() {
    let mut problem = row(4, 2);
    let labels = evaluate(&problem, &[0, 0, 1, 1]).unwrap();
    assert!(labels.moves.is_empty() && labels.moved == 0.0, "nobody's units change no hands");
    problem.incumbent = Some(vec![0, 0, 0, 1]);
    assert_eq!(evaluate(&problem, &[0, 0, 1]).unwrap_err().kind(), ErrorKind::Input);
    assert_eq!(evaluate(&problem, &[0, 0, 1, 2]).unwrap_err().kind(), ErrorKind::Input);
    let config = DistrictingConfig::for_units(4);
    let mut solution = rebalance(&problem, &config, &unobserved).unwrap().solution;
    let odd = DistrictingConfig { compactness: f64::NAN, ..config };
    let kind = |error: rounds::Error| error.kind();
    assert_eq!(if_locked(&problem, &solution, 2, &odd, &unobserved).map_err(kind), Err(ErrorKind::Setting));
    solution.labels[0] = 2;
    assert_eq!(if_locked(&problem, &solution, 2, &config, &unobserved).map_err(kind), Err(ErrorKind::Input));
}
