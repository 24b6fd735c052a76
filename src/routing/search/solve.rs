//! The search as a whole: chains in epochs, their meeting at each epoch's end, and when to stop.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use crate::error::{Error, ErrorKind};
use crate::progress::{Observer, Progress};
use crate::random::Stream;
use crate::routing::data::problem_data::ProblemData;
use crate::routing::model::problem::{ClientIndex, Problem};
use crate::routing::model::solution::{CurvePoint, Solution, StepStatistics, planned};
use crate::routing::model::tuning::Tuning;
use crate::routing::operators::warm_start::restore;
use crate::routing::search::annealing::AnnealingChain;
use crate::routing::state::best::{Grade, Snapshot};
use crate::routing::support::budget::{Budget, THOUSANDTHS};
use crate::routing::support::cancellation::StopCheck;

/// Settings of a search.
#[derive(Debug, Clone)]
pub struct SearchConfig<'a> {
    /// Chooses the random streams.
    pub seed: u64,
    /// How much work to do.
    pub budget: Budget<'a>,
    /// Number of chains: the most threads that can help. It is part of the settings, so that the result does
    /// not depend on the number of threads.
    pub chains: usize,
    /// Routes to start from, by shift, clients in order; they need not be feasible: what is unknown, twice,
    /// or breaks a rule is passed over. Empty for none. [`Solution::to_start`] makes them of an earlier
    /// solution.
    pub start: Vec<Vec<ClientIndex>>,
    /// The numbers that tune the search.
    pub tuning: Tuning,
}

impl Default for SearchConfig<'_> {
    fn default() -> Self {
        Self {
            seed: 0,
            budget: Budget::Iterations(100_000),
            chains: 2,
            start: Vec::new(),
            tuning: Tuning::default(),
        }
    }
}

/// The first phase, as the observer is told it.
const CONSTRUCTION: &str = "construction";

/// Most chains; each keeps a copy of all routes.
const MAX_CHAINS: usize = 4096;

/// Searches for the best routes.
///
/// Method: each chain tears strings of adjacent stops out of a few routes and puts clients back greedily,
/// under simulated annealing (Christiaens & Vanden Berghe 2020, doi 10.1287/trsc.2019.0914). The unit removed
/// is a client with all its visits; it returns on the best set of days. Before, removed routes between shifts
/// of one kind may exchange their tails (Potvin & Rousseau 1995, doi 10.1057/jors.1995.204), and now and then
/// a further shift is opened, a route split in two or a shift closed. Where worth and travel both weigh,
/// travel is cheap while it is hot. A chain also descends by exchanges, and rewrites single routes when it
/// has cooled; after each epoch the chain that stands worst goes on from where the best stands, crossed with
/// its own routes.
///
/// The observer is asked whenever a chain has done about a millisecond's work, and at least every fifty
/// iterations, from the preparation of the problem on; a clock is read from the first construction on. Who
/// stops during the preparation gets a plan without routes; later, the best there is. Of a route and its
/// reverse that travels as long, the one that waits less is handed in: waiting is no part of the objective.
///
/// Preparation takes time with clients times depots of shifts (pairs of a start and an end), and with a table
/// of travel in the square of its sites.
///
/// # Errors
/// [`ErrorKind::Problem`] if the problem contradicts itself; [`ErrorKind::Setting`] without chains or with
/// more than 4096, and for a number of [`Tuning`] beyond its range.
///
/// ```
/// use rounds::progress::unobserved;
/// use rounds::routing::{Client, Demand, Problem, SearchConfig, Shift, Travel, Window, solve};
///
/// let day = Window { open: 480, close: 1020 };
/// let client = |site, prize| Client::new(site, 30, vec![vec![day]], Demand::Optional { prize });
/// let travel = Travel::Matrix { sites: 3, table: vec![0, 10, 60, 10, 0, 60, 60, 60, 0] };
/// let clients = vec![client(1, 100), client(2, 100)];
/// let shifts = vec![Shift { max_stops: Some(8), ..Shift::new(0, 0, 0, day) }];
/// let problem = Problem { days: 1, travel, shifts, clients, travel_weight: 1 };
///
/// // The second client is worth 100, but adds 110 of travel.
/// let solution = solve(&problem, &SearchConfig::default(), &unobserved)?;
/// assert_eq!(solution.routes[0].visits.len(), 1);
/// assert_eq!((solution.value, solution.travel, solution.objective), (100, 20, 80));
/// # Ok::<(), rounds::Error>(())
/// ```
pub fn solve(
    problem: &Problem,
    config: &SearchConfig<'_>,
    observer: Observer<'_>,
) -> Result<Solution, Error> {
    problem.validate()?;
    config.tuning.validate()?;
    if !(1..=MAX_CHAINS).contains(&config.chains) {
        return Err(Error::new(ErrorKind::Setting, format!("chains must be 1 to {MAX_CHAINS}")));
    }
    let progress = Progress::new(CONSTRUCTION, 0, config.budget.total());
    let heard = || observer(&progress) == ControlFlow::Continue(());
    let Some(data) = ProblemData::new(problem, &config.tuning, &StopCheck::new(&heard)) else {
        return Ok(Solution::unplanned(problem));
    };
    let mut search = SearchRun::new(&data, config, observer);
    search.run();
    Ok(search.finish())
}

