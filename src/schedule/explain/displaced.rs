//! Who would have to give way: the best exchange that brings a practice in.

use crate::model::index::PracticeIndex;
use crate::model::units::Minutes;
use crate::plan::disposition::Status;
use crate::plan::itinerary::StopKind;
use crate::routing::model::problem::{Client, ClientIndex, Day, ShiftIndex, Time, Value};
use crate::routing::model::solution::Solution;
use crate::routing::model::timetable::{Timetable, timetable};
use crate::schedule::liaison_problem::{Desk, Role};
use crate::schedule::visit_needs::{referrals, share_of};

/// The planned days of a liaison: for each shift the clients in order, and their timetable.
pub(crate) struct Days {
    routes: Vec<Vec<ClientIndex>>,
    timetables: Vec<Option<Timetable>>,
    /// By client: the days on which it is visited.
    visits: Vec<Vec<Day>>,
}

impl Days {
    pub(crate) fn new(desk: &Desk, solution: &Solution) -> Self {
        let mut routes = vec![Vec::new(); desk.problem.shifts.len()];
        let mut visits = vec![Vec::new(); desk.roles.len()];
        for route in &solution.routes {
            routes[route.shift] = route.visits.iter().map(|visit| visit.client).collect();
            for visit in &route.visits {
                visits[visit.client].push(desk.problem.shifts[route.shift].day);
            }
        }
        for days in &mut visits {
            days.sort_unstable();
        }
        let timetables =
            routes.iter().enumerate().map(|(shift, route)| timetable(&desk.problem, shift, route)).collect();
        Self { routes, timetables, visits }
    }

    /// Whether the practice is visited at all.
    pub(crate) fn visits(&self, desk: &Desk, practice: PracticeIndex) -> bool {
        desk.roles.iter().zip(&self.visits).any(|(role, days)| role.practice == practice && !days.is_empty())
    }

    /// Whether a fixed visit is in the plan.
    pub(crate) fn holds(&self, desk: &Desk, role: Role) -> bool {
        let client = desk.roles.iter().position(|known| *known == role);
        client.is_some_and(|client| !self.visits[client].is_empty())
    }

    /// The fixed visits on a day, in order.
    pub(crate) fn fixed<'a>(&'a self, desk: &'a Desk, day: Day) -> impl Iterator<Item = Role> + 'a {
        let shift = desk.problem.shifts.iter().position(|shift| shift.day == day);
        let clients = shift.map_or(&[][..], |shift| &self.routes[shift]);
        clients.iter().map(|&client| desk.roles[client]).filter(|role| role.kind != StopKind::Chosen)
    }
}

/// An exchange on one day: these stops out, the practice in at their place.
struct Exchange {
    shift: ShiftIndex,
    from: usize,
    to: usize,
    /// What the plan loses by it.
    loss: Value,
    /// Extra driving.
    detour: Time,
}

/// Displaced, or not worth the drive; `None` where no exchange on any day is possible, or where one would even make the
/// plan better, so that the search and not the book is to blame.
///
/// Looks at every day and every run of adjacent stops that are not fixed: O(days x stops^2) timetables.
pub(crate) fn status(desk: &Desk, days: &Days, practice: PracticeIndex) -> Option<Status> {
    let client =
        desk.roles.iter().position(|role| role.practice == practice && role.kind == StopKind::Chosen)?;
    let best =
        exchanges(desk, days, client).min_by_key(|it| (it.loss, it.shift, it.to - it.from, it.from))?;
    if best.loss < 0 {
        return Some(Status::Unknown);
    }
    let day = desk.span.date(desk.problem.shifts[best.shift].day);
    if best.from == best.to {
        let detour = Minutes(u32::try_from(best.detour).unwrap_or(0));
        return Some(Status::NotWorthTheDrive { day, detour, referrals_short: referrals(best.loss) });
    }
    let name = |&client: &ClientIndex| desk.book.practices()[desk.roles[client].practice.get()].id.clone();
    Some(Status::Displaced {
        day,
        by: days.routes[best.shift][best.from..best.to].iter().map(name).collect(),
        referrals_short: referrals(best.loss),
        minutes_short: minutes_short(desk, days, best.shift, client),
    })
}

