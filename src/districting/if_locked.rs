//! What would become of an answer if one of its moves were forbidden.

use crate::districting::config::DistrictingConfig;
use crate::districting::evaluation::fitting;
use crate::districting::instance::Instance;
use crate::districting::problem::{Contiguity, DistrictingProblem, NONE};
use crate::districting::rebalance::improve;
use crate::districting::repair_contiguity::connect;
use crate::districting::solution::DistrictingSolution;
use crate::districting::start::incumbent;
use crate::districting::state::AssignmentState;
use crate::districting::tuning::CLOSE;
use crate::error::{Error, ErrorKind};
use crate::progress::Observer;

/// What becomes of an answer if a unit is locked to its incumbent.
#[derive(Debug, Clone, PartialEq)]
pub struct Counterfactual {
    /// By unit: its territory then.
    pub labels: Vec<usize>,
    /// Violation then; above 0, the lock forbids an answer as far as the search could see.
    pub violation: f64,
    /// Share of relationships that change hands then.
    pub moved: f64,
    /// Objective then, in the problem's units.
    pub objective: f64,
}

/// Finds the answer if `unit` were locked: a search that stays close to `solution`, with the unit back at its
/// incumbent. Where parts are tolerated, what linked it to the rest of its territory goes back with it, so
/// that there are no more parts than today.
///
/// # Errors
/// As [`rebalance`](super::rebalance()); and [`ErrorKind::Input`] if the unit or the labels do not fit the
/// problem.
pub fn if_locked(
    problem: &DistrictingProblem,
    solution: &DistrictingSolution,
    unit: usize,
    config: &DistrictingConfig,
    observer: Observer,
) -> Result<Counterfactual, Error> {
    let Some(&home) = problem.incumbent.as_ref().and_then(|labels| labels.get(unit)) else {
        return Err(Error::new(ErrorKind::Input, format!("unit {unit} has no incumbent to be locked to")));
    };
    let mut locked = problem.clone();
    locked.rules.fixed.push((unit, home));
    locked.validate()?;
    config.validate()?;
    fitting(problem, &solution.labels)?;
    let instance = Instance::new(&locked);
    let node = instance.node_of[unit] as usize;
    let start = start(&instance, instance.node_labels(&solution.labels), node, home);
    let best = improve(&instance, start, CLOSE, config, observer);
    let answer = DistrictingSolution::new(&locked, &instance, &best.labels);
    let moved = AssignmentState::new(&instance, best.labels).price();
    Ok(Counterfactual {
        labels: answer.labels,
        violation: answer.violation,
        moved,
        objective: answer.objective,
    })
}

/// Puts `node` back home, as far as contiguity is asked for.
fn start(instance: &Instance, mut labels: Vec<u32>, node: usize, home: usize) -> Vec<u32> {
    let label = u32::try_from(home).unwrap_or(NONE);
    if instance.contiguity != Contiguity::Tolerant {
        labels[node] = label;
        if instance.contiguity == Contiguity::Strict {
            connect(instance, &mut labels);
        }
        return labels;
    }
    for node in way_home(instance, &labels, node, label) {
        labels[node] = label;
    }
    let today = incumbent(instance);
    let (then, now) = (parts(instance, &labels), parts(instance, &today));
    if then.iter().zip(&now).all(|(then, now)| then <= now) { labels } else { today }
}

/// Finds the shortest way from a node to its home territory through what was that territory's, the node
/// itself first; the node alone if there is none. Breadth-first search.
fn way_home(instance: &Instance, labels: &[u32], node: usize, home: u32) -> Vec<usize> {
    let mut before = vec![NONE; instance.len()];
    let mut queue = std::collections::VecDeque::from([node]);
    while let Some(at) = queue.pop_front() {
        for &next in instance.graph.adjacent(at) {
            let it = next as usize;
            if it == node || before[it] != NONE {
                continue;
            }
            if labels[it] == home {
                return way_back(&before, at, node);
            }
            if instance.home(it) == home && instance.is_free(it, home as usize) {
                before[it] = u32::try_from(at).unwrap_or(NONE);
                queue.push_back(it);
            }
        }
    }
    vec![node]
}

fn way_back(before: &[u32], from: usize, to: usize) -> Vec<usize> {
    let mut way = vec![from];
    let mut at = from;
    while at != to {
        at = before[at] as usize;
        way.push(at);
    }
    way
}

/// Counts, by territory, its parts.
fn parts(instance: &Instance, labels: &[u32]) -> Vec<usize> {
    let mut parts = vec![0; instance.territories];
    for label in instance.graph.part_labels(labels) {
        parts[label as usize] += 1;
    }
    parts
}
