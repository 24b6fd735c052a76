//! `benchmark routing`: the search engine on the field's public routing instances.

#[path = "instances.rs"]
mod instances;

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use rounds::progress::unobserved;
use rounds::routing::{Budget, Problem, SearchConfig, Solution, solve};
use serde_json::json;

/// Which instance to solve, and with how much work.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Kind of instance.
    #[arg(long)]
    set: instances::Set,
    /// Vehicles (a day); the instance's own number if not given, 1 for toptw.
    #[arg(long, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=10_000))]
    vehicles: Option<usize>,
    /// Time to use, more than 0.
    #[arg(long, default_value_t = 10.0, value_parser = seconds, allow_negative_numbers = true)]
    seconds: f64,
    /// What `--seconds` counts.
    #[arg(long, default_value = "wall")]
    clock: Clock,
    /// Iterations instead of time: the result then depends on the seed alone.
    #[arg(long)]
    iterations: Option<u64>,
    /// Threads to use; the result of a number of iterations does not depend on it.
    #[arg(long, default_value_t = 1, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=1024))]
    threads: usize,
    /// Chooses the random streams.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Searches side by side that meet from time to time.
    #[arg(long)]
    walkers: Option<usize>,
    /// Adds the curve of best objectives and the statistics of each step.
    #[arg(long)]
    verbose: bool,
    /// The instance.
    file: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Clock {
    Wall,
    Cpu,
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if seconds > 0.0 && seconds.is_finite() { Ok(seconds) } else { Err("must be more than 0".into()) }
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let began = Instant::now();
    let problem = instances::read(arguments.set, &arguments.file, arguments.vehicles)
        .map_err(|error| format!("{}: {error}", arguments.file.display()))?;
    if problem.clients.is_empty() {
        return Err(format!("{}: no clients; is it of another set?", arguments.file.display()).into());
    }
    let clock = || match arguments.clock {
        Clock::Wall => began.elapsed().as_secs_f64() / arguments.seconds,
        Clock::Cpu => crate::cpu_time().as_secs_f64() / arguments.seconds,
    };
    let budget = arguments.iterations.map_or(Budget::Clock(&clock), Budget::Iterations);
    let default = SearchConfig::default();
    let chains = arguments.walkers.unwrap_or(default.chains);
    let config = SearchConfig { seed: arguments.seed, budget, chains, ..default };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(arguments.threads).build()?;
    let solution = pool.install(|| solve(&problem, &config, &unobserved))?;
    println!("{}", report(arguments, &problem, &solution));
    Ok(())
}

fn report(arguments: &Arguments, problem: &Problem, solution: &Solution) -> serde_json::Value {
    let route = |route: &rounds::routing::PlannedRoute| {
        let visits: Vec<usize> = route.visits.iter().map(|visit| visit.client + 1).collect();
        json!({ "day": problem.shifts[route.shift].day, "visits": visits })
    };
    let mut answer = json!({
        "routes": solution.routes.iter().map(route).collect::<Vec<_>>(),
        "objective": solution.objective,
        "travel": solution.travel,
        "unserved": solution.unserved.len(),
        "iterations": solution.iterations,
        "cpu_seconds": crate::cpu_time().as_secs_f64(),
    });
    if arguments.set == instances::Set::Toptw {
        answer["score"] = json!(instances::orienteering_score(problem, solution));
    }
    if arguments.verbose {
        let curve = solution.curve.iter().map(|p| json!([p.iterations, p.unserved, p.objective]));
        answer["curve"] = curve.collect();
        let steps = solution.steps.iter().map(|s| json!([s.name, s.tried, s.kept, s.bests]));
        answer["steps"] = steps.collect();
    }
    answer
}
