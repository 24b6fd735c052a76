//! What the user can say to `trial`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use rounds::experiment::Learnt;
use rounds::export;
use rounds::model::Date;
use rounds::score::{ResponsePrior, ScoreConfig};
use rounds::trial::{PriceConfig, TrialConfig, TrialResult};

use super::numbers::{self, within};

#[derive(Debug, Clone, Args)]
pub(crate) struct TrialArguments {
    #[command(subcommand)]
    pub(crate) what: TrialCommand,
}

#[derive(Debug, Clone, Subcommand)]
pub(crate) enum TrialCommand {
    /// Draw who rests, and say first what the trial can see.
    Design(TrialDesignArguments),
    /// Read a trial that runs or has run: what visits bring, with intervals.
    Read(TrialReadArguments),
}

#[derive(Debug, Clone, Args)]
pub(crate) struct TrialDesignArguments {
    /// First day; the Monday after the last known day if nothing is said.
    #[arg(long, value_name = "DATE")]
    pub(crate) start: Option<Date>,
    /// How many weeks it runs, 1 to 104.
    #[arg(long, default_value_t = TrialConfig::default().weeks, value_parser = within(numbers::TRIAL_WEEKS), allow_negative_numbers = true)]
    pub(crate) weeks: u32,
    /// How many blocks the weeks are cut into, 1 to 52; in each, other practices rest.
    #[arg(long, default_value_t = TrialConfig::default().blocks, value_parser = within(numbers::TRIAL_BLOCKS), allow_negative_numbers = true)]
    pub(crate) blocks: u32,
    /// Share of the practices that rests in a block, 0.01 to 0.5.
    #[arg(long, default_value_t = TrialConfig::default().share, value_parser = within(numbers::REST_SHARE), allow_negative_numbers = true)]
    pub(crate) share: f64,
    /// Another seed, 0 or more, lets others rest; the same seed always the same.
    #[arg(long, default_value_t = 1, value_parser = within(numbers::SEED), allow_negative_numbers = true)]
    pub(crate) seed: u64,
    /// What the trial is called; its rests bear the name.
    #[arg(long, value_name = "NAME", default_value = "trial-1")]
    pub(crate) name: String,
    /// By how many per cent referrals rise with one per cent more visits, 0 to 0.9: what is believed before the trial.
    #[arg(
        long,
        value_name = "SHARE",
        default_value_t = ScoreConfig::default().response.elasticity,
        value_parser = within(numbers::ELASTICITY),
        allow_negative_numbers = true
    )]
    pub(crate) elasticity: f64,
    /// Design it although it cannot see a plausible effect.
    #[arg(long)]
    pub(crate) anyway: bool,
    /// Do not try lots on the past of the book, which takes most of the time; then nothing is known of what the trial can see.
    #[arg(long, requires = "anyway")]
    pub(crate) skip_power: bool,
    /// File to write the design to. Its rests are written beside it, as rests.csv, unless they go into the book.
    #[arg(long, value_name = "FILE", default_value = "trial.json")]
    pub(crate) out: PathBuf,
    /// Add the rests to the book, so that plans keep them.
    #[arg(long)]
    pub(crate) write_book: bool,
}

impl TrialDesignArguments {
    pub(crate) fn config(&self) -> TrialConfig {
        TrialConfig {
            name: self.name.clone(),
            start: self.start,
            weeks: self.weeks,
            blocks: self.blocks,
            share: self.share,
            seed: self.seed,
            rehearse: !self.skip_power,
            response: ResponsePrior { elasticity: self.elasticity, ..ResponsePrior::default() },
        }
    }
}

#[derive(Debug, Clone, Args)]
pub(crate) struct TrialReadArguments {
    /// The design, as `trial design` wrote it.
    #[arg(long, value_name = "FILE", default_value = "trial.json")]
    pub(crate) trial: PathBuf,
    /// What an hour of a liaison costs, 0 to 1,000,000 in your money; costs are told only where they are stated.
    #[arg(long, value_name = "AMOUNT", value_parser = within(numbers::PRICE), allow_negative_numbers = true)]
    pub(crate) cost_per_hour: Option<f64>,
    /// What a mile costs, 0 to 1,000,000 in your money.
    #[arg(long, value_name = "AMOUNT", value_parser = within(numbers::PRICE), allow_negative_numbers = true)]
    pub(crate) cost_per_mile: Option<f64>,
    /// What one referral is worth, 0 to 1,000,000 in your money; a return is told only where it is stated.
    #[arg(long, value_name = "AMOUNT", value_parser = within(numbers::PRICE), allow_negative_numbers = true)]
    pub(crate) margin: Option<f64>,
    /// Print the result as JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// Write the result to this file, for `plan --elasticity-from`.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

impl TrialReadArguments {
    pub(crate) fn prices(&self) -> PriceConfig {
        PriceConfig { per_hour: self.cost_per_hour, per_mile: self.cost_per_mile, margin: self.margin }
    }
}

/// The elasticity that a trial has measured.
#[derive(Debug, Clone)]
pub(crate) struct MeasuredElasticity {
    /// The posterior mean, with four digits.
    pub(crate) mean: f64,
    /// Ends of its 90 % interval.
    pub(crate) interval: [f64; 2],
    /// Where it comes from, in a sentence.
    pub(crate) source: String,
}

/// Reads the elasticity from the result of a trial.
///
/// # Errors
/// Where the file is no result, or its trial says nothing of the elasticity.
pub(crate) fn elasticity(path: &str) -> Result<MeasuredElasticity, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{path} cannot be read: {error}"))?;
    let result: TrialResult = serde_json::from_slice(&bytes).map_err(|_| {
        format!("{path} is not the result of a trial, as `rounds trial read --out` writes it")
    })?;
    if result.elasticity.learnt == Learnt::Nothing {
        return Err(format!(
            "{path}: the trial says nothing of the elasticity, because its arms were visited alike or 0 was believed before"
        ));
    }
    let mean = (result.elasticity.posterior.mean * 1e4).round() / 1e4;
    if !numbers::ELASTICITY.contains(&mean) {
        return Err(format!("{path}: the elasticity must be within 0 to 0.9"));
    }
    let interval = [result.elasticity.posterior.low, result.elasticity.posterior.high];
    Ok(MeasuredElasticity { mean, interval, source: export::elasticity_source(&result) })
}
