//! The chance of being treated, given covariates: a logistic regression.

use crate::effect::did::note::MissingCell;
use crate::effect::did::regression::add_along;
use crate::effect::did::rows::{AdjustedRows, is_collinear};
use crate::forecast::numeric::linear::{SquareMatrix, dot};

/// A comparison in which somebody is treated for certain (from this chance on) lacks counterparts.
const CERTAIN: f64 = 0.999;
/// Controls with this chance or more are left out: their odds would count for all others together.
const TRIMMED: f64 = 0.995;
/// Chances are kept below this.
const LARGEST_CHANCE: f64 = 1.0 - 1e-6;
const MOST_STEPS: usize = 60;
/// A fit ends where a step gains less than this for a unit of weight.
const LEAST_GAIN: f64 = 1e-22;

/// Fitted chances of being treated.
#[derive(Debug)]
pub(crate) struct Propensity {
    /// One a row.
    pub(crate) chances: Vec<f64>,
    information: SquareMatrix,
}

impl Propensity {
    /// Fits by maximum likelihood: damped Newton steps (Agresti 2013, Categorical Data Analysis, ch. 5), at most 60.
    /// O(rows x columns^2) a step.
    ///
    /// As in the literature's software, a comparison is given up where a chance, fitted without weights, is 0.999 or more.
    /// Where covariates tell that some controls are never treated, their chance goes to 0, and so does their weight.
    pub(crate) fn fit(
        rows: &AdjustedRows,
        treated: &[bool],
        weights: &[f64],
        has_weights: bool,
    ) -> Result<Self, MissingCell> {
        let even = vec![1.0; treated.len()];
        let plain = maximise(rows, treated, &even)?;
        if plain.chances.iter().any(|chance| *chance >= CERTAIN) {
            return Err(MissingCell::NoOverlap);
        }
        let mut fit = if has_weights { maximise(rows, treated, weights)? } else { plain };
        fit.chances.iter_mut().for_each(|chance| *chance = chance.min(LARGEST_CHANCE));
        let curvatures = fit.chances.iter().zip(weights).map(|(p, weight)| p * (1.0 - p) * weight);
        fit.information = rows.products(curvatures);
        Ok(fit)
    }

    /// Returns what each row weighs as a control: its odds, 0 for treated units and where the odds are too large.
    pub(crate) fn odds<'a>(&'a self, treated: &'a [bool]) -> impl Iterator<Item = f64> + 'a {
        let odds = |(chance, treated): (&f64, &bool)| {
            if *treated || *chance >= TRIMMED { 0.0 } else { chance / (1.0 - chance) }
        };
        self.chances.iter().zip(treated).map(odds)
    }

    /// Adds the influence of estimated coefficients on a figure whose derivative by them is `slope`.
    pub(crate) fn add_influence(
        &self,
        rows: &AdjustedRows,
        treated: &[bool],
        weights: &[f64],
        slope: &[f64],
        influence: &mut [f64],
    ) -> Result<(), MissingCell> {
        let direction = if is_collinear(&self.information) {
            // Controls whose chance is 0 weigh nothing, and columns that only they have move nothing.
            self.information.least_squares(slope)
        } else {
            self.information.solve(slope).ok_or(MissingCell::NoOverlap)?
        };
        let score = |((chance, treated), weight): ((&f64, &bool), &f64)| {
            weight * (f64::from(u8::from(*treated)) - chance)
        };
        let scores = self.chances.iter().zip(treated).zip(weights).map(score);
        add_along(rows, scores, &direction, influence);
        Ok(())
    }
}

fn maximise(rows: &AdjustedRows, treated: &[bool], weights: &[f64]) -> Result<Propensity, MissingCell> {
    let total: f64 = weights.iter().sum();
    let treated_weight: f64 = weights.iter().zip(treated).filter(|it| *it.1).map(|it| it.0).sum();
    if !(treated_weight > 0.0 && treated_weight < total) {
        return Err(MissingCell::NoWeight);
    }
    let mut point = vec![0.0; rows.width()];
    // The intercept comes first.
    point[0] = libm::log(treated_weight / (total - treated_weight));
    let mut state = State::at(rows, treated, weights, &point);
    if is_collinear(&state.information) {
        return Err(MissingCell::CollinearCovariates);
    }
    for _ in 0..MOST_STEPS {
        // Some covariates tell that a unit is never treated: the search goes on for ever, and its chance to 0.
        if is_collinear(&state.information) {
            break;
        }
        let step = state.information.solve(&state.gradient).ok_or(MissingCell::CollinearCovariates)?;
        let gain = dot(&step, &state.gradient);
        let Some((next, there)) = halved_until_better(rows, treated, weights, (&point, &step), &state) else {
            break;
        };
        (point, state) = (next, there);
        if gain <= LEAST_GAIN * total {
            break;
        }
    }
    let is_flat = state.chances.iter().any(|chance| *chance >= CERTAIN)
        || state.gradient.iter().all(|slope| slope.abs() <= 1e-7 * total);
    if !is_flat {
        return Err(MissingCell::NotConverged);
    }
    Ok(Propensity { chances: state.chances, information: state.information })
}

/// A point of the search.
struct State {
    chances: Vec<f64>,
    log_likelihood: f64,
    gradient: Vec<f64>,
    information: SquareMatrix,
}

impl State {
    fn at(rows: &AdjustedRows, treated: &[bool], weights: &[f64], point: &[f64]) -> Self {
        let scores: Vec<f64> = rows.iter().map(|row| dot(row, point)).collect();
        let chances: Vec<f64> = scores.iter().map(|score| 1.0 / (1.0 + libm::exp(-score))).collect();
        let surprise = |score: f64, treated: bool| {
            // The logarithm of 1 + e^x, without overflow.
            let x = if treated { -score } else { score };
            x.max(0.0) + libm::log1p(libm::exp(-x.abs()))
        };
        let each = scores.iter().zip(treated).zip(weights);
        let log_likelihood =
            -each.map(|((score, treated), weight)| weight * surprise(*score, *treated)).sum::<f64>();
        let errors = chances.iter().zip(treated).zip(weights);
        let errors = errors.map(|((p, treated), weight)| weight * (f64::from(u8::from(*treated)) - p));
        let gradient = rows.moments(errors);
        let curvatures = chances.iter().zip(weights).map(|(p, weight)| weight * p * (1.0 - p));
        let information = rows.products(curvatures);
        Self { chances, log_likelihood, gradient, information }
    }
}

/// Goes along a step, or half of it, until the likelihood is no worse. Returns `None` where it always is.
fn halved_until_better(
    rows: &AdjustedRows,
    treated: &[bool],
    weights: &[f64],
    (point, step): (&[f64], &[f64]),
    from: &State,
) -> Option<(Vec<f64>, State)> {
    let mut share = 1.0;
    for _ in 0..30 {
        let next: Vec<f64> = point.iter().zip(step).map(|(x, step)| x + share * step).collect();
        let there = State::at(rows, treated, weights, &next);
        // Rounding may take a little where nothing is to be gained any more.
        if there.log_likelihood >= from.log_likelihood - 1e-12 * from.log_likelihood.abs() {
            return Some((next, there));
        }
        share /= 2.0;
    }
    None
}
