//! Hours in the field and on the road, as planned.

use serde::Serialize;

use crate::model::id::LiaisonId;
use crate::model::units::{Metres, Minutes};
use crate::plan::totals::Totals;
use crate::plan::visit_plan::Plan;
use crate::report::week::ReportWeek;

/// Time and way of the planned days of a week: the plan's own figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct FieldHours {
    /// Days with visits or events.
    pub days: u32,
    /// From leaving home to being back, without pauses.
    pub field_time: Minutes,
    /// At the wheel.
    pub drive: Minutes,
    /// At the wheel.
    pub distance: Metres,
}

impl FieldHours {
    /// Adds up the days that a plan has in a week for some liaisons.
    pub(crate) fn planned(plan: &Plan, week: ReportWeek, who: impl Fn(&LiaisonId) -> bool) -> Self {
        let days = plan.days().filter(|(liaison, day)| who(liaison) && week.holds(day.date));
        let totals: Totals = days.map(|(_, day)| day).collect();
        let Totals { days, field_time, drive, distance, .. } = totals;
        Self { days, field_time, drive, distance }
    }
}
