//! What the user can say to `effect`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rounds::first_visits::PeriodLength;

#[derive(Debug, Clone, Args)]
pub(crate) struct EffectArguments {
    /// How long a period is: months, or weeks for four weeks.
    #[arg(long, value_enum, default_value_t = EffectPeriod::Months)]
    pub(crate) period: EffectPeriod,
    /// Print everything as JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// Write everything to this JSON file, too.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// How long a period of `effect` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EffectPeriod {
    /// Months of the calendar.
    Months,
    /// Four weeks, counted back from the last day.
    Weeks,
}

impl From<EffectPeriod> for PeriodLength {
    fn from(period: EffectPeriod) -> Self {
        match period {
            EffectPeriod::Months => Self::Months,
            EffectPeriod::Weeks => Self::FourWeeks,
        }
    }
}
