//! The benchmark front door: public instance formats in, JSON out.

mod generate;
mod territory;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Runs one part of rounds on a public instance, to compare it with other programs")]
struct Arguments {
    #[command(subcommand)]
    part: Part,
}

#[derive(Subcommand)]
enum Part {
    /// Designs or rebalances territories and prints a label a unit.
    Territory(territory::Arguments),
    /// Prints a made-up territory instance of any size.
    TerritoryInstance(generate::Arguments),
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    match Arguments::parse().part {
        Part::Territory(arguments) => territory::run(&arguments),
        Part::TerritoryInstance(arguments) => generate::run(&arguments),
    }
}
