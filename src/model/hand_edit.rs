//! A planned visit as somebody has written it by hand.

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::{Date, TimeOfDay};

/// A planned visit as somebody has written it by hand, in a sheet of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandEdit {
    /// The calendar entry of the visit in the plan; absent for a visit that was added by hand.
    pub entry: Option<String>,
    /// Whom it is to.
    pub practice: PracticeId,
    /// Who makes it.
    pub liaison: LiaisonId,
    /// Which day.
    pub date: Date,
    /// When it starts.
    pub start: TimeOfDay,
    /// Whether it is said to stay where it is; absent where nothing is said.
    pub pinned: Option<bool>,
}
