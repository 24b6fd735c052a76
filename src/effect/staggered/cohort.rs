//! Means and covariances of the outcomes of a cohort.

use crate::forecast::numeric::linear::{SquareMatrix, dot};

/// What is known of a cohort: its size, and the first two moments of its outcomes.
#[derive(Debug, Clone)]
pub(crate) struct CohortMoments {
    /// `None` for those never treated.
    pub(crate) first_treated: Option<i64>,
    pub(crate) units: usize,
    /// By period.
    pub(crate) means: Vec<f64>,
    /// By two periods, over one less than the units.
    pub(crate) covariance: SquareMatrix,
}

impl CohortMoments {
    /// Reckons the moments of units: each has one outcome a period. O(units x periods^2).
    pub(crate) fn new<'a>(
        first_treated: Option<i64>,
        outcomes: impl Iterator<Item = &'a [f64]> + Clone,
        periods: usize,
    ) -> Self {
        let units = outcomes.clone().count();
        let mut means = vec![0.0; periods];
        for row in outcomes.clone() {
            means.iter_mut().zip(row).for_each(|(mean, outcome)| *mean += outcome / units as f64);
        }
        let mut covariance = SquareMatrix::zeros(periods);
        let mut off = vec![0.0; periods];
        for row in outcomes {
            off.iter_mut().zip(row).zip(&means).for_each(|((off, outcome), mean)| *off = outcome - mean);
            for (at, a) in off.iter().enumerate() {
                off[..=at].iter().enumerate().for_each(|(other, b)| covariance.add(at, other, a * b));
            }
        }
        covariance.mirror();
        covariance.scale(1.0 / units.saturating_sub(1).max(1) as f64);
        Self { first_treated, units, means, covariance }
    }

    /// Returns the covariance of two weighted sums of the cohort's means.
    pub(crate) fn covariance_of(&self, a: &[f64], b: &[f64]) -> f64 {
        dot(a, &self.covariance.times(b)) / self.units as f64
    }
}
