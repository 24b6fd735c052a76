//! One shift's route with its times kept up to date: earliest departures forward, latest starts backward.

use crate::routing::data::duration;
use crate::routing::data::problem_data::{NOBODY, ProblemData};
use crate::routing::data::propagation::{AFTER, Moments, returning, serve, start_by};
use crate::routing::data::shift_data::ShiftData;

/// A stop of a route; the first and the last stand for the shift's two ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RouteStop {
    pub(crate) client: u32,
    pub(crate) site: u32,
    /// Travel from the stop before.
    pub(crate) travel: i32,
    pub(crate) service: i32,
    /// Earliest departures.
    pub(crate) leave: Moments,
    /// Latest starts of service for which the rest of the route still fits.
    pub(crate) latest: Moments,
}

/// The route of one shift: it has its two ends even when empty.
#[derive(Debug)]
pub(crate) struct Route {
    pub(crate) stops: Vec<RouteStop>,
    pub(crate) load: i64,
    /// Total travel; 0 for an unused shift, whatever lies between its ends.
    pub(crate) travel: i64,
    pub(crate) service: i64,
    /// The most time between an earliest departure and the latest start after it: who needs more fits
    /// nowhere.
    pub(crate) room: i32,
}

impl Clone for Route {
    fn clone(&self) -> Self {
        Self { stops: self.stops.clone(), ..*self }
    }

    /// Copies into the memory at hand: the search does this all the time.
    fn clone_from(&mut self, source: &Self) {
        self.stops.clone_from(&source.stops);
        (self.load, self.travel, self.service) = (source.load, source.travel, source.service);
        self.room = source.room;
    }
}

impl Route {
    pub(crate) fn empty(data: &ProblemData<'_>, shift: &ShiftData) -> Self {
        let end = |site, travel| RouteStop {
            client: NOBODY,
            site,
            travel,
            service: 0,
            leave: shift.departing(shift.open),
            latest: returning(shift.close),
        };
        let travel = data.travel.between(shift.start, shift.end);
        Self {
            stops: vec![end(shift.start, 0), end(shift.end, travel)],
            load: 0,
            travel: 0,
            service: 0,
            room: i32::MAX,
        }
    }

    /// Returns the number of clients.
    pub(crate) fn len(&self) -> usize {
        self.stops.len() - 2
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.stops.len() == 2
    }

    /// Returns the clients' stops in order.
    pub(crate) fn visits(&self) -> &[RouteStop] {
        &self.stops[1..self.stops.len() - 1]
    }

    /// Puts a client before the stop at `position` (1 to `len + 1`) and brings the times up to date.
    pub(crate) fn insert(&mut self, data: &ProblemData<'_>, shift: &ShiftData, position: usize, client: u32) {
        let client_data = &data.clients[client as usize];
        let around = data.travel.around(client_data.site);
        let stop = RouteStop {
            client,
            site: client_data.site,
            travel: around.from(self.stops[position - 1].site),
            service: client_data.service,
            leave: [0; 2],
            latest: [0; 2],
        };
        let unused = self.is_empty();
        let next = &mut self.stops[position];
        let before = if unused { 0 } else { next.travel };
        next.travel = around.to(next.site);
        self.travel += i64::from(stop.travel) + i64::from(next.travel) - i64::from(before);
        self.service += i64::from(client_data.service);
        self.load += client_data.load;
        self.stops.insert(position, stop);
        self.refresh(data, shift, position, position);
    }

    /// Holds these clients, in this order, instead of those it held.
    pub(crate) fn refill(&mut self, data: &ProblemData<'_>, shift: &ShiftData, clients: &[u32]) {
        let end = self.stops[self.stops.len() - 1];
        self.stops.truncate(1);
        (self.load, self.travel, self.service) = (0, 0, 0);
        for &client in clients {
            let client_data = &data.clients[client as usize];
            let travel = data.travel.between(self.stops[self.stops.len() - 1].site, client_data.site);
            let (site, service) = (client_data.site, client_data.service);
            self.stops.push(RouteStop { client, site, travel, service, leave: [0; 2], latest: [0; 2] });
            self.load += client_data.load;
            self.service += i64::from(service);
            self.travel += i64::from(travel);
        }
        let travel = data.travel.between(self.stops[self.stops.len() - 1].site, end.site);
        self.stops.push(RouteStop { travel, ..end });
        self.travel = if clients.is_empty() { 0 } else { self.travel + i64::from(travel) };
        self.refresh(data, shift, 1, clients.len());
    }

    /// Takes out every client that `leaves` names, and brings the times up to date.
    pub(crate) fn remove(&mut self, data: &ProblemData<'_>, shift: &ShiftData, leaves: impl Fn(u32) -> bool) {
        let (mut kept, mut first, mut last) = (1, usize::MAX, 1);
        for index in 1..self.stops.len() {
            let mut stop = self.stops[index];
            if stop.client != NOBODY && leaves(stop.client) {
                self.load -= data.clients[stop.client as usize].load;
                self.service -= i64::from(stop.service);
                self.travel -= i64::from(stop.travel);
                first = first.min(kept);
                last = kept;
                continue;
            }
            if last == kept && first != usize::MAX {
                let direct = data.travel.between(self.stops[kept - 1].site, stop.site);
                self.travel += i64::from(direct) - i64::from(stop.travel);
                stop.travel = direct;
            }
            self.stops[kept] = stop;
            kept += 1;
        }
        self.stops.truncate(kept);
        if kept == 2 {
            self.travel = 0;
        }
        if first != usize::MAX {
            self.refresh(data, shift, first, last.saturating_sub(1));
        }
    }

    /// Brings times up to date where stops `first..` have a new predecessor and stops `..=last` a new
    /// successor. Stops as soon as nothing changes any more.
    fn refresh(&mut self, data: &ProblemData<'_>, shift: &ShiftData, first: usize, last: usize) {
        let end = self.stops.len() - 1;
        let mut leave = self.stops[first - 1].leave;
        for index in first..=end {
            let stop = &mut self.stops[index];
            let arrive = shift.arrive(leave, stop.travel);
            leave = if stop.client == NOBODY {
                arrive
            } else {
                serve(&data.windows, data.windows.of(stop.client, shift.day), stop.service, arrive)
            };
            if leave == stop.leave && index > last + 1 {
                break;
            }
            stop.leave = leave;
        }
        for index in (1..=last.min(end - 1)).rev() {
            let next = self.stops[index + 1];
            let depart = shift.depart(next.latest, next.travel);
            let stop = &mut self.stops[index];
            let latest =
                start_by(&data.windows, data.windows.of(stop.client, shift.day), stop.service, depart);
            if latest == stop.latest && index < first {
                break;
            }
            stop.latest = latest;
        }
        let gaps = self.stops.windows(2).map(|pair| shift.room(pair[0].leave, pair[1].latest));
        self.room = gaps.max().unwrap_or(i32::MAX);
    }

    /// Tells whether the route keeps every rule of its shift. An empty route always does.
    pub(crate) fn feasible(&self, data: &ProblemData<'_>, shift: &ShiftData) -> bool {
        self.is_empty()
            || (self.stops[self.stops.len() - 1].leave[AFTER] <= shift.close
                && self.travel <= shift.max_travel
                && self.load <= shift.capacity
                && self.len() <= shift.max_stops
                && duration::fits(data, shift, self.visits().iter().map(|stop| stop.client)))
    }
}
