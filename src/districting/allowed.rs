//! Which moves the rules that are never bent allow: locks, bars, somebody left behind, and contiguity.

use crate::districting::connectivity::Exit;
use crate::districting::problem::Contiguity;
use crate::districting::state::AssignmentState;

impl AssignmentState<'_> {
    /// Tells whether the rules that are never bent let `node` move to `to` alone: it is not fixed elsewhere,
    /// its territory keeps another node, and contiguity holds on both sides. Some moves on large maps are
    /// refused for nothing: see [`Connectivity::exit`].
    pub(crate) fn may_move(&mut self, node: usize, to: usize) -> bool {
        self.may_enter(node, to) && self.exit(node) == Exit::Free
    }

    /// Tells the same with all parts counted, so that no move is refused for nothing. Linear in the
    /// territory.
    pub(crate) fn may_move_for_sure(&mut self, node: usize, to: usize) -> bool {
        self.may_enter(node, to) && !self.adds_part(node, to)
    }

    fn may_enter(&self, node: usize, to: usize) -> bool {
        let touches = self.instance.contiguity == Contiguity::Off || self.touches(node, to);
        touches && self.instance.is_free(node, to) && self.members[self.labels[node] as usize].len() > 1
    }

    /// Tells whether a move would add a part to one of its territories where that matters. Linear in the
    /// territory that it leaves.
    pub(crate) fn adds_part(&mut self, node: usize, to: usize) -> bool {
        if self.instance.contiguity == Contiguity::Off {
            return false;
        }
        let (graph, labels) = (&self.instance.graph, &self.labels);
        let members = &self.members[labels[node] as usize];
        let (with, without) = (
            self.connectivity.parts(graph, labels, members),
            self.connectivity.parts_without(graph, labels, members, node),
        );
        without > with || !self.members[to].is_empty() && !self.touches(node, to)
    }

    /// Tells whether `node` borders territory `to`.
    pub(crate) fn touches(&self, node: usize, to: usize) -> bool {
        self.instance.graph.adjacent(node).iter().any(|&next| self.labels[next as usize] as usize == to)
    }

    /// Tells how `node` may leave its territory; [`Connectivity::train`] then lists what must come along.
    fn exit(&mut self, node: usize) -> Exit {
        match self.instance.contiguity {
            Contiguity::Off => Exit::Free,
            Contiguity::Strict | Contiguity::Tolerant => {
                self.connectivity.exit(&self.instance.graph, &self.labels, node)
            }
        }
    }

    /// Tells whether `node` may move to `to` if everything that hangs on it alone comes along; `train` then
    /// lists what does.
    pub(crate) fn may_move_with_train(&mut self, node: usize, to: usize, train: &mut Vec<u32>) -> bool {
        train.clear();
        if !self.may_enter(node, to) {
            return false;
        }
        match self.exit(node) {
            Exit::Free => true,
            Exit::Stuck => false,
            Exit::WithTrain => {
                train.extend_from_slice(&self.connectivity.train);
                train.iter().all(|&other| self.instance.is_free(other as usize, to))
            }
        }
    }
}