fn exchanges<'a>(desk: &'a Desk, days: &'a Days, client: ClientIndex) -> impl Iterator<Item = Exchange> + 'a {
    let open = move |shift: &ShiftIndex| {
        let day = desk.problem.shifts[*shift].day as usize;
        desk.problem.clients[client].windows.get(day).is_some_and(|windows| !windows.is_empty())
    };
    (0..days.routes.len()).filter(open).flat_map(move |shift| on_shift(desk, days, shift, client))
}

/// All possible exchanges on one day.
fn on_shift(desk: &Desk, days: &Days, shift: ShiftIndex, client: ClientIndex) -> Vec<Exchange> {
    let route = &days.routes[shift];
    let day = desk.problem.shifts[shift].day;
    let gain = desk.outlooks[desk.roles[client].practice.get()].value(&desk.span, day);
    let before = days.timetables[shift].as_ref().map_or(0, |times| times.travel);
    let mut found = Vec::new();
    for from in 0..=route.len() {
        for to in from..=route.len() {
            if to > from && desk.roles[route[to - 1]].kind != StopKind::Chosen {
                break;
            }
            let changed: Vec<ClientIndex> =
                route[..from].iter().chain([&client]).chain(&route[to..]).copied().collect();
            if let Some(travel) = least_travel(desk, shift, changed) {
                let given_up: Value = route[from..to].iter().map(|&out| worth_of(desk, days, out, day)).sum();
                let detour = travel - before;
                found.push(Exchange {
                    shift,
                    from,
                    to,
                    loss: given_up + detour * desk.drive_price - gain,
                    detour,
                });
            }
        }
    }
    found
}

/// Travel of a route or of its reverse: either may have been turned round for less waiting.
fn least_travel(desk: &Desk, shift: ShiftIndex, mut route: Vec<ClientIndex>) -> Option<Time> {
    let there = timetable(&desk.problem, shift, &route);
    route.reverse();
    let back = timetable(&desk.problem, shift, &route);
    [there, back].into_iter().flatten().map(|times| times.travel).min()
}

/// What the plan loses when this visit is left out and its client's other visits stay.
fn worth_of(desk: &Desk, days: &Days, client: ClientIndex, day: Day) -> Value {
    let visits = &days.visits[client];
    let rest: Vec<Day> = visits.iter().copied().filter(|&other| other != day).collect();
    series(desk, client, visits) - series(desk, client, &rest)
}

/// Worth of a chosen client's visits on these days.
fn series(desk: &Desk, client: ClientIndex, visits: &[Day]) -> Value {
    let outlook = &desk.outlooks[desk.roles[client].practice.get()];
    let mut previous = None;
    let value = |&day: &Day| {
        let gap = outlook.known_gap(&desk.span, i64::from(day));
        let gap = previous.replace(day).map_or(gap, |before| gap.min(day - before));
        share_of(outlook.full_value(&desk.span, day), outlook.gap_share(gap))
    };
    visits.iter().map(value).sum()
}

/// How many minutes the day lacks at its roomiest place for the visit, if every stop stays; at least one.
fn minutes_short(desk: &Desk, days: &Days, shift: ShiftIndex, client: ClientIndex) -> Minutes {
    let (route, problem) = (&days.routes[shift], &desk.problem);
    let visit = &problem.clients[client];
    let lack = (0..=route.len()).map(|place| {
        let site = |at: Option<&ClientIndex>| at.map_or(0, |&at: &ClientIndex| problem.clients[at].site);
        let (before, after) = (place.checked_sub(1).and_then(|at| route.get(at)), route.get(place));
        let drive = |from, to| Time::from(problem.travel.between(from, to));
        let need = drive(site(before), visit.site) + visit.service + drive(visit.site, site(after));
        need - room(days, problem.shifts[shift].window.close, shift, place, |at| &problem.clients[at])
    });
    Minutes(u32::try_from(lack.min().unwrap_or(1).max(1)).unwrap_or(u32::MAX))
}

/// Minutes between the earliest end of the visit before a place and the latest start of the visit after it.
fn room<'a>(
    days: &Days,
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
