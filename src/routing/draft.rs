//! The solution under change: always feasible, cheap to change, and cheap to take back.

use super::demand::worth;
use super::instance::{Instance, NOBODY};
use super::problem::Value;
use super::roster::Roster;
use super::route::Route;

/// Where one visit of a client stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) route: u32,
    pub(super) position: u32,
}

/// Sums over a draft.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) value: Value,
    pub(super) travel: i64,
    /// Required clients without visits, and what the search charges for them.
    pub(super) unserved: usize,
    pub(super) penalty: Value,
    pub(super) visits: usize,
}

/// A set of feasible routes; clients that are in none of them are absent.
#[derive(Debug, Clone)]
pub(super) struct Draft<'a> {
    pub(super) instance: &'a Instance<'a>,
    pub(super) routes: Vec<Route>,
    pub(super) totals: Totals,
    /// Routes with clients.
    pub(super) used: Roster,
    /// Empty routes by kind of shift.
    pub(super) free: Vec<Roster>,
    /// Clients without visits.
    pub(super) absent: Roster,
    /// What the search charges for leaving out a required client; grows for those that keep being left out.
    pub(super) penalties: Vec<Value>,
    places: Vec<Place>,
    counts: Vec<u32>,
    leaving: Vec<bool>,
    undo: Undo,
    days: Vec<u32>,
}

/// What it takes to return to the last mark.
#[derive(Debug, Clone, Default)]
struct Undo {
    totals: Totals,
    touched: Vec<bool>,
    routes: Vec<u32>,
    saved: Vec<Route>,
    inserted: Vec<u32>,
    /// Number of marks so far, and by client the number at which it was last taken out.
    marks: u64,
    removed_at: Vec<u64>,
}

impl<'a> Draft<'a> {
    /// The draft in which every client is absent.
    pub(super) fn new(instance: &'a Instance<'a>) -> Self {
        let (clients, shifts) = (instance.visitors.len(), instance.duties.len());
        let mut draft = Self {
            instance,
            routes: instance.duties.iter().map(|duty| Route::empty(instance, duty)).collect(),
            totals: Totals::default(),
            used: Roster::empty(shifts),
            free: vec![Roster::empty(shifts); instance.kinds],
            absent: Roster::empty(clients),
            penalties: vec![0; clients],
            places: vec![Place::default(); instance.places],
            counts: vec![0; clients],
            leaving: vec![false; clients],
            undo: Undo { touched: vec![false; shifts], removed_at: vec![0; clients], ..Undo::default() },
            days: Vec::new(),
        };
        for (shift, duty) in instance.duties.iter().enumerate() {
            draft.free[duty.kind as usize].insert(shift as u32);
        }
        for (client, visitor) in instance.visitors.iter().enumerate() {
            draft.absent.insert(client as u32);
            draft.totals.unserved += usize::from(visitor.required);
        }
        draft
    }

    /// What the search maximises: value less travel, less the charge for required clients left out.
    pub(super) fn score(&self) -> Value {
        self.objective() - self.totals.penalty
    }

    /// Value less travel.
    pub(super) fn objective(&self) -> Value {
        self.totals.value - self.instance.weight * self.totals.travel
    }

    /// Where a client's visits stand.
    #[inline]
    pub(super) fn places(&self, client: u32) -> &[Place] {
        let first = self.instance.visitors[client as usize].first_place as usize;
        &self.places[first..first + self.counts[client as usize] as usize]
    }

    /// Makes this the state that [`Draft::rollback`] returns to, and names the routes changed since the last mark.
    pub(super) fn mark(&mut self) {
        for &route in &self.undo.routes {
            self.undo.touched[route as usize] = false;
        }
        self.undo.routes.clear();
        self.undo.inserted.clear();
        self.undo.totals = self.totals;
        self.undo.marks += 1;
    }

    /// The routes changed since the last mark.
    pub(super) fn touched(&self) -> &[u32] {
        &self.undo.routes
    }

    /// Returns to the last mark.
    pub(super) fn rollback(&mut self) {
        for index in 0..self.undo.inserted.len() {
            self.forget(self.undo.inserted[index]);
        }
        for index in 0..self.undo.routes.len() {
            let route = self.undo.routes[index] as usize;
            std::mem::swap(&mut self.routes[route], &mut self.undo.saved[index]);
            self.place_from(route, 1);
            self.sort_into_rosters(route);
        }
        self.totals = self.undo.totals;
        self.mark();
    }

