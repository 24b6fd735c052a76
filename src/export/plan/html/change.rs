//! What a change against the plan before is to the days that it touches.

use serde::Serialize;

use crate::plan::replan::{Edit, PlannedTime};

/// What a change is to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ChangeKind {
    /// A new visit.
    Added,
    /// One that comes from another day or liaison.
    MovedHere,
    /// One that stays on its day, at another time.
    OtherTime,
    /// One that goes to another day or liaison.
    MovedAway,
    /// One that is no more.
    Dropped,
}

/// Says what an edit is to the days that it touches.
pub(crate) fn kinds(edit: &Edit) -> Vec<(&PlannedTime, ChangeKind)> {
    match (&edit.from, &edit.to) {
        (Some(from), Some(to)) if (from.date, &from.liaison) == (to.date, &to.liaison) => {
            vec![(to, ChangeKind::OtherTime)]
        }
        (Some(from), Some(to)) => vec![(from, ChangeKind::MovedAway), (to, ChangeKind::MovedHere)],
        (Some(from), None) => vec![(from, ChangeKind::Dropped)],
        (None, Some(to)) => vec![(to, ChangeKind::Added)],
        (None, None) => Vec::new(),
    }
}
