//! A route minute by minute: every state one can be in at each minute, without any notion of "earliest".

use std::collections::BTreeSet;

use rounds::routing::{Client, Pausing, Problem, Shift, Time, Timetable, Travel, Window, timetable};

use super::{checker, problems};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Pause {
    ToTake,
    Taking(Time),
    Done,
}

/// In a step, with this much of it left; `None` before its begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    step: usize,
    left: Option<Time>,
    pause: Pause,
}

enum Step<'a> {
    Drive(Time),
    Serve(&'a [Window], Time),
}

/// The earliest return of a route that keeps every rule, whatever the departure.
pub(crate) fn earliest_return(problem: &Problem, shift: usize, clients: &[usize]) -> Option<Time> {
    let duty = &problem.shifts[shift];
    let visits: Vec<&Client> = clients.iter().map(|&client| &problem.clients[client]).collect();
    let Window { open, close } = duty.window;
    let allowed = |client: &&Client| client.shifts.as_ref().is_none_or(|list| list.contains(&shift));
    let load: i64 = visits.iter().map(|client| client.load).sum();
    if !visits.iter().all(allowed)
        || duty.max_stops.is_some_and(|most| visits.len() > most)
        || duty.capacity.is_some_and(|most| load > most)
        || duty.max_travel.is_some_and(|most| travel(problem, shift, clients) > most)
    {
        return None;
    }
    let steps = steps(problem, duty, &visits);
    let Some(limit) = duty.max_duration else { return back(duty, &steps, open, close) };
    (open..=close).filter_map(|departure| back(duty, &steps, departure, close.min(departure + limit))).min()
}

/// Total travel of a route.
pub(crate) fn travel(problem: &Problem, shift: usize, clients: &[usize]) -> Time {
    let Travel::Matrix { sites, table } = &problem.travel else { panic!("a table is expected") };
    let duty = &problem.shifts[shift];
    let mut here = duty.start;
    let stops = clients.iter().map(|&client| problem.clients[client].site).chain([duty.end]);
    stops.map(|site| i64::from(table[std::mem::replace(&mut here, site) * sites + site])).sum()
}

fn steps<'a>(problem: &Problem, duty: &Shift, visits: &[&'a Client]) -> Vec<Step<'a>> {
    let mut here = duty.start;
    let mut steps = Vec::new();
    for client in visits {
        steps.push(Step::Drive(problem.travel.between(here, client.site).into()));
        steps.push(Step::Serve(&client.windows[duty.day as usize], client.service));
        here = client.site;
    }
    steps.push(Step::Drive(problem.travel.between(here, duty.end).into()));
    steps
}

