//! The solution under change: always feasible, cheap to change, and cheap to take back.

use crate::routing::data::problem_data::{NOBODY, ProblemData};
use crate::routing::model::demand::worth;
use crate::routing::model::problem::Value;
use crate::routing::state::positions::Positions;
use crate::routing::state::route::Route;
use crate::routing::support::fixed_point::Share;
use crate::routing::support::index_set::{IndexGroups, IndexSet};

pub(super) use crate::routing::state::positions::Position;

/// Sums over a solution.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct SolutionTotals {
    pub(crate) value: Value,
    pub(crate) travel: i64,
    /// Required clients without visits, and what the search charges for them.
    pub(crate) unserved: usize,
    pub(crate) penalty: Value,
    pub(crate) visits: usize,
}

/// A set of feasible routes; clients that are in none of them are unassigned.
#[derive(Debug, Clone)]
pub(crate) struct SearchSolution<'a> {
    pub(crate) data: &'a ProblemData<'a>,
    pub(crate) routes: Vec<Route>,
    pub(crate) totals: SolutionTotals,
    /// Routes with clients.
    pub(crate) used: IndexSet,
    /// Empty routes by kind of shift.
    pub(crate) free: IndexGroups,
    /// Clients without visits.
    pub(crate) unassigned: IndexSet,
    /// What the search charges for leaving out a required client; grows for those that keep being left out.
    pub(crate) penalties: Vec<Value>,
    /// How much of its cost travel counts for at present.
    pub(crate) price: Share,
    positions: Positions,
    leaving: Vec<bool>,
    undo: SolutionUndo,
    days: Vec<u32>,
}

/// What it takes to return to the last mark.
#[derive(Debug, Clone, Default)]
struct SolutionUndo {
    totals: SolutionTotals,
    touched: Vec<bool>,
    routes: Vec<u32>,
    saved: Vec<Route>,
    inserted: Vec<u32>,
    /// Whether visits have moved from route to route.
    reordered: bool,
    /// Number of marks so far, and by client the number at which it was last taken out.
    marks: u64,
    removed_at: Vec<u64>,
}

impl<'a> SearchSolution<'a> {
    /// The solution in which every client is unassigned.
    pub(crate) fn new(data: &'a ProblemData<'a>) -> Self {
        let (clients, shifts) = (data.clients.len(), data.shifts.len());
        let mut solution = Self {
            data,
            routes: data.shifts.iter().map(|shift| Route::empty(data, shift)).collect(),
            totals: SolutionTotals::default(),
            used: IndexSet::empty(shifts),
            free: IndexGroups::empty(data.kinds, shifts),
            unassigned: IndexSet::empty(clients),
            penalties: vec![0; clients],
            price: Share::WHOLE,
            positions: Positions::empty(&data.clients),
            leaving: vec![false; clients],
            undo: SolutionUndo {
                touched: vec![false; shifts],
                removed_at: vec![0; clients],
                ..SolutionUndo::default()
            },
            days: Vec::new(),
        };
        for (index, shift) in data.shifts.iter().enumerate() {
            solution.free.insert(shift.kind as usize, index as u32);
        }
        for (client, client_data) in data.clients.iter().enumerate() {
            solution.unassigned.insert(client as u32);
            solution.totals.unserved += usize::from(client_data.required);
        }
        solution
    }

    /// What the search maximises at present: value less the price of travel, less the charge for required clients left out.
    pub(crate) fn score(&self) -> Value {
        let travel = self.data.weight * self.totals.travel;
        self.totals.value - self.price.of(travel) - self.totals.penalty
    }

    /// Value less travel.
    pub(crate) fn objective(&self) -> Value {
        self.totals.value - self.data.weight * self.totals.travel
    }

    /// Where a client's visits stand.
    #[inline]
    pub(crate) fn positions(&self, client: u32) -> &[Position] {
        self.positions.of(client)
    }

    /// Makes this the state that [`SearchSolution::rollback`] returns to, and names the routes changed since the last mark.
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

    /// The routes changed since the last mark.
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

    /// Inserts a visit before the stop at `position`; the caller has checked that it fits.
    pub(crate) fn insert(&mut self, client: u32, place: Position) {
        let route = place.route as usize;
        self.touch(route);
        let before = self.routes[route].travel;
        self.routes[route].insert(self.data, &self.data.shifts[route], place.position as usize, client);
        self.totals.travel += self.routes[route].travel - before;
        self.totals.visits += 1;
        if self.positions.of(client).is_empty() {
            self.undo.inserted.push(client);
        }
        self.position_from(route, place.position as usize);
        self.sort_into_sets(route);
    }

    /// Books the worth of a client whose visits have all been inserted.
    pub(crate) fn book(&mut self, client: u32) {
        self.totals.value += self.worth(client);
        self.charge(client, -1);
    }

