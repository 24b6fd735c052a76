//! Public instances with published values, where the shared set is present.

use std::path::PathBuf;

use rounds::districting::{
    Activity, DistrictingConfig, DistrictingProblem, Graph, Objective, design, rebalance,
};
use rounds::progress::unobserved;
use serde_json::Value;

use crate::judge;

/// A problem of the shared set, or nothing, said aloud, where the set is not.
fn instance(name: &str) -> Option<DistrictingProblem> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = std::env::var_os("ROUNDS_SHARED").map_or(here, PathBuf::from);
    let path = shared.join("data/territory").join(format!("{name}.json"));
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("SKIPPED: {} is not there", path.display());
        return None;
    };
    Some(parse(&serde_json::from_str(&text).unwrap()))
}

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

#[test]
fn proven_optima_of_sixty_units() {
    for (name, optimum) in [("2DU60-05-1", 5305.57), ("2DU60-05-3", 5507.88), ("2DU60-05-7", 5460.18)] {
        let Some(problem) = instance(name) else { return };
        let labels = design(&problem, &DistrictingConfig::for_units(60), &unobserved).unwrap().labels;
        assert_eq!(judge::violation(&problem, &labels), 0.0);
        assert!(judge::objective(&problem, &labels) < optimum + 0.02, "{name}");
    }
}

#[test]
fn a_state_rebalanced() {
    let Some(problem) = instance("WV-tract-484-reb") else { return };
    let answer = rebalance(&problem, &DistrictingConfig::for_units(484), &unobserved).unwrap();
    assert_eq!(judge::violation(&problem, &answer.solution.labels), 0.0);
    assert!(answer.moved < 0.043 && answer.moved >= answer.least_moved, "{}", answer.moved);
}
