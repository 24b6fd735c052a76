//! What an exchange of pieces between routes saves, and whether the routes it leads to keep every rule.

use crate::routing::data::duration;
use crate::routing::data::problem_data::NOBODY;
use crate::routing::data::propagation::{AFTER, BEFORE, serve};
use crate::routing::data::windows::{NEVER, WindowTable};
use crate::routing::state::route::RouteStop;
use crate::routing::state::solution::SearchSolution;

/// Stops `from..to` of a present route, ends of the shift included; empty where `from == to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) route: u32,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// A new row of stops for a route: a head of its own, up to two pieces, and the tail of a route of the same kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PieceOrder {
    pub(crate) route: u32,
    pub(crate) pieces: [Piece; 4],
}

/// New orders for one or two routes that together hold the same stops as before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exchange {
    pub(crate) first: PieceOrder,
    pub(crate) second: Option<PieceOrder>,
}

impl Piece {
    pub(crate) fn new(route: u32, from: usize, to: usize) -> Self {
        Self { route, from, to }
    }

    fn stops<'d>(&self, solution: &'d SearchSolution<'_>) -> &'d [RouteStop] {
        &solution.routes[self.route as usize].stops[self.from..self.to]
    }
}

impl Exchange {
    /// The routes it changes.
    pub(crate) fn routes(&self) -> impl Iterator<Item = u32> {
        self.orders().map(|order| order.route)
    }

    fn orders(&self) -> impl Iterator<Item = &PieceOrder> {
        std::iter::once(&self.first).chain(&self.second)
    }

    /// Travel saved, whether or not the new orders keep the rules. O(1).
    pub(crate) fn gain(&self, solution: &SearchSolution<'_>) -> i64 {
        self.orders().map(|order| order.broken(solution) - order.joined(solution)).sum()
    }

    /// Whether the new orders keep every rule. O(1) for the times, but for the stops between head and tail; O(stops) for
    /// the limits, and as [`duration`] says where somebody may have to wait in a shift of limited duration.
    pub(crate) fn fits(&self, solution: &SearchSolution<'_>) -> bool {
        self.in_time(solution) && self.within_limits(solution)
    }

    /// Whether everybody is served in a window and both are back in time.
    pub(crate) fn in_time(&self, solution: &SearchSolution<'_>) -> bool {
        self.orders().all(|order| order.empty() || order.in_time(solution))
    }

    /// Whether the limits are kept of shifts that are in time.
    pub(crate) fn within_limits(&self, solution: &SearchSolution<'_>) -> bool {
        self.orders().all(|order| order.empty() || order.within_limits(solution))
    }

    /// Makes the change.
    pub(crate) fn apply(&self, solution: &mut SearchSolution<'_>) {
        let clients = |order: &PieceOrder| (order.route, order.clients(solution).collect::<Vec<u32>>());
        let orders: Vec<(u32, Vec<u32>)> = self.orders().map(clients).collect();
        solution.reorder(&orders);
    }
}

impl PieceOrder {
    fn stops<'d>(&'d self, solution: &'d SearchSolution<'_>) -> impl Iterator<Item = &'d RouteStop> + Clone {
        self.pieces.iter().flat_map(|piece| piece.stops(solution))
    }

    fn clients<'d>(&'d self, solution: &'d SearchSolution<'_>) -> impl Iterator<Item = u32> + Clone + 'd {
        self.stops(solution).map(|stop| stop.client).filter(|client| *client != NOBODY)
    }

    /// Whether nothing is left but the two ends.
    fn empty(&self) -> bool {
        self.pieces.iter().map(|piece| piece.to - piece.from).sum::<usize>() <= 2
    }

    /// Travel of the present legs that lead into these pieces from elsewhere.
    fn broken(&self, solution: &SearchSolution<'_>) -> i64 {
        let entering = |piece: &Piece| {
            let route = &solution.routes[piece.route as usize];
            let breaks = piece.from > 0 && piece.from < piece.to && !route.is_empty();
            if breaks { i64::from(route.stops[piece.from].travel) } else { 0 }
        };
        self.pieces.iter().map(entering).sum()
    }

    /// Travel of the new legs between these pieces.
    fn joined(&self, solution: &SearchSolution<'_>) -> i64 {
        if self.empty() {
            return 0;
        }
        let mut pieces =
            self.pieces.iter().map(|piece| piece.stops(solution)).filter(|stops| !stops.is_empty());
        let mut last = pieces.next().and_then(<[RouteStop]>::last);
        let mut travel = 0;
        for stops in pieces {
            if let Some(last) = last {
                travel += i64::from(solution.data.travel.between(last.site, stops[0].site));
            }
            last = stops.last();
        }
        travel
    }

    /// Whether everybody is served in a window and the route is back in time.
    fn in_time(&self, solution: &SearchSolution<'_>) -> bool {
        let (data, shift) = (solution.data, &solution.data.shifts[self.route as usize]);
        let [head, middle @ .., tail] = &self.pieces;
        let (Some(mut last), Some(next)) = (head.stops(solution).last(), tail.stops(solution).first()) else {
            return false;
        };
        let mut leave = last.leave;
        for stop in middle.iter().flat_map(|piece| piece.stops(solution)) {
            let open = data.windows.of(stop.client, shift.day);
            if open == WindowTable::CLOSED || !data.allows(stop.client, self.route) {
                return false;
            }
            let travel = data.travel.between(last.site, stop.site);
            leave = serve(&data.windows, open, stop.service, shift.arrive(leave, travel));
            last = stop;
        }
        let depart = shift.depart(next.latest, data.travel.between(last.site, next.site));
        [BEFORE, AFTER].into_iter().any(|state| leave[state] < NEVER && leave[state] <= depart[state])
    }

    fn within_limits(&self, solution: &SearchSolution<'_>) -> bool {
        let (data, shift) = (solution.data, &solution.data.shifts[self.route as usize]);
        let load: i64 = self.clients(solution).map(|client| data.clients[client as usize].load).sum();
        load <= shift.capacity
            && self.clients(solution).count() <= shift.max_stops
            && (shift.max_travel == i64::MAX || self.travel(solution) <= shift.max_travel)
            && duration::fits(data, shift, self.clients(solution))
    }

    fn travel(&self, solution: &SearchSolution<'_>) -> i64 {
        let sites = self.stops(solution).map(|stop| stop.site);
        let legs = sites.clone().zip(sites.skip(1));
        legs.map(|(from, to)| i64::from(solution.data.travel.between(from, to))).sum()
    }
}

/// Work of an exchange, in look-ups of travel.
pub(crate) const EFFORT: usize = 8;
