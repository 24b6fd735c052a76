//! What a caller may set, with the field's priors named as priors.

use serde::{Deserialize, Serialize};

/// Settings of [`evaluate`](super::evaluate).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ScoreConfig {
    /// Days ahead that `p_active` and `expected_count` speak of.
    pub horizon_days: u32,
    /// Probability that the stated interval of the count holds, in 0..1.
    pub interval: f64,
    /// How practices without a tier get one.
    pub tiers: TierCuts,
    /// What a visit does: not measured from the book, assumed.
    pub response: ResponsePrior,
}

impl Default for ScoreConfig {
    fn default() -> Self {
        Self {
            horizon_days: 91,
            interval: 0.9,
            tiers: TierCuts::default(),
            response: ResponsePrior::default(),
        }
    }
}

/// Tiers by rank of worth: the best `a` of all practices are A, the next `b` are B, the rest C.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TierCuts {
    /// Share of practices that become A.
    pub a: f64,
    /// Share of practices that become B.
    pub b: f64,
}

impl Default for TierCuts {
    fn default() -> Self {
        Self { a: 0.2, b: 0.3 }
    }
}

/// How practices respond to visits. **These are priors**: no controlled study of physician liaisons is known to us; the
/// figures are those of pharmaceutical detailing, and a programme's own hold-out should replace them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ResponsePrior {
    /// Share of the referrals within a visit's reach that one more visit keeps or gains. Prior: 0.12; meta-analyses of
    /// personal selling and detailing put the elasticity at 0.10-0.15 for later entrants and the life-cycle average
    /// (Albers, Mantrala & Sridhar 2010, doi:10.1509/jmkr.47.5.840; Kremer et al. 2008,
    /// doi:10.1016/j.ijresmar.2008.08.001). 0 says that visits do nothing; then no visit has worth.
    pub elasticity: f64,
    /// Share of a visit's effect that is still felt a month later. Prior: 0.7 (the carry-over range of the same studies).
    pub carry_over: f64,
    /// Worth of one referral, in the unit that the worth of a visit is to have; 1 counts referrals.
    pub margin: f64,
}

impl Default for ResponsePrior {
    fn default() -> Self {
        Self { elasticity: 0.12, carry_over: 0.7, margin: 1.0 }
    }
}

impl ResponsePrior {
    /// Days after which a visit's effect has fallen to 1/e: 85 for a carry-over of 0.7 a month.
    #[must_use]
    pub fn tau_days(&self) -> f64 {
        const MONTH: f64 = 365.25 / 12.0;
        MONTH / -self.carry_over.clamp(0.01, 0.99).ln()
    }
}
