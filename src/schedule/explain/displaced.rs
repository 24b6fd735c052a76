//! Who would have to give way: the best exchange that brings a practice in.

use crate::model::id::PracticeId;
use crate::model::index::PracticeIndex;
use crate::model::units::Minutes;
use crate::plan::disposition::Status;
use crate::plan::itinerary::StopKind;
use crate::routing::model::demand::worth;
use crate::routing::model::problem::{ClientIndex, Day, ShiftIndex, Time, Value};
use crate::routing::model::timetable::timetable_of_valid;
use crate::schedule::explain::planned_days::PlannedDays;
use crate::schedule::explain::{day_changes, day_limits};
use crate::schedule::liaison_problem::LiaisonProblem;

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

/// Tells whether a stop on a day may be left out.
type GivesWay<'a> = &'a dyn Fn(ClientIndex, Day) -> bool;

/// Finds whether it is displaced, or not worth the drive; `None` where no trade on any day is possible, or where one would even make the
/// plan better, so that the search and not the book is to blame.
///
/// Looks at every day and every run of adjacent stops that are not fixed: O(days x stops^2) timetables. Promised visits give way
/// only where nobody else can.
pub(crate) fn status(
    problem: &LiaisonProblem,
    days: &PlannedDays,
    practice: PracticeIndex,
) -> Option<Status> {
    let client = problem.client_of(practice)?;
    let stays = |_: ClientIndex, _: Day| false;
    let chosen = |stop: ClientIndex, day: Day| days.kind(problem, stop, day) == StopKind::Chosen;
    let agreed = |stop: ClientIndex, day: Day| !days.kind(problem, stop, day).is_agreed();
    free_place(problem, days, trades(problem, days, client, &stays))
        .or_else(|| exchange(problem, days, client, trades(problem, days, client, &chosen), false))
        .or_else(|| exchange(problem, days, client, trades(problem, days, client, &agreed), true))
}

/// Returns the days with a visit to a practice in its best free place, if it gains there.
pub(crate) fn in_free_place(
    problem: &LiaisonProblem,
    days: &PlannedDays,
    practice: PracticeIndex,
) -> Option<Vec<Vec<ClientIndex>>> {
    let client = problem.client_of(practice)?;
    let stays = |_: ClientIndex, _: Day| false;
    let places = trades(problem, days, client, &stays).filter(|it| it.loss < 0);
    let best = places.min_by_key(|it| (it.loss, it.shift, it.from))?;
    let mut routes = days.routes.clone();
    let route = &mut routes[best.shift];
    route.insert(best.from, client);
    if timetable_of_valid(&problem.routing, best.shift, route).is_none() {
        route.reverse();
    }
    Some(routes)
}

/// States that there is room and the visit does not pay, if there is room on some day.
fn free_place(
    problem: &LiaisonProblem,
    days: &PlannedDays,
    places: impl Iterator<Item = Trade>,
) -> Option<Status> {
    let places: Vec<Trade> = places.collect();
    let nearest = places.iter().min_by_key(|it| (it.detour, it.loss, it.shift))?;
    if let Some(best) = places.iter().filter(|it| it.loss < 0).min_by_key(|it| (it.loss, it.shift, it.from)) {
        return Some(not_made(problem, days, best));
    }
    let day = problem.basis.horizon.date(problem.routing.shifts[nearest.shift].day);
    let detour = Minutes(u32::try_from(nearest.detour).unwrap_or(0));
    Some(Status::NotWorthTheDrive { day, detour, referrals_short: problem.referrals(nearest.loss) })
}

/// States who would give way, and what keeps the visit out beside them.
fn exchange(
    problem: &LiaisonProblem,
    days: &PlannedDays,
    client: ClientIndex,
    trades: impl Iterator<Item = Trade>,
    promised: bool,
) -> Option<Status> {
    let best = trades.min_by_key(|it| (it.loss, it.shift, it.to - it.from, it.from))?;
    if best.loss < 0 && !promised {
        return Some(not_made(problem, days, &best));
    }
    Some(Status::Displaced {
        day: problem.basis.horizon.date(problem.routing.shifts[best.shift].day),
        by: gives_way(problem, days, &best),
        promised,
        referrals_short: problem.referrals(best.loss.max(0)),
        binding: day_limits::binding(problem, days, best.shift, client),
        changes: day_changes::changes(problem, days, client),
    })
}

/// States that a visit would make the plan better: after another plan it is an edit not made, else the search is to blame.
fn not_made(problem: &LiaisonProblem, days: &PlannedDays, trade: &Trade) -> Status {
    if problem.basis.previous.is_none() {
        return Status::Unknown;
    }
    Status::AwaitsEdit {
        day: problem.basis.horizon.date(problem.routing.shifts[trade.shift].day),
        by: gives_way(problem, days, trade),
        gain: problem.referrals(-trade.loss),
    }
}

/// Lists the practices that give way to a trade.
fn gives_way(problem: &LiaisonProblem, days: &PlannedDays, trade: &Trade) -> Vec<PracticeId> {
    let id = |&client: &ClientIndex| {
        Some(problem.basis.book.practices()[problem.roles[client].practice?.get()].id.clone())
    };
    days.routes[trade.shift][trade.from..trade.to].iter().filter_map(id).collect()
}

fn trades<'a>(
    problem: &'a LiaisonProblem,
    days: &'a PlannedDays,
    client: ClientIndex,
    gives_way: GivesWay<'a>,
) -> impl Iterator<Item = Trade> + 'a {
    let shifts = days.open_shifts(problem, client);
    shifts.flat_map(move |shift| on_shift(problem, days, shift, client, gives_way))
}

/// Lists all possible trades on one day.
fn on_shift(
    problem: &LiaisonProblem,
    days: &PlannedDays,
    shift: ShiftIndex,
    client: ClientIndex,
    gives_way: GivesWay,
) -> Vec<Trade> {
    let route = &days.routes[shift];
    let day = problem.routing.shifts[shift].day;
    let gain = worth(&problem.routing.clients[client].demand, &[day]);
    let before = days.timetables[shift].as_ref().map_or(0, |times| times.travel);
    let mut found = Vec::new();
    for from in 0..=route.len() {
        for to in from..=route.len() {
            if to > from && !gives_way(route[to - 1], day) {
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
