//! Who is seen when: a [`Book`](crate::model::Book), its [`Scores`](crate::score::Scores) and [`TravelTimes`](crate::geo::TravelTimes) in, a [`Plan`](crate::plan::Plan) out.
//!
//! The pipeline, one file a step:
//!
//! 1. `outlook`: what each practice asks for (tier, cadence, when it is due, what a visit is worth on which day);
//! 2. `cover`: who covers the practices that nobody owns;
//! 3. `desk`: one liaison's share as a routing problem, solved by [`crate::routing`], liaisons in parallel;
//! 4. `assemble`: routes become days with drives, times and reasons;
//! 5. `explain`: the fate of every practice, with its proof.

pub(crate) mod assign_unowned;
pub(crate) mod config;
pub(crate) mod explain;
pub(crate) mod horizon;
pub(crate) mod itineraries;
pub(crate) mod liaison_problem;
pub(crate) mod planner;
pub(crate) mod visit_needs;

pub use config::ScheduleConfig;
pub use planner::plan;
