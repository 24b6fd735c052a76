//! What the user can say on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use rounds::model::{Date, LiaisonId};

/// Plans the visits of physician liaisons: whom to see, when, in what order, and why.
///
/// Reads a folder of CSV files (practices.csv and liaisons.csv are needed; referrals, visits, hours, appointments, time_off,
/// holidays and must_visits make the answer better; docs/book.md describes them) and writes a checked plan for the terminal,
/// the calendar, the spreadsheet, the map and other programs.
///
/// Exit codes: 0 all is well; 1 it could not go on; 2 the command line is wrong; 3 it went on, but rows need attention (check)
/// or the plan breaks a rule (plan).
#[derive(Debug, Parser)]
#[command(name = "rounds", version, args_conflicts_with_subcommands = false, disable_help_subcommand = true)]
pub struct Arguments {
    /// What to do; `plan` if nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub book: BookArguments,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Plan visits and write the plan in every format.
    Plan(PlanArguments),
    /// Read the files and say what is wrong with them; plan nothing.
    Check,
    /// Score every practice: how much it could refer, how likely it lapses, what a visit is worth.
    Score(ScoreArguments),
}

impl Default for Command {
    fn default() -> Self {
        Self::Plan(PlanArguments::default())
    }
}

/// Where the data is. These may stand before or after the command.
#[derive(Debug, Clone, Args)]
pub struct BookArguments {
    /// Folder of CSV files, or a JSON document; the simulated sample book if nothing is said.
    #[arg(long, global = true, value_name = "PATH", default_value_os_t = sample("sample"))]
    pub book: PathBuf,
    /// Where a column has another header: --map name=street, or for one file --map practices.name=street.
    #[arg(long, global = true, value_name = "COLUMN=HEADER")]
    pub map: Vec<String>,
    /// Travel times from a CSV file with the columns from, to, seconds and perhaps metres, instead of estimates.
    #[arg(long, global = true, value_name = "FILE")]
    pub travel: Option<PathBuf>,
    /// The day up to which history counts, as 2026-01-30; the newest referral or visit in the book if nothing is said.
    #[arg(long, global = true, value_name = "DATE")]
    pub as_of: Option<Date>,
    /// How many threads to use; all cores if nothing is said. The result is the same for any number.
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<usize>,
}

#[derive(Debug, Clone, Args)]
pub struct PlanArguments {
    /// First day to plan; the Monday after the last known day if nothing is said.
    #[arg(long, value_name = "DATE")]
    pub start: Option<Date>,
    /// How many weeks to plan, 1 to 13.
    #[arg(long, default_value_t = 4)]
    pub weeks: u32,
    /// Another seed gives another plan of about the same worth; the same seed always gives the same plan.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How hard to search: iterations for each practice.
    #[arg(long, default_value_t = rounds::schedule::Config::default().effort)]
    pub effort: u64,
    /// Folder to write the plan to.
    #[arg(long, default_value = "out")]
    pub out: PathBuf,
    /// Counties and towns to draw under the map, as GeoJSON; those around Washington for the sample book.
    #[arg(long, value_name = "FILE")]
    pub basemap: Option<PathBuf>,
    /// How much of the itineraries to print.
    #[arg(long, value_enum, default_value_t = Show::Week)]
    pub show: Show,
    /// Print only this liaison's itinerary.
    #[arg(long, value_name = "ID")]
    pub liaison: Option<String>,
}

impl PlanArguments {
    pub fn wanted(&self) -> Option<LiaisonId> {
        self.liaison.as_deref().map(LiaisonId::from)
    }
}

impl Default for PlanArguments {
    fn default() -> Self {
        Self {
            start: None,
            weeks: 4,
            seed: 1,
            effort: rounds::schedule::Config::default().effort,
            out: PathBuf::from("out"),
            basemap: None,
            show: Show::Week,
            liaison: None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Show {
    /// Totals only.
    None,
    /// The first week of each liaison.
    Week,
    /// Everything.
    All,
}

#[derive(Debug, Clone, Args)]
pub struct ScoreArguments {
    /// How many practices to print, the most valuable first.
    #[arg(long, default_value_t = 30)]
    pub top: usize,
    /// Write all scores to this CSV file.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// A path in the project's data folder.
pub fn sample(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "data", name].iter().collect()
}
