//! The one place that knows whether, where and at what travel a client fits: every rule of a route is tested here.

use crate::random::Stream;
use crate::routing::data::duration;
use crate::routing::data::problem_data::{NOBODY, ProblemData};
use crate::routing::data::propagation::{self, AFTER, BEFORE};
use crate::routing::data::shift_data::ShiftData;
use crate::routing::data::travel::Around;
use crate::routing::data::windows::{NEVER, WindowList, WindowTable};
use crate::routing::state::positions::Position;
use crate::routing::state::route::{Route, RouteStop};
use crate::routing::state::solution::SearchSolution;

/// The cheapest place found for a visit on one day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Insertion {
    /// Added travel; [`Insertion::NONE`]'s is greater than any real one.
    pub(crate) travel: i64,
    pub(crate) place: Position,
}

impl Insertion {
    pub(crate) const NONE: Self = Self { travel: i64::MAX, place: Position { route: 0, position: 0 } };
}

/// Passes over a position now and then: the blinks of Christiaens & Vanden Berghe 2020 (doi 10.1287/trsc.2019.0914),
/// drawn as the number of positions to the next blink instead of once for each position.
#[derive(Debug, Clone)]
pub(crate) struct Blinks {
    /// Mean number of positions between two blinks.
    mean: f64,
    left: u32,
}

impl Blinks {
    pub(crate) fn every(mean: u32) -> Self {
        Self { mean: f64::from(mean), left: mean }
    }

    /// The evaluator that never blinks.
    pub(crate) fn never() -> Self {
        Self { mean: 0.0, left: u32::MAX }
    }

    #[inline]
    fn blink(&mut self, stream: &mut Stream) -> bool {
        if self.left > 0 {
            self.left -= 1;
            return false;
        }
        self.left = if self.mean > 0.0 { (self.mean * stream.exponential()) as u32 } else { u32::MAX };
        self.mean > 0.0
    }
}

/// The cheapest insertion of one client by day; keeps its working memory.
#[derive(Debug, Clone)]
pub(crate) struct DayInsertions {
    pub(crate) by_day: Vec<Insertion>,
    pub(crate) blinks: Blinks,
    /// Work done so far, in positions looked at.
    work: usize,
}

/// A client about to be inserted.
pub(crate) struct Arrival<'a> {
    client: u32,
    service: i32,
    pub(crate) load: i64,
    least_time: i32,
    around: Around<'a>,
}

/// A route and what the arrival has to know of it.
struct Host<'a> {
    data: &'a ProblemData<'a>,
    shift: &'a ShiftData,
    route: &'a Route,
    index: u32,
    list: WindowList,
    open: i32,
    close: i32,
    /// Most travel that may be added.
    slack: i64,
}

impl DayInsertions {
    pub(crate) fn new(days: u32, blinks: Blinks) -> Self {
        Self { by_day: vec![Insertion::NONE; days as usize], blinks, work: 0 }
    }

    /// Finds the cheapest place of an unassigned client on each day: beside its neighbours where the routes hold many
    /// more visits than it has neighbours, anywhere otherwise; and in one empty shift of each kind near it.
    pub(crate) fn find(&mut self, solution: &SearchSolution<'_>, client: u32, stream: &mut Stream) {
        self.by_day.fill(Insertion::NONE);
        let arrival = Arrival::new(solution.data, client);
        let (near, tuning) = (solution.data.neighbours.of(client), &solution.data.tuning);
        if solution.totals.visits <= tuning.insertion_all_up_to || near.len() < tuning.insertion_near {
            self.try_all(solution, &arrival, stream);
            return;
        }
        self.try_near(solution, &arrival, &near[..tuning.insertion_near], stream);
        self.try_empty_near(solution, &arrival, stream);
        if !self.has_place() {
            self.try_all(solution, &arrival, stream);
        }
    }

    /// Finds the cheapest place of an unassigned client on each day, wherever it is.
    pub(crate) fn find_anywhere(&mut self, solution: &SearchSolution<'_>, client: u32, stream: &mut Stream) {
        self.by_day.fill(Insertion::NONE);
        self.try_all(solution, &Arrival::new(solution.data, client), stream);
    }

    /// The work done since this was last asked, in positions looked at.
    pub(crate) fn take_work(&mut self) -> usize {
        std::mem::take(&mut self.work)
    }

    fn has_place(&self) -> bool {
        self.by_day.iter().any(|candidate| candidate.travel != i64::MAX)
    }

    /// Finds the cheapest place of an unassigned client on each day in the routes changed since the last mark.
    pub(crate) fn find_in_touched(
        &mut self,
        solution: &SearchSolution<'_>,
        client: u32,
        stream: &mut Stream,
    ) {
        self.by_day.fill(Insertion::NONE);
        let arrival = Arrival::new(solution.data, client);
        for &route in solution.touched() {
            if let Some(host) = arrival.host(solution, route) {
                self.try_range(&arrival, &host, 1..host.route.stops.len(), stream);
            }
        }
    }

    fn try_all(&mut self, solution: &SearchSolution<'_>, arrival: &Arrival<'_>, stream: &mut Stream) {
        self.work += solution.used.items().len();
        for &route in solution.used.items() {
            if let Some(host) = arrival.host(solution, route) {
                self.try_range(arrival, &host, 1..host.route.stops.len(), stream);
            }
        }
        self.try_empty(solution, arrival, stream);
    }

