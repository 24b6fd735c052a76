//! The search for all liaisons: a first plan for everybody, then better ones for all alike.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::error::{Error, ErrorKind};
use crate::progress::{Observer, Progress};
use crate::routing;
use crate::routing::model::problem::Problem;
use crate::routing::model::solution::Solution;
use crate::routing::model::tuning::Tuning;
use crate::routing::search::solve::SearchConfig;
use crate::routing::support::budget::Budget;
use crate::schedule::completion;
use crate::schedule::config::ScheduleConfig;
use crate::schedule::explain::dispositions::{self, Absences};
use crate::schedule::fixed_visits::{self, Start};
use crate::schedule::liaison_problem::LiaisonProblem;

/// What was found for one liaison, and what became of the practices left out.
#[derive(Default)]
pub(crate) struct LiaisonAnswer {
    pub(crate) solution: Solution,
    pub(crate) absences: Absences,
}

/// The part of the effort that all liaisons get before any of them gets the rest: one part of so many.
const FIRST_PART: u64 = 8;

/// Solves the problems in parallel; the answers come in their order.
///
/// Everybody gets a greedy plan before anybody gets a search. Whoever stops it from then on has a whole plan.
///
/// # Errors
/// [`ErrorKind::Cancelled`] where the observer asks to stop before there is a plan for everybody.
pub(crate) fn solve(
    problems: &mut [LiaisonProblem],
    config: &ScheduleConfig,
    observer: Observer,
) -> Result<Vec<LiaisonAnswer>, Error> {
    let place = |problem: &mut LiaisonProblem| fixed_visits::places(problem, seed(0, problem, config));
    let starts: Vec<Start> = problems.par_iter_mut().map(place).collect::<Result<_, Error>>()?;
    let search = Search { config, observer, counter: Counter::new("search", total(problems, config)) };
    let first = search.pass(0, problems, &starts, |_| 0)?;
    if first.iter().any(|solution| solution.cut_short) {
        return Err(Error::new(ErrorKind::Cancelled, "stopped before there was a plan for everybody"));
    }
    let early = |problem: &LiaisonProblem| iterations(problem, config) / FIRST_PART;
    let better = search.improve(1, problems, first, early)?;
    let best = search.improve(2, problems, better, |problem| iterations(problem, config) - early(problem))?;
    Ok(explain(problems, best, observer))
}

/// Passes over all liaisons: a first plan, a part of the effort, and the rest.
const PASSES: u64 = 3;

/// Fewest practices that the effort is reckoned for: tiny problems have few practices, and yet many orders.
const FEWEST: u64 = 20;

/// Practices of a book up to which a search gets all of its effort.
const USUAL_BOOK: f64 = 1_200.0;

/// What is left of the effort for each tenfold of practices beyond: large books are to be planned in minutes.
const LEFT_OF_TENFOLD: f64 = 0.6;

/// Counts the iterations that the search for one liaison may use.
pub(crate) fn iterations(problem: &LiaisonProblem, config: &ScheduleConfig) -> u64 {
    share(config.effort, problem.routing.clients.len(), problem.basis.book.practices().len())
}

/// Returns what a liaison with so many practices gets of an effort, in a book of so many.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, and the product is positive"
)]
pub(crate) fn share(effort: u64, practices: usize, of: usize) -> u64 {
    let left = libm::pow((of as f64 / USUAL_BOOK).max(1.0), libm::log10(LEFT_OF_TENFOLD));
    let full = effort.saturating_mul(FEWEST.max(practices as u64));
    if left < 1.0 { (full as f64 * left) as u64 } else { full }
}

/// Says how one liaison's plan is searched for. One chain does: threads have other liaisons to search for.
fn settings(pass: u64, problem: &LiaisonProblem, config: &ScheduleConfig) -> SearchConfig<'static> {
    SearchConfig { seed: seed(pass, problem, config), chains: 1, tuning: tuning(), ..SearchConfig::default() }
}

