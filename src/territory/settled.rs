//! An alignment that search and drive estimate agree on.

use crate::districting::problem::Problem;
use crate::districting::rebalance::Rebalance;
use crate::districting::solution::Breach;

/// An answer with the drives of its own territories.
pub(crate) struct Settled {
    pub(crate) labels: Vec<usize>,
    /// Minutes a visit, by practice.
    pub(crate) drive: Vec<f64>,
    /// The problem with these drives and the caller's tolerances.
    pub(crate) problem: Problem,
    /// How the answer stands in that problem.
    pub(crate) standing: Rebalance,
    pub(crate) rounds: usize,
}

impl Settled {
    pub(crate) fn keeps_rules(&self) -> bool {
        self.standing.solution.breaches.is_empty()
    }

    /// Whether the hours are off, which a narrower search may mend. Hours are the first activity.
    pub(crate) fn misses_hours(&self) -> bool {
        let hours = |it: &Breach| matches!(it, Breach::OffTarget { activity: 0, .. });
        self.standing.solution.breaches.iter().any(hours)
    }

    pub(crate) fn key(&self) -> (f64, f64) {
        (self.standing.solution.violation, self.standing.moved)
    }
}
