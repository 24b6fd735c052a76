//! When each visit of a given route starts, whether the route keeps its shift's rules, and how much room it
//! leaves.
//!
//! This is the oracle of time: it reads the problem as a caller gives it, and answers are written by it. The
//! search uses a faster clock, [`propagation`](crate::routing::data::propagation), and the tests hold the two
//! together.

use crate::routing::model::problem::{
    Break, Client, ClientIndex, Problem, Shift, ShiftIndex, SiteIndex, Time, UNREACHABLE, Window,
};

/// The times of one route that keeps every rule of its shift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timetable {
    /// Latest departure that delays nothing.
    pub departure: Time,
    /// By visit: earliest start of the service.
    pub starts: Vec<Time>,
    /// By visit: latest start for which the visits after it still fit their windows and the shift.
    pub latest: Vec<Time>,
    /// The pause, if the shift has one.
    pub pause: Option<Pausing>,
    /// Earliest return.
    pub finish: Time,
    /// Total travel.
    pub travel: Time,
}

/// When and where a pause is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pausing {
    /// It is taken before this visit (the number of visits: before the return), or on the way there.
    pub before: usize,
    /// Its start.
    pub start: Time,
}

/// Returns the timetable of a shift that visits these clients in this order, or `None` where that breaks a
/// rule (a window, the pause, a limit, a load, an allowed shift) or where the shift or a client is none of a
/// valid problem's. An unused shift has an empty timetable.
///
/// Method: the earliest arrivals forward, one for "pause still to take" and one for "pause taken"; with a
/// limited duration, every return that can belong to the shortest duration, each with its latest departure
/// backward. O(visits * windows) where the duration is not limited, O(visits² * windows²) where it is.
///
/// ```
/// use rounds::routing::{Client, Demand, Problem, Shift, Travel, Window, timetable};
///
/// let day = Window { open: 480, close: 1020 };
/// let (pause, max_duration, max_travel, max_stops, capacity) = (None, None, None, None, None);
/// let shift = Shift { day: 0, start: 0, end: 0, window: day, pause, max_duration, max_travel, max_stops, capacity };
/// let morning = vec![vec![Window { open: 540, close: 720 }]];
/// let client =
///     Client { site: 1, service: 30, load: 0, windows: morning, shifts: None, demand: Demand::Required };
/// let travel = Travel::Matrix { sites: 2, table: vec![0, 15, 15, 0] };
/// let problem = Problem { days: 1, travel, shifts: vec![shift], clients: vec![client], travel_weight: 1 };
///
/// let times = timetable(&problem, 0, &[0]).unwrap();
/// assert_eq!((times.departure, times.starts, times.finish), (525, vec![540], 585));
/// ```
#[must_use]
pub fn timetable(problem: &Problem, shift: ShiftIndex, clients: &[ClientIndex]) -> Option<Timetable> {
    let mut visits = clients.iter().map(|&client| problem.clients.get(client));
    let is_valid = problem.shift_fault(problem.shifts.get(shift)?).is_none()
        && visits.all(|visit| visit.is_some_and(|visit| problem.client_fault(visit).is_none()));
    if is_valid { timetable_of_valid(problem, shift, clients) } else { None }
}

/// Returns the same for a shift and clients that have no fault, which it does not look for.
pub(crate) fn timetable_of_valid(
    problem: &Problem,
    shift: ShiftIndex,
    clients: &[ClientIndex],
) -> Option<Timetable> {
    let allowed = |&client: &ClientIndex| {
        let shifts = problem.clients[client].shifts.as_ref();
        shifts.is_none_or(|list| list.binary_search(&shift).is_ok())
    };
    if !clients.iter().all(allowed) {
        return None;
    }
    timetable_under(problem, &problem.shifts[shift], clients)
}

/// Returns the same under the rules of a shift that need not be one of the problem's.
pub(crate) fn timetable_under(
    problem: &Problem,
    rules: &Shift,
    clients: &[ClientIndex],
) -> Option<Timetable> {
    let visits: Vec<&Client> = clients.iter().map(|&client| &problem.clients[client]).collect();
    if visits.is_empty() || !keeps_limits(rules, &visits) {
        return visits.is_empty().then(|| unused(rules));
    }
    let trip = RouteLayout::new(problem, rules, &visits);
    let travel = trip.legs.iter().sum();
    if rules.max_travel.is_some_and(|limit| travel > limit) || trip.legs.contains(&Time::from(UNREACHABLE)) {
        return None;
    }
    trip.timetable(travel)
}

