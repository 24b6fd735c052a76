//! What a gap between two visits loses beside the best rhythm of a practice. The planner aims by it, and the verifier adds it up again.

use crate::plan::goodwill::Goodwill;

/// Longest gap in days that is reckoned with; a practice never visited counts as one not visited for so long.
pub(crate) const LONGEST_GAP: u32 = 3_650;

/// What going past a set maximum costs: at twice the maximum, so many times what a visit costs.
const OVERDUE: f64 = 10.0;

/// The best rhythm of one practice over an endless horizon.
///
/// Renewal reward (Ross 1970): visits every `g` days earn `(H(g) - cost) / g` a day. The best whole `g` is the rhythm, what it
/// earns a day is its rate `r`. A gap of `g` days that a visit ends then changes what the rhythm would have earned by
/// `w(g) = H(g) - r g - cost`: 0 at the best gap, and less than nothing at any other that is allowed. A gap that stays open up
/// to the end has lost nothing while it is shorter than the best one, and `w(g)` beyond. So the sum of these over a plan is
/// exact for one practice over an endless horizon at these prices, and plans of one week and of four want about the same first week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BestRhythm {
    /// Days from one visit to the next; more than ten years where no visit ever pays.
    pub gap: u32,
    /// What a visit costs, in referrals, its share of the drive and visits that meet nobody included.
    pub cost: f64,
    /// Most days between visits, where that is kept.
    pub longest: Option<u32>,
    /// What is lost by coming early is reckoned by this goodwill and rate, by coming late with that.
    pub(crate) early: (Goodwill, f64),
    pub(crate) late: (Goodwill, f64),
}

impl BestRhythm {
    /// Returns what a gap that a visit ends is worth, beside the rhythm; the visit's own cost is not taken off.
    #[must_use]
    pub fn closed(&self, gap: u32) -> f64 {
        let (goodwill, rate) = if gap < self.gap { self.early } else { self.late };
        goodwill.harvest(f64::from(gap)) - rate * f64::from(gap) - self.overdue(gap)
    }

    /// Returns what a gap that is still open at the end is worth, beside the rhythm.
    #[must_use]
    pub fn open(&self, gap: u32) -> f64 {
        if gap <= self.gap { 0.0 } else { self.closed(gap) - self.cost }
    }

    /// Returns the price of having waited beyond the longest gap: it grows with the square of the days, and evenly from twice
    /// the longest gap on.
    fn overdue(&self, gap: u32) -> f64 {
        let Some(longest) = self.longest.filter(|&longest| longest < gap && gap < LONGEST_GAP) else {
            return 0.0;
        };
        let over = f64::from(gap - longest) / f64::from(longest);
        OVERDUE * self.cost * if over < 1.0 { over * over } else { 2.0 * over - 1.0 }
    }

    /// Returns by how much even a visit after the longest gap falls short of its cost.
    pub(crate) fn shortfall(&self) -> f64 {
        (self.cost - self.late.0.full()).max(0.0)
    }

    /// Tells whether visits ever pay.
    pub(crate) fn pays(&self) -> bool {
        self.gap <= LONGEST_GAP
    }
}

/// What one visit to a practice is expected to bring.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VisitWorth {
    /// Extra referrals of a visit long after the last one.
    pub full: f64,
    /// Days after which its effect has fallen to 1/e.
    pub tau_days: f64,
}

impl VisitWorth {
    /// Returns the extra referrals of a visit so many days after the one before it; `None`: there was none.
    #[must_use]
    pub fn after(&self, gap_days: Option<u32>) -> f64 {
        let faded = gap_days.map_or(1.0, |gap| -libm::expm1(-f64::from(gap) / self.tau_days));
        self.full * faded
    }
}
