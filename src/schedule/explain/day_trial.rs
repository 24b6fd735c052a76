//! One day with one more visit: whether it fits, at any place in the order of the stops or its reverse, under looser limits.

use crate::plan::itinerary::StopKind;
use crate::routing::model::problem::{
    Client, ClientIndex, Day, Problem, Shift, ShiftIndex, SiteIndex, Time, Travel, Window,
};
use crate::routing::model::timetable::timetable_under;
use crate::schedule::agreed::AgreedDay;
use crate::schedule::day_choice::MIDNIGHT;
use crate::schedule::explain::planned_days::PlannedDays;
use crate::schedule::liaison_problem::LiaisonProblem;
use crate::schedule::work_day::{WorkDay, cut, hull, pause_within, windows};

/// Minutes of a day.
pub(crate) const WHOLE_DAY: Time = MIDNIGHT;

/// How a day is loosened.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Loosened {
    /// Whether it may have any number of visits.
    pub(crate) stops: bool,
    /// Whether it may have any amount of driving.
    pub(crate) travel: bool,
    /// By how many minutes it begins earlier.
    pub(crate) earlier: Time,
    /// By how many minutes it ends later.
    pub(crate) later: Time,
}

/// Where the hours of a day are made longer.
#[derive(Debug, Clone, Copy)]
pub(crate) enum End {
    Beginning,
    Close,
    /// By as much at each end.
    Both,
}

impl Loosened {
    /// Makes the hours longer.
    pub(crate) fn longer(self, end: End, minutes: Time) -> Self {
        let (earlier, later) = match end {
            End::Beginning => (minutes, 0),
            End::Close => (0, minutes),
            End::Both => (minutes, minutes),
        };
        Self { earlier, later, ..self }
    }
}

/// A day and a visit that is not in it.
pub(crate) struct DayTrial<'a> {
    /// The liaison's problem, in which the stops of the day and the visit are these clients.
    of: &'a LiaisonProblem<'a>,
    clients: Vec<ClientIndex>,
    rules: &'a Shift,
    /// The day alone: the visit is its last client.
    problem: Problem,
}

impl<'a> DayTrial<'a> {
    pub(crate) fn new(
        of: &'a LiaisonProblem<'a>,
        days: &PlannedDays,
        shift: ShiftIndex,
        client: ClientIndex,
    ) -> Self {
        let routing = &of.routing;
        let clients: Vec<ClientIndex> = days.routes[shift].iter().copied().chain([client]).collect();
        let places = clients.iter().map(|&it| routing.clients[it].site);
        let sites: Vec<SiteIndex> = [0].into_iter().chain(places).collect();
        let row = |&from: &SiteIndex| {
            sites.iter().map(|&to| routing.travel.between(from, to)).collect::<Vec<u32>>()
        };
        let travel = Travel::Matrix { sites: sites.len(), table: sites.iter().flat_map(row).collect() };
        let day = routing.shifts[shift].day;
        let local = |(at, &it): (usize, &ClientIndex)| Client { site: at + 1, ..open_client(of, it, day) };
        let local = clients.iter().enumerate().map(local).collect();
        let problem =
            Problem { days: routing.days, travel, shifts: Vec::new(), clients: local, travel_weight: 0 };
        Self { of, clients, rules: &routing.shifts[shift], problem }
    }

    /// Returns the least driving of the day with the visit in it; `None` where it does not fit.
    pub(crate) fn least_travel(&self, by: &Loosened) -> Option<Time> {
        let hours = self.hours(by);
        let rules = self.shift(by, hours);
        let windows = hours.and_then(|hours| self.work()?.stretched(hours)).map(|hours| windows(&hours));
        let cut = windows.filter(|windows| *windows != [rules.window]).map(|windows| self.within(&windows));
        let problem = cut.as_ref().unwrap_or(&self.problem);
        let visit = problem.clients.len() - 1;
        let ways = (0..=visit).flat_map(|at| {
            let mut route: Vec<ClientIndex> = (0..visit).collect();
            route.insert(at, visit);
            let back = route.iter().rev().copied().collect();
            [route, back]
        });
        ways.filter_map(|route| Some(timetable_under(problem, &rules, &route)?.travel)).min()
    }

