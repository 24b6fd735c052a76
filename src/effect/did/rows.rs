//! The columns that a comparison adjusts for.

use crate::effect::did::note::MissingCell;
use crate::forecast::numeric::linear::SquareMatrix;

/// Columns that leave less than this share of another one unexplained explain it.
const LEAST_UNEXPLAINED: f64 = 1e-12;
/// A column is constant where it varies by less than this share of its mean.
const LEAST_VARIATION: f64 = 1e-13;

/// The rows of a comparison: an intercept and covariates of mean 0 and variance 1. What is estimated does not depend
/// on the scale of covariates, and sums of products stay exact.
#[derive(Debug)]
pub(crate) struct AdjustedRows {
    width: usize,
    cells: Vec<f64>,
}

impl AdjustedRows {
    /// Standardises covariates that stand row by row, without the intercept. A constant covariate says nothing that the
    /// intercept does not say.
    pub(crate) fn new(covariates: &[f64], rows: usize) -> Result<Self, MissingCell> {
        // The length is a multiple of the rows; without rows there is nothing to divide.
        let columns = covariates.len() / rows.max(1);
        let scales: Vec<(f64, f64)> = (0..columns)
            .map(|at| scale(covariates, at, columns, rows))
            .collect::<Option<_>>()
            .ok_or(MissingCell::CollinearCovariates)?;
        let mut cells = Vec::with_capacity(rows * (columns + 1));
        for row in 0..rows {
            cells.push(1.0);
            let values = &covariates[row * columns..(row + 1) * columns];
            cells.extend(
                values.iter().zip(&scales).map(|(value, (mean, deviation))| (value - mean) / deviation),
            );
        }
        Ok(Self { width: columns + 1, cells })
    }

    /// Returns how many columns there are, with the intercept.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Walks the rows in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &[f64]> {
        self.cells.chunks_exact(self.width)
    }

    /// Adds up rows times weights.
    pub(crate) fn moments(&self, weights: impl Iterator<Item = f64>) -> Vec<f64> {
        let mut sums = vec![0.0; self.width];
        for (row, weight) in self.iter().zip(weights).filter(|(_, weight)| *weight != 0.0) {
            sums.iter_mut().zip(row).for_each(|(sum, x)| *sum += weight * x);
        }
        sums
    }

    /// Adds up products of columns times weights.
    pub(crate) fn products(&self, weights: impl Iterator<Item = f64>) -> SquareMatrix {
        let mut sums = SquareMatrix::zeros(self.width);
        for (row, weight) in self.iter().zip(weights).filter(|(_, weight)| *weight != 0.0) {
            for (at, x) in row.iter().enumerate() {
                for (other, y) in row[..=at].iter().enumerate() {
                    sums.add(at, other, weight * x * y);
                }
            }
        }
        sums.mirror();
        sums
    }
}

/// Returns mean and standard deviation of a column; `None` where it does not vary.
fn scale(cells: &[f64], at: usize, columns: usize, rows: usize) -> Option<(f64, f64)> {
    let column = || cells.iter().skip(at).step_by(columns);
    let count = rows.max(1) as f64;
    let mean = column().sum::<f64>() / count;
    let variance = column().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count;
    let deviation = variance.sqrt();
    (deviation > LEAST_VARIATION * mean.abs()).then_some((mean, deviation))
}

/// Tells whether the columns behind sums of products explain each other.
pub(crate) fn is_collinear(products: &SquareMatrix) -> bool {
    products.least_unexplained() < LEAST_UNEXPLAINED
}
