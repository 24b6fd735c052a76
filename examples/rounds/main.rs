//! `rounds`: weekly itineraries from a folder of CSV files.
//!
//! `cargo run --release --example rounds -- --help` explains itself.

mod arguments;
mod files;
mod findings;
mod planning;
mod scoring;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command.unwrap_or(Command::Plan(arguments.plan)) {
        Command::Plan(plan) => planning::run(&arguments.book, &plan),
        Command::Check => findings::run(&arguments.book),
        Command::Score(score) => scoring::run(&arguments.book, &score),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {}", chain(error.as_ref()));
        ExitCode::FAILURE
    })
}

/// Either an exit code or a reason to give up.
type Outcome = Result<ExitCode, Box<dyn std::error::Error>>;

/// The run went on, but something needs attention: rows with findings, or a plan that breaks a rule.
const NEEDS_ATTENTION: u8 = 3;

/// An error with its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
