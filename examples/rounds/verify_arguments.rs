//! What the user can say to `verify`, and the rules that `plan` and `verify` share.

use std::path::PathBuf;

use clap::Args;
use rounds::model::{Date, Minutes};
use rounds::plan::{FieldTime, Plan, PlanRules};
use rounds::score::{ResponsePrior, ScoreConfig};

use super::numbers::{self, within};

/// Rules that a plan keeps to and that no plan may change.
#[derive(Debug, Clone, Args)]
pub(crate) struct RuleArguments {
    /// Minutes that are kept free after every visit, 0 to 240.
    #[arg(
        long,
        value_name = "MINUTES",
        default_value_t = PlanRules::default().buffer.0,
        value_parser = within(numbers::BUFFER),
        allow_negative_numbers = true
    )]
    pub(crate) buffer: u32,
    /// Days from the day on which the plan is made to the first visit that wants a call ahead, 0 to 91. A practice may state its own.
    #[arg(
        long,
        value_name = "DAYS",
        default_value_t = PlanRules::default().lead_days,
        value_parser = within(numbers::LEAD_DAYS),
        allow_negative_numbers = true
    )]
    pub(crate) lead_days: u32,
}

impl RuleArguments {
    pub(crate) fn rules(&self) -> PlanRules {
        PlanRules { buffer: Minutes(self.buffer), lead_days: self.lead_days }
    }
}

#[derive(Debug, Clone, Args)]
pub(crate) struct VerifyArguments {
    /// The plan: a file plan.json, as `plan` writes it.
    #[arg(value_name = "PLAN")]
    pub(crate) plan: PathBuf,
    /// First day, if it is to be another than the plan's.
    #[arg(long, value_name = "DATE")]
    pub(crate) start: Option<Date>,
    /// Weeks, 1 to 13, if they are to be others than the plan's.
    #[arg(long, value_parser = within(numbers::WEEKS), allow_negative_numbers = true)]
    pub(crate) weeks: Option<u32>,
    /// What a minute of driving costs, 0 to 1,000, if it is to be another share than the plan's.
    #[arg(long, value_parser = within(numbers::DRIVE_PRICE), allow_negative_numbers = true)]
    pub(crate) drive_price: Option<f64>,
    /// The least that an hour in the field has to bring, 0 to 1,000, if the plan is to have used another.
    #[arg(long, value_name = "REFERRALS", value_parser = within(numbers::FLOOR), allow_negative_numbers = true)]
    pub(crate) floor: Option<f64>,
    /// Say that the plan is to have filled every working day.
    #[arg(long, conflicts_with = "floor")]
    pub(crate) fill_days: bool,
    /// By how many per cent referrals rise with one per cent more visits, 0 to 0.9, if it is to be another figure than the plan's.
    #[arg(long, value_name = "SHARE", value_parser = within(numbers::ELASTICITY), allow_negative_numbers = true)]
    pub(crate) elasticity: Option<f64>,
    /// Days in which the effect of a visit falls to about a third, 7 to 3,000, if they are to be others than the plan's.
    #[arg(long, value_name = "DAYS", value_parser = within(numbers::TAU), allow_negative_numbers = true)]
    pub(crate) tau: Option<f64>,
    #[command(flatten)]
    pub(crate) rules: RuleArguments,
    /// The plan that it followed: what it says that it changed is proved, too.
    #[arg(long, value_name = "FILE")]
    pub(crate) previous: Option<PathBuf>,
    /// That plan as it was edited by hand: its plan.xlsx or stops.csv.
    #[arg(long, value_name = "FILE", requires = "previous")]
    pub(crate) edited: Option<PathBuf>,
}

impl VerifyArguments {
    /// Puts what was typed in the place of what the plan says.
    pub(crate) fn apply(&self, plan: &mut Plan) {
        plan.start = self.start.unwrap_or(plan.start);
        plan.weeks = self.weeks.unwrap_or(plan.weeks);
        plan.settings.drive_price = self.drive_price.unwrap_or(plan.settings.drive_price);
        plan.settings.field_time = match self.floor {
            _ if self.fill_days => FieldTime::Fill,
            Some(an_hour) => FieldTime::Floor(an_hour),
            None => plan.settings.field_time,
        };
    }

    /// Says what a visit is assumed to do: what was typed, or else what the plan assumes.
    pub(crate) fn scoring(&self, plan: &Plan) -> ScoreConfig {
        scoring(plan, self.tau, self.elasticity)
    }
}

/// Says what a visit is assumed to do: what is given, or else what the plan assumes.
pub(crate) fn scoring(plan: &Plan, tau: Option<f64>, elasticity: Option<f64>) -> ScoreConfig {
    let mut config = ScoreConfig::default();
    let (usual, stated) = (config.response, &plan.response);
    let tau = tau.unwrap_or(stated.tau_days);
    if (tau - usual.tau_days()).abs() > 1e-9 {
        config.response.carry_over = ResponsePrior::carry_over_of(tau).clamp(0.01, 0.99);
    }
    let elasticity = elasticity.unwrap_or_else(|| config.response.elasticity_of(stated.effect));
    config.response.elasticity = elasticity.clamp(0.0, 0.9);
    let at = |times: f64| config.response.elasticity_of(times * stated.effect).clamp(0.0, 0.9);
    config.response.measured = stated.measured.then(|| [at(stated.least), at(stated.most)]);
    config
}
