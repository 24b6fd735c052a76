//! Where territories meet.

use crate::districting::graph::Graph;
use crate::districting::problem::NONE;

/// The arcs that cross from one territory into another, as a set one can draw from.
#[derive(Debug, Clone)]
pub(crate) struct Border {
    /// The crossing arcs, in no order that matters.
    crossing: Vec<u32>,
    /// By arc: its place among the crossing ones, or [`NONE`].
    slots: Vec<u32>,
    /// By arc: the node it leaves.
    tails: Vec<u32>,
    /// By arc: the arc of the other direction.
    twins: Vec<u32>,
}

impl Border {
    pub(crate) fn new(graph: &Graph, labels: &[u32]) -> Self {
        let (tails, twins) = (graph.tails(), graph.twins());
        let mut border = Self { crossing: Vec::new(), slots: vec![NONE; tails.len()], tails, twins };
        for arc in 0..graph.arc_count() {
            let crosses = labels[border.tails[arc] as usize] != labels[graph.head(arc)];
            border.set(arc, crosses);
        }
        border
    }

    /// Counts the crossing arcs.
    pub(crate) fn len(&self) -> usize {
        self.crossing.len()
    }

    /// Returns the node that the crossing arc at `place` leaves, and the arc.
    pub(crate) fn get(&self, place: usize) -> (usize, usize) {
        let arc = self.crossing[place] as usize;
        (self.tails[arc] as usize, arc)
    }

    /// Brings the arcs of `node` up to date after it has changed hands.
    pub(crate) fn update(&mut self, graph: &Graph, labels: &[u32], node: usize) {
        for arc in graph.arcs(node) {
            let crosses = labels[node] != labels[graph.head(arc)];
            if crosses != (self.slots[arc] != NONE) {
                self.set(arc, crosses);
                self.set(self.twins[arc] as usize, crosses);
            }
        }
    }

    fn set(&mut self, arc: usize, crosses: bool) {
        let slot = self.slots[arc];
        if crosses && slot == NONE {
            self.slots[arc] = u32::try_from(self.crossing.len()).unwrap_or(NONE);
            self.crossing.push(u32::try_from(arc).unwrap_or(NONE));
        } else if !crosses && slot != NONE {
            self.crossing.swap_remove(slot as usize);
            if let Some(&filler) = self.crossing.get(slot as usize) {
                self.slots[filler as usize] = slot;
            }
            self.slots[arc] = NONE;
        }
    }
}
