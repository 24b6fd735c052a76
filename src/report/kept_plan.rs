//! Plans that were kept, and which of them a week is held to.

use serde::Serialize;

use crate::model::time::Date;
use crate::plan::visit_plan::Plan;
use crate::report::week::ReportWeek;

/// A plan with the name that it is kept under.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptPlan {
    /// What its file is called.
    pub name: String,
    /// The plan.
    pub plan: Plan,
}

/// Which plan is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanName {
    /// What its file is called.
    pub name: String,
    /// The day up to which history was known when it was made.
    pub as_of: Date,
}

impl From<&KeptPlan> for PlanName {
    fn from(kept: &KeptPlan) -> Self {
        Self { name: kept.name.clone(), as_of: kept.plan.as_of }
    }
}

/// Finds the last plan that was made before a week and covers some of its days. Of several of one day it is the last of the list.
pub(crate) fn made_before(plans: &[KeptPlan], week: ReportWeek) -> Option<&KeptPlan> {
    let fits = |kept: &&KeptPlan| kept.plan.as_of < week.monday && covers(&kept.plan, week);
    plans.iter().filter(fits).max_by_key(|kept| kept.plan.as_of)
}

/// Finds the newest plan up to a day that covers some days of a week.
pub(crate) fn newest(plans: &[KeptPlan], as_of: Date, week: ReportWeek) -> Option<&KeptPlan> {
    let fits = |kept: &&KeptPlan| kept.plan.as_of <= as_of && covers(&kept.plan, week);
    plans.iter().filter(fits).max_by_key(|kept| kept.plan.as_of)
}

fn covers(plan: &Plan, week: ReportWeek) -> bool {
    plan.start <= week.sunday && week.monday <= plan.end()
}
