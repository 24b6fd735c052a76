//! Random problems for tests of the search's parts, and the truth about a solution by recomputation.

use proptest::prelude::*;

use crate::random::Stream;
use crate::routing::data::problem_data::ProblemData;
use crate::routing::model::demand::{admits, is_required, worth};
use crate::routing::model::problem::{
    Break, Client, Demand, Problem, Recurrence, RequiredVisit, Shift, Travel, Window,
};
use crate::routing::model::timetable::timetable;
use crate::routing::model::tuning::Tuning;
use crate::routing::operators::greedy_insertion::GreedyInsertion;
use crate::routing::state::route::{Route, RouteStop};
use crate::routing::state::solution::{SearchSolution, SolutionTotals};
use crate::routing::support::cancellation::StopCheck;
use crate::routing::support::fixed_point::Share;

const SITES: usize = 14;

/// Points, windows, rules, and the seed of a solution.
type Numbers = (Vec<(u32, u32)>, Vec<(i64, i64)>, Vec<u8>, u64);

/// Numbers that make a random problem: fourteen sites, of which two are ends of shifts.
pub(crate) fn numbers() -> impl Strategy<Value = Numbers> {
    (
        prop::collection::vec((0..20_u32, 0..20_u32), SITES),
        prop::collection::vec((0..80_i64, 10..90_i64), SITES),
        prop::collection::vec(0..12_u8, SITES),
        any::<u64>(),
    )
}

/// Three days with three, three and one shift, of which some are alike and some have a pause or limits: too
/// few for everybody. Clients with every demand, of which some cannot be visited on one of the days. With
/// some numbers travel breaks the triangle inequality.
pub(crate) fn problem(points: &[(u32, u32)], windows: &[(i64, i64)], rules: &[u8]) -> Problem {
    let street = |a: (u32, u32), b: (u32, u32)| a.0.abs_diff(b.0) + a.1.abs_diff(b.1);
    let detour =
        |a: usize, b: usize| if rules[0] == 1 { u32::try_from((3 * a + b) % 3).unwrap_or(0) } else { 0 };
    let table = (0..SITES).flat_map(|a| (0..SITES).map(move |b| (a, b)));
    let table = table.map(|(a, b)| street(points[a], points[b]) + detour(a, b)).collect();
    Problem {
        days: 3,
        travel: Travel::Matrix { sites: SITES, table },
        shifts: (0..7).map(|index| shift(index, rules[index % 2])).collect(),
        clients: (2..SITES).map(|site| client(site, windows[site], rules[site])).collect(),
        travel_weight: 1,
    }
}

fn shift(index: usize, limited: u8) -> Shift {
    Shift {
        day: u32::try_from(index / 3).unwrap_or(0),
        start: index % 2,
        end: if limited == 3 { 0 } else { index % 2 },
        window: Window { open: 0, close: 130 },
        pause: (limited > 6).then_some(Break { window: Window { open: 50, close: 100 }, duration: 9 }),
        max_duration: (limited % 4 == 1).then_some(90),
        max_travel: (limited % 5 == 2).then_some(50),
        max_stops: (limited % 3 == 1).then_some(2),
        capacity: (limited % 2 == 1).then_some(3),
    }
}

fn client(site: usize, (open, length): (i64, i64), rule: u8) -> Client {
    let late = Window { open: open + length + 5, close: open + length + 25 };
    let mut windows = vec![vec![Window { open, close: open + length }, late]; 3];
    if rule % 4 == 2 {
        windows[site % 3].clear();
    }
    Client {
        site,
        service: i64::from(rule % 5) * 9,
        load: i64::from(rule % 3),
        windows,
        shifts: (rule == 11).then(|| vec![0, 1, 2, 5, 6]),
        demand: demand(site, (open, length), rule),
    }
}

fn demand(site: usize, (open, length): (i64, i64), rule: u8) -> Demand {
    match rule {
        0 => Demand::Optional { prize: open },
        1..3 => Demand::Optional { prize: 500 },
        3 => Demand::Periodic { patterns: vec![vec![0, 1], vec![1, 2]] },
        4 => Demand::Periodic { patterns: vec![vec![0, 2], vec![1]] },
        5..7 => Demand::Recurring(Recurrence {
            min_gap: if site.is_multiple_of(2) { 1 } else { 2 },
            first: vec![open - 20, 2 * length, 100],
            between: [-20, 80, 80 - length, 40].into(),
            open: [0, 0, -length, -open].into(),
            price: length % 5,
            fixed: [vec![], vec![1], vec![], vec![0, 2]][open as usize % 4].clone(),
            access: if rule == 5 { vec![65_536; 3] } else { vec![50_000, 65_536, 20_000] },
            required: required(site, rule),
        }),
        _ => Demand::Required,
    }
}

/// Returns required visits for some sites: none, one, or two of which one visit may serve both.
fn required(site: usize, rule: u8) -> Vec<RequiredVisit> {
    let span = |from, until, only: &[u32]| RequiredVisit { from, until, only: only.to_vec() };
    match (rule, site % 5) {
        (6, 1) => vec![span(0, 1, &[0])],
        (6, 2) => vec![span(0, 1, &[]), span(1, 2, &[1])],
        (6, 3) => vec![span(0, 0, &[0]), span(1, 1, &[])],
        _ => Vec::new(),
    }
}

pub(crate) fn orders(solution: &SearchSolution<'_>) -> Vec<Vec<usize>> {
    let route = |route: &crate::routing::state::route::Route| {
        route.visits().iter().map(|stop| stop.client as usize).collect()
    };
    solution.routes.iter().map(route).collect()
}

