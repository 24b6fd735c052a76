//! Who is seen when: a [`Book`](crate::model::Book), its [`Scores`](crate::score::Scores) and [`TravelTimes`](crate::geo::TravelTimes) in, a [`Plan`](crate::plan::Plan) out.
//!
//! The pipeline, one file a step:
//!
//! 1. `agenda`: which appointments are kept, and `work_day`: what they leave of a day;
//! 2. `visit_needs`: what each practice asks for (tier, cadence, when it is due, and what was promised);
//! 3. `assign_unowned`: who covers the practices that nobody owns, and `visit_question`: who could;
//! 4. `aim`: the price of a liaison's time, and the best rhythm of every practice;
//! 5. `worth`: what visits on some days are worth, for the search, the reasons and the proofs alike;
//! 6. `liaison_problem`, `clients` and `promises`: one liaison's share as a routing problem, solved by [`crate::routing`], liaisons in parallel;
//! 7. `itineraries`: routes become days with drives, times and reasons;
//! 8. `explain`: what becomes of every practice, with its proof.
//!
//! `need` stands beside them: what promises need at least, and which cadences to relax where there is too little time.
//! `slots` answers a question of its own: which times can be offered to a practice beside the plan as it is.

pub(crate) mod agenda;
pub(crate) mod agreed;
pub(crate) mod aim;
pub(crate) mod assign_unowned;
pub(crate) mod clients;
pub(crate) mod clock;
pub(crate) mod completion;
pub(crate) mod config;
pub(crate) mod day_choice;
pub(crate) mod day_visit;
pub(crate) mod drives;
pub(crate) mod exceptions;
pub(crate) mod expectations;
pub(crate) mod explain;
pub(crate) mod fixed_visits;
pub(crate) mod horizon;
pub(crate) mod itineraries;
pub(crate) mod kept_hours;
pub(crate) mod liaison_problem;
pub(crate) mod meetings;
pub(crate) mod need;
pub(crate) mod plan_basis;
pub(crate) mod planner;
pub(crate) mod promises;
pub(crate) mod reach;
pub(crate) mod relaxed;
pub(crate) mod replan;
pub(crate) mod search;
pub(crate) mod slots;
#[cfg(test)]
mod tiny_tests;
pub(crate) mod visit_needs;
pub(crate) mod visit_question;
pub(crate) mod work_day;
pub(crate) mod worth;

pub use crate::plan::visit_plan::FieldTime;
pub use config::ScheduleConfig;
pub use expectations::{expectations, expectations_after};
pub use need::kept::broken_cadences;
pub use need::proof::{RelaxedPlan, relax_until_kept};
pub use need::relaxations::{relaxations, with_relaxations};
pub use planner::{capacities, plan};
pub use replan::{ReplanConfig, replan};
pub use slots::finder::{SlotFinder, slots};