    /// Takes out all visits of these clients. Where travel breaks the triangle inequality, a route may no longer fit
    /// without them; then all its clients leave and are added to the list.
    pub(crate) fn remove(&mut self, clients: &mut Vec<u32>) {
        let mut from = 0;
        while from < clients.len() {
            for &client in &clients[from..] {
                self.leaving[client as usize] = true;
            }
            let mut routes = Vec::new();
            for &client in &clients[from..] {
                self.totals.value -= self.worth(client);
                self.charge(client, 1);
                routes.extend(self.positions(client).iter().map(|place| place.route));
                self.totals.visits -= self.positions.of(client).len();
                self.forget(client);
            }
            routes.sort_unstable();
            routes.dedup();
            from = clients.len();
            for route in routes {
                self.shrink(route as usize);
                self.evict_if_broken(route as usize, clients);
            }
        }
        for &client in clients.iter() {
            self.leaving[client as usize] = false;
            self.undo.removed_at[client as usize] = self.undo.marks;
        }
    }

    /// Gives routes new orders. Together they hold the same visits as before, and every client stays on its days; the
    /// caller has checked that they fit.
    pub(crate) fn reorder(&mut self, orders: &[(u32, Vec<u32>)]) {
        self.undo.reordered = true;
        for &(route, _) in orders {
            self.touch(route as usize);
            self.leave_positions(route);
        }
        for (route, clients) in orders {
            let index = *route as usize;
            let before = self.routes[index].travel;
            self.routes[index].refill(self.data, &self.data.shifts[index], clients);
            self.totals.travel += self.routes[index].travel - before;
            self.position_from(index, 1);
            self.sort_into_sets(index);
        }
    }

    fn leave_positions(&mut self, route: u32) {
        for stop in self.routes[route as usize].visits() {
            self.positions.take(stop.client, route);
        }
    }

    /// Whether a client was taken out since the last mark.
    pub(crate) fn is_removed(&self, client: u32) -> bool {
        self.undo.removed_at[client as usize] == self.undo.marks
    }

    fn shrink(&mut self, route: usize) {
        self.touch(route);
        let before = self.routes[route].travel;
        let leaving = &self.leaving;
        self.routes[route].remove(self.data, &self.data.shifts[route], |client| leaving[client as usize]);
        self.totals.travel += self.routes[route].travel - before;
        self.position_from(route, 1);
        self.sort_into_sets(route);
    }

    fn evict_if_broken(&mut self, route: usize, clients: &mut Vec<u32>) {
        if !self.routes[route].feasible(self.data, &self.data.shifts[route]) {
            for stop in self.routes[route].visits() {
                if !self.leaving[stop.client as usize] {
                    self.leaving[stop.client as usize] = true;
                    clients.push(stop.client);
                }
            }
        }
    }

    /// Sets the charge for leaving out a required client.
    pub(crate) fn set_penalty(&mut self, client: u32, penalty: Value) {
        if self.positions.of(client).is_empty() {
            self.totals.penalty += penalty - self.penalties[client as usize];
        }
        self.penalties[client as usize] = penalty;
    }

    /// What a client's visits are worth.
    pub(crate) fn worth(&mut self, client: u32) -> Value {
        let mut days = std::mem::take(&mut self.days);
        days.clear();
        days.extend(self.positions(client).iter().map(|place| self.data.shifts[place.route as usize].day));
        days.sort_unstable();
        let worth = worth(self.data.demand(client), &days);
        self.days = days;
        worth
    }

    fn charge(&mut self, client: u32, sign: i64) {
        if self.data.clients[client as usize].required {
            self.totals.penalty += sign * self.penalties[client as usize];
            self.totals.unserved = self.totals.unserved.wrapping_add_signed(sign as isize);
        }
    }

    fn touch(&mut self, route: usize) {
        if !self.undo.touched[route] {
            self.undo.touched[route] = true;
            let saved = self.undo.routes.len();
            match self.undo.saved.get_mut(saved) {
                Some(copy) => copy.clone_from(&self.routes[route]),
                None => self.undo.saved.push(self.routes[route].clone()),
            }
            self.undo.routes.push(route as u32);
        }
    }

    fn forget(&mut self, client: u32) {
        self.positions.clear(client);
        self.unassigned.insert(client);
    }

    /// Writes down where the visits of a route from `position` on stand.
    fn position_from(&mut self, route: usize, position: usize) {
        for at in position..self.routes[route].stops.len() - 1 {
            let client = self.routes[route].stops[at].client;
            if client != NOBODY && !self.leaving[client as usize] {
                self.positions.put(client, Position { route: route as u32, position: at as u32 });
                self.unassigned.remove(client);
            }
        }
    }

    fn sort_into_sets(&mut self, route: usize) {
        let kind = self.data.shifts[route].kind as usize;
        if self.routes[route].is_empty() {
            self.used.remove(route as u32);
            self.free.insert(kind, route as u32);
        } else {
            self.used.insert(route as u32);
            self.free.remove(kind, route as u32);
        }
    }
}
