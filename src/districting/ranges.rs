//! Amounts and limits as whole numbers, so that sums are exact and do not depend on the order of moves.

use crate::districting::frame::exact_sum;
use crate::districting::problem::DistrictingProblem;

/// Most that the amounts of one activity add up to: sums of amounts stay far below 2^63 and relative rounding
/// below 1e-9.
const AMOUNT_TOTAL: f64 = 4_503_599_627_370_496.0;

/// What a territory may have of an activity.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Range {
    pub(crate) low: i64,
    pub(crate) high: i64,
    pub(crate) target: f64,
    /// One over the target: excess times this is relative excess.
    per_target: f64,
}

impl Range {
    /// Lays the range around a target. A hair of slack, far below any tolerance, lets an amount exactly on a
    /// limit count as inside.
    fn around(target: f64, tolerance: f64) -> Self {
        let hair = target * 1e-10;
        Self {
            low: whole((target * (1.0 - tolerance) - hair).max(0.0).ceil()),
            high: whole((target * (1.0 + tolerance) + hair).floor()),
            target,
            per_target: 1.0 / target,
        }
    }

    /// Returns how far `amount` is outside, relative to the target; 0 inside.
    pub(crate) fn excess(&self, amount: i64) -> f64 {
        (amount - self.high).max(self.low - amount).max(0) as f64 * self.per_target
    }
}

/// Lists, by territory, then activity, the ranges of a problem whose amounts are multiplied by `scales`.
pub(crate) fn ranges(problem: &DistrictingProblem, scales: &[f64]) -> Vec<Range> {
    let of = |territory: usize| {
        let each = problem.activities.iter().zip(scales);
        each.map(move |(activity, scale)| {
            Range::around(activity.targets[territory] * scale, activity.tolerance)
        })
    };
    (0..problem.territories).flat_map(of).collect()
}

/// Finds a factor that makes the amounts whole: a power of ten if one is exact, else the finest that is safe.
/// A power of ten is as large as is safe too, so that rounding the limits of a range hardly shifts them.
pub(crate) fn amount_scale(amounts: &[f64]) -> f64 {
    let total = exact_sum(amounts.iter().copied()).max(f64::MIN_POSITIVE);
    let is_safe = |scale: &f64| total * scale <= AMOUNT_TOTAL;
    let is_whole = |amount: f64| (amount - amount.round()).abs() <= amount * 1e-12;
    let is_exact = |scale: &f64| is_safe(scale) && amounts.iter().all(|amount| is_whole(amount * scale));
    let powers = || (0..16).map(|power| 10_f64.powi(power));
    if powers().take(9).any(|scale| is_exact(&scale)) {
        powers().rev().find(is_safe).unwrap_or(1.0)
    } else {
        AMOUNT_TOTAL / total
    }
}

/// A rounded number as an integer.
#[expect(
    clippy::cast_possible_truncation,
    reason = "scales keep amounts below 2^53; a limit above is cut to the range"
)]
pub(crate) fn whole(rounded: f64) -> i64 {
    rounded as i64
}
