//! `benchmark territory-instance`: a made-up map of any size, in the format that `benchmark territory` reads.

use std::error::Error;
use std::io::Write;

use rand::{Rng, SeedableRng};
use rounds::districting::Graph;

/// What to generate.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Number of units (practices).
    #[arg(long)]
    units: usize,
    /// Number of territories the file asks for.
    #[arg(long)]
    territories: usize,
    /// Same seed, same map.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// Prints a map of 1,000 by 700 km: three quarters of the practices in towns whose sizes follow Zipf's law,
/// the others anywhere; visit hours of 1.5 to about 20 a practice; Gabriel neighbours with short Delaunay
/// edges.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let mut random = rand_pcg::Pcg64::seed_from_u64(arguments.seed);
    let towns = towns(&mut random, arguments.units.div_ceil(200));
    let points: Vec<[f64; 2]> = (0..arguments.units).map(|_| place(&mut random, &towns)).collect();
    let hours: Vec<f64> = points
        .iter()
        .map(|_| {
            (1500.0 * (1.3 * unit(&mut random)).exp() * (1.3 * unit(&mut random)).exp()).round() / 1000.0
        })
        .collect();
    let edges: Vec<(usize, usize)> = Graph::from_points(&points)?.edges().collect();
    let file = serde_json::json!({
        "name": format!("generated-{}", arguments.units),
        "n": arguments.units,
        "k": arguments.territories,
        "tol": 0.05,
        "coords": points,
        "activities": { "visit_hours": hours },
        "edges": edges,
        "objective": "inertia",
        "incumbent": null,
        "locked": [],
        "published": {},
    });
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer(&mut out, &file)?;
    Ok(out.flush()?)
}

/// A town: where its middle is and how wide it is, and the share of all town practices in it and the towns
/// before it.
struct Town {
    middle: [f64; 2],
    radius: f64,
    share_up_to: f64,
}

fn towns(random: &mut impl Rng, count: usize) -> Vec<Town> {
    let whole: f64 = (1..=count).map(|rank| 1.0 / rank as f64).sum();
    let mut share_up_to = 0.0;
    (1..=count)
        .map(|rank| {
            let share = 1.0 / rank as f64 / whole;
            share_up_to += share;
            Town { middle: anywhere(random), radius: 120.0 * share.sqrt(), share_up_to }
        })
        .collect()
}

fn place(random: &mut impl Rng, towns: &[Town]) -> [f64; 2] {
    if unit(random) < 0.25 {
        return anywhere(random);
    }
    let drawn = unit(random);
    let town = &towns[towns.partition_point(|town| town.share_up_to < drawn).min(towns.len() - 1)];
    // Box-Muller: two normal deviates.
    let (radius, turn) =
        ((-2.0 * (1.0 - unit(random)).ln()).sqrt() * town.radius, std::f64::consts::TAU * unit(random));
    [rounded(town.middle[0] + radius * turn.cos()), rounded(town.middle[1] + radius * turn.sin())]
}

fn anywhere(random: &mut impl Rng) -> [f64; 2] {
    [rounded(1000.0 * unit(random)), rounded(700.0 * unit(random))]
}

/// To the metre.
fn rounded(kilometres: f64) -> f64 {
    (kilometres * 1000.0).round() / 1000.0
}

/// A number in `0.0..1.0`.
fn unit(random: &mut impl Rng) -> f64 {
    (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
}
