//! What an exchange of pieces between routes saves, and whether the routes it leads to keep every rule.

use crate::routing::data::duration;
use crate::routing::data::instance::NOBODY;
use crate::routing::data::propagation::{AFTER, BEFORE, serve};
use crate::routing::data::windows::{NEVER, WindowTable};
use crate::routing::state::route::Stop;
use crate::routing::state::solution::Draft;

/// Stops `from..to` of a present route, ends of the shift included; empty where `from == to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) route: u32,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// A new row of stops for a route: a head of its own, up to two pieces, and the tail of a route of the same kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) route: u32,
    pub(crate) pieces: [Piece; 4],
}

/// New orders for one or two routes that together hold the same stops as before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exchange {
    pub(crate) first: Order,
    pub(crate) second: Option<Order>,
}

impl Piece {
    pub(crate) fn new(route: u32, from: usize, to: usize) -> Self {
        Self { route, from, to }
    }

    fn stops<'d>(&self, draft: &'d Draft<'_>) -> &'d [Stop] {
        &draft.routes[self.route as usize].stops[self.from..self.to]
    }
}

impl Exchange {
    /// The routes it changes.
    pub(crate) fn routes(&self) -> impl Iterator<Item = u32> {
        self.orders().map(|order| order.route)
    }

    fn orders(&self) -> impl Iterator<Item = &Order> {
        std::iter::once(&self.first).chain(&self.second)
    }

    /// Travel saved, whether or not the new orders keep the rules. O(1).
    pub(crate) fn gain(&self, draft: &Draft<'_>) -> i64 {
        self.orders().map(|order| order.broken(draft) - order.joined(draft)).sum()
    }

    /// Whether the new orders keep every rule. O(1) for the times, but for the stops between head and tail; O(stops) for
    /// the limits, and as [`duration`] says where somebody may have to wait in a shift of limited duration.
    pub(crate) fn fits(&self, draft: &Draft<'_>) -> bool {
        self.in_time(draft) && self.within_limits(draft)
    }

    /// Whether everybody is served in a window and both are back in time.
    pub(crate) fn in_time(&self, draft: &Draft<'_>) -> bool {
        self.orders().all(|order| order.empty() || order.in_time(draft))
    }

    /// Whether the limits are kept of shifts that are in time.
    pub(crate) fn within_limits(&self, draft: &Draft<'_>) -> bool {
        self.orders().all(|order| order.empty() || order.within_limits(draft))
    }

    /// Makes the change.
    pub(crate) fn apply(&self, draft: &mut Draft<'_>) {
        let clients = |order: &Order| (order.route, order.clients(draft).collect::<Vec<u32>>());
        let orders: Vec<(u32, Vec<u32>)> = self.orders().map(clients).collect();
        draft.reorder(&orders);
    }
}

impl Order {
    fn stops<'d>(&'d self, draft: &'d Draft<'_>) -> impl Iterator<Item = &'d Stop> + Clone {
        self.pieces.iter().flat_map(|piece| piece.stops(draft))
    }

    fn clients<'d>(&'d self, draft: &'d Draft<'_>) -> impl Iterator<Item = u32> + Clone + 'd {
        self.stops(draft).map(|stop| stop.client).filter(|client| *client != NOBODY)
    }

    /// Whether nothing is left but the two ends.
    fn empty(&self) -> bool {
        self.pieces.iter().map(|piece| piece.to - piece.from).sum::<usize>() <= 2
    }

    /// Travel of the present legs that lead into these pieces from elsewhere.
    fn broken(&self, draft: &Draft<'_>) -> i64 {
        let entering = |piece: &Piece| {
            let route = &draft.routes[piece.route as usize];
            let breaks = piece.from > 0 && piece.from < piece.to && !route.is_empty();
            if breaks { i64::from(route.stops[piece.from].travel) } else { 0 }
        };
        self.pieces.iter().map(entering).sum()
    }

    /// Travel of the new legs between these pieces.
    fn joined(&self, draft: &Draft<'_>) -> i64 {
        if self.empty() {
            return 0;
        }
        let mut pieces = self.pieces.iter().map(|piece| piece.stops(draft)).filter(|stops| !stops.is_empty());
        let mut last = pieces.next().and_then(<[Stop]>::last);
        let mut travel = 0;
        for stops in pieces {
            if let Some(last) = last {
                travel += i64::from(draft.instance.legs.travel(last.site, stops[0].site));
            }
            last = stops.last();
        }
        travel
    }

    /// Whether everybody is served in a window and the route is back in time.
    fn in_time(&self, draft: &Draft<'_>) -> bool {
        let (instance, duty) = (draft.instance, &draft.instance.duties[self.route as usize]);
        let [head, middle @ .., tail] = &self.pieces;
        let (Some(mut last), Some(next)) = (head.stops(draft).last(), tail.stops(draft).first()) else {
            return false;
        };
        let mut leave = last.leave;
        for stop in middle.iter().flat_map(|piece| piece.stops(draft)) {
            let open = instance.windows.of(stop.client, duty.day);
            if open == WindowTable::CLOSED || !instance.allows(stop.client, self.route) {
                return false;
            }
            let travel = instance.legs.travel(last.site, stop.site);
            leave = serve(&instance.windows, open, stop.service, duty.arrive(leave, travel));
            last = stop;
        }
        let depart = duty.depart(next.latest, instance.legs.travel(last.site, next.site));
        [BEFORE, AFTER].into_iter().any(|state| leave[state] < NEVER && leave[state] <= depart[state])
    }

    fn within_limits(&self, draft: &Draft<'_>) -> bool {
        let (instance, duty) = (draft.instance, &draft.instance.duties[self.route as usize]);
        let load: i64 = self.clients(draft).map(|client| instance.visitors[client as usize].load).sum();
        load <= duty.capacity
            && self.clients(draft).count() <= duty.max_stops
            && (duty.max_travel == i64::MAX || self.travel(draft) <= duty.max_travel)
            && duration::fits(instance, duty, self.clients(draft))
    }

    fn travel(&self, draft: &Draft<'_>) -> i64 {
        let sites = self.stops(draft).map(|stop| stop.site);
        let legs = sites.clone().zip(sites.skip(1));
        legs.map(|(from, to)| i64::from(draft.instance.legs.travel(from, to))).sum()
    }
}

/// Work of an exchange, in look-ups of travel.
pub(crate) const EFFORT: usize = 8;
