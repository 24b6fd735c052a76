//! An independent checker: what the documentation of [`Problem`] promises, read off a finished solution.

use std::collections::BTreeSet;

use rounds::routing::{Day, Demand, Problem, Recurrence, Solution, Time, Timetable, UNREACHABLE, Value};

/// Asserts that a route's times keep every rule of its shift.
pub(crate) fn keeps_rules(problem: &Problem, shift: usize, clients: &[usize], times: &Timetable) {
    assert!(
        fits(problem, shift, clients, times),
        "shift {shift}, clients {clients:?} breaks a rule: {times:?}"
    );
}

/// Whether a route's times keep every rule of its shift.
pub(crate) fn fits(problem: &Problem, shift: usize, clients: &[usize], times: &Timetable) -> bool {
    let duty = &problem.shifts[shift];
    let sites: Vec<usize> = [duty.start]
        .into_iter()
        .chain(clients.iter().map(|&client| problem.clients[client].site))
        .chain([duty.end])
        .collect();
    let legs: Vec<Time> =
        sites.windows(2).map(|pair| problem.travel.between(pair[0], pair[1]).into()).collect();
    let travel: Time = legs.iter().sum();
    let load: i64 = clients.iter().map(|&client| problem.clients[client].load).sum();
    let within = |value: i64, limit: Option<i64>| limit.is_none_or(|limit| value <= limit);
    travel == times.travel
        && legs.iter().all(|leg| *leg < Time::from(UNREACHABLE))
        && within(travel, duty.max_travel)
        && within(load, duty.capacity)
        && within(times.finish - times.departure, duty.max_duration)
        && duty.max_stops.is_none_or(|most| clients.len() <= most)
        && duty.window.open <= times.departure
        && times.finish <= duty.window.close
        && times.pause.is_some() == duty.pause.is_some()
        && clients.iter().zip(&times.starts).all(|(&client, &start)| may_start(problem, shift, client, start))
        && (0..legs.len()).all(|leg| leg_fits(problem, shift, clients, times, leg, legs[leg]))
}

fn may_start(problem: &Problem, shift: usize, client: usize, start: Time) -> bool {
    let client = &problem.clients[client];
    let windows = client.windows.get(problem.shifts[shift].day as usize);
    client.shifts.as_ref().is_none_or(|list| list.contains(&shift))
        && windows.is_some_and(|list| list.iter().any(|window| window.open <= start && start <= window.close))
}

/// Whether there is time for a leg, and for the pause where it is taken there.
fn leg_fits(
    problem: &Problem,
    shift: usize,
    clients: &[usize],
    times: &Timetable,
    leg: usize,
    travel: Time,
) -> bool {
    let leave = match leg.checked_sub(1) {
        None => times.departure,
        Some(visit) => times.starts[visit] + problem.clients[clients[visit]].service,
    };
    let reach = times.starts.get(leg).copied().unwrap_or(times.finish);
    match (times.pause, problem.shifts[shift].pause) {
        (Some(pausing), Some(rule)) if pausing.before == leg => {
            let end = pausing.start + rule.duration;
            leave + travel + rule.duration <= reach
                && leave <= pausing.start
                && end <= reach
                && rule.window.open <= pausing.start
                && end <= rule.window.close
        }
        (Some(pausing), _) if pausing.before > clients.len() => false,
        _ => leave + travel <= reach,
    }
}

/// Asserts that a solution keeps every rule of its problem and adds up.
pub(crate) fn check(problem: &Problem, solution: &Solution) {
    let mut days = vec![Vec::new(); problem.clients.len()];
    for route in &solution.routes {
        let clients: Vec<usize> = route.visits.iter().map(|visit| visit.client).collect();
        assert!(!clients.is_empty(), "an empty route is listed");
        let times = Timetable {
            departure: route.departure,
            starts: route.visits.iter().map(|visit| visit.start).collect(),
            latest: Vec::new(),
            pause: route.pause,
            finish: route.finish,
            travel: route.travel,
        };
        keeps_rules(problem, route.shift, &clients, &times);
        for client in clients {
            days[client].push(problem.shifts[route.shift].day);
        }
    }
    let shifts: Vec<usize> = solution.routes.iter().map(|route| route.shift).collect();
    assert!(shifts.is_sorted_by(|one, other| one < other), "shifts out of order or used twice: {shifts:?}");
    for days in &mut days {
        days.sort_unstable();
    }
    adds_up(problem, solution, &days);
}

