//! What the user can say on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use rounds::brief::BriefConfig;
use rounds::export::Units;
use rounds::ingest::DateOrder;
use rounds::model::{Cents, Date, LiaisonId};
use rounds::plan::EditLimit;
use rounds::schedule::{FieldTime, ReplanConfig, ScheduleConfig};
use rounds::score::{ResponsePrior, ScoreConfig};

use super::effect_arguments::EffectArguments;
use super::log_arguments::LogArguments;
use super::numbers::{self, below, within};
use super::report_arguments::ReportArguments;
use super::territory_arguments::{DesignArguments, OpenBookArguments, TerritoryArguments, WhatIfArguments};
use super::trial_arguments::{MeasuredElasticity, TrialArguments, elasticity};
use super::verify_arguments::{RuleArguments, VerifyArguments};

/// Plans the visits of physician liaisons: whom to see, when, in what order, and why.
///
/// Reads a folder of CSV files (practices.csv and liaisons.csv are needed; referrals, visits, hours, appointments, `time_off`,
/// busy, holidays and `must_visits` make the answer better; docs/book.md describes them) and writes a checked plan for the terminal,
/// the calendar, the spreadsheet, the map and other programs. A file `rounds.toml` in the folder may hold options of `plan` under
/// `[settings]`, such as `weeks = 2`; options that are typed win.
///
/// Exit codes: 0 all is well; 1 it could not go on; 2 the command line is wrong; 3 it went on, but rows need attention (check),
/// an appointment or a promise is lost (plan), or the plan is not in order (verify); 4 its own plan is not in order, which is a
/// fault of the program; 130 it was stopped before it had a result.
#[derive(Debug, Parser)]
#[command(
    name = "rounds",
    version,
    disable_help_subcommand = true,
    args_conflicts_with_subcommands = false,
    args_override_self = true
)]
pub(crate) struct Arguments {
    /// What to do; `plan` if nothing is said.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) book: BookArguments,
    /// Without a command, these are for `plan`.
    #[command(flatten)]
    pub(crate) plan: PlanArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Plan visits and write the plan in every format.
    Plan(PlanArguments),
    /// Prove a plan that was made before: every rule and every claim, against the book as it is now.
    Verify(VerifyArguments),
    /// Say what each liaison's time is worth, what promises need of it, and what more or less of it would gain.
    Capacity(CapacityArguments),
    /// List days and times that can be offered to a practice on the telephone, beside a plan that was made before.
    Slots(SlotsArguments),
    /// Read the files and say what is wrong with them; plan nothing.
    Check(CheckArguments),
    /// Log how a visit went, in the book: seen, nobody there, called off; and promise the next one.
    Log(LogArguments),
    /// Report a week: what was planned and done, who is overdue, referrals beside what was expected, and the week to come.
    Report(ReportArguments),
    /// Take an export of another system as a book: guess its columns, show the guess, and note it in the book.
    Import(ImportArguments),
    /// Score every practice: how much it could refer, how likely it lapses, what a visit is worth.
    Score(ScoreArguments),
    /// Say when practices are met: how often visits are in vain, the best and worst times, and hours that the log doubts.
    Access(AccessArguments),
    /// Forecast the book's own past and compare with what came, beside simple rules.
    Backtest(BacktestArguments),
    /// Say what first visits to practices brought, beside practices not visited, and why before and after says something else.
    Effect(EffectArguments),
    /// Judge today's territories: who carries too much, who too little, and how far everybody drives.
    Assess(OpenBookArguments),
    /// Share the work fairly with as few broken relationships as possible; say why each practice moves.
    Rebalance(TerritoryArguments),
    /// Design territories from nothing, for the liaisons of the book or for a number of seats.
    Design(DesignArguments),
    /// Find out what visits bring: let some practices rest by lot, and compare.
    Trial(TrialArguments),
    /// Try another team: somebody comes, goes, or works other days. Without a change it ranks places to hire.
    WhatIf(WhatIfArguments),
}

