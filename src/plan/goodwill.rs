//! Goodwill: a visit fills it, time fades it, and referrals come as long as it lasts.

use libm::{exp, log, log1p, sqrt};

/// What full goodwill brings, and how fast it fades.
///
/// At a gap of `g` days a practice sends `per_day x e^(-g / tau)` extra referrals a day, so a gap of length `g` brings
/// `H(g) = per_day x tau x (1 - e^(-g / tau))` (the goodwill stock of Nerlove & Arrow 1962, doi:10.2307/2551549).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Goodwill {
    /// Extra referrals a day just after a visit.
    pub(crate) per_day: f64,
    /// Days in which they fall to 1/e.
    pub(crate) tau: f64,
}

impl Goodwill {
    /// Makes the goodwill of which a visit of this cost is best made every `gap` days.
    pub(crate) fn best_every(gap: f64, cost: f64, tau: f64) -> Self {
        let unit = Self { per_day: 1.0, tau };
        Self { per_day: cost / unit.index(gap).max(1e-12), tau }
    }

    /// Returns the extra referrals of a gap of so many days.
    pub(crate) fn harvest(&self, gap: f64) -> f64 {
        self.full() * (1.0 - exp(-gap / self.tau))
    }

    /// Returns the extra referrals of a visit that no other follows.
    pub(crate) fn full(&self) -> f64 {
        self.per_day * self.tau
    }

    /// Returns the cost at which a visit is due after exactly this gap: the renewal index (Whittle 1988,
    /// doi:10.2307/3214163, for this problem).
    pub(crate) fn index(&self, gap: f64) -> f64 {
        let ages = gap / self.tau;
        self.full() * (1.0 - (1.0 + ages) * exp(-ages))
    }

    /// Finds the gap at which a visit of this cost is due; infinite where it never is.
    ///
    /// Solves `x - ln(1 + x) = L` by Newton steps from `L + sqrt(2 L)`, which lies beyond the root; the function is convex, so
    /// every step stays there.
    pub(crate) fn best_gap(&self, cost: f64) -> f64 {
        const STEPS: usize = 7;
        let share = cost / self.full();
        if share.is_nan() || share >= 1.0 {
            return f64::INFINITY;
        }
        let level = -log(1.0 - share.max(0.0));
        if level <= 0.0 {
            return 0.0;
        }
        let mut ages = level + sqrt(2.0 * level);
        for _ in 0..STEPS {
            ages -= (ages - log1p(ages) - level) * (1.0 + ages) / ages;
        }
        ages * self.tau
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRACTICE: Goodwill = Goodwill { per_day: 0.02, tau: 85.0 };

    #[test]
    fn the_best_gap_is_where_the_index_is_the_cost() {
        for gap in [0.5, 7.0, 28.0, 91.0, 400.0] {
            let found = PRACTICE.best_gap(PRACTICE.index(gap));
            assert!((found - gap).abs() < 1e-6 * gap, "{found} for {gap}");
            let made = Goodwill::best_every(gap, PRACTICE.index(gap), 85.0);
            assert!((made.per_day - PRACTICE.per_day).abs() < 1e-12);
        }
        assert!(PRACTICE.best_gap(0.0) <= 0.0);
        assert!(PRACTICE.best_gap(PRACTICE.full()).is_infinite());
        assert!(Goodwill { per_day: 0.0, tau: 85.0 }.best_gap(0.0).is_infinite());
    }

    #[test]
    fn no_other_gap_earns_more_a_day_than_the_best() {
        let cost = 0.3;
        let rate = |gap: f64| (PRACTICE.harvest(gap) - cost) / gap;
        let best = rate(PRACTICE.best_gap(cost));
        assert!((1..3000).all(|tenth| rate(f64::from(tenth) / 10.0) <= best + 1e-12));
    }
}
