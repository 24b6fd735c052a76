//! The best routes a chain has seen, copied only where they changed.

use crate::routing::model::problem::Value;
use crate::routing::state::solution::SearchSolution;

/// How good a solution is: fewest unserved required clients first, then the objective. Greater is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Grade {
    pub(crate) served: std::cmp::Reverse<usize>,
    pub(crate) objective: Value,
}

impl Grade {
    pub(crate) fn of(solution: &SearchSolution<'_>) -> Self {
        Self { served: std::cmp::Reverse(solution.totals.unserved), objective: solution.objective() }
    }
}

/// A copy of a solution's routes as lists of clients.
#[derive(Debug, Clone)]
pub(crate) struct Snapshot {
    pub(crate) grade: Grade,
    pub(crate) routes: Vec<Vec<u32>>,
    changed: Vec<bool>,
    list: Vec<u32>,
}

impl Snapshot {
    pub(crate) fn of(solution: &SearchSolution<'_>) -> Self {
        let routes =
            solution.routes.iter().map(|route| route.visits().iter().map(|stop| stop.client).collect());
        let changed = vec![false; solution.routes.len()];
        Self { grade: Grade::of(solution), routes: routes.collect(), changed, list: Vec::new() }
    }

    /// Notes that these routes of the solution differ from the copy.
    pub(crate) fn note(&mut self, routes: &[u32]) {
        for &route in routes {
            if !std::mem::replace(&mut self.changed[route as usize], true) {
                self.list.push(route);
            }
        }
    }

    /// Notes that every route may differ from the copy.
    pub(crate) fn note_all(&mut self) {
        self.changed.fill(true);
        self.list.clear();
        self.list.extend(0..self.changed.len() as u32);
    }

    /// Copies the solution, given that every route changed since the last copy was noted.
    pub(crate) fn take(&mut self, solution: &SearchSolution<'_>) {
        self.grade = Grade::of(solution);
        for route in self.list.drain(..) {
            self.changed[route as usize] = false;
            let copy = &mut self.routes[route as usize];
            copy.clear();
            copy.extend(solution.routes[route as usize].visits().iter().map(|stop| stop.client));
        }
    }
}
