//! Marks of a solution, and the way back to the last one.

use crate::routing::state::solution::SearchSolution;

impl SearchSolution<'_> {
    /// Makes this the state that [`SearchSolution::rollback`] returns to, and names the routes changed since
    /// the last mark.
    pub(crate) fn mark(&mut self) {
        for &route in &self.undo.routes {
            self.undo.touched[route as usize] = false;
        }
        self.undo.routes.clear();
        self.undo.inserted.clear();
        self.undo.totals = self.totals;
        self.undo.marks += 1;
        self.undo.reordered = false;
    }

    /// Returns the routes changed since the last mark.
    pub(crate) fn touched(&self) -> &[u32] {
        &self.undo.routes
    }

    /// Returns to the last mark.
    pub(crate) fn rollback(&mut self) {
        for index in 0..self.undo.inserted.len() {
            self.forget(self.undo.inserted[index]);
        }
        if self.undo.reordered {
            for index in 0..self.undo.routes.len() {
                self.leave_positions(self.undo.routes[index]);
            }
        }
        for index in 0..self.undo.routes.len() {
            let route = self.undo.routes[index] as usize;
            std::mem::swap(&mut self.routes[route], &mut self.undo.saved[index]);
            self.position_from(route, 1);
            self.sort_into_sets(route);
        }
        self.totals = self.undo.totals;
        self.mark();
    }

    /// Tells whether a client was taken out since the last mark.
    pub(crate) fn is_removed(&self, client: u32) -> bool {
        self.undo.removed_at[client as usize] == self.undo.marks
    }
}
