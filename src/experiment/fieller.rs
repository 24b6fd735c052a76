//! The ratio of two differences that are both uncertain.

use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF, Normal};

/// The values of a ratio that data do not refuse, at the level of the reading. It need not be an interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "shape", rename_all = "snake_case")]
pub enum FiellerSet {
    /// All values from `low` to `high`.
    Interval {
        /// The lower end.
        low: f64,
        /// The upper end.
        high: f64,
    },
    /// All values but those between `from` and `until`: the divisor may be 0.
    AllBut {
        /// The lower end of what is refused.
        from: f64,
        /// The upper end of what is refused.
        until: f64,
    },
    /// All values: nothing is refused.
    Everything,
}

impl FiellerSet {
    /// Tells whether a value is not refused.
    #[must_use]
    pub fn holds(&self, value: f64) -> bool {
        match *self {
            Self::Interval { low, high } => (low..=high).contains(&value),
            Self::AllBut { from, until } => value <= from || until <= value,
            Self::Everything => true,
        }
    }
}

/// Solves `(d - b m)^2 <= z^2 (v_d - 2 b v_dm + b^2 v_m)` for the ratio `b` (Fieller 1954, doi:10.1111/j.2517-6161.1954.tb00159.x).
/// `spreads` are the variances of `d` and `m` and their covariance. `z` is the normal quantile of `level`, which lies within 0 to 1.
pub(crate) fn fieller(level: f64, spreads: [f64; 3], [d, m]: [f64; 2]) -> FiellerSet {
    let z = Normal::standard().inverse_cdf(f64::midpoint(1.0, level));
    let [d_variance, m_variance, shared] = spreads.map(|it| z * z * it);
    let square = m * m - m_variance;
    let half = d * m - shared;
    let discriminant = half * half - square * (d * d - d_variance);
    if square == 0.0 || !discriminant.is_finite() || discriminant < 0.0 {
        return FiellerSet::Everything;
    }
    let root = libm::sqrt(discriminant);
    let (one, other) = ((half - root) / square, (half + root) / square);
    if square > 0.0 {
        FiellerSet::Interval { low: one, high: other }
    } else {
        FiellerSet::AllBut { from: other, until: one }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Stream;

    /// The 97.5 % and the 90 % quantile of the normal distribution.
    const QUANTILES: [(f64, f64); 2] = [(0.95, 1.959_963_984_540_054), (0.8, 1.281_551_565_544_600_4)];

    /// Whether the inequality itself holds.
    fn is_kept(quantile: f64, spreads: [f64; 3], [counts, visits]: [f64; 2], effect: f64) -> bool {
        let [of_counts, of_visits, shared] = spreads;
        let gap = counts - effect * visits;
        let variance = of_counts - 2.0 * effect * shared + effect * effect * of_visits;
        gap * gap <= quantile * quantile * variance
    }

    #[test]
    fn sets_are_those_of_the_inequality() {
        let mut shapes = [0; 3];
        for (unit, (level, z)) in (0..3_000).zip(QUANTILES.into_iter().cycle()) {
            let mut stream = Stream::new(1, unit, 0);
            let mut next = |scale: f64| scale * (2.0 * stream.unit() - 1.0);
            let (parts, sd) = ([next(3.0), next(3.0)], [next(1.0).abs(), next(1.0).abs()]);
            let spreads = [sd[0] * sd[0], sd[1] * sd[1], next(1.0) * sd[0] * sd[1]];
            let set = fieller(level, spreads, parts);
            shapes[match set {
                FiellerSet::Interval { .. } => 0,
                FiellerSet::AllBut { .. } => 1,
                FiellerSet::Everything => 2,
            }] += 1;
            for at in -40..=40 {
                let b = f64::from(at) * 0.37 + 1e-3;
                assert_eq!(set.holds(b), is_kept(z, spreads, parts, b), "{set:?} {b} of case {unit}");
            }
        }
        assert!(shapes.iter().all(|count| *count > 30), "{shapes:?}");
    }
}