struct SearchRun<'a> {
    config: &'a SearchConfig<'a>,
    observer: Observer<'a>,
    data: &'a ProblemData<'a>,
    chains: Vec<AnnealingChain<'a>>,
    stopped: AtomicBool,
    iterations: u64,
    coolings: u64,
    curve: Vec<CurvePoint>,
}

impl<'a> SearchRun<'a> {
    fn new(data: &'a ProblemData<'a>, config: &'a SearchConfig<'a>, observer: Observer<'a>) -> Self {
        let stopped = AtomicBool::new(false);
        let progress = Progress::new(CONSTRUCTION, 0, config.budget.total());
        let heard = || goes_on(&progress, observer, &stopped);
        let in_time = || config.budget.in_time() && heard();
        let start = restore(data, &config.start, &StopCheck::new(&heard));
        let chain = |index| {
            let mut stream = Stream::new(config.seed, index as u64, 0);
            AnnealingChain::new(&start, &mut stream, &StopCheck::new(&in_time))
        };
        let chains = (0..config.chains).into_par_iter().map(chain).collect();
        let mut search =
            Self { config, observer, data, chains, stopped, iterations: 0, coolings: 1, curve: Vec::new() };
        search.record();
        search
    }

    fn run(&mut self) {
        let mut epoch = 0;
        if let Budget::Iterations(total) = self.config.budget {
            self.coolings = self.coolings(total);
        }
        while !self.stopped.load(Ordering::Relaxed) && self.config.budget.used(self.iterations) < 1.0 {
            epoch += 1;
            self.epoch(epoch);
            self.cross_over(epoch);
            self.record();
            if let (Budget::Clock(clock), 1) = (self.config.budget, epoch) {
                self.coolings = self.coolings((self.iterations as f64 / clock().clamp(1e-6, 1.0)) as u64);
            }
        }
    }

    /// Returns how many times to cool down in so many iterations of all chains.
    fn coolings(&self, iterations: u64) -> u64 {
        let visits = self.chains[0].solution.totals.visits.max(1) as u64;
        let tuning = &self.data.tuning;
        let all_required = self.data.clients.iter().all(|client_data| client_data.required);
        let each = if all_required { tuning.cooling_for_all } else { tuning.cooling };
        (iterations / (self.chains.len() as u64 * each * visits)).clamp(1, tuning.coolings)
    }

    fn epoch(&mut self, epoch: u64) {
        let chains = self.chains.len() as u64;
        let done = self.iterations;
        let chunk_size = self.data.tuning.chunk;
        let iterations = match self.config.budget {
            Budget::Iterations(total) => {
                total.div_ceil(self.data.tuning.epochs * chains).min((total - done).div_ceil(chains))
            }
            Budget::Clock(_) => self.data.tuning.clock_epoch,
        };
        let (progress, coolings) = (self.progress(self.config.budget.used(self.iterations)), self.coolings);
        let (config, observer, stopped) = (self.config, self.observer, &self.stopped);
        let worked = self.chains.par_iter_mut().enumerate().map(|(index, chain)| {
            let mut stream = Stream::new(config.seed, index as u64, epoch);
            let mut left = iterations;
            let in_time = || config.budget.in_time() && goes_on(&progress, observer, stopped);
            let stop_check = StopCheck::new(&in_time);
            while left > 0 && stop_check.allows_now() {
                let chunk = left.min(chunk_size);
                let cooled = config.budget.cooled(coolings, done + chains * (iterations - left));
                left -= chain.run(chunk, cooled, &mut stream, &stop_check);
            }
            iterations - left
        });
        self.iterations += worked.sum::<u64>();
    }

