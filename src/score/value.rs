//! What one more visit is worth, and how that changes with the day and with the time since the last one.

use serde::{Deserialize, Serialize};

use crate::score::config::ResponsePrior;

/// Expected referrals that one visit keeps or gains, times the worth of one ([`ResponsePrior::margin`]: 1
/// unless set, so that the unit is referrals).
///
/// The worth on a day is `base x survival^day x (1 - exp(-gap / tau))`. Early beats late for a practice at
/// risk, and a visit soon after another adds little. It is the modified exponential of Lodish 1971 (CALLPLAN,
/// doi:10.1287/mnsc.18.4.P25), on a stock of goodwill that decays by tau.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitValue {
    /// Referrals that a visit today, long after the last one, keeps from being lost.
    pub retention: f64,
    /// Referrals that the same visit gains from what the practice sends elsewhere.
    pub headroom: f64,
    /// Probability that the practice, active today, is still active a day later: the worth of waiting, per
    /// day.
    pub survival_per_day: f64,
    /// Days after which a visit's effect has fallen to 1/e.
    pub tau_days: f64,
}

impl VisitValue {
    /// A visit that is worth nothing.
    pub const NOTHING: Self = Self { retention: 0.0, headroom: 0.0, survival_per_day: 1.0, tau_days: 1.0 };

    /// Returns the worth of a visit today, long after the last one.
    #[must_use]
    pub fn base(&self) -> f64 {
        self.retention + self.headroom
    }

    /// Returns the worth of a visit `days` from the day of the score, `gap_days` after the one before it
    /// (`None`: never visited).
    ///
    /// ```
    /// use rounds::score::VisitValue;
    /// let visit = VisitValue { retention: 0.3, headroom: 0.5, survival_per_day: 0.99, tau_days: 85.0 };
    /// assert!(visit.on(0, None) > visit.on(7, None));
    /// assert!(visit.on(0, Some(14)) < visit.on(0, Some(91)));
    /// assert_eq!(visit.on(0, Some(0)), 0.0);
    /// ```
    #[must_use]
    pub fn on(&self, days: u32, gap_days: Option<u32>) -> f64 {
        let built_up = gap_days.map_or(1.0, |gap| -(-f64::from(gap) / self.tau_days).exp_m1());
        self.base() * self.survival_per_day.powf(f64::from(days)) * built_up
    }
}

/// Referrals a year that are within a visit's reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct WithinReach {
    /// At risk of being lost within the horizon, if nobody comes.
    pub(crate) at_risk: f64,
    /// Sent elsewhere, and to be won.
    pub(crate) winnable: f64,
    /// Probability of being active a day later, if active now.
    pub(crate) survival_per_day: f64,
}

impl WithinReach {
    /// Returns the worth of a visit: the elasticity's share of what is within reach, for as long as the
    /// effect lasts.
    pub(crate) fn value(&self, response: &ResponsePrior) -> VisitValue {
        let tau_days = response.tau_days();
        let years = tau_days / 365.25;
        let share = response.elasticity.max(0.0) * response.margin.max(0.0) * years;
        VisitValue {
            retention: share * self.at_risk.max(0.0),
            headroom: share * self.winnable.max(0.0),
            survival_per_day: self.survival_per_day.clamp(0.5, 1.0),
            tau_days,
        }
    }
}
