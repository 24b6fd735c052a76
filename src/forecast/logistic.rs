//! Logistic regression: which columns raise the chance that something happens.

use crate::forecast::numeric::linear::{SquareMatrix, dot};
use crate::forecast::numeric::newton::{Curve, newton};
use crate::forecast::numeric::special::sigmoid;

/// One case: its columns, the log-odds before them, whether it happened, and how many cases it counts for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct LogisticCase<'a> {
    pub(crate) row: &'a [f64],
    pub(crate) offset: f64,
    pub(crate) happened: bool,
    pub(crate) weight: f64,
}

/// Fits the weights of `columns` columns. They have a normal prior around 0, so that separated data stay finite. Newton's
/// method on the exact curvature; O(cases x columns^2) a step.
pub(crate) fn logistic(cases: &[LogisticCase<'_>], columns: usize, deviation: f64) -> Vec<f64> {
    newton(&|weights: &[f64]| posterior(cases, weights, deviation), &vec![0.0; columns]).point
}

/// Returns the negative logarithm of the posterior density, up to a constant, with its derivatives.
fn posterior(cases: &[LogisticCase<'_>], weights: &[f64], deviation: f64) -> Curve {
    let precision = deviation.powi(-2);
    let mut value = 0.5 * precision * dot(weights, weights);
    let mut gradient: Vec<f64> = weights.iter().map(|weight| precision * weight).collect();
    let mut hessian = SquareMatrix::zeros(weights.len());
    for case in cases {
        let score = case.offset + dot(case.row, weights);
        let chance = sigmoid(score);
        value += case.weight * surprise(score, case.happened);
        let error = case.weight * (chance - f64::from(u8::from(case.happened)));
        gradient.iter_mut().zip(case.row).for_each(|(slope, x)| *slope += error * x);
        let bend = case.weight * chance * (1.0 - chance);
        for (at, x) in case.row.iter().enumerate() {
            // Only the lower triangle is read.
            case.row.iter().take(at + 1).enumerate().for_each(|(to, y)| hessian.add(at, to, bend * x * y));
        }
    }
    let scale = (0..weights.len()).map(|at| precision + hessian.get(at, at)).collect();
    (0..weights.len()).for_each(|at| hessian.add(at, at, precision));
    Curve { value, gradient, hessian, scale }
}

/// Returns the negative log-likelihood of one outcome at a log-odds.
fn surprise(score: f64, happened: bool) -> f64 {
    let against = if happened { -score } else { score };
    against.max(0.0) + (-against.abs()).exp().ln_1p()
}

/// Returns the log-odds of a chance, within 1e-6 of either end.
pub(crate) fn log_odds(chance: f64) -> f64 {
    const LEAST: f64 = 1e-6;
    let inside = chance.clamp(LEAST, 1.0 - LEAST);
    (inside / (1.0 - inside)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases<'a>(rows: &'a [[f64; 2]], happened: &[bool]) -> Vec<LogisticCase<'a>> {
        let case = |(row, happened): (&'a [f64; 2], &bool)| LogisticCase {
            row,
            offset: 0.0,
            happened: *happened,
            weight: 1.0,
        };
        rows.iter().zip(happened).map(case).collect()
    }

    #[test]
    fn shares_of_two_groups_are_found() {
        let rows: Vec<[f64; 2]> = (0..1_000).map(|at| [1.0, f64::from(at % 2)]).collect();
        let happened: Vec<bool> = (0..1_000).map(|at| at % 2 == 1 && at % 10 != 1 || at % 20 == 2).collect();
        let weights = logistic(&cases(&rows, &happened), 2, 30.0);
        assert!(
            (sigmoid(weights[0]) - 0.1).abs() < 0.002
                && (sigmoid(weights[0] + weights[1]) - 0.8).abs() < 0.002
        );
    }

    #[test]
    fn separated_cases_stay_finite() {
        let rows: Vec<[f64; 2]> = (0..20).map(|at| [1.0, f64::from(at)]).collect();
        let happened: Vec<bool> = (0..20).map(|at| at > 9).collect();
        let weights = logistic(&cases(&rows, &happened), 2, 3.0);
        assert!(weights.iter().all(|weight| weight.is_finite() && weight.abs() < 30.0), "{weights:?}");
        assert_eq!(logistic(&[], 3, 1.0), [0.0; 3]);
    }
}