/// Returns the seed of a pass for a liaison.
fn seed(pass: u64, problem: &LiaisonProblem, config: &ScheduleConfig) -> u64 {
    let number = PASSES * problem.liaison.get() as u64 + pass;
    config.seed.wrapping_add(number.wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// Returns what tunes the search for a plan of weeks, where it differs from the search for one day (record 0054).
fn tuning() -> Tuning {
    Tuning {
        ejection_every: 10,
        open_every_unassigned: 4,
        string_mean: 15.0,
        string_longest: 15,
        near_tried: 10,
        insertion_all_up_to: 300,
        hot_by_travel: 1.0,
        hot_by_worth: 0.3,
        ..Tuning::default()
    }
}

pub(crate) fn total(problems: &[LiaisonProblem], config: &ScheduleConfig) -> u64 {
    problems.iter().fold(0, |sum, problem| sum.saturating_add(iterations(problem, config)))
}

/// Counts the work of all threads.
pub(crate) struct Counter {
    phase: &'static str,
    done: AtomicU64,
    total: u64,
}

impl Counter {
    pub(crate) fn new(phase: &'static str, total: u64) -> Self {
        Self { phase, done: AtomicU64::new(0), total }
    }

    /// Adds work, and tells the observer.
    fn add(&self, work: u64, observer: Observer) -> ControlFlow<()> {
        let done = self.done.fetch_add(work, Ordering::Relaxed) + work;
        observer(&Progress::new(self.phase, done, self.total))
    }
}

/// A search for several liaisons, which counts what it does for all of them.
pub(crate) struct Search<'a> {
    pub(crate) config: &'a ScheduleConfig,
    pub(crate) observer: Observer<'a>,
    pub(crate) counter: Counter,
}

impl Search<'_> {
    /// Searches on from what there is, and keeps whichever is better.
    fn improve(
        &self,
        pass: u64,
        problems: &[LiaisonProblem],
        so_far: Vec<Solution>,
        iterations: impl Fn(&LiaisonProblem) -> u64 + Sync,
    ) -> Result<Vec<Solution>, Error> {
        let start =
            |(problem, from): (&LiaisonProblem, &Solution)| from.to_start(problem.routing.shifts.len());
        let starts: Vec<Start> = problems.iter().zip(&so_far).map(start).collect();
        let found = self.pass(pass, problems, &starts, iterations)?;
        Ok(so_far.into_iter().zip(found).map(|(old, new)| better(old, new)).collect())
    }

    /// Searches for every liaison from the routes given.
    fn pass(
        &self,
        pass: u64,
        problems: &[LiaisonProblem],
        starts: &[Start],
        iterations: impl Fn(&LiaisonProblem) -> u64 + Sync,
    ) -> Result<Vec<Solution>, Error> {
        let one =
            |(problem, start): (&LiaisonProblem, &Start)| self.run(pass, problem, start, iterations(problem));
        problems.par_iter().zip(starts).map(one).collect()
    }

    fn run(
        &self,
        pass: u64,
        problem: &LiaisonProblem,
        start: &Start,
        iterations: u64,
    ) -> Result<Solution, Error> {
        self.run_on(&problem.routing, pass, problem, start, iterations)
    }

    /// Searches for one liaison with other rules than those of their problem.
    pub(crate) fn run_on(
        &self,
        routing: &Problem,
        pass: u64,
        problem: &LiaisonProblem,
        start: &Start,
        iterations: u64,
    ) -> Result<Solution, Error> {
        if self.counter.add(0, self.observer) == ControlFlow::Break(()) {
            return Ok(Solution::unplanned(routing));
        }
        let seen = AtomicU64::new(0);
        let watch = |progress: &Progress| {
            let before = seen.fetch_max(progress.done, Ordering::Relaxed);
            self.counter.add(progress.done.saturating_sub(before), self.observer)
        };
        let config = SearchConfig {
            budget: Budget::Iterations(iterations),
            start: start.clone(),
            ..settings(pass, problem, self.config)
        };
        routing::solve(routing, &config, &watch)
    }
}

/// Returns the better of two solutions, with the iterations of both; it is cut short where the later one is.
pub(crate) fn better(old: Solution, new: Solution) -> Solution {
    let (iterations, cut_short) = (old.iterations + new.iterations, new.cut_short);
    let grade = |it: &Solution| (std::cmp::Reverse(it.unserved.len()), it.objective);
    let best = if grade(&new) >= grade(&old) { new } else { old };
    Solution { iterations, cut_short, ..best }
}

/// Says of every liaison's plan what became of the practices left out. It goes on to its end: a plan without it is no plan.
fn explain(problems: &[LiaisonProblem], solutions: Vec<Solution>, observer: Observer) -> Vec<LiaisonAnswer> {
    let counter = Counter::new("explain", problems.len() as u64);
    let one = |(problem, solution): (&LiaisonProblem, Solution)| {
        let solution = completion::completed(problem, solution);
        let absences = dispositions::absences(problem, &solution);
        // Whether it asks to stop makes no difference any more.
        let _ = counter.add(1, observer);
        LiaisonAnswer { solution, absences }
    };
    problems.par_iter().zip(solutions).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn large_books_get_less_for_each_practice_and_tiny_ones_more() {
        assert_eq!([1, 20, 100].map(|practices| share(150, practices, 1_200)), [3_000, 3_000, 15_000]);
        assert_eq!([12_000, 120_000].map(|of| share(1_000, 100, of)), [60_000, 36_000]);
        assert_eq!(share(u64::MAX, 100, 100), u64::MAX);
    }
}
