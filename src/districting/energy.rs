//! How good an assignment is, as a search sees it.

use crate::districting::instance::Instance;
use crate::districting::state::{AssignmentState, LabelChange};

/// What the search adds up: objective, and relationships lost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weights {
    /// Of one grid unit of objective.
    pub(crate) cost: f64,
    /// Of all relationships.
    pub(crate) price: f64,
}

impl Weights {
    pub(crate) fn energy(&self, change: &LabelChange) -> f64 {
        self.cost * change.cost + self.price * change.price
    }
}

/// The best labels seen, violation first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Best {
    pub(crate) violation: f64,
    pub(crate) energy: f64,
    pub(crate) labels: Vec<u32>,
}

impl Best {
    /// Evaluates some labels.
    pub(crate) fn of(instance: &Instance, labels: Vec<u32>, weights: &Weights) -> Self {
        let state = AssignmentState::new(instance, labels);
        let whole = state.whole();
        Self { violation: whole.violation, energy: weights.energy(&whole), labels: state.labels }
    }

    pub(crate) fn beats(&self, other: &Self) -> bool {
        (self.violation, self.energy) < (other.violation, other.energy)
    }
}
