//! The engine on public instances, for comparison with other solvers: instance file in, answer out on stdout.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program talks to people")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "public instances hold small, whole, mostly positive numbers"
)]

mod did;
mod generate;
mod lapse;
mod routing;
mod territory;

use std::error::Error;
use std::io;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};

/// Runs one part of `rounds` on a public benchmark instance.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    part: Part,
}

#[derive(Subcommand)]
enum Part {
    /// Effects by cohort and period for a panel as CSV, by differences in differences.
    Did(did::Arguments),
    /// Routes for a TOPTW, VRPTW, PVRP or PCVRPTW instance, as one line of JSON.
    Routing(routing::Arguments),
    /// Lapse forecasts for an event log or summaries as CSV, or the fit as one line of JSON.
    Lapse(lapse::Arguments),
    /// Territories for a districting instance, as a JSON list with a label a unit.
    Territory(territory::Arguments),
    /// Prints a made-up territory instance of any size.
    TerritoryInstance(generate::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().part {
        Part::Did(arguments) => did::run(&arguments),
        Part::Routing(arguments) => routing::run(&arguments),
        Part::Lapse(arguments) => lapse::run(&arguments),
        Part::Territory(arguments) => territory::run(&arguments),
        Part::TerritoryInstance(arguments) => generate::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_closed_pipe(error.as_ref()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The reader of the output has seen enough, as in `benchmark lapse ... | head`.
fn is_closed_pipe(error: &(dyn Error + 'static)) -> bool {
    let io = error.downcast_ref::<io::Error>().or_else(|| match error.downcast_ref::<csv::Error>()?.kind() {
        csv::ErrorKind::Io(io) => Some(io),
        _ => None,
    });
    io.is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
}

/// CPU time of all threads of this process so far.
fn cpu_time() -> Duration {
    cpu_time::ProcessTime::try_now().map_or(Duration::ZERO, |now| now.as_duration())
}
