//! `benchmark did`: effects by cohort and period, from panels as CSV.

mod answer;
mod read;

use std::error::Error;
use std::path::PathBuf;

use rounds::effect::{
    AggregateKind, BasePeriod, ControlGroup, DidDesign, DidEstimate, DidMethod, Panel, Sampling,
};

/// What to estimate, and from which columns.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// A table as CSV with a row a unit and period. Rows without a number are left out, and counted.
    #[arg(long)]
    panel: PathBuf,
    /// The column that names units.
    #[arg(long, required_unless_present = "cross_sections")]
    unit: Option<String>,
    /// The column of periods: whole numbers.
    #[arg(long)]
    time: String,
    /// The column of first periods of treatment; 0, Inf, NA or nothing means never.
    #[arg(long)]
    group: String,
    /// The column of outcomes.
    #[arg(long)]
    outcome: String,
    /// Columns of covariates, with commas between them.
    #[arg(long, value_delimiter = ',')]
    covariates: Vec<String>,
    /// The column of weights.
    #[arg(long)]
    weights: Option<String>,
    /// The column of clusters.
    #[arg(long)]
    cluster: Option<String>,
    /// Who is compared with.
    #[arg(long, default_value = "never")]
    control: Control,
    /// How covariates are accounted for.
    #[arg(long, default_value = "dr")]
    method: Method,
    /// Prints averages instead of effects by cohort and period.
    #[arg(long)]
    aggregate: Option<Aggregate>,
    /// In how many units of time before treatment units may already act on it.
    #[arg(long, default_value_t = 0)]
    anticipation: u32,
    /// What periods before treatment are compared with.
    #[arg(long, default_value = "varying")]
    base: Base,
    /// Every row is a unit of its own.
    #[arg(long)]
    cross_sections: bool,
    /// Leaves units out that lack a row of some period.
    #[arg(long, conflicts_with = "cross_sections")]
    complete_units: bool,
    /// Takes standard errors from so many draws of a multiplier bootstrap, and prints the critical value of uniform bands.
    #[arg(long)]
    bootstrap: Option<usize>,
    /// The seed of the bootstrap.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Prints the joint test of effects before treatment instead: its statistic, degrees of freedom and p-value.
    #[arg(long, conflicts_with = "aggregate")]
    pretest: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Control {
    #[value(alias = "nevertreated")]
    Never,
    #[value(alias = "notyettreated")]
    Notyet,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Method {
    /// Doubly robust.
    Dr,
    /// Outcome regression.
    Reg,
    /// Weighted by inverse probabilities.
    Ipw,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Base {
    Varying,
    Universal,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Aggregate {
    Simple,
    Group,
    Dynamic,
    Calendar,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let (columns, left_out) = read::read(arguments)?;
    if left_out > 0 {
        eprintln!("{left_out} rows were left out, since they lack a number");
    }
    let sampling = match (arguments.cross_sections, arguments.complete_units) {
        (true, _) => Sampling::CrossSections,
        (false, true) => Sampling::CompleteUnits,
        (false, false) => Sampling::SameUnits,
    };
    let panel = Panel::new(&columns, sampling)?;
    let estimate = DidEstimate::new(&panel, design(arguments))?;
    answer::notes(&estimate);
    match arguments.aggregate {
        _ if arguments.pretest => answer::pretest(&estimate),
        Some(kind) => answer::averages(arguments, &estimate, self::kind(kind)),
        None => answer::cells(arguments, &estimate),
    }
}

fn design(arguments: &Arguments) -> DidDesign {
    DidDesign {
        control: match arguments.control {
            Control::Never => ControlGroup::NeverTreated,
            Control::Notyet => ControlGroup::NotYetTreated,
        },
        method: match arguments.method {
            Method::Dr => DidMethod::DoublyRobust,
            Method::Reg => DidMethod::OutcomeRegression,
            Method::Ipw => DidMethod::InverseProbability,
        },
        base: match arguments.base {
            Base::Varying => BasePeriod::Varying,
            Base::Universal => BasePeriod::Universal,
        },
        anticipation: arguments.anticipation,
    }
}

fn kind(aggregate: Aggregate) -> AggregateKind {
    match aggregate {
        Aggregate::Simple => AggregateKind::Simple,
        Aggregate::Group => AggregateKind::Group,
        Aggregate::Dynamic => AggregateKind::Dynamic,
        Aggregate::Calendar => AggregateKind::Calendar,
    }
}
