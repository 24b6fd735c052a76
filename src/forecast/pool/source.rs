//! Sources in an order that no shuffle changes, and each as every member sees it.

use rayon::prelude::*;

use crate::forecast::btyd::model::Summary;
use crate::forecast::gamma_poisson::fit::Weeks;
use crate::forecast::history::{Exposure, Source};
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

/// Finds the unit in which events are counted: those of a usual day with an event, in the median of the sources. It is 1 where
/// such days bring few. So a book whose every count is a hundred times as large gets a hundred times the forecast.
pub(crate) fn unit(sources: &[Source<'_>]) -> u32 {
    const FEW: f64 = 5.0;
    let mut batches: Vec<f64> = sources.iter().map(|source| source.0.batch()).collect();
    batches.sort_unstable_by(f64::total_cmp);
    let median = batches.get(batches.len() / 2).copied().unwrap_or(1.0);
    if median < FEW { 1 } else { whole(median.round()).max(1) }
}

/// A source as the members see it.
pub(crate) struct Seen {
    pub(crate) weeks: Weeks,
    pub(crate) summary: Summary,
    /// Events after the first day.
    pub(crate) events: u32,
    /// Events of a usual day with an event.
    pub(crate) batch: f64,
}

impl Seen {
    /// Looks at a source as the members do. A level that means nothing counts as 1.
    pub(crate) fn new((history, level): Source<'_>, exposure: &Exposure) -> Self {
        let level = if level.is_finite() && level > 0.0 { level.clamp(1e-3, 1e3) } else { 1.0 };
        Self {
            weeks: Weeks { level, weeks: history.by_week(exposure) },
            summary: history.summary(),
            events: history.events(),
            batch: history.batch(),
        }
    }
}
