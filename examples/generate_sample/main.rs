//! Writes the sample book: `cargo run --example generate_sample`.
//!
//! Everything in it is simulated around real ZIP code centroids. The same settings give the same bytes.
#![expect(clippy::print_stdout, reason = "a command line program talks to its user")]

mod sample;

use std::{fs, io, path::PathBuf};

use clap::Parser;

/// Writes a simulated book of practices, liaisons, their history and what visits are for, and the truth behind it.
#[derive(Debug, Parser)]
struct Arguments {
    /// Folder to write into: `sample/*.csv` is the book, `sample_truth.csv` what no planner may read.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/data"))]
    out: PathBuf,
    /// Seed of all random numbers.
    #[arg(long, default_value_t = sample::Setting::default().seed)]
    seed: u64,
    /// Number of practices.
    #[arg(long, default_value_t = sample::Setting::default().practices)]
    practices: usize,
    /// By how much a visit raises the referral rate at first, for example 0.1; the effect fades by 30 % a month.
    #[arg(long, default_value_t = 0.0)]
    visit_effect: f64,
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    let Arguments { seed, practices, visit_effect, .. } = arguments;
    let sample = sample::generate(&sample::Setting { seed, practices, visit_effect });
    let folder = arguments.out.join("sample");
    fs::create_dir_all(&folder)?;
    for (table, text) in &sample.tables {
        let path = folder.join(format!("{table}.csv"));
        fs::write(&path, text)?;
        println!("{:>9} bytes  {}", text.len(), path.display());
    }
    let path = arguments.out.join("sample_truth.csv");
    fs::write(&path, sample.truth_table())?;
    println!("truth           {}", path.display());
    Ok(())
}
