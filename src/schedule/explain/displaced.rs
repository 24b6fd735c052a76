//! Who would have to give way: the best exchange that brings a practice in.

use crate::model::index::PracticeIndex;
use crate::model::units::Minutes;
use crate::plan::disposition::{DayLimit, Status};
use crate::plan::itinerary::StopKind;
use crate::routing::model::demand::worth;
use crate::routing::model::problem::{Client, ClientIndex, Day, ShiftIndex, Time, Value};
use crate::routing::model::solution::Solution;
use crate::routing::model::timetable::{Timetable, timetable_of_valid};
use crate::schedule::liaison_problem::{ClientRole, LiaisonProblem};

/// The planned days of a liaison: for each shift the clients in order, and their timetable.
pub(crate) struct PlannedDays {
    routes: Vec<Vec<ClientIndex>>,
    timetables: Vec<Option<Timetable>>,
    /// By client: the days on which it is visited.
    visits: Vec<Vec<Day>>,
}

impl PlannedDays {
    pub(crate) fn new(problem: &LiaisonProblem, solution: &Solution) -> Self {
        let mut routes = vec![Vec::new(); problem.routing.shifts.len()];
        let mut visits = vec![Vec::new(); problem.roles.len()];
        for route in &solution.routes {
            routes[route.shift] = route.visits.iter().map(|visit| visit.client).collect();
            for visit in &route.visits {
                visits[visit.client].push(problem.routing.shifts[route.shift].day);
            }
        }
        for days in &mut visits {
            days.sort_unstable();
        }
        let timetables = routes
            .iter()
            .enumerate()
            .map(|(shift, route)| timetable_of_valid(&problem.routing, shift, route))
            .collect();
        Self { routes, timetables, visits }
    }

    /// Tells whether the practice is visited at all.
    pub(crate) fn visits(&self, problem: &LiaisonProblem, practice: PracticeIndex) -> bool {
        problem
            .roles
            .iter()
            .zip(&self.visits)
            .any(|(role, days)| role.practice == practice && !days.is_empty())
    }

    /// Tells whether a fixed visit is in the plan.
    pub(crate) fn holds(&self, problem: &LiaisonProblem, role: ClientRole) -> bool {
        let client = problem.roles.iter().position(|known| *known == role);
        client.is_some_and(|client| !self.visits[client].is_empty())
    }

    /// Lists the fixed visits on a day, in order.
    pub(crate) fn fixed<'a>(
        &'a self,
        problem: &'a LiaisonProblem,
        day: Day,
    ) -> impl Iterator<Item = ClientRole> + 'a {
        let shift = problem.routing.shifts.iter().position(|shift| shift.day == day);
        let clients = shift.map_or(&[][..], |shift| &self.routes[shift]);
        clients.iter().map(|&client| problem.roles[client]).filter(|role| role.kind != StopKind::Chosen)
    }
}

/// A trade on one day: these stops out, the practice in at their place.
struct Trade {
    shift: ShiftIndex,
    from: usize,
    to: usize,
    /// What the plan loses by it.
    loss: Value,
    /// Extra driving.
    detour: Time,
}

/// Finds whether it is displaced, or not worth the drive; `None` where no trade on any day is possible, or where one would even make the
/// plan better, so that the search and not the book is to blame.
///
/// Looks at every day and every run of adjacent stops that are not fixed: O(days x stops^2) timetables.
pub(crate) fn status(
    problem: &LiaisonProblem,
    days: &PlannedDays,
    practice: PracticeIndex,
) -> Option<Status> {
    let client =
        problem.roles.iter().position(|role| role.practice == practice && role.kind == StopKind::Chosen)?;
    let best =
        trades(problem, days, client).min_by_key(|it| (it.loss, it.shift, it.to - it.from, it.from))?;
    if best.loss < 0 {
        return Some(Status::Unknown);
    }
    let day = problem.horizon.date(problem.routing.shifts[best.shift].day);
    if best.from == best.to {
        let detour = Minutes(u32::try_from(best.detour).unwrap_or(0));
        return Some(Status::NotWorthTheDrive { day, detour, referrals_short: problem.referrals(best.loss) });
    }
    let name =
        |&client: &ClientIndex| problem.book.practices()[problem.roles[client].practice.get()].id.clone();
    Some(Status::Displaced {
        day,
        by: days.routes[best.shift][best.from..best.to].iter().map(name).collect(),
        promised: false,
        referrals_short: problem.referrals(best.loss),
        binding: vec![DayLimit::Minutes { short: minutes_short(problem, days, best.shift, client) }],
        changes: Vec::new(),
    })
}