fn adds_up(problem: &Problem, solution: &Solution, days: &[Vec<Day>]) {
    let (mut value, mut unserved) = (0, BTreeSet::new());
    for (client, days) in days.iter().enumerate() {
        match worth(&problem.clients[client].demand, days) {
            Some(worth) => value += worth,
            None if days.is_empty() => assert!(unserved.insert(client)),
            None => panic!("client {client} is visited on days {days:?}, which its demand forbids"),
        }
    }
    let travel: Time = solution.routes.iter().map(|route| route.travel).sum();
    assert_eq!(solution.unserved, unserved.into_iter().collect::<Vec<_>>());
    assert_eq!((solution.value, solution.travel), (value, travel));
    assert_eq!(solution.objective, value - problem.travel_weight * travel);
}

/// What visits on these sorted days are worth; `None` where the demand is not met.
pub(crate) fn worth(demand: &Demand, days: &[Day]) -> Option<Value> {
    match (demand, days) {
        (Demand::Required, [_]) | (Demand::Optional { .. } | Demand::Recurring(_), []) => Some(0),
        (Demand::Optional { prize }, [_]) => Some(*prize),
        (Demand::Periodic { patterns }, days) => patterns.iter().any(|pattern| pattern == days).then_some(0),
        (Demand::Recurring(recurrence), days) => recurring(recurrence, days),
        _ => None,
    }
}

/// The library's own figure, because it rounds in a way of its own; it is held against [`mean_worth`] first.
fn recurring(recurrence: &Recurrence, days: &[Day]) -> Option<Value> {
    if days.windows(2).any(|pair| pair[1] - pair[0] < recurrence.min_gap) {
        return None;
    }
    let (worth, mean) = (recurrence.worth(days), mean_worth(recurrence, days));
    let slack = rounding(recurrence, days.len());
    assert!((worth as f64 - mean).abs() <= slack, "{worth} is not {mean}: {recurrence:?} on {days:?}");
    Some(worth)
}

/// What visits are worth, by trying every set of those that meet somebody.
pub(crate) fn mean_worth(recurrence: &Recurrence, days: &[Day]) -> f64 {
    let access = |visit: usize| f64::from(recurrence.access[days[visit] as usize]) / 65_536.0;
    let outcome = |meetings: usize| {
        let is_met = |visit: &usize| meetings & 1 << visit != 0;
        let chance =
            (0..days.len()).map(|visit| if is_met(&visit) { access(visit) } else { 1.0 - access(visit) });
        let met: Vec<Day> = (0..days.len()).filter(is_met).map(|visit| days[visit]).collect();
        chance.product::<f64>() * gaps(recurrence, &met)
    };
    let mean: f64 = (0..1_usize << days.len()).map(outcome).sum();
    mean - gaps(recurrence, &[]) - recurrence.price as f64 * days.len() as f64
}

/// What the gaps between these meetings and the fixed ones are worth.
fn gaps(recurrence: &Recurrence, met: &[Day]) -> f64 {
    let mut days = [met, &recurrence.fixed].concat();
    days.sort_unstable();
    let (Some(&first), Some(&last)) = (days.first(), days.last()) else { return 0.0 };
    let between = days.windows(2).map(|pair| recurrence.between[(pair[1] - pair[0]) as usize]);
    let left_open = recurrence.open[recurrence.first.len() - last as usize];
    (recurrence.first[first as usize] + between.sum::<Value>() + left_open) as f64
}

/// Whether every visit meets somebody, on whatever day it is.
pub(crate) fn is_certain(recurrence: &Recurrence) -> bool {
    recurrence.access.iter().all(|&chance| chance == 65_536)
}

/// By how much the library may be off: it rounds down a few times a visit, and chances to 65,536ths. Nothing where all are
/// met.
pub(crate) fn rounding(recurrence: &Recurrence, visits: usize) -> f64 {
    if is_certain(recurrence) {
        return 0.0;
    }
    let gaps = recurrence.first.iter().chain(&*recurrence.between).chain(&*recurrence.open);
    let largest = gaps.map(|worth| worth.unsigned_abs()).max().unwrap_or(0) as f64;
    let ends = (visits + recurrence.fixed.len() + 1) as f64;
    ends * (2.0 + 3.0 * ends * largest / 65_536.0)
}
