//! Who is seen when: a [`Book`](crate::model::Book), its [`Scores`](crate::score::Scores) and [`TravelTimes`](crate::geo::TravelTimes) in, a [`Plan`](crate::plan::Plan) out.
//!
//! The pipeline, one file a step:
//!
//! 1. `visit_needs`: what each practice asks for (tier, cadence, and when it is due);
//! 2. `assign_unowned`: who covers the practices that nobody owns;
//! 3. `aim`: the price of a liaison's time, and the best rhythm of every practice;
//! 4. `worth`: what visits on some days are worth, for the search, the reasons and the proofs alike;
//! 5. `liaison_problem`: one liaison's share as a routing problem, solved by [`crate::routing`], liaisons in parallel;
//! 6. `itineraries`: routes become days with drives, times and reasons;
//! 7. `explain`: what becomes of every practice, with its proof.

pub(crate) mod agenda;
pub(crate) mod aim;
pub(crate) mod assign_unowned;
pub(crate) mod clients;
pub(crate) mod config;
pub(crate) mod exceptions;
pub(crate) mod expectations;
pub(crate) mod explain;
pub(crate) mod horizon;
pub(crate) mod itineraries;
pub(crate) mod liaison_problem;
pub(crate) mod plan_basis;
pub(crate) mod planner;
pub(crate) mod promises;
pub(crate) mod relaxed;
pub(crate) mod search;
#[cfg(test)]
mod tiny_tests;
pub(crate) mod visit_needs;
pub(crate) mod visit_question;
pub(crate) mod work_day;
pub(crate) mod worth;

pub use crate::plan::visit_plan::FieldTime;
pub use config::ScheduleConfig;
pub use expectations::expectations;
pub use planner::{capacities, plan};
