//! What a comparison without a lot would have said.

use serde::{Deserialize, Serialize};

use crate::experiment::comparison::rests;
use crate::experiment::lot::Lot;
use crate::experiment::records::{TrialRecord, TrialRecords};

/// Two comparisons that people make without a lot, as shares. Both are biased, because visits choose their practices: they go to those
/// that send much, and to those that have just fallen off.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct NaiveComparison {
    /// Referrals of visited practices while the trial ran, over those of as many days before, less 1. It takes the season, the growth and
    /// every return to the usual for the work of visits.
    pub before_after: Option<f64>,
    /// Referrals of practices that were visited, over those of practices that happened not to be, each in the mean, less 1. Those that
    /// rested by lot are left out.
    pub visited_or_not: Option<f64>,
}

impl NaiveComparison {
    /// Compares as if there were no lot.
    pub(crate) fn of(records: &TrialRecords, lot: &Lot) -> Self {
        let arm = |visited: bool| {
            let cells = records.cells().filter(|(unit, block, _)| !rests(lot, *unit, *block));
            cells.map(|(.., it)| it).filter(move |it| (it.visits > 0) == visited)
        };
        let count = |it: &TrialRecord| f64::from(it.count);
        let mean = |visited| arm(visited).map(count).sum::<f64>() / arm(visited).count() as f64;
        let before: f64 = arm(true).map(|it| f64::from(it.before)).sum();
        Self {
            before_after: less_one(arm(true).map(count).sum::<f64>() / before),
            visited_or_not: less_one(mean(true) / mean(false)),
        }
    }
}

fn less_one(ratio: f64) -> Option<f64> {
    ratio.is_finite().then_some(ratio - 1.0)
}