/// Returns the total travel, or `None` where some route breaks a rule.
pub(crate) fn travel(problem: &Problem, orders: &[Vec<usize>]) -> Option<i64> {
    orders.iter().enumerate().map(|(shift, clients)| Some(timetable(problem, shift, clients)?.travel)).sum()
}

/// Asserts that everything the solution writes down about its routes agrees with them.
pub(crate) fn assert_books(solution: &SearchSolution<'_>, problem: &Problem) {
    assert_eq!(solution.totals, totals(solution, problem));
    assert_positions(solution);
    assert_sets(solution);
    assert_stored(solution);
}

/// Returns the days of each client's visits, sorted, as the routes have them.
fn days(solution: &SearchSolution<'_>, problem: &Problem) -> Vec<Vec<u32>> {
    let mut days = vec![Vec::new(); problem.clients.len()];
    for (shift, clients) in orders(solution).into_iter().enumerate() {
        for client in clients {
            days[client].push(problem.shifts[shift].day);
        }
    }
    for days in &mut days {
        days.sort_unstable();
    }
    days
}

/// Returns the sums worked out anew; asserts that the routes keep every rule and the clients are visited as
/// they ask.
fn totals(solution: &SearchSolution<'_>, problem: &Problem) -> SolutionTotals {
    let orders = orders(solution);
    let Some(travel) = travel(problem, &orders) else { panic!("a route of {orders:?} breaks a rule") };
    let mut totals = SolutionTotals { travel, ..SolutionTotals::default() };
    for ((client, days), penalty) in
        problem.clients.iter().zip(days(solution, problem)).zip(&solution.penalties)
    {
        assert!(days.is_empty() || admits(&client.demand, &days), "{:?} on {days:?}", client.demand);
        totals.value += worth(&client.demand, &days);
        totals.visits += days.len();
        if days.is_empty() && is_required(&client.demand) {
            totals.unserved += 1;
            totals.penalty += penalty;
        }
    }
    totals
}

fn assert_positions(solution: &SearchSolution<'_>) {
    let visits = orders(solution).concat();
    for client in 0..solution.data.clients.len() {
        let positions = solution.positions(client as u32);
        assert_eq!(positions.len(), visits.iter().filter(|visit| **visit == client).count());
        for place in positions {
            let stop = solution.routes[place.route as usize].stops[place.position as usize];
            assert_eq!(stop.client as usize, client);
        }
    }
}

/// Asserts that each set names those it should, each once, in whatever order.
fn assert_sets(solution: &SearchSolution<'_>) {
    let is_used = |route: u32| !solution.routes[route as usize].is_empty();
    let routes = 0..solution.routes.len() as u32;
    assert_eq!(
        sorted(solution.used.items()),
        routes.clone().filter(|route| is_used(*route)).collect::<Vec<_>>()
    );
    for kind in 0..solution.free.len() {
        let is_free =
            |route: &u32| !is_used(*route) && solution.data.shifts[*route as usize].kind as usize == kind;
        assert_eq!(sorted(solution.free.items(kind)), routes.clone().filter(is_free).collect::<Vec<_>>());
    }
    let clients = 0..solution.data.clients.len() as u32;
    let unassigned: Vec<u32> = clients.filter(|client| solution.positions(*client).is_empty()).collect();
    assert_eq!(sorted(solution.unassigned.items()), unassigned);
}

fn sorted(items: &[u32]) -> Vec<u32> {
    let mut items = items.to_vec();
    items.sort_unstable();
    items
}

/// Asserts that each route stores what it would if it were filled from scratch. An empty route stores no
/// times worth comparing: nothing reads them before it is filled.
fn assert_stored(solution: &SearchSolution<'_>) {
    for (route, shift) in solution.routes.iter().zip(&solution.data.shifts) {
        let clients: Vec<u32> = route.visits().iter().map(|stop| stop.client).collect();
        let mut anew = Route::empty(solution.data, shift);
        anew.refill(solution.data, shift, &clients);
        let sums = |route: &Route| (route.travel, route.load, route.service);
        let legs = |stop: &RouteStop| (stop.client, stop.site, stop.travel, stop.service);
        let times = |stop: &RouteStop| (stop.leave, stop.latest);
        assert_eq!(sums(route), sums(&anew));
        assert!(route.stops.iter().map(legs).eq(anew.stops.iter().map(legs)), "{route:?} is {anew:?}");
        if !route.is_empty() {
            assert!(route.stops.iter().map(times).eq(anew.stops.iter().map(times)), "{route:?} is {anew:?}");
            assert_eq!(route.room, anew.room);
        }
    }
}

/// Returns the twin of a problem.
pub(crate) fn data(problem: &Problem) -> ProblemData<'_> {
    let Some(data) = ProblemData::new(problem, &Tuning::default(), &StopCheck::always()) else {
        panic!("nobody asked to stop")
    };
    data
}

/// Returns a solution filled greedily, in which leaving out a required client costs something random.
pub(crate) fn filled<'a>(data: &'a ProblemData<'a>, seed: u64) -> SearchSolution<'a> {
    let mut solution = SearchSolution::new(data);
    let stream = &mut Stream::new(seed, 0, 0);
    for client in 0..data.clients.len() as u32 {
        if data.clients[client as usize].required {
            solution.set_penalty(client, stream.below(200) as i64);
        }
    }
    GreedyInsertion::new(data).fill(&mut solution, Share::WHOLE, stream, &StopCheck::always());
    solution
}