/// Where the data is. These may stand before or after the command.
#[derive(Debug, Clone, Args)]
pub(crate) struct BookArguments {
    /// Folder of CSV files and workbooks, one workbook or CSV file, a JSON document, or an SQLite database; the simulated sample book if nothing is said.
    #[arg(long, global = true, value_name = "PATH", default_value_os_t = sample("sample"))]
    pub(crate) book: PathBuf,
    /// Where a column has another header: --map name=street, or for one file --map practices.name=street.
    #[arg(long, global = true, value_name = "COLUMN=HEADER")]
    pub(crate) map: Vec<String>,
    /// Where a liaison starts the day: --home L1=44.74,-68.84. May be given for each; needed where there is no table of liaisons.
    /// A ZIP code or an address with one may stand in the place of degrees: --home L1=04401.
    #[arg(long, global = true, value_name = "ID=LAT,LON", value_parser = home, allow_hyphen_values = true)]
    pub(crate) home: Vec<(LiaisonId, String)>,
    /// When a liaison is not free, from a calendar of theirs: --busy L1=calendar.ics. May be given for each, and several times.
    #[arg(long, global = true, value_name = "ID=FILE", value_parser = calendar)]
    pub(crate) busy: Vec<(LiaisonId, PathBuf)>,
    /// Which comes first in a date such as 3/4/2026, the month or the day. Asked for where the dates do not show it.
    #[arg(long, global = true, value_enum)]
    pub(crate) dates: Option<Dates>,
    /// Go on although many rows, or all rows of a table, cannot be read.
    #[arg(long, global = true)]
    pub(crate) accept_unread: bool,
    /// The unit of distance in what people read, mi or km.
    #[arg(long, global = true, value_name = "UNIT", default_value_t = Units::Miles)]
    pub(crate) units: Units,
    /// Travel times from a CSV file with the columns from, to, seconds (or minutes), and perhaps metres (or km, miles) and
    /// forbidden. Pairs that it does not hold are estimated.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) travel: Option<PathBuf>,
    /// The day up to which history counts, as 2026-01-30. If nothing is said, `score` takes the last day whose referrals are all
    /// known. Every other command takes the day of the newest referral or visit; its forecasts start where the referrals end.
    #[arg(long, global = true, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,
    /// How many threads to use, 1 to 1,024; all cores if nothing is said. The result is the same for any number.
    #[arg(long, global = true, value_name = "N", value_parser = within(numbers::THREADS), allow_negative_numbers = true)]
    pub(crate) threads: Option<usize>,
}

/// Which number of a date is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Dates {
    /// Month, day, year, as in the United States.
    Mdy,
    /// Day, month, year.
    Dmy,
}

impl From<Dates> for DateOrder {
    fn from(dates: Dates) -> Self {
        match dates {
            Dates::Mdy => Self::MonthFirst,
            Dates::Dmy => Self::DayFirst,
        }
    }
}

/// Parts a liaison's home into who and where.
fn home(text: &str) -> Result<(LiaisonId, String), String> {
    let wrong = || format!("a home is written ID=LAT,LON or ID=ZIP, as L1=44.74,-68.84, not {text}");
    let (id, place) = text.rsplit_once('=').ok_or_else(wrong)?;
    if id.trim().is_empty() || place.trim().is_empty() {
        return Err(wrong());
    }
    Ok((id.trim().into(), place.trim().to_owned()))
}

/// Parts a liaison's calendar into who and where.
fn calendar(text: &str) -> Result<(LiaisonId, PathBuf), String> {
    let wrong = || format!("a calendar is written ID=FILE, as L1=calendar.ics, not {text}");
    let (id, file) = text.split_once('=').ok_or_else(wrong)?;
    if id.trim().is_empty() || file.trim().is_empty() {
        return Err(wrong());
    }
    Ok((id.trim().into(), file.trim().into()))
}

