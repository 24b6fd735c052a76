//! Random problems.

use proptest::prelude::*;
use rounds::districting::{Activity, Contiguity, DistrictingProblem, DistrictingRules, Graph, Objective};

/// Whole places and amounts, so that sums are exact.
pub fn problems(
    units: std::ops::RangeInclusive<usize>,
    territories: std::ops::RangeInclusive<usize>,
) -> BoxedStrategy<DistrictingProblem> {
    let unit = (-1000_i32..1000, -1000_i32..1000, 5_u32..15, 1_u32..9);
    let shape = (prop::collection::vec(unit, units), territories);
    let asked = (any::<bool>(), any::<bool>(), 0.15_f64..0.5, 0_u8..6);
    (shape, asked)
        .prop_map(|((units, territories), (medoid, two, tolerance, contiguity))| {
            let points: Vec<[f64; 2]> = units.iter().map(|it| [f64::from(it.0), f64::from(it.1)]).collect();
            let graph = Graph::from_points(&points).unwrap();
            let hours = units.iter().map(|it| f64::from(it.2)).collect();
            let mut problem = DistrictingProblem::even(points, graph, hours, territories);
            problem.activities[0].tolerance = tolerance;
            if two {
                let potential = units.iter().map(|it| f64::from(it.3)).collect();
                problem.activities.push(Activity::even("potential", potential, territories, 2.0 * tolerance));
            }
            problem.objective = if medoid { Objective::Medoid } else { Objective::Inertia };
            problem.contiguity = if contiguity == 0 { Contiguity::Off } else { Contiguity::Strict };
            problem
        })
        .boxed()
}

/// The same with a part-time liaison, homes, joined, separated and locked units, and borders taken away.
pub fn ruled_problems(
    units: std::ops::RangeInclusive<usize>,
    territories: std::ops::RangeInclusive<usize>,
) -> BoxedStrategy<DistrictingProblem> {
    let rules = (0_u8..8, any::<[u8; 4]>(), any::<[u8; 4]>());
    (problems(units, territories), rules)
        .prop_map(|(mut problem, (which, first, second))| {
            let units = problem.units();
            let pick = |byte: u8| usize::from(byte) % units;
            let (a, b) = (pick(first[0]), pick(first[1]));
            match which {
                0 => problem.rules.fixed.push((a, usize::from(first[2]) % problem.territories)),
                1 if a != b => problem.rules.together.push(vec![a, b]),
                2 if a != b => problem.rules.apart.push((a, b)),
                3 => {
                    let shares: Vec<f64> =
                        (0..problem.territories).map(|t| if t == 0 { 0.5 } else { 1.0 }).collect();
                    let amounts = problem.activities[0].amounts.clone();
                    let tolerance = problem.activities[0].tolerance;
                    problem.activities[0] = Activity::shared("hours", amounts, &shares, tolerance);
                }
                4 => {
                    problem.homes =
                        (0..problem.territories).map(|t| problem.points[pick(second[t % 4])]).collect();
                }
                5 => {
                    let cut: Vec<_> = problem.graph.edges().filter(|&(x, y)| x != a && y != a).collect();
                    problem.graph = Graph::from_edges(units, &cut).unwrap();
                }
                _ => {
                    problem.rules = DistrictingRules {
                        together: vec![vec![a, b]],
                        apart: vec![(pick(second[0]), pick(second[1]))],
                        ..DistrictingRules::default()
                    }
                }
            }
            problem
        })
        .boxed()
}

/// A problem with an incumbent and what it costs to leave it.
pub fn incumbents(
    units: std::ops::RangeInclusive<usize>,
    territories: std::ops::RangeInclusive<usize>,
) -> BoxedStrategy<DistrictingProblem> {
    let most = *units.end();
    let extra = (prop::collection::vec((any::<u8>(), 1_u32..20), most), any::<bool>(), 0_u8..6);
    (ruled_problems(units, territories), extra)
        .prop_map(|(mut problem, (owners, priced, cap))| {
            let owners = &owners[..problem.units()];
            problem.incumbent =
                Some(owners.iter().map(|it| usize::from(it.0) % problem.territories).collect());
            if priced {
                problem.relationship = owners.iter().map(|it| f64::from(it.1)).collect();
            }
            match cap {
                0 => problem.rules.most_moves = Some(3),
                1 => problem.rules.most_moves_each = Some(2),
                _ => {}
            }
            problem
        })
        .boxed()
}
