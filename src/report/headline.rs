//! The figures that a report begins with.

use serde::Serialize;

use crate::report::reach::BacklogPoint;
use crate::report::visits::VisitFigures;

/// A week in a few figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HeadlineFigures {
    /// Planned visits; absent without a plan.
    pub planned: Option<u32>,
    /// Planned visits that met somebody.
    pub done: Option<u32>,
    /// Visits that met somebody, planned or not.
    pub met: u32,
    /// Visits that were made.
    pub made: u32,
    /// Visits that met nobody.
    pub in_vain: u32,
    /// Referrals.
    pub referrals: u64,
    /// Practices that are overdue at its end.
    pub overdue: u32,
    /// Practices where nobody was ever met.
    pub never_met: u32,
}

impl HeadlineFigures {
    pub(crate) fn new(visits: &VisitFigures, referrals: u64, backlog: Option<&BacklogPoint>) -> Self {
        Self {
            planned: visits.planned.map(|it| it.stops),
            done: visits.planned.map(|it| it.done),
            met: visits.met(),
            made: visits.made(),
            in_vain: visits.in_vain,
            referrals,
            overdue: backlog.map_or(0, |it| it.overdue),
            never_met: backlog.map_or(0, |it| it.never_met),
        }
    }
}
