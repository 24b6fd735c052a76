//! What one more visit is worth, and how that changes with the day and with the time since the last one.

use serde::{Deserialize, Serialize};

use crate::score::config::ResponsePrior;

/// Extra referrals that one visit is expected to bring, times the worth of one ([`ResponsePrior::margin`]: 1
/// unless set, so that the unit is referrals). The worth does not depend on the price of anybody's time.
///
/// A visit that meets somebody fills a practice's goodwill, which fades with time (the stock of Nerlove & Arrow
/// 1962, doi:10.2307/2551549). So a visit `gap` days after the last one adds `base x (1 - exp(-gap / tau))`
/// referrals in all, most of them in the first `tau` days.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VisitValue {
    /// Extra referrals of a visit long after the last one, by what the practice sends now.
    pub retention: f64,
    /// Extra referrals of the same visit by what the practice sent until lately.
    pub recovery: f64,
    /// Extra referrals of the same visit from what the practice sends elsewhere.
    pub headroom: f64,
    /// Days after which a visit's effect has fallen to 1/e.
    pub tau_days: f64,
}

impl VisitValue {
    /// A visit that is worth nothing.
    pub const NOTHING: Self = Self { retention: 0.0, recovery: 0.0, headroom: 0.0, tau_days: 1.0 };

    /// Returns the extra referrals of a visit long after the last one.
    #[must_use]
    pub fn base(&self) -> f64 {
        // Added in the order of the reasons, so that these sum to it exactly.
        let mut parts = [self.retention, self.recovery, self.headroom];
        parts.sort_unstable_by(|a, b| b.total_cmp(a));
        parts.iter().sum()
    }

    /// Returns the extra referrals a day just after a visit.
    #[must_use]
    pub fn a_day(&self) -> f64 {
        self.base() / self.tau_days
    }

    /// Returns the extra referrals of a visit `gap_days` after the one before it (`None`: never visited).
    ///
    /// ```
    /// use rounds::score::VisitValue;
    /// let visit = VisitValue { retention: 0.25, recovery: 0.25, headroom: 0.5, tau_days: 85.0 };
    /// assert!(visit.after(Some(14)) < visit.after(Some(91)));
    /// assert_eq!((visit.after(Some(0)), visit.after(None)), (0.0, 1.0));
    /// ```
    #[must_use]
    pub fn after(&self, gap_days: Option<u32>) -> f64 {
        let faded = gap_days.map_or(1.0, |gap| -libm::expm1(-f64::from(gap) / self.tau_days));
        self.base() * faded
    }
}

/// What is at stake in a practice, in referrals a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct AtStake {
    /// What it is expected to send if nobody visits.
    pub(crate) sent: f64,
    /// What it sent within a year and is not expected to send any more.
    pub(crate) fallen: f64,
    /// What it sends elsewhere, as far as its record lets hope to win it.
    pub(crate) winnable: f64,
}

/// How much a referral of each kind counts for, beside one that is sent now: the mixture of least worst regret over worlds in
/// which visits lift, protect, restore, or win what goes elsewhere (decision 0049).
const FALLEN: f64 = 0.1;
const WINNABLE: f64 = 0.5;

impl AtStake {
    /// Returns the worth of a visit: the share of what is at stake that full goodwill adds, for as long as it lasts.
    pub(crate) fn value(&self, response: &ResponsePrior) -> VisitValue {
        let tau_days = response.tau_days();
        let years = tau_days / 365.25;
        let share = response.effect() * response.margin.max(0.0) * years;
        VisitValue {
            retention: share * self.sent.max(0.0),
            recovery: share * FALLEN * self.fallen.max(0.0),
            headroom: share * WINNABLE * self.winnable.max(0.0),
            tau_days,
        }
    }
}