pub(super) fn keeps_limits(rules: &Shift, visits: &[&Client]) -> bool {
    // Any number of visits may be asked about: a sum beyond 64 bits is beyond every capacity.
    let load = || visits.iter().try_fold(0_i64, |load, client| load.checked_add(client.load));
    rules.max_stops.is_none_or(|most| visits.len() <= most)
        && rules.capacity.is_none_or(|most| load().is_some_and(|load| load <= most))
}

fn unused(rules: &Shift) -> Timetable {
    let (departure, finish) = (rules.window.open, rules.window.open);
    Timetable { departure, starts: Vec::new(), latest: Vec::new(), pause: None, finish, travel: 0 }
}

/// A moment for "pause still to take" and one for "pause taken, or none asked for"; `None` is impossible.
pub(super) type PauseMoments = [Option<Time>; 2];

/// A route laid out as legs and the visits between them.
pub(super) struct RouteLayout<'a> {
    pub(super) rules: &'a Shift,
    pub(super) legs: Vec<Time>,
    pub(super) services: Vec<Time>,
    pub(super) windows: Vec<&'a [Window]>,
}

impl<'a> RouteLayout<'a> {
    pub(super) fn new(problem: &Problem, rules: &'a Shift, visits: &[&'a Client]) -> Self {
        let sites: Vec<SiteIndex> = [rules.start]
            .into_iter()
            .chain(visits.iter().map(|client| client.site))
            .chain([rules.end])
            .collect();
        let windows =
            |client: &&'a Client| client.windows.get(rules.day as usize).map_or(&[][..], Vec::as_slice);
        Self {
            rules,
            legs: sites.windows(2).map(|pair| Time::from(problem.travel.between(pair[0], pair[1]))).collect(),
            services: visits.iter().map(|client| client.service).collect(),
            windows: visits.iter().map(windows).collect(),
        }
    }

    fn timetable(&self, travel: Time) -> Option<Timetable> {
        let departure = self.departure()?;
        let arrivals = self.arrivals(departure);
        let finish = arrivals.last()?[1].filter(|finish| *finish <= self.rules.window.close)?;
        let (starts, pause) = self.trace(departure, &arrivals)?;
        let latest = self.latest_starts(pause);
        let departure = self.put_off(&starts, pause).max(departure);
        Some(Timetable { departure, starts, latest, pause, finish, travel })
    }

    /// Returns the earliest departure that keeps the duration limit.
    fn departure(&self) -> Option<Time> {
        let open = self.rules.window.open;
        let Some(limit) = self.rules.max_duration else { return Some(open) };
        let fits = |back: Time| {
            let departure = self.latest_departure(back)?;
            (back <= self.rules.window.close && departure >= open && back - departure <= limit)
                .then_some(departure)
        };
        self.possible_returns(open).into_iter().filter_map(fits).min()
    }

    /// Returns the earliest return, and those that follow when some service starts just as a window opens, or
    /// just after a pause that starts as its window opens: among them is one with the shortest duration.
    fn possible_returns(&self, open: Time) -> Vec<Time> {
        let arrivals = self.arrivals(open);
        let mut returns: Vec<Time> = arrivals.last().and_then(|last| last[1]).into_iter().collect();
        let paused = self.rules.pause.map(|pause| pause.window.open + pause.duration);
        for (visit, windows) in self.windows.iter().enumerate() {
            let openings = windows.iter().map(|window| window.open);
            for moment in openings.chain(paused) {
                for state in 0..2 {
                    let mut at = [None; 2];
                    at[state] = arrivals[visit][state].filter(|arrival| *arrival <= moment).map(|_| moment);
                    returns.extend(self.continue_from(visit, at).last().and_then(|last| last[1]));
                }
            }
        }
        returns.extend(paused);
        returns
    }

    /// Returns the earliest arrivals at each visit and at the end.
    pub(super) fn arrivals(&self, departure: Time) -> Vec<PauseMoments> {
        let out = self.leg(self.set_out(departure), 0);
        std::iter::once(out).chain(self.continue_from(0, out)).collect()
    }

    fn set_out(&self, departure: Time) -> PauseMoments {
        if self.rules.pause.is_some() { [Some(departure), None] } else { [None, Some(departure)] }
    }

    /// Returns the arrivals after visit `from`, which is reached at `at`.
    fn continue_from(&self, from: usize, mut at: PauseMoments) -> Vec<PauseMoments> {
        let step = |visit: usize| {
            let start = at.map(|moment| not_before(self.windows[visit], moment?));
            at = self.leg(start.map(|moment| Some(moment? + self.services[visit])), visit + 1);
            at
        };
        (from..self.services.len()).map(step).collect()
    }

    fn leg(&self, leave: PauseMoments, leg: usize) -> PauseMoments {
        let travel = self.legs[leg];
        let plain = leave[1].map(|moment| moment + travel);
        let paused = self.rules.pause.and_then(|pause| pause.arrival(leave[0]?, travel));
        [leave[0].map(|moment| moment + travel), [plain, paused].into_iter().flatten().min()]
    }

    /// Returns the latest departure with which one is back by `moment`.
    fn latest_departure(&self, moment: Time) -> Option<Time> {
        let mut latest = [None, Some(moment)];
        for leg in (0..self.legs.len()).rev() {
            let plain = latest[1].map(|moment| moment - self.legs[leg]);
            let paused = self.rules.pause.and_then(|pause| pause.departure(latest[1]?, self.legs[leg]));
            let before = latest[0].map(|moment| moment - self.legs[leg]);
            latest = [[before, paused].into_iter().flatten().max(), plain];
            if let Some(visit) = leg.checked_sub(1) {
                latest = latest.map(|moment| not_after(self.windows[visit], moment? - self.services[visit]));
            }
        }
        latest[usize::from(self.rules.pause.is_none())]
    }

    /// Returns the starts that lead to the earliest return, with the pause as late as that allows.
    fn trace(&self, departure: Time, arrivals: &[PauseMoments]) -> Option<(Vec<Time>, Option<Pausing>)> {
        let mut starts = vec![0; self.services.len()];
        let (mut state, mut pausing) = (1, None);
        for leg in (0..self.legs.len()).rev() {
            let leave = match leg.checked_sub(1) {
                None => self.set_out(departure),
                Some(visit) => arrivals[visit]
                    .map(|moment| Some(not_before(self.windows[visit], moment?)? + self.services[visit])),
            };
            let plain = leave[state].map(|moment| moment + self.legs[leg]);
            if state == 1 && plain.is_none_or(|moment| Some(moment) != arrivals[leg][1]) {
                let pause = self.rules.pause?;
                pausing = Some(Pausing { before: leg, start: leave[0]?.max(pause.window.open) });
                state = 0;
            }
            if let Some(visit) = leg.checked_sub(1) {
                starts[visit] = not_before(self.windows[visit], arrivals[visit][state]?)?;
            }
        }
        Some((starts, pausing))
    }

    /// Latest starts with the pause where it is now.
    fn latest_starts(&self, pause: Option<Pausing>) -> Vec<Time> {
        let mut latest = vec![0; self.services.len()];
        let mut moment = self.rules.window.close;
        for leg in (1..self.legs.len()).rev() {
            let taken_here = pause.filter(|pausing| pausing.before == leg).and(self.rules.pause);
            moment = taken_here
                .map_or(Some(moment - self.legs[leg]), |pause| pause.departure(moment, self.legs[leg]))
                .and_then(|depart| not_after(self.windows[leg - 1], depart - self.services[leg - 1]))
                .unwrap_or(Time::MIN / 2);
            latest[leg - 1] = moment;
        }
        latest
    }

    /// Returns the latest departure for which nothing starts later.
    fn put_off(&self, starts: &[Time], pause: Option<Pausing>) -> Time {
        let first = starts.first().copied().unwrap_or(self.rules.window.close);
        match (pause, self.rules.pause) {
            (Some(pausing), Some(rule)) if pausing.before == 0 => {
                let plain = rule.departure(first, self.legs[0]).unwrap_or(Time::MIN);
                plain.min(pausing.start)
            }
            _ => first - self.legs[0],
        }
    }
}

impl Break {
    /// Returns when one arrives after a leg begun at `moment` with the pause on the way, before it or after
    /// it.
    fn arrival(&self, moment: Time, travel: Time) -> Option<Time> {
        let fits = moment.max(self.window.open) + self.duration <= self.window.close;
        fits.then(|| (moment + travel).max(self.window.open) + self.duration)
    }

    /// Returns the latest moment to begin a leg with the pause on the way and arrive by `moment`.
    pub(super) fn departure(&self, moment: Time, travel: Time) -> Option<Time> {
        let fits = moment >= self.window.open + self.duration;
        fits.then(|| (moment - self.duration - travel).min(self.window.close - self.duration))
    }
}

/// Returns the earliest moment in the windows that is not before `moment`.
fn not_before(windows: &[Window], moment: Time) -> Option<Time> {
    windows.iter().find(|window| moment <= window.close).map(|window| moment.max(window.open))
}

/// Returns the latest moment in the windows that is not after `moment`.
pub(super) fn not_after(windows: &[Window], moment: Time) -> Option<Time> {
    windows.iter().rev().find(|window| moment >= window.open).map(|window| moment.min(window.close))
}
