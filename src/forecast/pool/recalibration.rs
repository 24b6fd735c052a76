//! Logistic regression on a few columns: recalibration of a probability, and the back-tests' simple rival.

use serde::{Deserialize, Serialize};

use crate::forecast::numeric::minimise::{Slope, minimise};
use crate::forecast::numeric::special::sigmoid;

/// A probability's log-odds, shifted and stretched (Platt 1999; Cox 1958, doi:10.1093/biomet/45.3-4.562).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Logit {
    /// Added to the log-odds.
    pub(crate) shift: f64,
    /// Multiplies the log-odds.
    pub(crate) stretch: f64,
}

impl Logit {
    /// Leaves probabilities as they are.
    pub(crate) const IDENTITY: Self = Self { shift: 0.0, stretch: 1.0 };

    /// Returns the recalibrated probability. 0 and 1 stay what they are.
    #[must_use]
    pub(crate) fn apply(&self, probability: f64) -> f64 {
        if *self == Self::IDENTITY || probability <= 0.0 || probability >= 1.0 {
            return probability;
        }
        sigmoid(self.shift + self.stretch * log_odds(probability))
    }

    /// Finds the recalibration that makes the outcomes likeliest. It counts only if it does so clearly better
    /// than none: likelihood ratio beyond the 99 % point of chi-squared with two degrees of freedom. It needs
    /// both kinds of outcome to learn from.
    pub(crate) fn fit(probabilities: &[f64], happened: &[bool]) -> Self {
        const CLEARLY: f64 = 9.21;
        let columns: Vec<Vec<f64>> = probabilities.iter().map(|p| vec![1.0, log_odds(*p)]).collect();
        let weights = logistic(&columns, happened, &[0.0, 1.0]);
        let gain = deviance(&columns, happened, &[0.0, 1.0]) - deviance(&columns, happened, &weights);
        if gain > CLEARLY { Self { shift: weights[0], stretch: weights[1] } } else { Self::IDENTITY }
    }
}

fn log_odds(probability: f64) -> f64 {
    let inside = probability.clamp(1e-9, 1.0 - 1e-9);
    (inside / (1.0 - inside)).ln()
}

/// Fits the weights of a logistic regression. A weak normal prior around `start` (standard deviation 3) keeps
/// separated data finite.
pub(crate) fn logistic(columns: &[Vec<f64>], happened: &[bool], start: &[f64]) -> Vec<f64> {
    const PRIOR_VARIANCE: f64 = 9.0;
    let total = (columns.len() as f64).max(1.0);
    let cost = |weights: &[f64]| {
        let mut value = 0.0;
        let mut gradient = vec![0.0; weights.len()];
        for (row, happened) in columns.iter().zip(happened) {
            let score: f64 = row.iter().zip(weights).map(|(x, w)| x * w).sum();
            value += surprise(score, *happened);
            let error = sigmoid(score) - f64::from(u8::from(*happened));
            gradient.iter_mut().zip(row).for_each(|(slope, x)| *slope += error * x);
        }
        for (at, weight) in weights.iter().enumerate() {
            // The start has one entry a weight.
            let off = weight - start[at];
            value += off * off / (2.0 * PRIOR_VARIANCE);
            gradient[at] += off / PRIOR_VARIANCE;
        }
        Slope { value: value / total, gradient: gradient.iter().map(|slope| slope / total).collect() }
    };
    minimise(&cost, start, -50.0, 50.0, 1e-9).point
}

/// Returns the negative log-likelihood of one outcome at a log-odds.
fn surprise(score: f64, happened: bool) -> f64 {
    let against = if happened { -score } else { score };
    against.max(0.0) + (-against.abs()).exp().ln_1p()
}

/// Returns twice the negative log-likelihood.
fn deviance(columns: &[Vec<f64>], happened: &[bool], weights: &[f64]) -> f64 {
    let score = |row: &Vec<f64>| row.iter().zip(weights).map(|(x, w)| x * w).sum::<f64>();
    2.0 * columns.iter().zip(happened).map(|(row, happened)| surprise(score(row), *happened)).sum::<f64>()
}
