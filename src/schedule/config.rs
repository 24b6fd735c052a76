//! Settings of a schedule.

use crate::model::time::Date;
use crate::plan::visit_plan::{FieldTime, PlanRules};

/// Settings of a schedule.
#[derive(Debug, Clone, PartialEq)]
pub struct ScheduleConfig {
    /// First day to plan; the Monday after the scores' day where absent.
    pub start: Option<Date>,
    /// Weeks to plan, 1 to 13.
    pub weeks: u32,
    /// Chooses the random streams of the search. The same seed gives the same plan, on any number of threads.
    pub seed: u64,
    /// Buffer and lead time.
    pub rules: PlanRules,
    /// Search iterations for each practice of a liaison; more make a better plan and take longer. Books of more than 1,200 practices
    /// get 40 % less for each tenfold.
    pub effort: u64,
    /// What a minute at the wheel costs, as a share of what any minute in the field costs. At 0 a plan drives any detour for
    /// the smallest gain.
    pub drive_price: f64,
    /// How much of the working time to use.
    pub field_time: FieldTime,
}

impl Default for ScheduleConfig {
    fn default() -> Self {
        Self {
            start: None,
            weeks: 4,
            seed: 0,
            rules: PlanRules::default(),
            effort: 150,
            drive_price: 1.0,
            field_time: FieldTime::default(),
        }
    }
}
