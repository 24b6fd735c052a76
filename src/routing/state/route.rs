//! One shift's route with its times kept up to date: earliest departures forward, latest starts backward.

use crate::routing::data::duration;
use crate::routing::data::instance::{Instance, NOBODY};
use crate::routing::data::propagation::{AFTER, Moments, returning, serve, start_by};
use crate::routing::data::shift_data::Duty;

/// A stop of a route; the first and the last stand for the shift's two ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stop {
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
    pub(crate) stops: Vec<Stop>,
    pub(crate) load: i64,
    /// Total travel; 0 for an unused shift, whatever lies between its ends.
    pub(crate) travel: i64,
    pub(crate) service: i64,
    /// The most time between an earliest departure and the latest start after it: who needs more fits nowhere.
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
    pub(crate) fn empty(instance: &Instance<'_>, duty: &Duty) -> Self {
        let end = |site, travel| Stop {
            client: NOBODY,
            site,
            travel,
            service: 0,
            leave: duty.departing(duty.open),
            latest: returning(duty.close),
        };
        let travel = instance.legs.travel(duty.start, duty.end);
        Self {
            stops: vec![end(duty.start, 0), end(duty.end, travel)],
            load: 0,
            travel: 0,
            service: 0,
            room: i32::MAX,
        }
    }

    /// Number of clients.
    pub(crate) fn len(&self) -> usize {
        self.stops.len() - 2
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.stops.len() == 2
    }

    /// The clients' stops in order.
    pub(crate) fn visits(&self) -> &[Stop] {
        &self.stops[1..self.stops.len() - 1]
    }

    /// Puts a client before the stop at `position` (1 to `len + 1`) and brings the times up to date.
    pub(crate) fn insert(&mut self, instance: &Instance<'_>, duty: &Duty, position: usize, client: u32) {
        let visitor = &instance.visitors[client as usize];
        let around = instance.legs.around(visitor.site);
        let stop = Stop {
            client,
            site: visitor.site,
            travel: around.from(self.stops[position - 1].site),
            service: visitor.service,
            leave: [0; 2],
            latest: [0; 2],
        };
        let unused = self.is_empty();
        let next = &mut self.stops[position];
        let before = if unused { 0 } else { next.travel };
        next.travel = around.to(next.site);
        self.travel += i64::from(stop.travel) + i64::from(next.travel) - i64::from(before);
        self.service += i64::from(visitor.service);
        self.load += visitor.load;
        self.stops.insert(position, stop);
        self.refresh(instance, duty, position, position);
    }

    /// Holds these clients, in this order, instead of those it held.
    pub(crate) fn refill(&mut self, instance: &Instance<'_>, duty: &Duty, clients: &[u32]) {
        let end = self.stops[self.stops.len() - 1];
        self.stops.truncate(1);
        (self.load, self.travel, self.service) = (0, 0, 0);
        for &client in clients {
            let visitor = &instance.visitors[client as usize];
            let travel = instance.legs.travel(self.stops[self.stops.len() - 1].site, visitor.site);
            let (site, service) = (visitor.site, visitor.service);
            self.stops.push(Stop { client, site, travel, service, leave: [0; 2], latest: [0; 2] });
            self.load += visitor.load;
            self.service += i64::from(service);
            self.travel += i64::from(travel);
        }
        let travel = instance.legs.travel(self.stops[self.stops.len() - 1].site, end.site);
        self.stops.push(Stop { travel, ..end });
        self.travel = if clients.is_empty() { 0 } else { self.travel + i64::from(travel) };
        self.refresh(instance, duty, 1, clients.len());
    }

    /// Takes out every client that `leaves` names, and brings the times up to date.
    pub(crate) fn remove(&mut self, instance: &Instance<'_>, duty: &Duty, leaves: impl Fn(u32) -> bool) {
        let (mut kept, mut first, mut last) = (1, usize::MAX, 1);
        for index in 1..self.stops.len() {
            let mut stop = self.stops[index];
            if stop.client != NOBODY && leaves(stop.client) {
                self.load -= instance.visitors[stop.client as usize].load;
                self.service -= i64::from(stop.service);
                self.travel -= i64::from(stop.travel);
                first = first.min(kept);
                last = kept;
                continue;
            }
            if last == kept && first != usize::MAX {
                let direct = instance.legs.travel(self.stops[kept - 1].site, stop.site);
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
            self.refresh(instance, duty, first, last.saturating_sub(1));
        }
    }

    /// Brings times up to date where stops `first..` have a new predecessor and stops `..=last` a new successor.
    /// Stops as soon as nothing changes any more.
    fn refresh(&mut self, instance: &Instance<'_>, duty: &Duty, first: usize, last: usize) {
        let end = self.stops.len() - 1;
        let mut leave = self.stops[first - 1].leave;
        for index in first..=end {
            let stop = &mut self.stops[index];
            let arrive = duty.arrive(leave, stop.travel);
            leave = if stop.client == NOBODY {
                arrive
            } else {
                serve(&instance.windows, instance.windows.of(stop.client, duty.day), stop.service, arrive)
            };
            if leave == stop.leave && index > last + 1 {
                break;
            }
            stop.leave = leave;
        }
        for index in (1..=last.min(end - 1)).rev() {
            let next = self.stops[index + 1];
            let depart = duty.depart(next.latest, next.travel);
            let stop = &mut self.stops[index];
            let latest =
                start_by(&instance.windows, instance.windows.of(stop.client, duty.day), stop.service, depart);
            if latest == stop.latest && index < first {
                break;
            }
            stop.latest = latest;
        }
        self.room = if duty.pause.is_some() { i32::MAX } else { self.widest() };
    }

    fn widest(&self) -> i32 {
        let gaps = self.stops.windows(2).map(|pair| pair[1].latest[AFTER] - pair[0].leave[AFTER]);
        gaps.max().unwrap_or(i32::MAX)
    }

    /// Whether the route keeps every rule of its shift. An empty route always does.
    pub(crate) fn feasible(&self, instance: &Instance<'_>, duty: &Duty) -> bool {
        self.is_empty()
            || (self.stops[self.stops.len() - 1].leave[AFTER] <= duty.close
                && self.travel <= duty.max_travel
                && self.load <= duty.capacity
                && self.len() <= duty.max_stops
                && duration::fits(instance, duty, self.visits().iter().map(|stop| stop.client)))
    }
}
