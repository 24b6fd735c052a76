//! How far figures of a rollout spread over lots.

use crate::effect::staggered::average::{Contrast, Contrasts};
use crate::effect::staggered::cohort::CohortMoments;
use crate::forecast::numeric::linear::{SquareMatrix, dot};

impl Contrast {
    /// Returns the sum of weights times means.
    pub(crate) fn value(&self, cohorts: &[CohortMoments]) -> f64 {
        self.weights.iter().zip(cohorts).map(|(weights, cohort)| dot(weights, &cohort.means)).sum()
    }

    /// Returns the covariance with another one. Cohorts are independent but for what treatment does to each unit, which
    /// nobody sees: leaving that out makes it too large, if anything.
    pub(crate) fn covariance(&self, other: &Self, cohorts: &[CohortMoments]) -> f64 {
        let pairs = self.weights.iter().zip(&other.weights).zip(cohorts);
        pairs.map(|((a, b), cohort)| cohort.covariance_of(a, b)).sum()
    }

    /// Takes a multiple of another one away.
    pub(crate) fn less(&self, factor: f64, other: &Self) -> Self {
        let row = |(a, b): (&Vec<f64>, &Vec<f64>)| a.iter().zip(b).map(|(a, b)| a - factor * b).collect();
        Self { weights: self.weights.iter().zip(&other.weights).map(row).collect() }
    }
}

impl Contrasts {
    /// Returns the multiple of the difference before treatment that makes the variance smallest; 0 where that difference
    /// does not vary.
    pub(crate) fn best_multiple(&self, cohorts: &[CohortMoments]) -> f64 {
        let variance = self.before.covariance(&self.before, cohorts);
        let slope = self.before.covariance(&self.effect, cohorts) / variance;
        if slope.is_finite() { slope } else { 0.0 }
    }

    /// Returns what the variance is too large by at least: the part of the effects on units that outcomes before any
    /// treatment explain. Roth & Sant'Anna 2023, section 3.4.
    pub(crate) fn excess(&self, cohorts: &[CohortMoments], periods: &[i64]) -> f64 {
        let is_used = |at: &usize| self.effect.weights[*at].iter().any(|weight| *weight != 0.0);
        // Cohorts and their weights are numbered the same.
        let Some(start) = (0..cohorts.len()).find(is_used) else { return 0.0 };
        let first = cohorts[start].first_treated.unwrap_or(i64::MAX);
        let before = periods.partition_point(|period| *period < first);
        let mut slopes = vec![0.0; before];
        let mut mean = SquareMatrix::zeros(before);
        for (cohort, weights) in cohorts[start..].iter().zip(&self.effect.weights[start..]) {
            let with = cohort.covariance.times(weights);
            let block = leading(&cohort.covariance, before);
            let slope = block.least_squares(&with[..before]);
            slopes.iter_mut().zip(slope).for_each(|(sum, slope)| *sum += slope);
            for row in 0..before {
                (0..before).for_each(|column| mean.add(row, column, block.get(row, column)));
            }
        }
        mean.scale(1.0 / (cohorts.len() - start) as f64);
        let units: usize = cohorts.iter().map(|cohort| cohort.units).sum();
        dot(&slopes, &mean.times(&slopes)) / units as f64
    }
}

/// Returns the first rows and columns of a matrix.
fn leading(matrix: &SquareMatrix, size: usize) -> SquareMatrix {
    let mut block = SquareMatrix::zeros(size);
    for row in 0..size {
        (0..size).for_each(|column| block.set(row, column, matrix.get(row, column)));
    }
    block
}
