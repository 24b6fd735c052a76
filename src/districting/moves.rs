//! Why each unit changes hands.

use crate::districting::instance::Instance;
use crate::districting::nodes::incumbent_labels;
use crate::districting::problem::{Contiguity, DistrictingProblem, NONE};
use crate::districting::state::AssignmentState;

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
    pub role: MoveRole,
}

/// What a move is for: what would go wrong if it alone were taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MoveRole {
    /// The territory it leaves was above a range and would be again, or the one it enters was below and would
    /// be again.
    Relieves,
    /// Balance would be lost between territories that were in balance: they make room for what others give.
    PassesOn,
    /// A territory would be in one part more.
    KeepsConnected,
    /// A rule other than balance and contiguity would be broken: the unit is barred, fixed elsewhere, or must
    /// be with or apart from another one.
    Obeys,
    /// Nothing would be broken, but the map would be less compact by more than the relationship is worth.
    Compacts,
}

/// Lists every move with its role, by unit.
pub(crate) fn moves(problem: &DistrictingProblem, instance: &Instance, labels: &[u32]) -> Vec<Move> {
    if problem.incumbent.is_none() {
        return Vec::new();
    }
    let mut state = AssignmentState::new(instance, labels.to_vec());
    let before: Vec<u32> = (0..instance.len()).map(|node| instance.home(node)).collect();
    let before = AssignmentState::new(instance, before).loads;
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

fn role(state: &mut AssignmentState, before: &[i64], node: usize, from: usize, to: usize) -> MoveRole {
    let instance = state.instance;
    // A node of several units goes where most of it belongs, and so takes some of them along.
    let is_led = instance.home(node) as usize != from;
    let may_stay = instance.fixed[node] == NONE || instance.fixed[node] as usize == from;
    let bridged = bridge_change(state, node, from);
    if is_led || !may_stay || state.rule_change(node, to, from) > f64::from(bridged) {
        return MoveRole::Obeys;
    }
    if state.members[to].len() == 1 {
        return MoveRole::Relieves;
    }
    if state.excess_change(node, to, from) > 1e-12 {
        return if was_outside(instance, before, from, to) { MoveRole::Relieves } else { MoveRole::PassesOn };
    }
    if bridged > 0 || state.adds_part(node, from) { MoveRole::KeepsConnected } else { MoveRole::Compacts }
}

/// Counts the parts that a move adds across bridges, which are no borders: they count as broken pairs where
/// territories must be in one.
fn bridge_change(state: &AssignmentState, node: usize, to: usize) -> i32 {
    if state.instance.contiguity != Contiguity::Strict {
        return 0;
    }
    let touching = state.instance.bridges.iter().filter(|(a, b)| [*a as usize, *b as usize].contains(&node));
    let ends = touching.map(|&(a, b)| if a as usize == node { b } else { a });
    let label = |end: u32| state.labels[end as usize];
    let now = state.labels[node];
    ends.map(|end| i32::from(label(end) as usize == to) - i32::from(label(end) == now)).sum()
}

/// Tells whether `from` had more of something than its range allows, or `to` less.
fn was_outside(instance: &Instance, before: &[i64], from: usize, to: usize) -> bool {
    let count = instance.activities;
    let over = (0..count).any(|it| before[from * count + it] > instance.ranges(from)[it].high);
    over || (0..count).any(|it| before[to * count + it] < instance.ranges(to)[it].low)
}
