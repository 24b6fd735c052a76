//! A weighted linear regression and how it carries over to what is made of it.

use crate::effect::did::note::MissingCell;
use crate::effect::did::rows::{AdjustedRows, is_collinear};
use crate::forecast::numeric::linear::{SquareMatrix, dot};

/// A weighted least-squares fit on some rows of a comparison.
#[derive(Debug)]
pub(crate) struct LeastSquares {
    coefficients: Vec<f64>,
    products: SquareMatrix,
}

impl LeastSquares {
    /// Fits outcomes on rows whose weight is not 0. O(rows x columns^2 + columns^3).
    pub(crate) fn fit(rows: &AdjustedRows, outcomes: &[f64], weights: &[f64]) -> Result<Self, MissingCell> {
        let products = rows.products(weights.iter().copied());
        if is_collinear(&products) {
            return Err(MissingCell::CollinearCovariates);
        }
        let right = rows.moments(weights.iter().zip(outcomes).map(|(weight, outcome)| weight * outcome));
        let coefficients = products.solve(&right).ok_or(MissingCell::CollinearCovariates)?;
        Ok(Self { coefficients, products })
    }

    /// Returns what it predicts for each row.
    pub(crate) fn predictions(&self, rows: &AdjustedRows) -> Vec<f64> {
        rows.iter().map(|row| dot(row, &self.coefficients)).collect()
    }

    /// Adds the influence of estimated coefficients on a figure whose derivative by them is `slope`. `weighted_residuals`
    /// are 0 outside the fitted rows. The factor is the number of rows that `slope` is an average over.
    pub(crate) fn add_influence(
        &self,
        rows: &AdjustedRows,
        weighted_residuals: impl Iterator<Item = f64>,
        slope: &[f64],
        influence: &mut [f64],
    ) -> Result<(), MissingCell> {
        let direction = self.products.solve(slope).ok_or(MissingCell::CollinearCovariates)?;
        add_along(rows, weighted_residuals, &direction, influence);
        Ok(())
    }
}

/// Adds `n x weight x row . direction` to the influence of every row, where `n` is the number of rows.
pub(crate) fn add_along(
    rows: &AdjustedRows,
    weights: impl Iterator<Item = f64>,
    direction: &[f64],
    influence: &mut [f64],
) {
    let count = influence.len() as f64;
    for ((row, weight), influence) in rows.iter().zip(weights).zip(influence) {
        if weight != 0.0 {
            *influence += count * weight * dot(row, direction);
        }
    }
}
