//! Whether a client fits at a position of a route: every rule of a route is one test in here.

use crate::routing::data::duration;
use crate::routing::data::problem_data::{NOBODY, ProblemData};
use crate::routing::data::propagation::{self, AFTER, BEFORE};
use crate::routing::data::shift_data::ShiftData;
use crate::routing::data::travel::Around;
use crate::routing::data::windows::{NEVER, WindowList, WindowTable};
use crate::routing::state::route::{Route, RouteStop};
use crate::routing::state::solution::SearchSolution;

/// A client about to be inserted.
pub(crate) struct Arrival<'a> {
    pub(super) client: u32,
    pub(super) service: i32,
    pub(crate) load: i64,
    pub(super) least_time: i32,
    pub(super) around: Around<'a>,
}

/// A route and what the arrival has to know of it.
pub(super) struct Host<'a> {
    pub(super) data: &'a ProblemData<'a>,
    pub(super) shift: &'a ShiftData,
    pub(super) route: &'a Route,
    pub(super) index: u32,
    pub(super) list: WindowList,
    pub(super) open: i32,
    pub(super) close: i32,
    /// Most travel that may be added.
    pub(super) slack: i64,
}

impl<'a> Arrival<'a> {
    pub(crate) fn new(data: &'a ProblemData<'a>, client: u32) -> Self {
        let client_data = &data.clients[client as usize];
        let around = data.travel.around(client_data.site);
        let least_time = data.features[client as usize].least_time;
        Self { client, service: client_data.service, load: client_data.load, least_time, around }
    }

    /// Returns the route as a host of this client, if the tests that no position can change let it in.
    #[inline]
    pub(super) fn host<'d>(&self, solution: &'d SearchSolution<'_>, index: u32) -> Option<Host<'d>> {
        let (shift, route) = (&solution.data.shifts[index as usize], &solution.routes[index as usize]);
        if route.room < self.least_time
            || route.load + self.load > shift.capacity
            || route.len() >= shift.max_stops
            || !solution.data.allows(self.client, index)
        {
            return None;
        }
        self.day(solution, index)
    }

    /// Returns the route as a host on a day when this client can be visited, whatever room there is.
    #[inline]
    fn day<'d>(&self, solution: &'d SearchSolution<'_>, index: u32) -> Option<Host<'d>> {
        let data = solution.data;
        let (shift, route) = (&data.shifts[index as usize], &solution.routes[index as usize]);
        let list = data.windows.of(self.client, shift.day);
        if list == WindowTable::CLOSED {
            return None;
        }
        let (open, close) = data.windows.hull(list);
        let slack = shift.max_travel - route.travel;
        Some(Host { data, shift, route, index, list, open, close, slack })
    }

    /// Tells whether the windows of all would be kept if this client stood between stops `previous` and
    /// `next` of a route, whoever stands between them now. O(1).
    pub(crate) fn fits_between(
        &self,
        solution: &SearchSolution<'_>,
        route: u32,
        previous: usize,
        next: usize,
    ) -> bool {
        self.day(solution, route).is_some_and(|host| {
            let (previous, next) = (&host.route.stops[previous], &host.route.stops[next]);
            let (to, from) = (self.around.from(previous.site), self.around.to(next.site));
            host.in_time(self, previous, next, to, from)
        })
    }
}

impl Host<'_> {
    /// Returns how much work a position may take.
    #[inline]
    pub(super) fn effort(&self) -> usize {
        if self.shift.may_wait { self.route.stops.len() } else { 1 }
    }

    /// Tells whether the times at a position leave no room, whatever the travel.
    #[inline]
    pub(super) fn roomless(&self, arrival: &Arrival<'_>, previous: &RouteStop, next: &RouteStop) -> bool {
        let leave = previous.leave[BEFORE].min(previous.leave[AFTER]);
        let latest = next.latest[BEFORE].max(next.latest[AFTER]);
        leave > self.close
            || latest < self.open
            || self.shift.room(previous.leave, next.latest) < arrival.least_time
    }

    /// Tells whether the client and everybody after it can still be served in time. O(1).
    #[inline]
    pub(super) fn in_time(
        &self,
        arrival: &Arrival<'_>,
        previous: &RouteStop,
        next: &RouteStop,
        to: i32,
        from: i32,
    ) -> bool {
        if self.shift.pause.is_some() {
            return self.in_time_with_pause(arrival, previous, next, to, from);
        }
        let arrive = previous.leave[AFTER] + to;
        if arrive > self.close || next.latest[AFTER] < self.open {
            return false;
        }
        let start = self.data.windows.not_before(self.list, arrive);
        start + arrival.service + from <= next.latest[AFTER]
    }

    fn in_time_with_pause(
        &self,
        arrival: &Arrival<'_>,
        previous: &RouteStop,
        next: &RouteStop,
        to: i32,
        from: i32,
    ) -> bool {
        let windows = &self.data.windows;
        let leave =
            propagation::serve(windows, self.list, arrival.service, self.shift.arrive(previous.leave, to));
        let depart = self.shift.depart(next.latest, from);
        [BEFORE, AFTER].into_iter().any(|state| leave[state] < NEVER && leave[state] <= depart[state])
    }

    /// Tells whether the shift's duration limit still holds; O(1) unless somebody may have to wait.
    #[inline]
    pub(super) fn within_duration(&self, arrival: &Arrival<'_>, position: usize, travel: i64) -> bool {
        if self.shift.max_duration == i64::MAX {
            return true;
        }
        let pause = self.shift.pause.map_or(0, |pause| i64::from(pause.duration));
        let busy = self.route.travel + travel + self.route.service + i64::from(arrival.service) + pause;
        busy <= self.shift.max_duration && (!self.shift.may_wait || self.waits_little(arrival, position))
    }

    fn waits_little(&self, arrival: &Arrival<'_>, position: usize) -> bool {
        let (head, tail) = self.route.stops.split_at(position);
        let clients = head.iter().map(|stop| stop.client).chain([arrival.client]);
        let clients = clients.chain(tail.iter().map(|stop| stop.client)).filter(|client| *client != NOBODY);
        duration::fits(self.data, self.shift, clients)
    }
}