    /// Finds the fewest minutes, up to some, by which the hours have to be longer; `None` where no longer hours are enough.
    ///
    /// Longer hours leave more room, but for the moment from which on they ask for lunch. So each side of it is halved for itself.
    pub(crate) fn fewest(&self, by: &Loosened, end: End, most: Time) -> Option<Time> {
        let fits = |minutes: Time| self.least_travel(&by.longer(end, minutes)).is_some();
        let has_pause = |minutes: Time| {
            let by = by.longer(end, minutes);
            self.shift(&by, self.hours(&by)).pause.is_some()
        };
        let asks = |minutes: Time| has_pause(minutes) && !has_pause(0);
        let lunch = halved(0, most, asks).unwrap_or(most + 1);
        halved(0, lunch - 1, fits).or_else(|| halved(lunch - 1, most, fits))
    }

    /// Counts the events of the day.
    pub(crate) fn events(&self) -> usize {
        let agreed = self.of.basis.agendas.of(self.of.liaison).on(self.rules.day);
        agreed.map_or(0, AgreedDay::events)
    }

    fn work(&self) -> Option<&WorkDay> {
        self.of.work_days.get(self.rules.day as usize)?.as_ref()
    }

    /// Returns the working hours, lengthened.
    fn hours(&self, by: &Loosened) -> Option<Window> {
        let work = self.work()?;
        let (open, close) = (work.hours.open - by.earlier, work.hours.close + by.later);
        Some(Window { open: open.max(0), close: close.min(MIDNIGHT) })
    }

    fn shift(&self, by: &Loosened, hours: Option<Window>) -> Shift {
        let agreed = self.of.basis.agendas.of(self.of.liaison).on(self.rules.day);
        let span = |hours: Window| agreed.map_or(hours, |it| hull(hours, it.span));
        Shift {
            window: hours.map_or(self.rules.window, span),
            pause: hours
                .and_then(|hours| self.work()?.stretched(hours))
                .and_then(|hours| pause_within(self.of.person(), &hours, agreed)),
            max_stops: self.rules.max_stops.filter(|_| !by.stops),
            max_travel: self.rules.max_travel.filter(|_| !by.travel),
            ..self.rules.clone()
        }
    }

    /// Returns the day with its visits cut to these windows; appointments stay where they are.
    fn within(&self, hours: &[Window]) -> Problem {
        let mut problem = self.problem.clone();
        let day = self.rules.day;
        for (client, &index) in problem.clients.iter_mut().zip(&self.clients) {
            let (role, windows) = (self.of.roles[index], &mut client.windows[day as usize]);
            if let Some(practice) = role.practice.filter(|_| role.kind == StopKind::Chosen) {
                *windows = cut(windows, hours, self.of.minutes(practice));
            }
        }
        problem
    }
}

/// Finds the first number above `low`, up to `high`, from which on something holds, if it holds for the last of them.
fn halved(mut low: Time, mut high: Time, holds: impl Fn(Time) -> bool) -> Option<Time> {
    if high <= low || !holds(high) {
        return None;
    }
    while high - low > 1 {
        let middle = low.midpoint(high);
        if holds(middle) { high = middle } else { low = middle }
    }
    Some(high)
}

/// Returns a client with all the hours of its practice on a day, whatever the hours of the liaison.
fn open_client(of: &LiaisonProblem, client: ClientIndex, day: Day) -> Client {
    let (role, mut client) = (of.roles[client], of.routing.clients[client].clone());
    if let Some(practice) = role.practice.filter(|_| role.kind == StopKind::Chosen) {
        client.windows[day as usize] = of.open_starts(practice, day);
    }
    client
}
