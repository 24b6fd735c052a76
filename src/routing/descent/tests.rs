//! Every operator against recomputation on random problems: what it says an exchange saves, and whether it fits.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use super::super::draft::Draft;
use super::super::instance::Instance;
use super::super::problem::{Break, Client, Demand, Problem, Shift, Travel, Window};
use super::super::random::Stream;
use super::super::recreate::Recreate;
use super::super::timetable::timetable;
use super::{Descent, Exchange, OPERATORS};

const SITES: usize = 14;

/// Places, windows, rules, and the seed of a draft.
type Numbers = (Vec<(u32, u32)>, Vec<(i64, i64)>, Vec<u8>, u64);

/// Numbers that make a random problem: fourteen sites (two of them ends of shifts), two days, two shifts a day of
/// each of two kinds.
fn numbers() -> impl Strategy<Value = Numbers> {
    (
        prop::collection::vec((0..20_u32, 0..20_u32), SITES),
        prop::collection::vec((0..80_i64, 10..90_i64), SITES),
        prop::collection::vec(0..12_u8, SITES),
        any::<u64>(),
    )
}

fn problem(points: &[(u32, u32)], windows: &[(i64, i64)], rules: &[u8]) -> Problem {
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

fn orders(draft: &Draft<'_>) -> Vec<Vec<usize>> {
    let route =
        |route: &super::super::route::Route| route.visits().iter().map(|stop| stop.client as usize).collect();
    draft.routes.iter().map(route).collect()
}

/// Total travel, or `None` where some route breaks a rule.
fn travel(problem: &Problem, orders: &[Vec<usize>]) -> Option<i64> {
    orders.iter().enumerate().map(|(shift, clients)| Some(timetable(problem, shift, clients)?.travel)).sum()
}

/// Whether the draft's books agree with its routes.
fn assert_books(draft: &Draft<'_>, problem: &Problem) {
    assert_eq!(Some(draft.totals.travel), travel(problem, &orders(draft)));
    for client in 0..u32::try_from(problem.clients.len()).unwrap_or(0) {
        let visits = orders(draft).iter().flatten().filter(|visit| **visit == client as usize).count();
        assert_eq!(draft.places(client).len(), visits);
        for place in draft.places(client) {
            assert_eq!(draft.routes[place.route as usize].stops[place.position as usize].client, client);
        }
    }
}

/// Applies an exchange, compares with recomputation, and takes it back.
fn assert_exact(draft: &mut Draft<'_>, problem: &Problem, exchange: Exchange, name: &str) {
    let (before, places) = (draft.totals.travel, orders(draft));
    let (gain, fits) = (exchange.gain(draft), exchange.fits(draft));
    draft.mark();
    exchange.apply(draft);
    let after = orders(draft);
    assert_eq!(fits, travel(problem, &after).is_some(), "{name}: {places:?} -> {after:?}");
    if fits {
        assert_eq!(travel(problem, &after), Some(before - gain), "{name}: {places:?} -> {after:?}");
        assert_books(draft, problem);
    }
    draft.rollback();
    assert_eq!(orders(draft), places);
    assert_books(draft, problem);
}

fn drafted<'a>(instance: &'a Instance<'a>, seed: u64) -> Draft<'a> {
    let mut draft = Draft::new(instance);
    Recreate::new(instance).fill(&mut draft, 1.0, &mut Stream::new(seed, 0, 0));
    draft
}

/// Asserts for each operator that its exchanges are exact; returns how many were seen and how many fitted, by operator.
fn assert_operators(problem: &Problem, seed: u64) -> Vec<(usize, usize)> {
    let instance = Instance::new(problem);
    let mut draft = drafted(&instance, seed);
    let places: Vec<_> = (0..u32::try_from(problem.clients.len()).unwrap_or(0))
        .flat_map(|client| draft.places(client).to_vec())
        .collect();
    let mut counts = vec![(0, 0); OPERATORS.len()];
    for (&(name, propose), count) in OPERATORS.iter().zip(&mut counts) {
        let mut exchanges = Vec::new();
        for &from in &places {
            for &to in places.iter().filter(|to| **to != from) {
                let day = |route: u32| instance.duties[route as usize].day;
                if day(from.route) == day(to.route) {
                    propose(&draft, from, to, &mut |exchange| exchanges.push(exchange));
                }
            }
        }
        for exchange in exchanges {
            count.0 += 1;
            count.1 += usize::from(exchange.fits(&draft));
            assert_exact(&mut draft, problem, exchange, name);
        }
    }
    counts
}

#[test]
fn every_operator_agrees_with_recomputation() {
    let mut seen = vec![(0, 0); OPERATORS.len()];
    let mut runner = TestRunner::new(Config { cases: 200, failure_persistence: None, ..Config::default() });
    for _ in 0..200 {
        let Ok(tree) = numbers().new_tree(&mut runner) else { continue };
        let (points, windows, rules, random) = tree.current();
        for (sum, count) in seen.iter_mut().zip(assert_operators(&problem(&points, &windows, &rules), random))
        {
            *sum = (sum.0 + count.0, sum.1 + count.1);
        }
    }
    let enough = |&(proposed, fitting): &(usize, usize)| fitting > 100 && proposed > fitting;
    assert!(seen.iter().all(enough), "too few exchanges to tell anything: {seen:?}");
}

proptest! {
    #[test]
    fn descents_only_save_travel_and_end_where_no_exchange_does((points, windows, rules, seed) in numbers()) {
        let problem = problem(&points, &windows, &rules);
        let instance = Instance::new(&problem);
        let mut draft = drafted(&instance, seed);
        let (before, value) = (draft.totals.travel, draft.totals.value);
        let mut descent = Descent::new(problem.clients.len());
        let mut last = i64::MAX;
        while draft.totals.travel < last {
            last = draft.totals.travel;
            descent.run(&mut draft);
        }
        assert_books(&draft, &problem);
        prop_assert!(draft.totals.travel <= before);
        prop_assert_eq!(draft.totals.value, value);
        for client in 0..u32::try_from(problem.clients.len()).unwrap_or(0) {
            prop_assert_eq!(descent.first_gain(&draft, client), None);
        }
    }
}
