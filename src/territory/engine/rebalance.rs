//! Territories within their ranges again, with as few broken relationships as possible.

use super::anneal::{Best, Weights};
use super::bound::least_moved;
use super::connect::connect;
use super::design::average_cost;
use super::instance::{Instance, NONE};
use super::moves::{Move, moves};
use super::problem::{Contiguity, Problem};
use super::search::{Config, Heat, search};
use super::solution::Solution;
use super::state::State;
use crate::progress::Observer;
use crate::{Error, ErrorKind};

/// A rebalanced assignment with what it costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Rebalance {
    /// The assignment.
    pub solution: Solution,
    /// Share of all relationships that change hands.
    pub moved: f64,
    /// Share that must change hands in any assignment within the ranges; proven, see [`least_moved`].
    pub least_moved: f64,
    /// Every unit that changes hands, by unit.
    pub moves: Vec<Move>,
}

/// Rebalances the incumbent: rules first, then few broken relationships, then compactness.
///
/// The search of [`design`](super::design()) from the incumbent at a low temperature, its energy the relationships lost plus
/// `config.compactness` times the objective; then an undo pass: every moved unit goes back, with what would be cut off, if the
/// rules allow and the energy falls.
///
/// # Errors
/// Those of [`Problem::validate`], and [`ErrorKind::Input`] without an incumbent.
pub fn rebalance(problem: &Problem, config: &Config, observer: Observer) -> Result<Rebalance, Error> {
    problem.validate()?;
    if problem.incumbent.is_none() {
        return Err(Error::new(
            ErrorKind::Input,
            "rebalancing needs an incumbent; design makes territories from nothing",
        ));
    }
    let instance = Instance::new(problem);
    let best = improve(&instance, incumbent(&instance), config, observer);
    standing(problem, &instance, &best.labels)
}

/// The standing of given labels, searched for or not: what they break, what they move, and why.
///
/// # Errors
/// Those of [`Problem::validate`], and [`ErrorKind::Input`] if there is not one label a unit, or one names no territory.
pub fn appraise(problem: &Problem, labels: &[usize]) -> Result<Rebalance, Error> {
    problem.validate()?;
    if labels.len() != problem.units() || labels.iter().any(|&label| label >= problem.territories) {
        return Err(Error::new(ErrorKind::Input, "the labels do not fit the problem"));
    }
    let instance = Instance::new(problem);
    standing(problem, &instance, &instance.node_labels(labels))
}

fn standing(problem: &Problem, instance: &Instance, labels: &[u32]) -> Result<Rebalance, Error> {
    Ok(Rebalance {
        solution: Solution::new(problem, instance, labels),
        moved: State::new(instance, labels.to_vec()).price(),
        least_moved: least_moved(problem)?,
        moves: moves(problem, instance, labels),
    })
}

/// The labels of today, with fixed nodes where they belong and cut-off parts repaired.
fn incumbent(instance: &Instance) -> Vec<u32> {
    let fixed = instance.fixed.iter().zip(&instance.incumbent);
    let mut labels: Vec<u32> =
        fixed.map(|(&fixed, &label)| if fixed == NONE { label } else { fixed }).collect();
    if instance.contiguity == Contiguity::Strict {
        connect(instance, &mut labels);
    }
    labels
}

/// Search and undo pass from `start`.
pub(crate) fn improve(instance: &Instance, start: Vec<u32>, config: &Config, observer: Observer) -> Best {
    let state = State::new(instance, start.clone());
    let cost = config.compactness / average_cost(&state);
    drop(state);
    let weights = Weights { cost, price: instance.len() as f64 };
    let heat = Heat { first: 1.0, later: 0.2, last: 0.02 };
    let best = search(instance, start, weights, heat, config, observer);
    let mut state = State::new(instance, best.labels);
    undo(&mut state, &weights);
    Best::of(instance, state.labels, &weights)
}

/// Takes back every move that can be spared, dearest relationship first, until none is left.
fn undo(state: &mut State, weights: &Weights) {
    let instance = state.instance;
    let mut dearest: Vec<usize> = (0..instance.len()).collect();
    dearest.sort_by(|&a, &b| instance.prices[b].total_cmp(&instance.prices[a]).then(a.cmp(&b)));
    let mut again = true;
    while again {
        again = false;
        for &node in &dearest {
            let home = instance.incumbent[node];
            if home != NONE && home != state.labels[node] {
                again |= take_back(state, weights, node, home as usize);
            }
        }
    }
}

fn take_back(state: &mut State, weights: &Weights, node: usize, home: usize) -> bool {
    let mut train = Vec::new();
    if !state.may_move_with_train(node, home, &mut train) {
        return false;
    }
    let from = state.labels[node] as usize;
    let movers: Vec<usize> =
        std::iter::once(node).chain(train.into_iter().map(|other| other as usize)).collect();
    let before = state.violation();
    let mut energy = 0.0;
    for &mover in &movers {
        energy += weights.energy(&state.change(mover, home));
        state.apply(mover, home);
    }
    if state.violation() <= before && energy < -1e-9 {
        return true;
    }
    movers.iter().rev().for_each(|&mover| state.apply(mover, from));
    false
}