/// The first minute up to `last` at which everything is done.
fn back(duty: &Shift, steps: &[Step<'_>], departure: Time, last: Time) -> Option<Time> {
    let pause = if duty.pause.is_some() { Pause::ToTake } else { Pause::Done };
    let mut states = BTreeSet::from([State { step: 0, left: None, pause }]);
    for minute in departure..=last {
        let reached = at_once(duty, steps, minute, states);
        if reached.iter().any(|state| state.step == steps.len() && state.pause == Pause::Done) {
            return Some(minute);
        }
        states = reached.into_iter().flat_map(|state| pass_a_minute(steps, state)).collect();
    }
    None
}

/// The states that take no time to reach.
fn at_once(duty: &Shift, steps: &[Step<'_>], minute: Time, states: BTreeSet<State>) -> BTreeSet<State> {
    let mut open: Vec<State> = states.into_iter().collect();
    let mut reached = BTreeSet::new();
    while let Some(state) = open.pop() {
        if !reached.insert(state) {
            continue;
        }
        if state.pause == Pause::Taking(0) {
            open.push(State { pause: Pause::Done, ..state });
        }
        if matches!(state.pause, Pause::Taking(_)) {
            continue;
        }
        let serving =
            matches!(steps.get(state.step), Some(Step::Serve(..))) && state.left.is_some_and(|left| left > 0);
        if let (Some(rule), Pause::ToTake, false) = (duty.pause, state.pause, serving)
            && rule.window.open <= minute
            && minute + rule.duration <= rule.window.close
        {
            open.push(State { pause: Pause::Taking(rule.duration), ..state });
        }
        match (steps.get(state.step), state.left) {
            (_, Some(0)) => open.push(State { step: state.step + 1, left: None, ..state }),
            (Some(Step::Drive(time)), None) => open.push(State { left: Some(*time), ..state }),
            (Some(Step::Serve(windows, time)), None)
                if windows.iter().any(|window| (window.open..=window.close).contains(&minute)) =>
            {
                open.push(State { left: Some(*time), ..state });
            }
            _ => {}
        }
    }
    reached
}

fn pass_a_minute(steps: &[Step<'_>], state: State) -> Vec<State> {
    if let Pause::Taking(left) = state.pause {
        return (left > 0).then_some(State { pause: Pause::Taking(left - 1), ..state }).into_iter().collect();
    }
    match (steps.get(state.step), state.left) {
        (Some(Step::Drive(_)), Some(left)) if left > 0 => {
            vec![state, State { left: Some(left - 1), ..state }]
        }
        (Some(Step::Serve(..)), Some(left)) if left > 0 => vec![State { left: Some(left - 1), ..state }],
        _ => vec![state],
    }
}

/// Every order of every set of these clients.
pub(crate) fn orders(clients: usize) -> Vec<Vec<usize>> {
    let mut orders = vec![Vec::new()];
    let mut from = 0;
    while from < orders.len() {
        let order = orders[from].clone();
        let longer = (0..clients).filter(|client| !order.contains(client));
        orders.extend(longer.map(|client| [order.as_slice(), &[client]].concat()));
        from += 1;
    }
    orders
}

#[test]
fn timetables_agree_with_every_minute_tried() {
    let (mut possible, mut paused, mut limited) = (0, 0, 0);
    for seed in 0..150 {
        let problem = problems::tiny(seed);
        for shift in 0..problem.shifts.len() {
            for clients in orders(problem.clients.len().min(3)).into_iter().filter(|list| !list.is_empty()) {
                let times = timetable(&problem, shift, &clients);
                let expected = earliest_return(&problem, shift, &clients);
                let found = times.as_ref().map(|times| times.finish);
                assert_eq!(found, expected, "seed {seed}, shift {shift}, clients {clients:?}: {times:?}");
                let Some(times) = times else { continue };
                checker::keeps_rules(&problem, shift, &clients, &times);
                leaves_as_late_as_possible(&problem, shift, &clients, &times);
                possible += 1;
                paused += u32::from(times.pause.is_some());
                limited += u32::from(problem.shifts[shift].max_duration.is_some());
            }
        }
    }
    assert!(
        possible > 300 && paused > 50 && limited > 50,
        "{possible}, {paused}, {limited}: too few to tell"
    );
}

/// One minute later, and the departure or a latest start would break something.
fn leaves_as_late_as_possible(problem: &Problem, shift: usize, clients: &[usize], times: &Timetable) {
    let late = Timetable { departure: times.departure + 1, ..times.clone() };
    assert!(!checker::fits(problem, shift, clients, &late), "could leave later: {times:?}");
    for (visit, &latest) in times.latest.iter().enumerate() {
        assert!(latest >= times.starts[visit], "the latest start is before the start: {times:?}");
        if times.pause.is_none() {
            let reached = |moment| reaches_the_end(problem, shift, &clients[visit..], moment);
            assert!(reached(latest) && !reached(latest + 1), "visit {visit} of {times:?}");
        }
    }
}

/// Whether the shift's end is reached in time when the first of these clients is served from `moment` on.
fn reaches_the_end(problem: &Problem, shift: usize, clients: &[usize], moment: Time) -> bool {
    let duty = &problem.shifts[shift];
    let visits: Vec<&Client> = clients.iter().map(|&client| &problem.clients[client]).collect();
    let mut steps = steps(problem, duty, &visits);
    steps[0] = Step::Drive(0);
    let only = [Window { open: moment, close: moment }];
    let Step::Serve(windows, service) = steps[1] else { return false };
    let open = windows.iter().any(|window| (window.open..=window.close).contains(&moment));
    steps[1] = Step::Serve(&only, service);
    open && back(duty, &steps, moment, duty.window.close).is_some()
}

#[test]
fn a_pause_can_split_a_drive() {
    let mut problem = problems::tiny(0);
    problem.travel = Travel::Matrix { sites: 2, table: vec![0, 10, 10, 0] };
    problem.shifts.truncate(1);
    problem.clients.truncate(1);
    let window = Window { open: 0, close: 30 };
    problem.shifts[0] = Shift {
        day: 0,
        start: 0,
        end: 0,
        window,
        pause: Some(rounds::routing::Break { window: Window { open: 5, close: 8 }, duration: 3 }),
        max_duration: None,
        max_travel: None,
        max_stops: None,
        capacity: None,
    };
    problem.clients[0] = Client {
        site: 1,
        service: 2,
        load: 0,
        windows: vec![vec![window]],
        shifts: None,
        demand: rounds::routing::Demand::Required,
    };
    let times = timetable(&problem, 0, &[0]).unwrap();
    assert_eq!((times.starts, times.finish), (vec![13], 25));
    assert_eq!(times.pause, Some(Pausing { before: 0, start: 5 }));
}
