//! `benchmark territory`: a JSON instance in, a label a unit out.

use std::error::Error;
use std::path::PathBuf;

use rounds::territory::engine::{Activity, Contiguity, Graph, Objective, Problem, Rules, design, rebalance};
use serde::Deserialize;

#[derive(clap::Args)]
pub struct Arguments {
    /// Number of territories; the file's if not given.
    #[arg(long)]
    k: Option<usize>,
    #[arg(long)]
    tolerance: Option<f64>,
    #[arg(long)]
    rebalance: bool,
    #[arg(long)]
    seconds: Option<f64>,
    #[arg(long)]
    iterations: Option<u64>,
    #[arg(long, default_value_t = 1)]
    threads: usize,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[arg(long, default_value_t = 1)]
    walkers: u64,
    #[arg(long, default_value_t = 0.5)]
    hot: f64,
    #[arg(long, default_value_t = 0.005)]
    cold: f64,
    #[arg(long, default_value_t = 0.05)]
    mu: f64,
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

pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let file: File = serde_json::from_reader(std::io::BufReader::new(std::fs::File::open(&arguments.file)?))?;
    let problem = problem(file, arguments)?;
    let labels = if arguments.rebalance { rebalance(&problem, arguments.iterations.unwrap_or(1_000_000), arguments.seed, arguments.hot, arguments.cold, arguments.walkers, arguments.mu)? } else { design(&problem, arguments.iterations.unwrap_or(1_000_000), arguments.seed, arguments.hot, arguments.cold, arguments.walkers)? };
    println!("{}", serde_json::to_string(&labels)?);
    Ok(())
}

fn problem(file: File, arguments: &Arguments) -> Result<Problem, Box<dyn Error>> {
    let territories = arguments.k.unwrap_or(file.k);
    let tolerance = arguments.tolerance.unwrap_or(file.tol);
    let mut activities = Vec::new();
    for (name, amounts) in file.activities {
        activities.push(Activity::even(&name, amounts, territories, tolerance));
    }
    let fixed = match (&file.incumbent, &file.locked) {
        (Some(incumbent), Some(locked)) if arguments.rebalance => locked.iter().map(|&unit| (unit, incumbent[unit])).collect(),
        _ => Vec::new(),
    };
    Ok(Problem {
        graph: Graph::from_edges(file.coords.len(), &file.edges)?,
        points: file.coords,
        activities,
        territories,
        objective: if file.objective == "pmed" { Objective::Medoid } else { Objective::Inertia },
        contiguity: Contiguity::Strict,
        homes: Vec::new(),
        incumbent: if arguments.rebalance { file.incumbent } else { None },
        relationship: Vec::new(),
        rules: Rules { fixed, ..Rules::default() },
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
