//! Figures as the page of territories draws them.

use serde::Serialize;

use crate::export::wording::comparisons;
use crate::territory::alignment::Alignment;
use crate::territory::pareto::FrontPoint;

/// A point of the front.
#[derive(Clone, Serialize)]
pub(crate) struct FrontDot {
    moved: f64,
    worst: f64,
    moves: usize,
    label: String,
}

impl FrontDot {
    pub(crate) fn new(point: &FrontPoint, chosen: &Alignment) -> Self {
        let label = match point.tolerance {
            None => comparisons::TODAY.to_owned(),
            Some(_) if point.alignment == *chosen => comparisons::THIS_ANSWER.to_owned(),
            Some(tolerance) => comparisons::tolerance(tolerance),
        };
        let [moved, worst] = in_percent(point.moved_share, point.worst_imbalance);
        Self { moved, worst, moves: point.moves, label }
    }
}

/// Places an answer in the picture of the front: relationships broken and the worst imbalance, in percent.
pub(crate) fn in_percent(moved: f64, worst: f64) -> [f64; 2] {
    [rounded(moved * 100.0, 100.0), rounded(worst * 100.0, 10.0)]
}

pub(crate) fn rounded(value: f64, parts: f64) -> f64 {
    // No -0.
    (value * parts).round() / parts + 0.0
}
