//! The territory engine against brute force, against itself on maps written down differently, and on the shared instances.

use proptest::prelude::*;
use rounds::progress::unobserved;
use rounds::territory::engine::{
    Activity, Config, Graph, Objective, Problem, design, least_moved, rebalance,
};

/// A small problem with whole amounts on a grid of millimetres.
fn problem(units: Vec<(i32, i32, u32)>, territories: usize, objective: Objective) -> Problem {
    let points: Vec<[f64; 2]> = units.iter().map(|&(x, y, _)| [f64::from(x), f64::from(y)]).collect();
    let graph = Graph::from_points(&points).unwrap();
    let workload = units.iter().map(|&(_, _, amount)| f64::from(amount)).collect();
    let mut problem = Problem::even(points, graph, workload, territories);
    problem.activities[0].tolerance = 0.3;
    problem.objective = objective;
    problem
}

fn units(count: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Vec<(i32, i32, u32)>> {
    prop::collection::vec((-1000..1000, -1000..1000, 5_u32..15), count)
}

/// The value of labels, or nothing if a rule is broken; written without the engine.
fn judge(problem: &Problem, labels: &[usize]) -> Option<f64> {
    let Activity { amounts, targets, tolerance, .. } = &problem.activities[0];
    let mut value = 0.0;
    for territory in 0..problem.territories {
        let mine: Vec<usize> = (0..labels.len()).filter(|&unit| labels[unit] == territory).collect();
        let load: f64 = mine.iter().map(|&unit| amounts[unit]).sum();
        if (load / targets[territory] - 1.0).abs() > tolerance + 1e-9 || !hangs_together(problem, &mine) {
            return None;
        }
        let distance = |a: [f64; 2], b: [f64; 2]| (a[0] - b[0]).hypot(a[1] - b[1]);
        value += match problem.objective {
            Objective::Medoid => mine
                .iter()
                .map(|&m| mine.iter().map(|&u| distance(problem.points[u], problem.points[m])).sum())
                .fold(f64::INFINITY, f64::min),
            Objective::Inertia => {
                let centre = [0, 1].map(|axis| {
                    mine.iter().map(|&u| amounts[u] * problem.points[u][axis]).sum::<f64>() / load
                });
                mine.iter().map(|&u| amounts[u] * distance(problem.points[u], centre).powi(2)).sum()
            }
        };
    }
    Some(value)
}

fn hangs_together(problem: &Problem, mine: &[usize]) -> bool {
    let mut reached = mine.first().map(|&unit| vec![unit]).unwrap_or_default();
    let mut place = 0;
    while place < reached.len() {
        for &next in problem.graph.neighbours(reached[place]) {
            if mine.contains(&(next as usize)) && !reached.contains(&(next as usize)) {
                reached.push(next as usize);
            }
        }
        place += 1;
    }
    !mine.is_empty() && reached.len() == mine.len()
}

/// The best value over all assignments.
fn brute_force(problem: &Problem) -> Option<f64> {
    let (units, territories) = (problem.units(), problem.territories);
    (0..territories.pow(u32::try_from(units).unwrap()))
        .filter_map(|mut code| {
            let labels: Vec<usize> = (0..units)
                .map(|_| {
                    let label = code % territories;
                    code /= territories;
                    label
                })
                .collect();
            judge(problem, &labels)
        })
        .min_by(f64::total_cmp)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn equals_brute_force(units in units(6..=9), territories in 2_usize..=3, medoid: bool) {
        let objective = if medoid { Objective::Medoid } else { Objective::Inertia };
        let problem = problem(units, territories, objective);
        let config = Config { steps: 4000, ..Config::for_units(9) };
        let solution = design(&problem, &config, &unobserved).unwrap();
        match brute_force(&problem) {
            Some(least) => {
                let found = judge(&problem, &solution.labels).expect("rules are kept where they can be");
                prop_assert!(found <= least * (1.0 + 1e-5) + 1e-9, "{found} against {least}");
            }
            None => prop_assert!(solution.violation > 0.0 && !solution.breaches.is_empty()),
        }
    }

    #[test]
    fn the_bound_is_below_every_answer(units in units(20..=40), incumbent in prop::collection::vec(0_usize..3, 40)) {
        let mut problem = problem(units, 3, Objective::Inertia);
        let start = incumbent[..problem.units()].to_vec();
        problem.incumbent = Some(start);
        let config = Config { steps: 4000, walkers: 2, ..Config::for_units(40) };
        let answer = rebalance(&problem, &config, &unobserved).unwrap();
        if answer.solution.violation == 0.0 {
            prop_assert!(least_moved(&problem).unwrap() <= answer.moved + 1e-9);
        }
    }

    #[test]
    fn rows_turns_and_threads_change_nothing(units in units(30..=30), turn in 0.0..6.28_f64, seed: u64) {
        let original = problem(units.clone(), 4, Objective::Inertia);
        let config = Config { steps: 2000, ..Config::for_units(30) };
        let labels = design(&original, &config, &unobserved).unwrap().labels;

        let mut order: Vec<usize> = (0..30).collect();
        order.sort_by_key(|&unit| (unit as u64 + 1).wrapping_mul(seed | 1));
        let place = |unit: usize| order.iter().position(|&other| other == unit).unwrap();
        let (sin, cos) = turn.sin_cos();
        let turned = |[x, y]: [f64; 2]| [x * cos - y * sin + 5000.0, x * sin + y * cos - 300.0];
        let mut moved = original.clone();
        moved.points = order.iter().map(|&unit| turned(original.points[unit])).collect();
        moved.activities[0].amounts = order.iter().map(|&unit| original.activities[0].amounts[unit]).collect();
        let edges: Vec<_> = original.graph.edges().map(|(a, b)| (place(a), place(b))).collect();
        moved.graph = Graph::from_edges(30, &edges).unwrap();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        let again = pool.install(|| design(&moved, &config, &unobserved)).unwrap().labels;
        prop_assert!((0..30).all(|unit| again[place(unit)] == labels[unit]));
    }
}