    /// Lets the chain that stands worst go on from where the best stands, with some of its own routes.
    fn cross_over(&mut self, epoch: u64) {
        let order = |&index: &usize| (Grade::of(&self.chains[index].solution), std::cmp::Reverse(index));
        let best = (0..self.chains.len()).max_by_key(order);
        let worst = (0..self.chains.len()).min_by_key(order);
        if let (Some(best), Some(worst)) = (best, worst)
            && best != worst
        {
            let solution = self.chains[best].solution.clone();
            let mut stream = Stream::new(self.config.seed, self.chains.len() as u64, epoch);
            let progress = self.progress(self.config.budget.used(self.iterations));
            let in_time = || self.config.budget.in_time() && goes_on(&progress, self.observer, &self.stopped);
            self.chains[worst].cross_over(solution, &mut stream, &StopCheck::new(&in_time));
        }
    }

    /// Returns what the observer is told when so much of the budget is used.
    fn progress(&self, used: f64) -> Progress {
        let thousandths = (used * THOUSANDTHS as f64) as u64;
        let done = if let Budget::Clock(_) = self.config.budget { thousandths } else { self.iterations };
        let best = Some(self.best().grade.objective);
        Progress { best, ..Progress::new("search", done, self.config.budget.total()) }
    }

    fn best(&self) -> &Snapshot {
        let better =
            |one: &'_ AnnealingChain<'_>, other: &AnnealingChain<'_>| other.best.grade > one.best.grade;
        let first = &self.chains[0];
        &self.chains.iter().fold(first, |one, other| if better(one, other) { other } else { one }).best
    }

    fn record(&mut self) {
        let grade = self.best().grade;
        let point =
            CurvePoint { iterations: self.iterations, unserved: grade.served.0, objective: grade.objective };
        let higher = |last: &CurvePoint| (last.unserved, last.objective) != (point.unserved, point.objective);
        if self.curve.last().is_none_or(higher) {
            self.curve.push(point);
        }
    }

    fn finish(self) -> Solution {
        let best = self.best();
        let routes = planned(self.data.problem, &best.routes);
        let mut served = vec![false; self.data.clients.len()];
        best.routes.iter().flatten().for_each(|&client| served[client as usize] = true);
        let unserved =
            (0..served.len()).filter(|&client| !served[client] && self.data.clients[client].required);
        let travel = routes.iter().map(|route| route.travel).sum();
        let objective = best.grade.objective;
        Solution {
            unserved: unserved.collect(),
            objective,
            value: objective + self.data.weight * travel,
            travel,
            iterations: self.iterations,
            cut_short: self.stopped.load(Ordering::Relaxed),
            steps: steps(&self.chains),
            curve: self.curve,
            routes,
        }
    }
}

/// Tells whether nobody, here or in another thread, has asked to stop.
fn goes_on(progress: &Progress, observer: Observer<'_>, stopped: &AtomicBool) -> bool {
    let stop_check = !stopped.load(Ordering::Relaxed) && observer(progress) == ControlFlow::Continue(());
    if !stop_check {
        stopped.store(true, Ordering::Relaxed);
    }
    stop_check
}

fn steps(chains: &[AnnealingChain<'_>]) -> Vec<StepStatistics> {
    let mut sums: Vec<StepStatistics> = chains[0].statistics().cloned().collect();
    for chain in &chains[1..] {
        for (sum, step) in sums.iter_mut().zip(chain.statistics()) {
            sum.tried += step.tried;
            sum.kept += step.kept;
            sum.bests += step.bests;
        }
    }
    sums
}
