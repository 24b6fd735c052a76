//! The undo pass: where all rules are kept, no move survives that could be spared.

use crate::districting::energy::Weights;
use crate::districting::instance::Instance;
use crate::districting::problem::NONE;
use crate::districting::state::AssignmentState;
use crate::progress::{Observer, Progress};

/// Moved nodes between two looks at the observer.
const LOOK: usize = 64;

/// Takes back every move, and every two moves with a territory in common, that can be spared, dearest
/// relationship first, until none is left. A node goes back with what would be cut off; never if that breaks
/// more rules or raises the energy.
///
/// The promise holds where all rules are kept (else one broken rule might be traded for another) and the
/// observer does not break. O(m t) trials a round for m moved nodes and t that could make good what one of
/// them breaks; few rounds.
pub(crate) fn undo(state: &mut AssignmentState, weights: Weights, observer: Observer) {
    let instance = state.instance;
    let mut dearest: Vec<usize> = (0..instance.len()).filter(|&node| instance.home(node) != NONE).collect();
    let price = |node: usize| instance.stakes(node)[0].price;
    dearest.sort_by(|&a, &b| price(b).total_cmp(&price(a)).then(a.cmp(&b)));
    let mut undo = UndoPass { at_home: by_home(instance), state, weights, trail: Vec::new() };
    let mut again = true;
    while again {
        again = false;
        let moved: Vec<usize> =
            dearest.iter().copied().filter(|&node| undo.state.has_left_home(node)).collect();
        for (place, &node) in moved.iter().enumerate() {
            let progress = || Progress::new("undo", place as u64, moved.len() as u64);
            if place % LOOK == 0 && observer(&progress()).is_break() {
                return;
            }
            again |= undo.state.has_left_home(node) && undo.spare(node);
        }
    }
}

/// Lists, by territory, the nodes that would rather be there.
fn by_home(instance: &Instance) -> Vec<Vec<u32>> {
    let mut nodes = vec![Vec::new(); instance.territories];
    for (node, number) in (0..instance.len()).zip(0_u32..) {
        if let Some(nodes) = nodes.get_mut(instance.home(node) as usize) {
            nodes.push(number);
        }
    }
    nodes
}

struct UndoPass<'a, 'b> {
    state: &'b mut AssignmentState<'a>,
    weights: Weights,
    at_home: Vec<Vec<u32>>,
    /// What the trial has moved so far, and from where.
    trail: Vec<(usize, usize)>,
}

impl UndoPass<'_, '_> {
    /// Takes a move back, alone or together with another one, if that breaks no more rules and saves
    /// something.
    fn spare(&mut self, node: usize) -> bool {
        let (here, home) = (self.state.labels[node] as usize, self.state.instance.home(node) as usize);
        let before = self.state.violation();
        let Some(energy) = self.take_back(node) else { return false };
        let broken = self.state.violation() - before;
        if broken <= 0.0 && energy < -1e-9 {
            self.trail.clear();
            return true;
        }
        let alone = self.trail.len();
        for other in self.helpers(here, home, broken) {
            // Most are no help, which shows without moving them.
            let to = self.state.instance.home(other) as usize;
            if broken + self.state.change(other, to).violation > 1e-9 {
                continue;
            }
            let both = self.take_back(other).map(|more| energy + more);
            if both.is_some_and(|both| both < -1e-9) && self.state.violation() <= before {
                self.trail.clear();
                return true;
            }
            self.go_back_to(alone);
        }
        self.go_back_to(0);
        false
    }

    /// Lists moved nodes that share a territory with one that went from `here` back `home`; if that has
    /// broken rules, only those that leave the territory that it has entered, or enter the one that it has
    /// left.
    fn helpers(&self, here: usize, home: usize, broken: f64) -> Vec<usize> {
        let (members, at_home) = (&self.state.members, &self.at_home);
        let mut near: Vec<u32> = members[home].iter().chain(&at_home[here]).copied().collect();
        if broken <= 0.0 {
            near.extend(members[here].iter().chain(&at_home[home]));
        }
        near.retain(|&other| self.state.has_left_home(other as usize));
        near.sort_unstable();
        near.dedup();
        near.into_iter().map(|other| other as usize).collect()
    }

    /// Moves a node home, with what would be cut off; returns the change of energy, or nothing if that is not
    /// allowed.
    fn take_back(&mut self, node: usize) -> Option<f64> {
        let home = self.state.instance.home(node) as usize;
        let mut train = Vec::new();
        if !self.state.may_move_with_train(node, home, &mut train) {
            train.clear();
            if !self.state.may_move_for_sure(node, home) {
                return None;
            }
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

    fn go_back_to(&mut self, length: usize) {
        while self.trail.len() > length {
            if let Some((node, from)) = self.trail.pop() {
                self.state.apply(node, from);
            }
        }
    }
}
