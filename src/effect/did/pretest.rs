//! A joint test of the effects before treatment, which are 0 where trends are parallel.

use crate::effect::did::figure::{EffectFigure, GroupTime};
use crate::effect::did::influence::{Influence, covariance};
use crate::forecast::numeric::linear::{SquareMatrix, dot};

/// A Wald test that all effects before treatment are 0.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct PreTest {
    /// The statistic W; distributed as chi-squared if all are 0.
    pub statistic: f64,
    /// Its degrees of freedom: how many effects are tested.
    pub restrictions: usize,
    /// The chance of a statistic as large as this if all are 0.
    pub p_value: f64,
}

/// Why there is no test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoPreTest {
    /// No period before treatment has an effect with a standard error.
    NoPeriodBefore,
    /// The effects before treatment depend on each other, as they do with few units or clusters.
    DependentEffects,
}

/// Effects of which less than this share is their own depend on each other.
const LEAST_SHARE: f64 = 1e-12;

impl PreTest {
    /// Tests the effects before treatment. O(effects^2 x units + effects^3).
    pub(crate) fn new(cells: &[GroupTime], summed: &[Influence], units: usize) -> Result<Self, NoPreTest> {
        let cells = cells.iter().zip(summed).filter(|(cell, _)| cell.first_treated > cell.time);
        Self::of_figures(cells.map(|(cell, influence)| (cell.figure, influence)), units)
    }

    /// Tests whether figures are 0. Those without a standard error are left out.
    pub(crate) fn of_figures<'a>(
        figures: impl Iterator<Item = (EffectFigure, &'a Influence)>,
        units: usize,
    ) -> Result<Self, NoPreTest> {
        // Effects in units of their standard errors: the matrix is one of correlations.
        let scaled = figures.filter_map(|(figure, influence)| {
            let (effect, error) = (figure.effect?, figure.standard_error?);
            Some((effect / error, error, influence))
        });
        let scaled: Vec<(f64, f64, &Influence)> = scaled.collect();
        if scaled.is_empty() {
            return Err(NoPreTest::NoPeriodBefore);
        }
        let mut correlations = SquareMatrix::identity(scaled.len());
        for (row, (_, error, influence)) in scaled.iter().enumerate() {
            for (column, (_, other_error, other)) in scaled[..row].iter().enumerate() {
                let correlation = covariance(influence, other, units) / (error * other_error);
                correlations.set(row, column, correlation);
            }
        }
        correlations.mirror();
        let effects: Vec<f64> = scaled.iter().map(|it| it.0).collect();
        Self::of(&effects, &correlations)
    }

    fn of(effects: &[f64], correlations: &SquareMatrix) -> Result<Self, NoPreTest> {
        if correlations.least_unexplained() < LEAST_SHARE {
            return Err(NoPreTest::DependentEffects);
        }
        let solved = correlations.solve(effects).ok_or(NoPreTest::DependentEffects)?;
        let (statistic, restrictions) = (dot(&solved, effects).max(0.0), effects.len());
        let p_value = upper_tail(statistic, restrictions);
        Ok(Self { statistic, restrictions, p_value })
    }
}

/// Returns the chance that a chi-squared variable exceeds a value.
fn upper_tail(value: f64, degrees: usize) -> f64 {
    let shape = degrees as f64 / 2.0;
    if value <= 0.0 {
        return 1.0;
    }
    statrs::function::gamma::checked_gamma_ur(shape, value / 2.0).unwrap_or(f64::NAN)
}
