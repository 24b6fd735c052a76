//! The cheapest place of a client on each day. Whether it fits there is for `feasibility` to say.

use crate::random::Stream;
use crate::routing::operators::feasibility::{Arrival, Host};
use crate::routing::state::positions::Position;
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

/// Passes over a position now and then: the blinks of Christiaens & Vanden Berghe 2020 (doi
/// 10.1287/trsc.2019.0914), drawn as the number of positions to the next blink instead of once for each
/// position.
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

    /// Returns the evaluator that never blinks.
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

impl DayInsertions {
    pub(crate) fn new(days: u32, blinks: Blinks) -> Self {
        Self { by_day: vec![Insertion::NONE; days as usize], blinks, work: 0 }
    }

    /// Finds the cheapest place of an unassigned client on each day: beside its neighbours where the routes
    /// hold many more visits than it has neighbours, anywhere otherwise; and in one empty shift of each kind
    /// near it.
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

    /// Returns the work done since this was last asked, in positions looked at.
    pub(crate) fn take_work(&mut self) -> usize {
        std::mem::take(&mut self.work)
    }

    fn has_place(&self) -> bool {
        self.by_day.iter().any(|candidate| candidate.travel != i64::MAX)
    }

    /// Finds the cheapest place of an unassigned client on each day in the routes changed since the last
    /// mark.
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

    /// Tries one empty shift of each kind at the nearest depots.
    fn try_empty_near(&mut self, solution: &SearchSolution<'_>, arrival: &Arrival<'_>, stream: &mut Stream) {
        match solution.data.depots.near(arrival.client) {
            Some(kinds) => kinds.for_each(|kind| self.try_kind(solution, arrival, kind as usize, stream)),
            None => self.try_empty(solution, arrival, stream),
        }
    }

    /// Tries one empty shift of each kind, from a random kind on, so that the first does not win every tie.
    fn try_empty(&mut self, solution: &SearchSolution<'_>, arrival: &Arrival<'_>, stream: &mut Stream) {
        let kinds = solution.free.len();
        let first = stream.below(kinds);
        for kind in (first..kinds).chain(0..first) {
            self.try_kind(solution, arrival, kind, stream);
        }
    }

    /// Returns an empty shift of this kind. Blinks pass over it only if the client has another place: one
    /// that finds none may not be tried here again for long.
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

/// Tells whether an unassigned client (or one without a visit on that day) fits at a place.
pub(crate) fn fits(solution: &SearchSolution<'_>, client: u32, place: Position) -> bool {
    let mut found = DayInsertions::new(solution.data.problem.days, Blinks::never());
    let arrival = Arrival::new(solution.data, client);
    arrival.host(solution, place.route).is_some_and(|host| {
        found.try_position(&arrival, &host, place.position as usize);
        found.by_day[host.shift.day as usize].travel != i64::MAX
    })
}
