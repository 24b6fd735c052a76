//! A call that somebody has to make before a visit.

use serde::{Deserialize, Serialize};

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::{Date, TimeOfDay};
use crate::plan::slot::Slot;

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
