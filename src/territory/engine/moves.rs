//! Why each unit changes hands.

use super::instance::{Instance, NONE};
use super::nodes::incumbent_labels;
use super::problem::{Contiguity, Problem};
use super::rebalance::improve;
use super::search::Config;
use super::solution::Solution;
use super::state::State;
use crate::progress::Observer;
use crate::{Error, ErrorKind};

/// One unit that changes hands.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// The unit.
    pub unit: usize,
    /// Who has it today.
    pub from: usize,
    /// Who gets it.
    pub to: usize,
    /// Share of all relationships that this breaks.
    pub price: f64,
    /// What the move is for.
    pub role: Role,
}

/// What a move is for: what would go wrong if it alone were taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The territory it leaves was above a range and would be again, or the one it enters was below and would be again.
    Relieves,
    /// Balance would be lost between territories that were in balance: they make room for what others give.
    PassesOn,
    /// A territory would fall into parts.
    KeepsConnected,
    /// Nothing would be broken, but the map would be less compact by more than the relationship is worth.
    Compacts,
}

/// What becomes of the answer if a unit is locked to its incumbent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counterfactual {
    /// Violation then; above 0, the lock forbids an answer as far as the search could see.
    pub violation: f64,
    /// Share of relationships that change hands then.
    pub moved: f64,
    /// Objective then, in the problem's units.
    pub objective: f64,
}

/// Every move with its role, by unit.
pub(crate) fn moves(problem: &Problem, instance: &Instance, labels: &[u32]) -> Vec<Move> {
    let mut state = State::new(instance, labels.to_vec());
    let before: Vec<u32> = (0..instance.len()).map(|node| instance.home(node)).collect();
    let before = State::new(instance, before).loads;
    let prices = problem.prices();
    let mut moves = Vec::new();
    for (unit, &from) in incumbent_labels(problem).iter().enumerate() {
        let node = instance.node_of[unit] as usize;
        if from == NONE || from == labels[node] {
            continue;
        }
        let (from, to) = (from as usize, labels[node] as usize);
        let role = role(&mut state, &before, node, from, to);
        moves.push(Move { unit, from, to, price: prices[unit], role });
    }
    moves
}

fn role(state: &mut State, before: &[i64], node: usize, from: usize, to: usize) -> Role {
    if state.change(node, from).violation > 0.0 {
        let count = state.instance.activities;
        let was = |territory: usize, activity: usize| before[territory * count + activity];
        let over = (0..count).any(|a| was(from, a) > state.instance.ranges(from)[a].high);
        let under = (0..count).any(|a| was(to, a) < state.instance.ranges(to)[a].low);
        return if over || under { Role::Relieves } else { Role::PassesOn };
    }
    if state.may_move(node, from) { Role::Compacts } else { Role::KeepsConnected }
}

/// The answer if `unit` were locked: a search from `solution` with the unit back at its incumbent.
///
/// # Errors
/// As [`rebalance`](super::rebalance()); and [`ErrorKind::Input`] if the unit or the labels do not fit the problem.
pub fn if_locked(
    problem: &Problem,
    solution: &Solution,
    unit: usize,
    config: &Config,
    observer: Observer,
) -> Result<Counterfactual, Error> {
    let Some(&home) = problem.incumbent.as_ref().and_then(|labels| labels.get(unit)) else {
        return Err(Error::new(ErrorKind::Input, format!("unit {unit} has no incumbent to be locked to")));
    };
    let mut locked = problem.clone();
    locked.rules.fixed.push((unit, home));
    locked.validate()?;
    if solution.labels.len() != problem.units() {
        return Err(Error::new(ErrorKind::Input, "the solution is not one of this problem"));
    }
    let instance = Instance::new(&locked);
    let mut start = instance.node_labels(&solution.labels);
    start[instance.node_of[unit] as usize] = u32::try_from(home).unwrap_or(NONE);
    if instance.contiguity == Contiguity::Strict {
        super::connect::connect(&instance, &mut start);
    }
    let best = improve(&instance, start, config, observer);
    let answer = Solution::new(&locked, &instance, &best.labels);
    let moved = State::new(&instance, best.labels).price();
    Ok(Counterfactual { violation: answer.violation, moved, objective: answer.objective })
}