    /// Inserts a visit before the stop at `position`; the caller has checked that it fits.
    pub(super) fn insert(&mut self, client: u32, place: Place) {
        let route = place.route as usize;
        self.touch(route);
        let before = self.routes[route].travel;
        self.routes[route].insert(
            self.instance,
            &self.instance.duties[route],
            place.position as usize,
            client,
        );
        self.totals.travel += self.routes[route].travel - before;
        self.totals.visits += 1;
        if self.counts[client as usize] == 0 {
            self.undo.inserted.push(client);
        }
        self.place_from(route, place.position as usize);
        self.sort_into_rosters(route);
    }

    /// Books the worth of a client whose visits have all been inserted.
    pub(super) fn book(&mut self, client: u32) {
        self.totals.value += self.worth(client);
        self.charge(client, -1);
    }

    /// Takes out all visits of these clients. Where travel breaks the triangle inequality, a route may no longer fit
    /// without them; then all its clients leave and are added to the list.
    pub(super) fn remove(&mut self, clients: &mut Vec<u32>) {
        let mut from = 0;
        while from < clients.len() {
            for &client in &clients[from..] {
                self.leaving[client as usize] = true;
            }
            let mut routes = Vec::new();
            for &client in &clients[from..] {
                self.totals.value -= self.worth(client);
                self.charge(client, 1);
                routes.extend(self.places(client).iter().map(|place| place.route));
                self.totals.visits -= self.counts[client as usize] as usize;
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

    /// Whether a client was taken out since the last mark.
    pub(super) fn is_torn(&self, client: u32) -> bool {
        self.undo.removed_at[client as usize] == self.undo.marks
    }

    fn shrink(&mut self, route: usize) {
        self.touch(route);
        let before = self.routes[route].travel;
        let leaving = &self.leaving;
        self.routes[route]
            .remove(self.instance, &self.instance.duties[route], |client| leaving[client as usize]);
        self.totals.travel += self.routes[route].travel - before;
        self.place_from(route, 1);
        self.sort_into_rosters(route);
    }

    fn evict_if_broken(&mut self, route: usize, clients: &mut Vec<u32>) {
        if !self.routes[route].feasible(self.instance, &self.instance.duties[route]) {
            for stop in self.routes[route].visits() {
                if !self.leaving[stop.client as usize] {
                    self.leaving[stop.client as usize] = true;
                    clients.push(stop.client);
                }
            }
        }
    }

    /// Sets the charge for leaving out a required client.
    pub(super) fn set_penalty(&mut self, client: u32, penalty: Value) {
        if self.counts[client as usize] == 0 {
            self.totals.penalty += penalty - self.penalties[client as usize];
        }
        self.penalties[client as usize] = penalty;
    }

    /// What a client's visits are worth.
    pub(super) fn worth(&mut self, client: u32) -> Value {
        let mut days = std::mem::take(&mut self.days);
        days.clear();
        days.extend(self.places(client).iter().map(|place| self.instance.duties[place.route as usize].day));
        days.sort_unstable();
        let worth = worth(self.instance.demand(client), &days);
        self.days = days;
        worth
    }

    fn charge(&mut self, client: u32, sign: i64) {
        if self.instance.visitors[client as usize].required {
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
        self.counts[client as usize] = 0;
        self.absent.insert(client);
    }

    /// Writes down where the visits of a route from `position` on stand.
    fn place_from(&mut self, route: usize, position: usize) {
        for at in position..self.routes[route].stops.len() - 1 {
            let client = self.routes[route].stops[at].client;
            if client != NOBODY && !self.leaving[client as usize] {
                self.place(client, Place { route: route as u32, position: at as u32 });
            }
        }
    }

    #[inline]
    fn place(&mut self, client: u32, place: Place) {
        let first = self.instance.visitors[client as usize].first_place as usize;
        let count = self.counts[client as usize] as usize;
        if let Some(known) =
            self.places[first..first + count].iter_mut().find(|known| known.route == place.route)
        {
            *known = place;
            return;
        }
        self.places[first + count] = place;
        self.counts[client as usize] += 1;
        self.absent.remove(client);
    }

    fn sort_into_rosters(&mut self, route: usize) {
        let kind = self.instance.duties[route].kind as usize;
        if self.routes[route].is_empty() {
            self.used.remove(route as u32);
            self.free[kind].insert(route as u32);
        } else {
            self.used.insert(route as u32);
            self.free[kind].remove(route as u32);
        }
    }
}
