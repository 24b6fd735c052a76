//! `rounds` beside simple rules, in made-up worlds whose truth is known.
//!
//! `cargo run --release --example compare_planners -- [--seeds N] [--from SEED] [--worlds NAMES]`. In each world every planner plans week after
//! week, drives, logs what it saw, and plans anew. What counts is what the practices then truly send beyond the same world
//! without any visit, the harvest of the weeks that follow included.
#![expect(clippy::print_stdout, reason = "a command line program talks to its user")]

mod rolled;
mod tables;

use clap::Parser;
use rayon::prelude::*;
use rounds::Error;

use rolled::play::{Game, Match};
use rolled::rival::Rival;
use rolled::setting::{Setting, WORLDS};
use rolled::world::World;

/// Plays made-up worlds week after week, and prints how `rounds` fares beside simple rules.
#[derive(Debug, Parser)]
struct Arguments {
    /// Seeds of each world.
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u64).range(1..=100))]
    seeds: u64,
    /// The first seed. The README shows 1 to 6, which choices of ours may have leant on.
    #[arg(long, default_value_t = 1)]
    from: u64,
    /// Worlds to play.
    #[arg(long, value_delimiter = ',', value_parser = known, default_value = "lift,win,restore,protect,sample,scarce")]
    worlds: Vec<String>,
    /// Search iterations for each practice of a liaison.
    #[arg(long, default_value_t = rounds::schedule::ScheduleConfig::default().effort)]
    effort: u64,
}

fn known(name: &str) -> Result<String, String> {
    let names = || WORLDS.map(|setting| setting.name).join(", ");
    Setting::named(name).map(|_| name.to_owned()).ok_or_else(|| format!("the worlds are {}", names()))
}

fn main() -> Result<(), Error> {
    let arguments = Arguments::parse();
    let game = Game { weeks: 13, harvest: 12, ahead: 4, effort: arguments.effort };
    let worlds: Vec<Setting> = arguments.worlds.iter().filter_map(|name| Setting::named(name)).collect();
    let seeds = || (0..arguments.seeds).map(|number| arguments.from.saturating_add(number));
    let tasks: Vec<(Setting, u64)> =
        worlds.iter().flat_map(|&world| seeds().map(move |seed| (world, seed))).collect();
    let play = |&(setting, seed): &(Setting, u64)| game.play(&World::new(&setting, seed), &Rival::ALL);
    let matches = tasks.par_iter().map(play).collect::<Result<Vec<Match>, Error>>()?;
    let seeds = usize::try_from(arguments.seeds).unwrap_or(1);
    let played: Vec<(&str, &[Match])> = worlds.iter().map(|it| it.name).zip(matches.chunks(seeds)).collect();
    println!("{}\n{}", tables::leads(&played), tables::plans(&played));
    Ok(())
}