    fn try_near(
        &mut self,
        solution: &SearchSolution<'_>,
        arrival: &Arrival<'_>,
        near: &[u32],
        stream: &mut Stream,
    ) {
        self.work += near.len();
        for &neighbour in near {
            for &place in solution.positions(neighbour) {
                if let Some(host) = arrival.host(solution, place.route) {
                    let position = place.position as usize;
                    self.try_range(arrival, &host, position..position + 2, stream);
                }
            }
        }
    }

    /// One empty shift of each kind at the nearest depots.
    fn try_empty_near(&mut self, solution: &SearchSolution<'_>, arrival: &Arrival<'_>, stream: &mut Stream) {
        match solution.data.depots.near(arrival.client) {
            Some(kinds) => kinds.for_each(|kind| self.try_kind(solution, arrival, kind as usize, stream)),
            None => self.try_empty(solution, arrival, stream),
        }
    }

    /// One empty shift of each kind, from a random kind on, so that the first does not win every tie.
    fn try_empty(&mut self, solution: &SearchSolution<'_>, arrival: &Arrival<'_>, stream: &mut Stream) {
        let kinds = solution.free.len();
        let first = stream.below(kinds);
        for kind in (first..kinds).chain(0..first) {
            self.try_kind(solution, arrival, kind, stream);
        }
    }

    /// An empty shift of this kind. Blinks pass over it only if the client has another place: one that finds none may not be
    /// tried here again for long.
    fn try_kind(
        &mut self,
        solution: &SearchSolution<'_>,
        arrival: &Arrival<'_>,
        kind: usize,
        stream: &mut Stream,
    ) {
        self.work += 1;
        let Some(&route) = solution.free.items(kind).first() else { return };
        if self.blinks.blink(stream) && self.has_place() {
            return;
        }
        if let Some(host) = arrival.host(solution, route) {
            self.try_position(arrival, &host, 1);
        }
    }

    fn try_range(
        &mut self,
        arrival: &Arrival<'_>,
        host: &Host<'_>,
        positions: std::ops::Range<usize>,
        stream: &mut Stream,
    ) {
        self.work += positions.len() * host.effort();
        for position in positions {
            let (previous, next) = (&host.route.stops[position - 1], &host.route.stops[position]);
            if host.roomless(arrival, previous, next) {
                continue;
            }
            if !self.blinks.blink(stream) {
                self.try_position(arrival, host, position);
            }
        }
    }

    #[inline]
    fn try_position(&mut self, arrival: &Arrival<'_>, host: &Host<'_>, position: usize) {
        let best = &mut self.by_day[host.shift.day as usize];
        let (previous, next) = (&host.route.stops[position - 1], &host.route.stops[position]);
        let (to, from) = (arrival.around.from(previous.site), arrival.around.to(next.site));
        let replaced = if host.route.is_empty() { 0 } else { next.travel };
        let travel = i64::from(to) + i64::from(from) - i64::from(replaced);
        if travel < best.travel
            && travel <= host.slack
            && host.in_time(arrival, previous, next, to, from)
            && host.within_duration(arrival, position, travel)
        {
            *best = Insertion { travel, place: Position { route: host.index, position: position as u32 } };
        }
    }
}

/// Whether an unassigned client (or one without a visit on that day) fits at a place.
pub(crate) fn fits(solution: &SearchSolution<'_>, client: u32, place: Position) -> bool {
    let mut found = DayInsertions::new(solution.data.problem.days, Blinks::never());
    let arrival = Arrival::new(solution.data, client);
    arrival.host(solution, place.route).is_some_and(|host| {
        found.try_position(&arrival, &host, place.position as usize);
        found.by_day[host.shift.day as usize].travel != i64::MAX
    })
}

impl<'a> Arrival<'a> {
    pub(crate) fn new(data: &'a ProblemData<'a>, client: u32) -> Self {
        let client_data = &data.clients[client as usize];
        let around = data.travel.around(client_data.site);
        let least_time = data.features[client as usize].least_time;
        Self { client, service: client_data.service, load: client_data.load, least_time, around }
    }

    /// The route as a host of this client, if the tests that no position can change let it in.
    #[inline]
    fn host<'d>(&self, solution: &'d SearchSolution<'_>, index: u32) -> Option<Host<'d>> {
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

    /// The route as a host on a day when this client can be visited, whatever room there is.
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

    /// Whether the windows of all would be kept if this client stood between stops `previous` and `next` of a route,
    /// whoever stands between them now. O(1).
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
    /// How much work a position may take.
    #[inline]
    fn effort(&self) -> usize {
        if self.shift.may_wait { self.route.stops.len() } else { 1 }
    }

    /// Whether the times at a position leave no room, whatever the travel. Without a pause only.
    #[inline]
    fn roomless(&self, arrival: &Arrival<'_>, previous: &RouteStop, next: &RouteStop) -> bool {
        let (leave, latest) = (previous.leave[AFTER], next.latest[AFTER]);
        leave < NEVER
            && previous.leave[BEFORE] >= NEVER
            && (leave > self.close || latest < self.open || latest - leave < arrival.least_time)
    }

    /// Whether the client and everybody after it can still be served in time. O(1).
    #[inline]
    fn in_time(
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

    /// Whether the shift's duration limit still holds; O(1) unless somebody may have to wait.
    #[inline]
    fn within_duration(&self, arrival: &Arrival<'_>, position: usize, travel: i64) -> bool {
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
