//! Random problems for tests of the search's parts, and the truth about a draft by recomputation.

use proptest::prelude::*;

use super::demand::{admits, worth};
use super::draft::Draft;
use super::go_on::always;
use super::instance::Instance;
use super::problem::{Break, Client, Demand, Problem, Shift, Travel, Window};
use super::random::Stream;
use super::recreate::Recreate;
use super::timetable::timetable;

const SITES: usize = 14;

/// Places, windows, rules, and the seed of a draft.
type Numbers = (Vec<(u32, u32)>, Vec<(i64, i64)>, Vec<u8>, u64);

/// Numbers that make a random problem: fourteen sites (two of them ends of shifts), two days, two shifts a day of
/// each of two kinds.
pub(super) fn numbers() -> impl Strategy<Value = Numbers> {
    (
        prop::collection::vec((0..20_u32, 0..20_u32), SITES),
        prop::collection::vec((0..80_i64, 10..90_i64), SITES),
        prop::collection::vec(0..12_u8, SITES),
        any::<u64>(),
    )
}

pub(super) fn problem(points: &[(u32, u32)], windows: &[(i64, i64)], rules: &[u8]) -> Problem {
    let street = |a: (u32, u32), b: (u32, u32)| a.0.abs_diff(b.0) + a.1.abs_diff(b.1);
    let detour =
        |a: usize, b: usize| if rules[0] == 1 { u32::try_from((3 * a + b) % 3).unwrap_or(0) } else { 0 };
    let table = (0..SITES).flat_map(|a| (0..SITES).map(move |b| (a, b)));
    let table = table.map(|(a, b)| street(points[a], points[b]) + detour(a, b)).collect();
    let shift = |index: usize| {
        let limited = rules[index % 2];
        Shift {
            day: u32::try_from(index / 4).unwrap_or(0),
            start: index % 2,
            end: if limited == 3 { 0 } else { index % 2 },
            window: Window { open: 0, close: 160 },
            pause: (limited > 6).then_some(Break { window: Window { open: 50, close: 100 }, duration: 9 }),
            max_duration: (limited % 4 == 1).then_some(120),
            max_travel: (limited % 5 == 2).then_some(70),
            max_stops: (limited % 3 == 1).then_some(5),
            capacity: (limited % 2 == 1).then_some(7),
        }
    };
    let client = |index: usize| {
        let (open, length) = windows[index];
        let late = Window { open: open + length + 5, close: open + length + 25 };
        let day = vec![Window { open, close: open + length }, late];
        let demand = match rules[index] {
            0..4 => Demand::Optional { prize: 500 },
            4..6 => Demand::Periodic { patterns: vec![vec![0, 1]] },
            _ => Demand::Required,
        };
        Client {
            site: index,
            service: i64::from(rules[index] % 5),
            load: i64::from(rules[index] % 3),
            windows: vec![day; 2],
            shifts: (rules[index] == 11).then(|| vec![0, 1, 2, 5, 6]),
            demand,
        }
    };
    Problem {
        days: 2,
        travel: Travel::Matrix { sites: SITES, table },
        shifts: (0..8).map(shift).collect(),
        clients: (2..SITES).map(client).collect(),
        travel_weight: 1,
    }
}

pub(super) fn orders(draft: &Draft<'_>) -> Vec<Vec<usize>> {
    let route =
        |route: &super::route::Route| route.visits().iter().map(|stop| stop.client as usize).collect();
    draft.routes.iter().map(route).collect()
}

/// Total travel, or `None` where some route breaks a rule.
pub(super) fn travel(problem: &Problem, orders: &[Vec<usize>]) -> Option<i64> {
    orders.iter().enumerate().map(|(shift, clients)| Some(timetable(problem, shift, clients)?.travel)).sum()
}

/// Whether the draft's books agree with its routes.
pub(super) fn assert_books(draft: &Draft<'_>, problem: &Problem) {
    assert_eq!(Some(draft.totals.travel), travel(problem, &orders(draft)));
    let mut value = 0;
    for client in 0..u32::try_from(problem.clients.len()).unwrap_or(0) {
        let visits = orders(draft).iter().flatten().filter(|visit| **visit == client as usize).count();
        assert_eq!(draft.places(client).len(), visits);
        for place in draft.places(client) {
            assert_eq!(draft.routes[place.route as usize].stops[place.position as usize].client, client);
        }
        let mut days: Vec<u32> = draft
            .places(client)
            .iter()
            .map(|place| draft.instance.duties[place.route as usize].day)
            .collect();
        days.sort_unstable();
        assert!(days.is_empty() || admits(draft.instance.demand(client), &days), "{client} on {days:?}");
        value += worth(draft.instance.demand(client), &days);
    }
    assert_eq!(draft.totals.value, value);
}

pub(super) fn drafted<'a>(instance: &'a Instance<'a>, seed: u64) -> Draft<'a> {
    let mut draft = Draft::new(instance);
    Recreate::new(instance).fill(&mut draft, 1.0, &mut Stream::new(seed, 0, 0), &always);
    draft
}
