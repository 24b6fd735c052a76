//! `rounds`: weekly itineraries from a folder of CSV files.
//!
//! `cargo run --release --example rounds -- --help` explains itself.

#[macro_use]
mod screen;

mod access;
mod arguments;
mod backtest;
mod book_settings;
mod busy;
mod busy_times;
mod capacities;
mod database;
mod effect;
mod effect_arguments;
mod failure;
mod files;
mod findings;
mod import;
mod import_files;
mod log;
mod log_arguments;
mod numbers;
mod outputs;
mod plan_files;
mod planning;
mod previous_plan;
mod report;
mod report_arguments;
mod report_plans;
mod sample;
mod scoring;
mod settings;
mod slots;
mod territories;
mod territory_arguments;
mod trial_arguments;
mod trials;
mod verify;
mod verify_arguments;
mod watch;
mod what_if;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    let result = settings::with_settings(std::env::args_os().collect())
        .map_err(Into::into)
        .and_then(|words| run(Arguments::parse_from(words)));
    let printed = result.and_then(|code| screen::failure().map_or(Ok(code), |error| Err(error.into())));
    printed.unwrap_or_else(|error| {
        remark!("error: {}", failure::chain(error.as_ref()));
        ExitCode::from(failure::code(error.as_ref()))
    })
}

/// Does what was asked for.
fn run(arguments: Arguments) -> Outcome {
    match arguments.command.unwrap_or(Command::Plan(arguments.plan)) {
        Command::Plan(plan) => planning::run(&arguments.book, &plan),
        Command::Capacity(plan) => capacities::run(&arguments.book, &plan),
        Command::Verify(verify) => verify::run(&arguments.book, &verify),
        Command::Slots(slots) => slots::run(&arguments.book, &slots),
        Command::Check(check) => findings::run(&arguments.book, &check),
        Command::Access(access) => access::run(&arguments.book, &access),
        Command::Backtest(backtest) => backtest::run(&arguments.book, &backtest),
        Command::Effect(effect) => effect::run(&arguments.book, &effect),
        Command::Log(log) => log::run(&arguments.book, &log),
        Command::Report(report) => report::run(&arguments.book, &report),
        Command::Import(import) => import::run(&arguments.book, &import),
        Command::Score(score) => scoring::run(&arguments.book, &score),
        Command::Assess(territory) => territories::assess(&arguments.book, &territory),
        Command::Rebalance(territory) => territories::rebalance(&arguments.book, &territory),
        Command::Design(design) => territories::design(&arguments.book, &design),
        Command::Trial(trial) => trials::run(&arguments.book, &trial),
        Command::WhatIf(change) => what_if::run(&arguments.book, &change),
    }
}

/// Either an exit code or a reason to give up.
type Outcome = Result<ExitCode, Box<dyn std::error::Error>>;

/// The run went on, but something needs attention: rows with findings, a fixed visit that is lost, or a plan that breaks a rule.
const NEEDS_ATTENTION: u8 = 3;

/// The program's own plan is not in order: somebody has to mend the program.
const OWN_FAULT: u8 = 4;
