//! What an extra referral costs, and what a visit returns.

use serde::{Deserialize, Serialize};

use crate::experiment::fieller::FiellerSet;

/// What a visit takes, in the caller's money.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct VisitPrice {
    /// Hours of a visit, with its drive.
    pub hours: f64,
    /// Miles of its drive.
    pub miles: f64,
    /// What an hour costs.
    pub per_hour: f64,
    /// What a mile costs.
    pub per_mile: f64,
}

impl VisitPrice {
    /// Returns what a visit costs.
    #[must_use]
    pub fn cost(&self) -> f64 {
        self.hours * self.per_hour + self.miles * self.per_mile
    }
}

/// What visits pay back.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "payback", rename_all = "snake_case")]
pub enum Payback {
    /// The effect of a visit may be none, so an extra referral may cost any amount.
    NotMeasurable,
    /// The visited sent less: there is no extra referral to pay for.
    NothingExtra,
    /// Visits bring referrals.
    Measured {
        /// What a visit costs.
        visit: f64,
        /// What an extra referral costs.
        referral: f64,
        /// The lower end of that.
        low: f64,
        /// The upper end of that.
        high: f64,
        /// What a visit brings above its cost, where the worth of a referral is stated: the estimate, its lower and its upper end.
        gain: Option<[f64; 3]>,
    },
}

impl Payback {
    /// Weighs what a visit brings against what it costs.
    ///
    /// `effect` is the number of extra referrals of a visit, and `set` what is not refused of it. `margin` is the worth of one
    /// referral. Nothing is said where the set holds 0.
    #[must_use]
    pub fn of(effect: f64, set: FiellerSet, price: &VisitPrice, margin: Option<f64>) -> Self {
        let FiellerSet::Interval { low, high } = set else { return Self::NotMeasurable };
        let visit = price.cost();
        if !(effect.is_finite() && visit.is_finite()) || set.holds(0.0) {
            return Self::NotMeasurable;
        }
        if high < 0.0 {
            return Self::NothingExtra;
        }
        let gain = margin.map(|worth| [effect, low, high].map(|it| worth * it - visit));
        Self::Measured { visit, referral: visit / effect, low: visit / high, high: visit / low, gain }
    }
}
