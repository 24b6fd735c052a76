//! Thousands of clients with travel worked out on demand: no table of all pairs is ever made.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use rounds::progress::{Progress, unobserved};
use rounds::routing::{
    Budget, Client, Demand, Problem, SearchConfig, Shift, Solution, Travel, TravelSource, Window, solve,
};

use super::checker;

/// Points on a street grid, in cells for a quick look at what is near.
#[derive(Debug)]
struct Grid {
    points: Vec<(i64, i64)>,
    cells: BTreeMap<(i64, i64), Vec<usize>>,
    /// Look-ups of travel so far.
    looked_up: AtomicUsize,
}

const CELL: i64 = 60;

impl Grid {
    fn new(points: Vec<(i64, i64)>) -> Self {
        let mut cells: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
        for (site, &(x, y)) in points.iter().enumerate() {
            cells.entry((x / CELL, y / CELL)).or_default().push(site);
        }
        Self { points, cells, looked_up: AtomicUsize::new(0) }
    }
}

impl TravelSource for Grid {
    fn sites(&self) -> usize {
        self.points.len()
    }

    fn travel(&self, from: usize, to: usize) -> u32 {
        self.looked_up.fetch_add(1, Ordering::Relaxed);
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

/// Clients with prizes and five shifts for each home, with travel worked out on demand.
pub(crate) fn problem(clients: usize, homes: usize, width: usize) -> Problem {
    large(clients, homes, width).0
}

/// Clients with prizes on a golden-ratio lattice in a square of this width, and homes with five days each.
fn large(clients: usize, homes: usize, width: usize) -> (Problem, Arc<Grid>) {
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
    let grid = Arc::new(Grid::new(points));
    let problem = Problem {
        days: 5,
        travel: Travel::OnDemand(grid.clone()),
        shifts: (0..5 * homes).map(shift).collect(),
        clients: (0..clients).map(client).collect(),
        travel_weight: 1,
    };
    (problem, grid)
}

#[test]
fn ten_thousand_clients_over_a_thousand_shifts() {
    let problem = problem(10_000, 200, 1500);
    let solve = |iterations| {
        let config = SearchConfig { budget: Budget::Iterations(iterations), ..SearchConfig::default() };
        solve(&problem, &config, &unobserved).unwrap()
    };
    let (start, solution) = (solve(0), solve(4_000));
    assert!(solution.objective > start.objective);
    assert!(solution.routes.len() > 900, "only {} shifts are used", solution.routes.len());
    checker::check(&problem, &solution);
}

/// What an observer sees of a search that it stops at one of its questions.
struct Stopped {
    /// Questions from the one it breaks at on.
    questions: usize,
    /// Most look-ups of travel between two questions before it, and all after it.
    between: usize,
    after: usize,
    solution: Solution,
}

/// The phases of a search.
const FIRST: &str = "construction";
const SECOND: &str = "search";

/// A phase, and a question in it, counted from 0.
type Moment = (&'static str, usize);

/// The observer breaks at this moment.
fn stopped(
    (problem, grid): &(Problem, Arc<Grid>),
    start: &[Vec<usize>],
    (phase, question): Moment,
) -> Stopped {
    grid.looked_up.store(0, Ordering::Relaxed);
    let [asked, after, last, between] = [0; 4].map(AtomicUsize::new);
    let broken = OnceLock::new();
    let observer = |progress: &Progress| {
        let now = grid.looked_up.load(Ordering::Relaxed);
        if broken.get().is_none() {
            between.fetch_max(now.saturating_sub(last.fetch_max(now, Ordering::Relaxed)), Ordering::Relaxed);
        }
        if progress.phase == phase && asked.fetch_add(1, Ordering::Relaxed) == question {
            broken.get_or_init(|| now);
        }
        if broken.get().is_none() {
            return ControlFlow::Continue(());
        }
        after.fetch_add(1, Ordering::Relaxed);
        ControlFlow::Break(())
    };
    let config = SearchConfig {
        budget: Budget::Iterations(100_000),
        start: start.to_vec(),
        ..SearchConfig::default()
    };
    let solution = solve(problem, &config, &observer).unwrap();
    let looked_up = broken.get().map(|broken| grid.looked_up.load(Ordering::Relaxed) - broken);
    Stopped {
        questions: after.load(Ordering::Relaxed),
        between: between.load(Ordering::Relaxed),
        after: looked_up.expect("it was asked so often"),
        solution,
    }
}

/// Look-ups of travel that nobody waits long for: a few milliseconds of work. Preparing ten thousand clients takes many
/// times that.
const FEW: usize = 400_000;

/// Stops the search at several moments.
fn stop_at(large: &(Problem, Arc<Grid>), start: &[Vec<usize>], moments: &[Moment]) {
    for &moment in moments {
        let it = stopped(large, start, moment);
        println!(
            "stopped at {moment:?}: {} look-ups at most between two, {} after it, {} iterations",
            it.between, it.after, it.solution.iterations
        );
        assert!(it.solution.cut_short);
        assert!(it.questions <= 2 * SearchConfig::default().chains, "asked {} times after it", it.questions);
        assert!(it.between <= FEW, "{} look-ups between two questions", it.between);
        assert!(it.after <= FEW, "{} look-ups after the answer", it.after);
        checker::check(&large.0, &it.solution);
    }
}

#[test]
fn whoever_cancels_is_heard_in_every_phase() {
    stop_at(
        &large(10_000, 200, 1500),
        &[],
        &[(FIRST, 0), (FIRST, 20), (FIRST, 1_500), (SECOND, 0), (SECOND, 200)],
    );
}

#[test]
fn whoever_cancels_is_heard_where_every_shift_is_of_its_own_kind() {
    let mut large = large(10_000, 1000, 1500);
    let shifts = &mut large.0.shifts;
    *shifts = (0..1000).map(|index| Shift { start: index, end: index, ..shifts[index].clone() }).collect();
    stop_at(&large, &[], &[(FIRST, 20), (FIRST, 1_000), (SECOND, 100)]);
}

#[test]
fn whoever_cancels_is_heard_where_required_clients_do_not_fit() {
    let monday_or_friday = Demand::Periodic { patterns: vec![vec![0, 2], vec![1, 4]] };
    for demand in [Demand::Required, monday_or_friday] {
        let mut large = large(2000, 30, 650);
        large.0.clients.iter_mut().for_each(|client| client.demand = demand.clone());
        stop_at(&large, &[], &[(FIRST, 100), (SECOND, 150)]);
        let start = stopped(&large, &[], (SECOND, 0)).solution.to_start(150);
        stop_at(&large, &start, &[(FIRST, 50), (SECOND, 150)]);
    }
}
