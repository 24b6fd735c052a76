//! Weighted averages and how each row moves them.

use crate::effect::did::note::MissingCell;
use crate::effect::did::rows::AdjustedRows;

/// An average of a number a row.
#[derive(Debug)]
pub(crate) struct WeightedAverage {
    weights: Vec<f64>,
    total: f64,
    pub(crate) value: f64,
}

impl WeightedAverage {
    /// Averages values; there is none where nothing weighs anything.
    pub(crate) fn new(weights: impl Iterator<Item = f64>, values: &[f64]) -> Result<Self, MissingCell> {
        let weights: Vec<f64> = weights.collect();
        let total: f64 = weights.iter().sum();
        if total <= 0.0 {
            return Err(MissingCell::NoWeight);
        }
        let sum: f64 = weights.iter().zip(values).map(|(weight, value)| weight * value).sum();
        Ok(Self { weights, total, value: sum / total })
    }

    /// Adds its influence function times a sign: `n x weight x (value - average) / total`.
    pub(crate) fn add_influence(&self, sign: f64, values: &[f64], influence: &mut [f64]) {
        let factor = sign * influence.len() as f64 / self.total;
        for ((weight, value), influence) in self.weights.iter().zip(values).zip(influence) {
            *influence += factor * weight * (value - self.value);
        }
    }

    /// Returns the average row, as weighted here, times a sign.
    pub(crate) fn mean_row(&self, rows: &AdjustedRows, sign: f64) -> Vec<f64> {
        let moments = rows.moments(self.weights.iter().copied());
        let factor = sign / self.total;
        moments.into_iter().map(|moment| factor * moment).collect()
    }

    /// Returns the average of row times deviation of the value, times a sign: the derivative of the average where
    /// weights are odds, by the coefficients of the odds' logarithm.
    pub(crate) fn mean_deviation(&self, rows: &AdjustedRows, values: &[f64], sign: f64) -> Vec<f64> {
        let deviation = |(weight, value): (&f64, &f64)| weight * (value - self.value);
        let moments = rows.moments(self.weights.iter().zip(values).map(deviation));
        let factor = sign / self.total;
        moments.into_iter().map(|moment| factor * moment).collect()
    }
}

/// Adds vectors.
pub(crate) fn sum_of(vectors: &[Vec<f64>]) -> Vec<f64> {
    let mut sum = vectors.first().cloned().unwrap_or_default();
    for vector in vectors.iter().skip(1) {
        sum.iter_mut().zip(vector).for_each(|(sum, x)| *sum += x);
    }
    sum
}
