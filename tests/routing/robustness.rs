//! The same result for any number of threads, and no panic whatever the caller hands in.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};

use rounds::ErrorKind;
use rounds::progress::{Progress, unobserved};
use rounds::routing::{Budget, Demand, Problem, SearchConfig, Solution, Travel, solve, timetable};

use super::{checker, large, problems};

fn config(seed: u64) -> SearchConfig<'static> {
    SearchConfig { seed, budget: Budget::Iterations(600), chains: 3, ..SearchConfig::default() }
}

fn with_threads(threads: usize, problem: &Problem, config: &SearchConfig<'_>) -> Solution {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| solve(problem, config, &unobserved)).unwrap()
}

#[test]
fn the_number_of_threads_changes_nothing() {
    for seed in 0..25 {
        let problem = problems::tiny(seed);
        let alone = with_threads(1, &problem, &config(seed));
        assert_eq!(alone, with_threads(2, &problem, &config(seed)), "seed {seed}");
        assert_eq!(alone, with_threads(1, &problem, &config(seed)), "seed {seed}, again");
    }
}

#[test]
fn the_number_of_threads_changes_nothing_where_walkers_meet_and_recombine() {
    let mut problem = large::problem(300, 3, 260);
    problem.clients.iter_mut().step_by(6).for_each(|client| client.demand = Demand::Required);
    let config = SearchConfig { chains: 4, budget: Budget::Iterations(8_000), ..config(1) };
    let alone = with_threads(1, &problem, &config);
    checker::check(&problem, &alone);
    assert_eq!(alone.routes.len(), 15);
    let recombined = alone.steps.iter().find(|step| step.name == "recombination").unwrap();
    assert!(recombined.kept > 0, "of {} recombinations none was kept", recombined.tried);
    for threads in [2, 4] {
        assert_eq!(alone, with_threads(threads, &problem, &config), "{threads} threads");
    }
}

#[test]
fn a_warm_start_may_be_broken() {
    for seed in 0..100 {
        let problem = problems::tiny(seed);
        let all: Vec<usize> = (0..problem.clients.len()).chain([0, 99, usize::MAX]).collect();
        let start = vec![all; problem.shifts.len() + 2];
        let solution = solve(&problem, &SearchConfig { start, ..config(seed) }, &unobserved).unwrap();
        checker::check(&problem, &solution);
    }
}

#[test]
fn a_warm_start_is_never_left_worse() {
    for seed in 0..50 {
        let problem = problems::tiny(seed);
        let first = solve(&problem, &config(seed), &unobserved).unwrap();
        let mut start = vec![Vec::new(); problem.shifts.len()];
        for route in &first.routes {
            start[route.shift] = route.visits.iter().map(|visit| visit.client).collect();
        }
        let budget = Budget::Iterations(1);
        let second =
            solve(&problem, &SearchConfig { start, budget, ..config(seed + 1) }, &unobserved).unwrap();
        assert!(second.unserved.len() <= first.unserved.len(), "seed {seed}");
        assert!(
            second.unserved.len() < first.unserved.len() || second.objective >= first.objective,
            "seed {seed}: {} after {}",
            second.objective,
            first.objective
        );
    }
}

#[test]
fn an_observer_can_stop_at_any_time() {
    for calls in [0, 1, 5] {
        let problem = problems::tiny(calls);
        let left = AtomicU64::new(calls);
        let observer = |_: &Progress| {
            let left = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
            if left.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let solution = solve(&problem, &config(calls), &observer).unwrap();
        assert!(solution.cut_short && solution.iterations < 600);
        checker::check(&problem, &solution);
    }
}

#[test]
fn a_clock_that_stands_at_its_end_still_gives_a_solution() {
    for reading in [1.0, f64::INFINITY, f64::NAN.max(2.0)] {
        let clock = move || reading;
        let problem = problems::tiny(7);
        let config = SearchConfig { budget: Budget::Clock(&clock), ..config(0) };
        checker::check(&problem, &solve(&problem, &config, &unobserved).unwrap());
    }
}

#[test]
fn absurd_problems_give_an_error_or_a_solution() {
    let (mut refused, mut solved) = (0, 0);
    for seed in 0..1500 {
        let problem = problems::careless(seed);
        let config = SearchConfig { seed, budget: Budget::Iterations(100), ..SearchConfig::default() };
        match solve(&problem, &config, &unobserved) {
            Ok(solution) => {
                checker::check(&problem, &solution);
                solved += 1;
            }
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Problem, "{error}");
                refused += 1;
            }
        }
        for shift in [0, 1, usize::MAX] {
            for clients in [&[][..], &[0], &[1, 0], &[2, 2], &[usize::MAX]] {
                let _ = timetable(&problem, shift, clients);
            }
        }
    }
    assert!(refused > 300 && solved > 300, "{refused} refused and {solved} solved: too few to tell");
}

#[test]
fn a_problem_of_nothing_has_a_solution_of_nothing() {
    let travel = Travel::Matrix { sites: 0, table: Vec::new() };
    let problem = Problem { days: 0, travel, shifts: Vec::new(), clients: Vec::new(), travel_weight: 0 };
    let solution = solve(&problem, &SearchConfig::default(), &unobserved).unwrap();
    assert!(solution.routes.is_empty() && solution.unserved.is_empty());
    assert_eq!(solution.objective, 0);
}

#[test]
fn absurd_settings_are_refused() {
    for chains in [0, usize::MAX] {
        let error =
            solve(&problems::tiny(0), &SearchConfig { chains, ..config(0) }, &unobserved).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Setting);
    }
}
