//! When one visit of a route may start, the others moved within their windows.

use crate::routing::model::problem::{Client, ClientIndex, Problem, Shift, Time, UNREACHABLE, Window};
use crate::routing::model::timetable::{PauseMoments, RouteLayout, keeps_limits, not_after};

/// Lists when the visit at a position may start so that the route keeps every rule of its shift but a limited duration. The ranges
/// may touch or overlap: one is for the pause before the visit, and one for the pause after it.
///
/// The earliest arrivals forward up to the visit, and the latest departures backward down to it: O(visits * windows).
pub(crate) fn start_ranges(
    problem: &Problem,
    rules: &Shift,
    clients: &[ClientIndex],
    at: usize,
) -> Vec<Window> {
    let visits: Vec<&Client> = clients.iter().map(|&client| &problem.clients[client]).collect();
    if at >= visits.len() || !keeps_limits(rules, &visits) {
        return Vec::new();
    }
    let trip = RouteLayout::new(problem, rules, &visits);
    let travel: Time = trip.legs.iter().sum();
    let is_far = rules.max_travel.is_some_and(|limit| travel > limit);
    if is_far || trip.legs.contains(&Time::from(UNREACHABLE)) {
        return Vec::new();
    }
    trip.ranges(at)
}

impl RouteLayout<'_> {
    fn ranges(&self, at: usize) -> Vec<Window> {
        // A route of some visits has an arrival at each.
        let earliest = self.arrivals(self.rules.window.open)[at];
        let latest = self.latest_departures(at);
        let states = earliest.into_iter().zip(latest).filter_map(|(from, leave)| from.zip(leave));
        let starts = states.map(|(open, leave)| Window { open, close: leave - self.services[at] });
        let within = |starts: Window| {
            let cut = move |it: &Window| Window {
                open: it.open.max(starts.open),
                close: it.close.min(starts.close),
            };
            self.windows[at].iter().map(cut).filter(|it| it.open <= it.close)
        };
        starts.flat_map(within).collect()
    }

    /// Returns the latest moments to leave a visit and be back in time, with the pause still to take and with it taken.
    fn latest_departures(&self, at: usize) -> PauseMoments {
        let mut latest = [None, Some(self.rules.window.close)];
        for leg in (at + 1..self.legs.len()).rev() {
            let plain = latest[1].map(|moment| moment - self.legs[leg]);
            let paused = self.rules.pause.and_then(|pause| pause.departure(latest[1]?, self.legs[leg]));
            let before = latest[0].map(|moment| moment - self.legs[leg]);
            latest = [[before, paused].into_iter().flatten().max(), plain];
            if leg > at + 1 {
                let visit = leg - 1;
                latest = latest.map(|moment| not_after(self.windows[visit], moment? - self.services[visit]));
            }
        }
        latest
    }
}
