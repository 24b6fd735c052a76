//! The undo pass: no move survives that could be spared.

use super::anneal::Weights;
use super::instance::NONE;
use super::state::State;

/// Takes back every move, and every two moves with a territory in common, that can be spared, dearest relationship first,
/// until none is left. A node goes back with what would be cut off; never if that breaks more rules or raises the energy.
///
/// The promise holds where all rules are kept: else one broken rule might be traded for another.
/// O(m t) trials a round for m moved nodes and t that share a territory with one of them; few rounds.
pub(crate) fn undo(state: &mut State, weights: Weights) {
    let instance = state.instance;
    let mut dearest: Vec<usize> = (0..instance.len()).filter(|&node| instance.home(node) != NONE).collect();
    let price = |node: usize| instance.stakes(node)[0].price;
    dearest.sort_by(|&a, &b| price(b).total_cmp(&price(a)).then(a.cmp(&b)));
    let mut undo = Undo { state, weights, trail: Vec::new() };
    let mut again = true;
    while again {
        again = false;
        for &node in &dearest {
            again |= undo.state.has_left_home(node) && (undo.alone(node) || undo.with_another(node));
        }
    }
}

struct Undo<'a, 'b> {
    state: &'b mut State<'a>,
    weights: Weights,
    /// What the trial has moved so far, and from where.
    trail: Vec<(usize, usize)>,
}

impl Undo<'_, '_> {
    fn alone(&mut self, node: usize) -> bool {
        let (violation, energy) = (self.state.violation(), self.take_back(node));
        self.settle(violation, energy)
    }

    /// Together with another node that has left or entered one of the same two territories.
    fn with_another(&mut self, node: usize) -> bool {
        let instance = self.state.instance;
        let (here, home) = (self.state.labels[node], instance.home(node));
        let others: Vec<usize> = (0..instance.len())
            .filter(|&other| other != node && self.state.has_left_home(other))
            .filter(|&other| {
                let ends = [instance.home(other), self.state.labels[other]];
                ends.contains(&here) || ends.contains(&home)
            })
            .collect();
        others.into_iter().any(|other| {
            let violation = self.state.violation();
            let energy = self.take_back(node).and_then(|first| Some(first + self.take_back(other)?));
            self.settle(violation, energy)
        })
    }

    /// Moves a node home, with what would be cut off; the change of energy, or nothing if that is not allowed.
    fn take_back(&mut self, node: usize) -> Option<f64> {
        let home = self.state.instance.home(node) as usize;
        let mut train = Vec::new();
        if !self.state.has_left_home(node) || !self.state.may_move_with_train(node, home, &mut train) {
            return None;
        }
        let from = self.state.labels[node] as usize;
        let mut energy = 0.0;
        for mover in std::iter::once(node).chain(train.into_iter().map(|other| other as usize)) {
            energy += self.weights.energy(&self.state.change(mover, home));
            self.state.apply(mover, home);
            self.trail.push((mover, from));
        }
        Some(energy)
    }

    /// Keeps the trial if it breaks no more rules and saves something; else goes back.
    fn settle(&mut self, violation: f64, energy: Option<f64>) -> bool {
        let keep = energy.is_some_and(|energy| energy < -1e-9) && self.state.violation() <= violation;
        while let Some((node, from)) = self.trail.pop() {
            if !keep {
                self.state.apply(node, from);
            }
        }
        keep
    }
}