#[derive(Debug, Clone, Args)]
pub(crate) struct ImportArguments {
    /// Workbooks, CSV files, or folders of them; JSON documents and SQLite databases, too.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Ask nothing.
    #[arg(long, short)]
    pub(crate) yes: bool,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct SlotsArguments {
    /// Whom to offer times: an identifier, or a name that only one practice has.
    #[arg(value_name = "PRACTICE")]
    pub(crate) practice: String,
    /// The plan: a file plan.json, as `plan` writes it.
    #[arg(long, value_name = "FILE", default_value = "out/plan.json")]
    pub(crate) plan: PathBuf,
    /// Look at the first weeks of the plan only, 1 to 13.
    #[arg(long, value_parser = within(numbers::WEEKS), allow_negative_numbers = true)]
    pub(crate) weeks: Option<u32>,
    /// How many offers to print, 0 to 1,000,000, the best first.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = within(numbers::PRACTICES), allow_negative_numbers = true)]
    pub(crate) show: usize,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct CheckArguments {
    /// Name every row, not just the first fifty of each kind.
    #[arg(long)]
    pub(crate) all: bool,
    /// Folder to write findings.csv to.
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct PlanArguments {
    /// First day to plan; the Monday after the last known day if nothing is said.
    #[arg(long, value_name = "DATE")]
    pub(crate) start: Option<Date>,
    /// How many weeks to plan, 1 to 13; 4 if nothing is said.
    #[arg(long, value_parser = within(numbers::WEEKS), allow_negative_numbers = true)]
    pub(crate) weeks: Option<u32>,
    /// Another seed, 0 or more, gives another plan of about the same worth; the same seed always gives the same plan.
    #[arg(long, default_value_t = 1, value_parser = within(numbers::SEED), allow_negative_numbers = true)]
    pub(crate) seed: u64,
    /// How hard to search: iterations for each practice, 0 to 1,000,000.
    #[arg(
        long,
        default_value_t = rounds::schedule::ScheduleConfig::default().effort,
        value_parser = within(numbers::EFFORT),
        allow_negative_numbers = true
    )]
    pub(crate) effort: u64,
    /// What a minute of driving costs, as a share (0 to 1,000) of what any minute in the field costs: higher means
    /// fewer, closer visits.
    #[arg(
        long,
        default_value_t = rounds::schedule::ScheduleConfig::default().drive_price,
        value_parser = within(numbers::DRIVE_PRICE),
        allow_negative_numbers = true
    )]
    pub(crate) drive_price: f64,
    /// The least that an hour in the field has to bring, in referrals, 0 to 1,000; where visits bring less, days end early. If
    /// nothing is said, the fewest hours are used that keep 99 % of what full days would gain.
    #[arg(long, value_name = "REFERRALS", value_parser = within(numbers::FLOOR), allow_negative_numbers = true)]
    pub(crate) floor: Option<f64>,
    /// Fill every working day.
    #[arg(long, conflicts_with = "floor")]
    pub(crate) fill_days: bool,
    /// By how many per cent referrals rise with one per cent more visits, 0 to 0.9: an assumption, see docs/scores.md.
    #[arg(
        long,
        value_name = "SHARE",
        default_value_t = rounds::score::ScoreConfig::default().response.elasticity,
        value_parser = within(numbers::ELASTICITY),
        allow_negative_numbers = true
    )]
    pub(crate) elasticity: f64,
    /// The result of a trial, as `trial read --out` writes it: its elasticity is taken, and not the assumed one.
    #[arg(long, value_name = "FILE", value_parser = elasticity, conflicts_with = "elasticity")]
    pub(crate) elasticity_from: Option<MeasuredElasticity>,
    /// Days in which the effect of a visit falls to about a third, 7 to 3,000; 85 if nothing is said: an assumption as well.
    #[arg(long, value_name = "DAYS", value_parser = within(numbers::TAU), allow_negative_numbers = true)]
    pub(crate) tau: Option<f64>,
    #[command(flatten)]
    pub(crate) rules: RuleArguments,
    #[command(flatten)]
    pub(crate) replan: ReplanArguments,
    /// The most that all material left at one practice in a calendar year may be worth, 0 to 1,000,000 (dollars, or your money). It is
    /// the same for every practice. If nothing is said, nothing of value is planned: see docs/briefs.md.
    #[arg(long, value_name = "AMOUNT", value_parser = numbers::money, allow_negative_numbers = true)]
    pub(crate) value_limit: Option<Cents>,
    /// Folder to write the plan to.
    #[arg(long, default_value = "out")]
    pub(crate) out: PathBuf,
    /// Counties and towns to draw under the map, as `GeoJSON`; those around Washington for the sample book.
    #[arg(long, value_name = "FILE")]
    pub(crate) basemap: Option<PathBuf>,
    /// How much of the itineraries to print.
    #[arg(long, value_enum, default_value_t = Show::Week)]
    pub(crate) show: Show,
    /// Print only this liaison's itinerary.
    #[arg(long, value_name = "ID")]
    pub(crate) liaison: Option<String>,
}

