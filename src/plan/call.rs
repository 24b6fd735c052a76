//! A call that somebody has to make before a visit.

use serde::{Deserialize, Serialize};

use crate::model::book::Book;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::{Date, TimeOfDay};
use crate::plan::slot::Slot;
use crate::plan::visit_plan::Plan;

/// A call ahead of a visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Call {
    /// Whom to call.
    pub practice: PracticeId,
    /// Who calls, and comes.
    pub liaison: LiaisonId,
    /// The last working day of the liaison on which the call comes in time; the day on which the plan is made where that has passed.
    pub call_by: Date,
    /// The day of the visit.
    pub date: Date,
    /// When the visit starts; absent where it is too late to call for this plan, so that the day lies after it.
    pub start: Option<TimeOfDay>,
    /// Other times that can be offered, the best first.
    pub slots: Vec<Slot>,
}

/// Finds the last working day of a liaison on which a call comes in time for a visit; the day on which the plan is made where that has
/// passed, or the day of the visit where that has passed, too.
pub(crate) fn call_by(
    book: &Book,
    plan: &Plan,
    (liaison, practice): (&LiaisonId, &PracticeId),
    visit: Date,
) -> Date {
    let lead = book.practice(practice).and_then(|it| it.lead_days).unwrap_or(plan.rules.lead_days);
    let (first, latest) = (plan.as_of.min(visit), visit.plus_days(-i64::from(lead)));
    let liaison = book.liaison_index(liaison);
    let day = liaison.and_then(|liaison| book.last_work_day(liaison, first, latest));
    day.unwrap_or(first)
}
