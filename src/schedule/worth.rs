//! What one visit is worth: the one place that says so. The search, the reasons of a stop, and the proofs of what is left out
//! all ask here.

use std::sync::Arc;

use crate::routing::model::problem::Value;
use crate::score::value::VisitValue;

/// Values in the search are whole millionths of a referral.
pub(crate) const MILLION: f64 = 1e6;

/// Stands for "never visited" where a gap in days is asked for.
pub(crate) const NEVER: u32 = 100_000;

/// The search counts gaps beyond this many days as very long.
const LONGEST_GAP: u32 = 730;

/// All that the worth of a visit depends on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PossibleVisit {
    /// What the score says of visits to the practice.
    pub(crate) value: VisitValue,
    /// Days from the day of the scores to the visit.
    pub(crate) days_ahead: u32,
    /// Days since the visit before it; [`NEVER`] where there was none.
    pub(crate) gap: u32,
}

/// Returns what a visit is worth, in millionths of a referral.
pub(crate) fn worth(visit: &PossibleVisit) -> Value {
    let full = full_worth(&visit.value, visit.days_ahead);
    // A share is a number of 65,536ths, so the product is shifted by 16 bits.
    (full * Value::from(gap_share(&visit.value, visit.gap))) >> 16
}

/// Returns what a visit is worth after a very long gap. The search multiplies it by the share of the gap.
pub(crate) fn full_worth(value: &VisitValue, days_ahead: u32) -> Value {
    millionths(full_referrals(value, days_ahead))
}

/// Returns the same in referrals, not rounded.
pub(crate) fn full_referrals(value: &VisitValue, days_ahead: u32) -> f64 {
    value.on(days_ahead, None)
}

/// Lists the shares of a visit's worth by gap in days, as the search reads them.
pub(crate) fn gap_shares(value: &VisitValue) -> Arc<[u32]> {
    (0..=LONGEST_GAP).map(|gap| gap_share(value, gap)).collect()
}

/// Returns the share of a visit's worth that has built up `gap` days after the last, in 1/65,536.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the share lies between 0 and 1")]
fn gap_share(value: &VisitValue, gap: u32) -> u32 {
    let share = 1.0 - (-f64::from(gap) / value.tau_days.max(1e-9)).exp();
    (share.clamp(0.0, 1.0) * 65_536.0).round() as u32
}

/// Converts whole millionths of a referral into referrals.
pub(crate) fn referrals(value: Value) -> f64 {
    value as f64 / MILLION
}

/// Rounds referrals to whole millionths; what is not a number is worth nothing.
#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and the range is far smaller")]
fn millionths(referrals: f64) -> Value {
    (referrals.clamp(0.0, 1e5) * MILLION).round() as Value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routing::model::problem::Recurrence;

    const VALUE: VisitValue =
        VisitValue { retention: 0.3, headroom: 0.5, survival_per_day: 0.99, tau_days: 85.0 };

    /// Worth of a visit `days_ahead` days from now, `gap` days after the last.
    fn on(days_ahead: u32, gap: u32) -> Value {
        worth(&PossibleVisit { value: VALUE, days_ahead, gap })
    }

    #[test]
    fn the_search_reckons_with_the_same_worth() {
        let days = 28;
        let recurrence = Recurrence {
            min_gap: 1,
            known_gap: vec![LONGEST_GAP; days as usize],
            day_value: (0..days).map(|day| full_worth(&VALUE, day)).collect(),
            gap_share: gap_shares(&VALUE),
        };
        for (day, previous) in [(1, 0), (14, 3), (27, 20)] {
            assert_eq!(recurrence.worth(day, Some(previous)), on(day, day - previous));
        }
        assert_eq!(recurrence.worth(27, None), on(27, LONGEST_GAP));
    }

    #[test]
    fn a_visit_is_worth_most_soon_and_after_a_long_gap() {
        assert!(on(0, NEVER) > on(7, NEVER) && on(0, NEVER) > on(0, 28));
        assert_eq!((on(0, 0), on(0, NEVER)), (0, 800_000));
    }
}