impl PlanArguments {
    /// What the schedule is to keep to.
    pub(crate) fn schedule(&self) -> ScheduleConfig {
        ScheduleConfig {
            start: self.start,
            weeks: self.weeks.unwrap_or(ScheduleConfig::default().weeks),
            seed: self.seed,
            effort: self.effort,
            drive_price: self.drive_price,
            field_time: self.field_time(),
            rules: self.rules.rules(),
        }
    }

    /// What a visit is assumed to do.
    pub(crate) fn scoring(&self) -> ScoreConfig {
        let mut config = ScoreConfig::default();
        config.response.elasticity = self.elasticity_from.as_ref().map_or(self.elasticity, |it| it.mean);
        config.response.measured = self.elasticity_from.as_ref().map(|it| it.interval);
        if let Some(days) = self.tau {
            config.response.carry_over = ResponsePrior::carry_over_of(days);
        }
        config
    }

    /// What liaisons take along.
    pub(crate) fn briefs(&self) -> BriefConfig {
        BriefConfig { value_limit: self.value_limit }
    }

    /// How much of the working time to use.
    pub(crate) fn field_time(&self) -> FieldTime {
        match self.floor {
            _ if self.fill_days => FieldTime::Fill,
            Some(an_hour) => FieldTime::Floor(an_hour),
            None => FieldTime::Auto,
        }
    }

    pub(crate) fn wanted(&self) -> Option<LiaisonId> {
        self.liaison.as_deref().map(LiaisonId::from)
    }

    /// What to be warned of where days are planned that the book, known up to `as_of`, already tells about.
    pub(crate) fn known_days(&self, as_of: Date) -> Option<String> {
        let start = self.start.filter(|start| *start <= as_of)?;
        let before = start.plus_days(-1);
        Some(format!(
            "the plan starts on {start}, but the book is known up to {as_of}: forecasts then look at days that they know \
             already. To plan with what was known before, use --as-of {before}."
        ))
    }
}

/// What a plan takes over from the plan before.
#[derive(Debug, Clone, Args)]
pub(crate) struct ReplanArguments {
    /// The plan before, a file plan.json. What it plans stays, unless the book forces a change or an edit gains enough.
    #[arg(long, value_name = "FILE")]
    pub(crate) previous: Option<PathBuf>,
    /// Most edits of the plan before that nothing forces, 0 to 1,000,000. An edit is a visit added, dropped, moved to another day or liaison, or by
    /// more than half an hour.
    #[arg(long, value_name = "N", requires = "previous", value_parser = within(numbers::EDITS), allow_negative_numbers = true)]
    pub(crate) edits: Option<u32>,
    /// Without --edits: what an edit has to gain, as a share of what a visit costs, 0 to 1,000.
    #[arg(long, value_name = "SHARE", requires = "previous", conflicts_with = "edits", value_parser = within(numbers::EDIT_GAIN), allow_negative_numbers = true)]
    pub(crate) edit_gain: Option<f64>,
    /// Change nothing up to this day that does not have to change.
    #[arg(long, value_name = "DATE", requires = "previous")]
    pub(crate) freeze: Option<Date>,
    /// The plan as it was edited by hand: its plan.xlsx or stops.csv with other days or times, or with `pinned` filled in. What was moved
    /// or pinned by hand stays.
    #[arg(long, value_name = "FILE", requires = "previous")]
    pub(crate) edited: Option<PathBuf>,
}

