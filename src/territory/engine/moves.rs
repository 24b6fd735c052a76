//! Why each unit changes hands.

use super::instance::{Instance, NONE};
use super::nodes::incumbent_labels;
use super::problem::{Contiguity, Problem};
use super::rebalance::{fitting, improve};
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
    /// A territory would be in one part more.
    KeepsConnected,
    /// A rule other than balance and contiguity would be broken: the unit is barred, fixed elsewhere, or must be with or apart
    /// from another one.
    Obeys,
    /// Nothing would be broken, but the map would be less compact by more than the relationship is worth.
    Compacts,
}

/// What becomes of the answer if a unit is locked to its incumbent.
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

/// Every move with its role, by unit.
pub(crate) fn moves(problem: &Problem, instance: &Instance, labels: &[u32]) -> Vec<Move> {
    if problem.incumbent.is_none() {
        return Vec::new();
    }
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
    let instance = state.instance;
    // A node of several units goes where most of it belongs, and so takes some of them along.
    let is_led = instance.home(node) as usize != from;
    let may_stay = instance.fixed[node] == NONE || instance.fixed[node] as usize == from;
    if is_led || !may_stay || state.rule_change(node, to, from) > 0.0 {
        return Role::Obeys;
    }
    if state.members[to].len() == 1 {
        return Role::Relieves;
    }
    if state.excess_change(node, to, from) > 1e-12 {
        return if was_outside(instance, before, from, to) { Role::Relieves } else { Role::PassesOn };
    }
    if state.adds_part(node, from) { Role::KeepsConnected } else { Role::Compacts }
}

/// Whether `from` had more of something than its range allows, or `to` less.
fn was_outside(instance: &Instance, before: &[i64], from: usize, to: usize) -> bool {
    let count = instance.activities;
    let over = (0..count).any(|it| before[from * count + it] > instance.ranges(from)[it].high);
    over || (0..count).any(|it| before[to * count + it] < instance.ranges(to)[it].low)
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
    config.validate()?;
    fitting(problem, &solution.labels)?;
    let instance = Instance::new(&locked);
    let mut start = instance.node_labels(&solution.labels);
    start[instance.node_of[unit] as usize] = u32::try_from(home).unwrap_or(NONE);
    if instance.contiguity == Contiguity::Strict {
        super::connect::connect(&instance, &mut start);
    }
    let best = improve(&instance, start, config, observer);
    let answer = Solution::new(&locked, &instance, &best.labels);
    let moved = State::new(&instance, best.labels).price();
    Ok(Counterfactual {
        labels: answer.labels,
        violation: answer.violation,
        moved,
        objective: answer.objective,
    })
}
