//! `benchmark territory`: a JSON instance in, a label a unit out.

use std::error::Error;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Instant;

use rounds::districting::{
    Activity, Contiguity, DistrictingConfig, DistrictingProblem, DistrictingRules, Graph, Objective,
    contradictions, design, rebalance,
};
use rounds::progress::Progress;
use serde::Deserialize;

/// Which instance, and how much work.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Number of territories; the file's if not given.
    #[arg(long)]
    k: Option<usize>,
    /// Tolerance of every activity, as a share; the file's if not given.
    #[arg(long)]
    tolerance: Option<f64>,
    /// Start from the file's incumbent and move as little as possible.
    #[arg(long)]
    rebalance: bool,
    /// Search for so many seconds of wall time instead of a fixed number of steps.
    #[arg(long, conflicts_with = "iterations")]
    seconds: Option<f64>,
    /// Proposals in all, instead of what suits the size.
    #[arg(long)]
    iterations: Option<u64>,
    #[arg(long, default_value_t = 1)]
    threads: usize,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The instance, in the format of the shared set.
    file: PathBuf,
}

#[derive(Deserialize)]
struct File {
    k: usize,
    tol: f64,
    coords: Vec<[f64; 2]>,
    #[serde(deserialize_with = "in_order")]
    activities: Vec<(String, Vec<f64>)>,
    edges: Vec<(usize, usize)>,
    #[serde(default)]
    objective: String,
    incumbent: Option<Vec<usize>>,
    locked: Option<Vec<usize>>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let began = Instant::now();
    let file: File = serde_json::from_reader(std::io::BufReader::new(std::fs::File::open(&arguments.file)?))?;
    let problem = problem(file, arguments)?;
    let config = config(&problem, arguments);
    let observer = |_: &Progress| match arguments.seconds {
        Some(seconds) if began.elapsed().as_secs_f64() > seconds => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(arguments.threads).build()?;
    let solution = pool.install(|| {
        if arguments.rebalance {
            rebalance(&problem, &config, &observer).map(|answer| answer.solution)
        } else {
            design(&problem, &config, &observer)
        }
    })?;
    for contradiction in if solution.violation > 0.0 { contradictions(&problem)? } else { Vec::new() } {
        eprintln!("proof that no answer exists: {contradiction:?}");
    }
    for breach in &solution.breaches {
        eprintln!("{breach:?}");
    }
    println!("{}", serde_json::to_string(&solution.labels)?);
    Ok(())
}

fn config(problem: &DistrictingProblem, arguments: &Arguments) -> DistrictingConfig {
    let usual = DistrictingConfig { seed: arguments.seed, ..DistrictingConfig::for_units(problem.units()) };
    let restarts = if arguments.seconds.is_some() { u64::MAX } else { usual.restarts };
    let steps = arguments.iterations.map_or(usual.steps, |all| all.div_ceil(usual.chains * usual.restarts));
    DistrictingConfig { restarts, steps, ..usual }
}

fn problem(file: File, arguments: &Arguments) -> Result<DistrictingProblem, Box<dyn Error>> {
    let territories = arguments.k.unwrap_or(file.k);
    let tolerance = arguments.tolerance.unwrap_or(file.tol);
    let mut activities = Vec::new();
    for (name, amounts) in file.activities {
        activities.push(Activity::even(&name, amounts, territories, tolerance));
    }
    let fixed = match (&file.incumbent, &file.locked) {
        (Some(incumbent), Some(locked)) if arguments.rebalance => {
            locked.iter().map(|&unit| (unit, incumbent[unit])).collect()
        }
        _ => Vec::new(),
    };
    Ok(DistrictingProblem {
        graph: Graph::from_edges(file.coords.len(), &file.edges)?,
        points: file.coords,
        activities,
        territories,
        objective: if file.objective == "pmed" { Objective::Medoid } else { Objective::Inertia },
        contiguity: Contiguity::Strict,
        homes: Vec::new(),
        incumbent: if arguments.rebalance { file.incumbent } else { None },
        relationship: Vec::new(),
        rules: DistrictingRules { fixed, ..DistrictingRules::default() },
    })
}

/// A JSON object as a list, in the order of the file: the first activity is the workload.
fn in_order<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, Vec<f64>)>, D::Error> {
    struct Entries;
    impl<'de> serde::de::Visitor<'de> for Entries {
        type Value = Vec<(String, Vec<f64>)>;
        fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
            formatter.write_str("an object with a list of numbers an activity")
        }
        fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut entries = Vec::new();
            while let Some(entry) = map.next_entry()? {
                entries.push(entry);
            }
            Ok(entries)
        }
    }
    deserializer.deserialize_map(Entries)
}