impl ReplanArguments {
    /// How much of the plan before may change.
    pub(crate) fn config(&self) -> ReplanConfig {
        let usual = ReplanConfig::default();
        let limit = match (self.edits, self.edit_gain) {
            (Some(edits), _) => EditLimit::AtMost(edits),
            (None, Some(share)) => EditLimit::Gain(share),
            (None, None) => usual.limit,
        };
        ReplanConfig { limit, frozen_until: self.freeze }
    }
}

#[derive(Debug, Clone, Args)]
pub(crate) struct CapacityArguments {
    #[command(flatten)]
    pub(crate) planning: PlanArguments,
    /// A plan of the same book and days whose hours are compared; plan.json in the folder of --out if there is one.
    #[arg(long, value_name = "FILE")]
    pub(crate) plan: Option<PathBuf>,
    /// Plan the book, and relax set cadences, the cheapest first, until a plan keeps all that are left. No file is written.
    #[arg(long)]
    pub(crate) prove: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Show {
    /// Totals only.
    None,
    /// The first week of each liaison.
    Week,
    /// Everything.
    All,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct AccessArguments {
    /// Write JSON for another program.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct ScoreArguments {
    #[command(flatten)]
    pub(crate) forecast: ForecastArguments,
    /// Probability that the stated range of the count holds, 0.01 to 0.999.
    #[arg(
        long,
        value_name = "SHARE",
        default_value_t = rounds::score::ScoreConfig::default().interval,
        value_parser = within(numbers::INTERVAL),
        allow_negative_numbers = true
    )]
    pub(crate) interval: f64,
    /// By how many per cent referrals rise with one per cent more visits, 0 to 0.9: an assumption, see docs/scores.md.
    #[arg(
        long,
        value_name = "SHARE",
        default_value_t = rounds::score::ScoreConfig::default().response.elasticity,
        value_parser = within(numbers::ELASTICITY),
        allow_negative_numbers = true
    )]
    pub(crate) elasticity: f64,
    /// The result of a trial, as `trial read --out` writes it: its elasticity is taken, and not the assumed one.
    #[arg(long, value_name = "FILE", value_parser = elasticity, conflicts_with = "elasticity")]
    pub(crate) elasticity_from: Option<MeasuredElasticity>,
    /// Share of a visit's effect that is still felt a month later, 0 to below 1: an assumption as well.
    #[arg(
        long,
        value_name = "SHARE",
        default_value_t = rounds::score::ScoreConfig::default().response.carry_over,
        value_parser = below(numbers::CARRY_OVER),
        allow_negative_numbers = true
    )]
    pub(crate) carry_over: f64,
    /// How many practices to print, 0 to 1,000,000, the most valuable first.
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = within(numbers::PRACTICES), allow_negative_numbers = true)]
    pub(crate) top: usize,
    /// Print the score of this practice in full.
    #[arg(long, value_name = "ID")]
    pub(crate) practice: Option<String>,
    /// Print all scores, or that of the practice, as JSON, with everything that is known.
    #[arg(long, conflicts_with = "out")]
    pub(crate) json: bool,
    /// Write all scores to this CSV file.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Print everything that the models have to say about themselves.
    #[arg(long)]
    pub(crate) verbose: bool,
}

/// What a forecast speaks of.
#[derive(Debug, Clone, Args)]
pub(crate) struct ForecastArguments {
    /// Days ahead that a forecast covers, 1 to 3,660.
    #[arg(
        long,
        value_name = "DAYS",
        default_value_t = rounds::score::ScoreConfig::default().horizon_days,
        value_parser = within(numbers::HORIZON),
        allow_negative_numbers = true
    )]
    pub(crate) horizon: u32,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct BacktestArguments {
    #[command(flatten)]
    pub(crate) forecast: ForecastArguments,
}

/// A path in the project's data folder.
pub(crate) fn sample(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "data", name].iter().collect()
}
