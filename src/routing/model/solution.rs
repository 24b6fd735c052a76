//! What a search hands over.

use crate::routing::model::demand::is_required;
use crate::routing::model::problem::{ClientIndex, Problem, ShiftIndex, Time, Value};
use crate::routing::model::timetable::{Pausing, timetable_of_valid};

/// One visit of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedVisit {
    /// Who is visited.
    pub client: ClientIndex,
    /// When the service starts: as early as the route allows.
    pub start: Time,
}

/// The route of one used shift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRoute {
    /// The shift.
    pub shift: ShiftIndex,
    /// Latest departure that delays nothing.
    pub departure: Time,
    /// The visits in order.
    pub visits: Vec<PlannedVisit>,
    /// The pause, if the shift has one.
    pub pause: Option<Pausing>,
    /// Return to the shift's end.
    pub finish: Time,
    /// Total travel.
    pub travel: Time,
}

/// How often a step of the search was tried, kept, and led to a new best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepStatistics {
    /// Name of the step.
    pub name: &'static str,
    /// Times tried.
    pub tried: u64,
    /// Times its result was kept.
    pub kept: u64,
    /// Times it led to a new best of its chain.
    pub bests: u64,
}

impl StepStatistics {
    /// Returns a step that did nothing yet.
    pub(crate) fn new(name: &'static str) -> Self {
        Self { name, tried: 0, kept: 0, bests: 0 }
    }

    /// Counts one more try, whether its result was kept, and whether that was a new best.
    pub(crate) fn count(&mut self, is_kept: bool, is_best: bool) {
        self.tried += 1;
        self.kept += u64::from(is_kept);
        self.bests += u64::from(is_best);
    }
}

/// A point of the curve of best objectives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurvePoint {
    /// Iterations of all chains so far.
    pub iterations: u64,
    /// Required clients left out.
    pub unserved: usize,
    /// Value less travel.
    pub objective: Value,
}

/// The best routes found, and how they were found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Solution {
    /// The used shifts, in the order of their index.
    pub routes: Vec<PlannedRoute>,
    /// Required and periodic clients without visits, in order.
    pub unserved: Vec<ClientIndex>,
    /// `value - travel_weight * travel`.
    pub objective: Value,
    /// Worth of all visits.
    pub value: Value,
    /// Travel of all routes.
    pub travel: Time,
    /// Iterations of all chains.
    pub iterations: u64,
    /// Whether the observer stopped the search before its budget was used up. Before the search could begin,
    /// there are then no routes, steps and points of the curve.
    pub cut_short: bool,
    /// What each step of the search did.
    pub steps: Vec<StepStatistics>,
    /// The best so far: fewer required clients left out come first, then the objective, which therefore falls
    /// where one more of them found room.
    pub curve: Vec<CurvePoint>,
}

impl Solution {
    /// Returns what a search hands over that was stopped before it could begin.
    pub(crate) fn unplanned(problem: &Problem) -> Self {
        let required = |&client: &ClientIndex| is_required(&problem.clients[client].demand);
        let unserved = (0..problem.clients.len()).filter(required).collect();
        Self { unserved, cut_short: true, ..Self::default() }
    }

    /// Returns the routes as another search takes them for its
    /// [`SearchConfig::start`](crate::routing::SearchConfig::start): by shift, unused ones empty.
    ///
    /// ```
    /// use rounds::routing::{PlannedRoute, PlannedVisit, Solution};
    ///
    /// let visits = vec![PlannedVisit { client: 4, start: 480 }, PlannedVisit { client: 0, start: 530 }];
    /// let route = PlannedRoute { shift: 1, departure: 470, visits, pause: None, finish: 600, travel: 50 };
    /// let solution = Solution { routes: vec![route], ..Solution::default() };
    /// assert_eq!(solution.to_start(3), vec![vec![], vec![4, 0], vec![]]);
    /// ```
    ///
    /// A search that goes on from an earlier answer, here after a client was added at the end of the list:
    ///
    /// ```
    /// use rounds::progress::unobserved;
    /// use rounds::routing::{Budget, Client, Demand, Problem, SearchConfig, Shift, Travel, Window, solve};
    ///
    /// let day = Window { open: 0, close: 480 };
    /// let client = |site| Client::new(site, 30, vec![vec![day]], Demand::Required);
    /// let mut problem = Problem {
    ///     days: 1,
    ///     travel: Travel::Matrix { sites: 3, table: vec![0, 20, 30, 20, 0, 10, 30, 10, 0] },
    ///     shifts: vec![Shift::new(0, 0, 0, day)],
    ///     clients: vec![client(1)],
    ///     travel_weight: 1,
    /// };
    /// let config = SearchConfig { budget: Budget::Iterations(100), ..SearchConfig::default() };
    /// let before = solve(&problem, &config, &unobserved)?;
    ///
    /// problem.clients.push(client(2));
    /// let config = SearchConfig { start: before.to_start(problem.shifts.len()), ..config };
    /// let after = solve(&problem, &config, &unobserved)?;
    /// assert_eq!((before.travel, after.travel), (40, 60));
    /// # Ok::<(), rounds::Error>(())
    /// ```
    #[must_use]
    pub fn to_start(&self, shifts: usize) -> Vec<Vec<ClientIndex>> {
        let mut start = vec![Vec::new(); shifts];
        for route in &self.routes {
            if let Some(clients) = start.get_mut(route.shift) {
                clients.extend(route.visits.iter().map(|visit| visit.client));
            }
        }
        start
    }
}

/// Returns the planned routes of the used shifts. A shift whose list does not fit is left out, which the
/// search never hands in.
pub(crate) fn planned(problem: &Problem, routes: &[Vec<u32>]) -> Vec<PlannedRoute> {
    let route = |(shift, clients): (usize, &Vec<u32>)| {
        let there = scheduled(problem, shift, clients.iter().map(|&client| client as ClientIndex))?;
        let back = || scheduled(problem, shift, clients.iter().rev().map(|&client| client as ClientIndex));
        let back = there.waits(problem).then(back).flatten();
        Some(back.filter(|back| back.is_shorter(&there)).unwrap_or(there))
    };
    routes.iter().enumerate().filter_map(route).collect()
}

/// Returns a shift that visits these clients in this order; `None` where it visits nobody or that breaks a
/// rule.
fn scheduled(
    problem: &Problem,
    shift: usize,
    clients: impl Iterator<Item = ClientIndex>,
) -> Option<PlannedRoute> {
    let clients: Vec<ClientIndex> = clients.collect();
    let times = timetable_of_valid(problem, shift, &clients).filter(|_| !clients.is_empty())?;
    let visit = |(&client, &start): (&ClientIndex, &Time)| PlannedVisit { client, start };
    Some(PlannedRoute {
        shift,
        departure: times.departure,
        visits: clients.iter().zip(&times.starts).map(visit).collect(),
        pause: times.pause,
        finish: times.finish,
        travel: times.travel,
    })
}

impl PlannedRoute {
    /// Tells whether anybody waits on it.
    fn waits(&self, problem: &Problem) -> bool {
        let services: Time = self.visits.iter().map(|visit| problem.clients[visit.client].service).sum();
        let pause = problem.shifts[self.shift].pause.map_or(0, |pause| pause.duration);
        self.duration() > self.travel + services + pause
    }

    /// Tells whether it travels as long as the other order of its visits and waits less: the search does not
    /// look at waiting.
    fn is_shorter(&self, other: &Self) -> bool {
        self.travel == other.travel && self.duration() < other.duration()
    }

    fn duration(&self) -> Time {
        self.finish - self.departure
    }
}
