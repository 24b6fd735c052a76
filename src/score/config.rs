//! What a caller may set, with the field's priors named as priors.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};

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

impl ScoreConfig {
    /// Refuses settings that mean nothing.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let Self { horizon_days, interval, tiers, response } = self;
        let error = if !(1..=3_660).contains(horizon_days) {
            Error::new(ErrorKind::Setting, "horizon_days must be within 1..=3660")
        } else if !(0.01..=0.999).contains(interval) {
            Error::new(ErrorKind::Setting, "interval must be within 0.01..=0.999")
        } else if !(tiers.a >= 0.0 && tiers.b >= 0.0 && tiers.a + tiers.b <= 1.0) {
            Error::new(ErrorKind::Setting, "tier shares must be 0 or more and add up to at most 1")
        } else {
            return response.check();
        };
        Err(error)
    }
}

/// Tiers by rank of potential: of the practices whose book gives none the best `a` are A, the next `b` are B, the rest C.
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

/// How practices respond to visits. **These are priors.** No controlled study of physician liaisons is known
/// to us. The figures are those of pharmaceutical detailing, and a programme's own hold-out should replace
/// them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ResponsePrior {
    /// By how many per cent referrals rise when the effort rises by one per cent. Prior: 0.12. [`effect`](Self::effect) turns it
    /// into what a visit brings. Meta-analyses of personal selling and detailing put the elasticity at 0.10-0.15 for later entrants and
    /// the life-cycle average. They are Albers, Mantrala & Sridhar 2010 (doi:10.1509/jmkr.47.5.840) and
    /// Kremer et al. 2008 (doi:10.1016/j.ijresmar.2008.08.001). 0 says that visits do nothing; then no visit
    /// has worth.
    pub elasticity: f64,
    /// Share of a visit's effect that is still felt a month later. Prior: 0.7 (the carry-over range of the
    /// same studies).
    pub carry_over: f64,
    /// Worth of one referral, in the unit that the worth of a visit is to have; 1 counts referrals.
    pub margin: f64,
    /// Ends of the 90 % interval of an elasticity that a trial has measured; absent where the elasticity is a prior.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured: Option<[f64; 2]>,
}

impl Default for ResponsePrior {
    fn default() -> Self {
        Self { elasticity: 0.12, carry_over: 0.7, margin: 1.0, measured: None }
    }
}

/// Days of a month.
const MONTH: f64 = 365.25 / 12.0;

impl ResponsePrior {
    /// Refuses figures that mean nothing.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let error = if !(0.0..=0.9).contains(&self.elasticity) {
            Error::new(ErrorKind::Setting, "the elasticity must be within 0..=0.9")
        } else if self.measured.is_some_and(|[low, high]| !(0.0 <= low && low <= high && high <= 1.0)) {
            Error::new(ErrorKind::Setting, "the interval of the elasticity must lie within 0..=1")
        } else if !(self.margin >= 0.0 && self.margin.is_finite()) {
            Error::new(ErrorKind::Setting, "the margin must be a number of at least 0")
        } else if !(0.0..1.0).contains(&self.carry_over) {
            Error::new(ErrorKind::Setting, "the carry-over must be at least 0 and below 1")
        } else {
            return Ok(());
        };
        Err(error)
    }

    /// Returns the share that full goodwill adds to what a practice sends, from the elasticity.
    ///
    /// The studies tell by how many per cent sales rise when the effort rises by one per cent. Read as a straight line, an
    /// elasticity `e` says that visits bring the share `e` of all that is sent. Goodwill that is filled every `g` days stands at `A = (1 - exp(-x)) / x` of
    /// its height in the mean, with `x = g / tau`. A share `s` at full height then brings `s A / (1 + s A)` of what is sent. So
    /// `s = e / ((1 - e) A)`. At one visit a quarter, `g = 91` and `tau = 85`, `A` is 0.614, and `e = 0.12` makes `s = 0.22`. A visit
    /// a quarter after the last one then adds `s x 85 / 365 x (1 - exp(-91 / 85))`, 3.4 % of a year's referrals. A response
    /// that saturates would have a larger `s` for the same elasticity; the smaller one is taken.
    ///
    /// ```
    /// let effect = rounds::score::ResponsePrior::default().effect();
    /// assert!((effect - 0.22).abs() < 0.005);
    /// ```
    #[must_use]
    pub fn effect(&self) -> f64 {
        const QUARTER: f64 = 91.0;
        let ages = QUARTER / self.tau_days();
        let mean = -libm::expm1(-ages) / ages;
        let share = self.elasticity.clamp(0.0, 0.99);
        share / ((1.0 - share) * mean)
    }

    /// Returns the elasticity of which full goodwill adds this share, at the carry-over that is set.
    ///
    /// ```
    /// let prior = rounds::score::ResponsePrior::default();
    /// assert!((prior.elasticity_of(prior.effect()) - 0.12).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn elasticity_of(&self, effect: f64) -> f64 {
        const QUARTER: f64 = 91.0;
        let ages = QUARTER / self.tau_days();
        let brings = effect.max(0.0) * -libm::expm1(-ages) / ages;
        let share = brings / (1.0 + brings);
        // A typed figure has few digits, and comes back with all its bits.
        let typed = (share * 1e9).round() / 1e9;
        if (typed - share).abs() < 1e-14 { typed } else { share }
    }

    /// Returns how many times as much a visit would bring at the upper end of what is plausible: at the upper end of the interval
    /// where a trial has measured it, else at twice the elasticity.
    #[must_use]
    pub fn most(&self) -> f64 {
        self.times(self.measured.map_or(2.0 * self.elasticity, |[_, high]| high))
    }

    /// Returns the same at the lower end: that of the interval, else nothing at all.
    #[must_use]
    pub fn least(&self) -> f64 {
        self.times(self.measured.map_or(0.0, |[low, _]| low))
    }

    /// Returns how many times as much a visit would bring at another elasticity.
    fn times(&self, elasticity: f64) -> f64 {
        let other = Self { elasticity: elasticity.clamp(0.0, 0.9), ..*self };
        if self.effect() > 0.0 { other.effect() / self.effect() } else { 0.0 }
    }

    /// Returns the carry-over a month of an effect that falls to 1/e in so many days.
    #[must_use]
    pub fn carry_over_of(tau_days: f64) -> f64 {
        libm::exp(-MONTH / tau_days.max(1.0))
    }

    /// Returns the days after which a visit's effect has fallen to 1/e: 85 for a carry-over of 0.7 a month.
    #[must_use]
    pub fn tau_days(&self) -> f64 {
        MONTH / -self.carry_over.clamp(0.01, 0.99).ln()
    }
}
