//! Thousands of clients with travel worked out on demand: no table of all pairs is ever made.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use rounds::progress::{Progress, unobserved};
use rounds::routing::{
    Budget, Client, Config, Demand, Problem, Shift, Solution, Travel, TravelSource, Window, solve,
};

use super::checker;

/// Points on a street grid, in cells for a quick look at what is near.
#[derive(Debug)]
struct Grid {
    points: Vec<(i64, i64)>,
    cells: BTreeMap<(i64, i64), Vec<usize>>,
}

const CELL: i64 = 60;

impl Grid {
    fn new(points: Vec<(i64, i64)>) -> Self {
        let mut cells: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
        for (site, &(x, y)) in points.iter().enumerate() {
            cells.entry((x / CELL, y / CELL)).or_default().push(site);
        }
        Self { points, cells }
    }
}

impl TravelSource for Grid {
    fn sites(&self) -> usize {
        self.points.len()
    }

    fn travel(&self, from: usize, to: usize) -> u32 {
        let (a, b) = (self.points[from], self.points[to]);
        u32::try_from(a.0.abs_diff(b.0) + a.1.abs_diff(b.1)).unwrap()
    }

    fn nearest(&self, site: usize, count: usize) -> Vec<usize> {
        let (x, y) = self.points[site];
        let cells =
            (x / CELL - 1..=x / CELL + 1).flat_map(|x| (y / CELL - 1..=y / CELL + 1).map(move |y| (x, y)));
        let mut near: Vec<usize> =
            cells.filter_map(|cell| self.cells.get(&cell)).flatten().copied().collect();
        near.retain(|other| *other != site);
        near.sort_by_key(|&other| (self.travel(site, other), other));
        near.truncate(count);
        near
    }
}

/// Clients with prizes on a golden-ratio lattice in a square of this width, and homes with five days each.
pub(crate) fn problem(clients: usize, homes: usize, width: usize) -> Problem {
    let spread =
        |index: usize, share: usize| i64::try_from(index * share % 1_000_003 * width / 1_000_003).unwrap();
    let points = (0..homes + clients).map(|index| (spread(index, 618_034), spread(index, 414_214))).collect();
    let shift = |index: usize| Shift {
        day: u32::try_from(index % 5).unwrap(),
        start: index / 5,
        end: index / 5,
        window: Window { open: 480, close: 990 },
        pause: None,
        max_duration: None,
        max_travel: None,
        max_stops: Some(10),
        capacity: None,
    };
    let client = |index: usize| Client {
        site: homes + index,
        service: 25,
        load: 0,
        windows: vec![vec![Window { open: 510, close: 705 }, Window { open: 780, close: 970 }]; 5],
        shifts: None,
        demand: Demand::Optional { prize: 60 + i64::try_from(index % 100).unwrap() },
    };
    Problem {
        days: 5,
        travel: Travel::OnDemand(Arc::new(Grid::new(points))),
        shifts: (0..5 * homes).map(shift).collect(),
        clients: (0..clients).map(client).collect(),
        travel_weight: 1,
    }
}

#[test]
fn ten_thousand_clients_over_a_thousand_shifts() {
    let problem = problem(10_000, 200, 1500);
    let solve = |iterations| {
        let config = Config { budget: Budget::Iterations(iterations), ..Config::default() };
        solve(&problem, &config, &unobserved).unwrap()
    };
    let (start, solution) = (solve(0), solve(4_000));
    assert!(solution.objective > start.objective);
    assert!(solution.routes.len() > 900, "only {} shifts are used", solution.routes.len());
    checker::check(&problem, &solution);
}

/// Breaks at its n-th question; tells how many came after that and how long the solver then took.
fn cancelled(problem: &Problem, question: usize) -> (usize, Duration, Solution) {
    let asked = AtomicUsize::new(0);
    let broken = OnceLock::new();
    let observer = |_: &Progress| {
        if asked.fetch_add(1, Ordering::Relaxed) < question {
            return ControlFlow::Continue(());
        }
        broken.get_or_init(Instant::now);
        ControlFlow::Break(())
    };
    let config = Config { budget: Budget::Iterations(100_000), ..Config::default() };
    let solution = solve(problem, &config, &observer).unwrap();
    let late = broken.get().map_or(Duration::ZERO, Instant::elapsed);
    (asked.load(Ordering::Relaxed) - question, late, solution)
}

#[test]
fn whoever_cancels_is_heard_in_every_phase() {
    let problem = problem(10_000, 200, 1500);
    for question in [0, 1, 100, 500, 1_000, 2_000, 3_000] {
        let (after, late, solution) = cancelled(&problem, question);
        println!(
            "cancelled at question {question}: {} ms later, {} iterations",
            late.as_millis(),
            solution.iterations
        );
        assert!(solution.cut_short);
        assert!(after <= 2 * Config::default().walkers, "asked {after} times after the answer");
        checker::check(&problem, &solution);
    }
}