fn trades<'a>(
    problem: &'a LiaisonProblem,
    days: &'a PlannedDays,
    client: ClientIndex,
) -> impl Iterator<Item = Trade> + 'a {
    let open = move |shift: &ShiftIndex| {
        let day = problem.routing.shifts[*shift].day as usize;
        problem.routing.clients[client].windows.get(day).is_some_and(|windows| !windows.is_empty())
    };
    (0..days.routes.len()).filter(open).flat_map(move |shift| on_shift(problem, days, shift, client))
}

/// Lists all possible trades on one day.
fn on_shift(
    problem: &LiaisonProblem,
    days: &PlannedDays,
    shift: ShiftIndex,
    client: ClientIndex,
) -> Vec<Trade> {
    let route = &days.routes[shift];
    let day = problem.routing.shifts[shift].day;
    let gain = worth(&problem.routing.clients[client].demand, &[day]);
    let before = days.timetables[shift].as_ref().map_or(0, |times| times.travel);
    let mut found = Vec::new();
    for from in 0..=route.len() {
        for to in from..=route.len() {
            if to > from && problem.roles[route[to - 1]].kind != StopKind::Chosen {
                break;
            }
            let changed: Vec<ClientIndex> =
                route[..from].iter().chain([&client]).chain(&route[to..]).copied().collect();
            if let Some(travel) = least_travel(problem, shift, changed) {
                let given_up: Value =
                    route[from..to].iter().map(|&out| worth_of(problem, days, out, day)).sum();
                let detour = travel - before;
                found.push(Trade {
                    shift,
                    from,
                    to,
                    loss: given_up + detour * problem.drive_price - gain,
                    detour,
                });
            }
        }
    }
    found
}

/// Returns the travel of a route or of its reverse: either may have been turned round for less waiting.
fn least_travel(problem: &LiaisonProblem, shift: ShiftIndex, mut route: Vec<ClientIndex>) -> Option<Time> {
    let there = timetable_of_valid(&problem.routing, shift, &route);
    route.reverse();
    let back = timetable_of_valid(&problem.routing, shift, &route);
    [there, back].into_iter().flatten().map(|times| times.travel).min()
}

/// Returns what the plan loses when this visit is left out and its client's other visits stay.
fn worth_of(problem: &LiaisonProblem, days: &PlannedDays, client: ClientIndex, day: Day) -> Value {
    let (visits, demand) = (&days.visits[client], &problem.routing.clients[client].demand);
    let rest: Vec<Day> = visits.iter().copied().filter(|&other| other != day).collect();
    worth(demand, visits) - worth(demand, &rest)
}

/// Counts the minutes that the day lacks at its roomiest place for the visit, if every stop stays; at least one.
fn minutes_short(
    problem: &LiaisonProblem,
    days: &PlannedDays,
    shift: ShiftIndex,
    client: ClientIndex,
) -> Minutes {
    let (route, routing) = (&days.routes[shift], &problem.routing);
    let visit = &routing.clients[client];
    let lack = (0..=route.len()).map(|place| {
        let site = |at: Option<&ClientIndex>| at.map_or(0, |&at: &ClientIndex| routing.clients[at].site);
        let (before, after) = (place.checked_sub(1).and_then(|at| route.get(at)), route.get(place));
        let drive = |from, to| Time::from(routing.travel.between(from, to));
        let need = drive(site(before), visit.site) + visit.service + drive(visit.site, site(after));
        need - room(days, routing.shifts[shift].window.close, shift, place, |at| &routing.clients[at])
    });
    Minutes(u32::try_from(lack.min().unwrap_or(1).max(1)).unwrap_or(u32::MAX))
}

/// Counts the minutes between the earliest end of the visit before a place and the latest start of the visit after it.
fn room<'a>(
    days: &PlannedDays,
    close: Time,
    shift: ShiftIndex,
    place: usize,
    client: impl Fn(ClientIndex) -> &'a Client,
) -> Time {
    let Some(times) = &days.timetables[shift] else { return 0 };
    let free = match place.checked_sub(1) {
        None => times.departure,
        Some(before) => times.starts[before] + client(days.routes[shift][before]).service,
    };
    times.latest.get(place).copied().unwrap_or(close) - free
}
