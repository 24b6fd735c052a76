//! Instances with known values: made-up maps whose best territories are plain, and public ones with published values.

use rounds::districting::{
    Activity, DistrictingConfig, DistrictingProblem, Graph, Objective, design, rebalance,
};
use rounds::progress::unobserved;
use serde_json::Value;

use crate::judge;

/// Reads a map in the format of `tests/vectors/make.py`, which is that of the public set.
fn parse(file: &Value) -> DistrictingProblem {
    let number = |value: &Value| value.as_f64().unwrap();
    let whole = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let list = |value: &Value| value.as_array().unwrap().clone();
    let points: Vec<[f64; 2]> =
        list(&file["coords"]).iter().map(|it| [number(&it[0]), number(&it[1])]).collect();
    let edges: Vec<_> = list(&file["edges"]).iter().map(|it| (whole(&it[0]), whole(&it[1]))).collect();
    let territories = whole(&file["k"]);
    let graph = Graph::from_edges(points.len(), &edges).unwrap();
    let mut problem = DistrictingProblem::even(points, graph, Vec::new(), territories);
    let activities = file["activities"].as_object().unwrap().iter();
    problem.activities = activities
        .map(|(name, amounts)| {
            let amounts = list(amounts).iter().map(number).collect();
            Activity::even(name, amounts, territories, number(&file["tol"]))
        })
        .collect();
    problem.objective = if file["objective"] == "pmed" { Objective::Medoid } else { Objective::Inertia };
    problem.incumbent = file["incumbent"].as_array().map(|labels| labels.iter().map(whole).collect());
    if let (Some(locked), Some(incumbent)) = (file["locked"].as_array(), &problem.incumbent) {
        problem.rules.fixed = locked.iter().map(|unit| (whole(unit), incumbent[whole(unit)])).collect();
    }
    problem
}

/// Asserts that a map is designed to within this much of the best objective there is.
fn assert_designed(problem: &DistrictingProblem, optimum: f64, rounding: f64) {
    let labels = design(problem, &DistrictingConfig::for_units(problem.units()), &unobserved).unwrap().labels;
    assert_eq!(judge::violation(problem, &labels), 0.0);
    let found = judge::objective(problem, &labels);
    assert!(found < optimum + rounding, "{found} against {optimum}");
}

#[test]
fn towns_far_apart_are_territories_of_their_own() {
    for text in
        [include_str!("../vectors/blocks_inertia.json"), include_str!("../vectors/blocks_medoid.json")]
    {
        let file: Value = serde_json::from_str(text).unwrap();
        assert_designed(&parse(&file), file["optimum"].as_f64().unwrap(), 1e-6);
    }
}

/// Each border of the stripes has to go to the right, by 55, 30 and 15 places; the first stripe alone must lose 55.
#[test]
fn uneven_stripes_are_rebalanced() {
    let problem = parse(&serde_json::from_str(include_str!("../vectors/stripes.json")).unwrap());
    let answer = rebalance(&problem, &DistrictingConfig::for_units(problem.units()), &unobserved).unwrap();
    assert_eq!(judge::violation(&problem, &answer.solution.labels), 0.0);
    assert!((answer.moved - judge::moved(&problem, &answer.solution.labels)).abs() < 1e-9);
    let share = |moves: f64| moves / 400.0;
    assert!(answer.moved <= share(100.0) + 1e-9 && answer.moved >= answer.least_moved, "{}", answer.moved);
    assert!(answer.least_moved >= share(55.0) - 1e-9, "{}", answer.least_moved);
}

mod public_data {
    use super::*;
    use crate::common::public_data;

    fn instance(name: &str) -> DistrictingProblem {
        let path = public_data::path(&format!("data/territory/{name}.json"));
        parse(&serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
    }

    #[test]
    #[ignore = "needs the public data: set ROUNDS_SHARED and run with --ignored"]
    fn proven_optima_of_sixty_units() {
        for (name, optimum) in [("2DU60-05-1", 5305.57), ("2DU60-05-3", 5507.88), ("2DU60-05-7", 5460.18)] {
            assert_designed(&instance(name), optimum, 0.02);
        }
    }

    #[test]
    #[ignore = "needs the public data: set ROUNDS_SHARED and run with --ignored"]
    fn a_state_rebalanced() {
        let problem = instance("WV-tract-484-reb");
        let answer = rebalance(&problem, &DistrictingConfig::for_units(484), &unobserved).unwrap();
        assert_eq!(judge::violation(&problem, &answer.solution.labels), 0.0);
        assert!(answer.moved < 0.043 && answer.moved >= answer.least_moved, "{}", answer.moved);
    }
}
