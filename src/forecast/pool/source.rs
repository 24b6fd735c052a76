//! Sources in an order that no shuffle changes, and each as every member sees it.

use rayon::prelude::*;

use crate::forecast::btyd::model::Summary;
use crate::forecast::gamma_poisson::fit::Weeks;
use crate::forecast::history::{Exposure, History, Source};
use crate::forecast::numeric::special::whole;

/// Sorts sources in an order of their own, so that the caller's does not matter to a sample of them.
pub(crate) fn sorted<'a>(sources: &[Source<'a>]) -> Vec<Source<'a>> {
    let mut sorted = sources.to_vec();
    sorted.par_sort_by(compare);
    sorted
}

pub(crate) fn compare(left: &Source<'_>, right: &Source<'_>) -> std::cmp::Ordering {
    left.0.cmp(right.0).then(left.1.total_cmp(&right.1))
}

/// A source as the members see it. Where a usual day with an event brings many, they are counted in units of such a day: so a
/// source whose every count is a hundred times as large gets a hundred times the forecast.
pub(crate) struct Seen {
    pub(crate) weeks: Weeks,
    pub(crate) summary: Summary,
    /// Units after the first day.
    pub(crate) events: u32,
    /// Units of a usual day with an event.
    pub(crate) batch: f64,
    /// Events in which its counts are kept.
    pub(crate) step: u32,
    /// Events of a unit, in the mean.
    pub(crate) unit: f64,
    /// Exposure up to the last week with an event.
    pub(crate) exposed: f64,
}

impl Seen {
    /// Looks at a source as the members do. A level that means nothing counts as 1.
    pub(crate) fn new((history, level): Source<'_>, exposure: &Exposure) -> Self {
        let level = if level.is_finite() && level > 0.0 { level.clamp(1e-3, 1e3) } else { 1.0 };
        let step = step(history);
        let counted = history.in_units(step);
        let weeks = counted.by_week(exposure);
        let silent = weeks.iter().rev().take_while(|week| week.0 == 0).count();
        Self {
            exposed: weeks.iter().rev().skip(silent).map(|week| week.1).sum(),
            weeks: Weeks { level, weeks },
            summary: counted.summary(),
            events: counted.events(),
            batch: counted.batch(),
            step,
            unit: f64::from(history.total()) / f64::from(counted.total().max(1)),
        }
    }
}

/// Finds the unit in which a source's events are counted: those of a usual day with an event, and 1 where that brings few.
fn step(history: &History) -> u32 {
    const FEW: f64 = 5.0;
    let batch = history.batch();
    if batch < FEW { 1 } else { whole(batch.round()).max(1) }
}
