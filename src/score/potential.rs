//! How much practices like this one send: a negative-binomial regression and the spread around it.

use crate::forecast::negative_binomial::prior::{NormalPrior, Observation, Priors};
use crate::forecast::negative_binomial::regression::NegativeBinomial;
use crate::model::book::Book;
use crate::score::predictors::{Predictor, Predictors};
use crate::score::scores::Coefficient;

/// Referrals a year that each practice could be expected to send, before and after looking at what it did
/// send.
#[derive(Debug, Clone)]
pub(crate) struct Potential {
    /// Shape of the distribution of rates among practices that look alike: small means that they differ much.
    pub(crate) shape: f64,
    /// Mean of practices like each one.
    pub(crate) means: Vec<f64>,
    /// The practice's own rate, shrunk towards that mean: `(shape + count) / (shape / mean + years)`.
    pub(crate) rates: Vec<f64>,
    /// The 75th percentile of practices like each one, by their shrunk rates; at least the mean.
    pub(crate) upper: Vec<f64>,
    /// The coefficients, of logarithms of the rate, and the dispersion.
    pub(crate) estimates: Vec<Coefficient>,
    /// The search for them came to its end.
    pub(crate) converged: bool,
}

impl Potential {
    /// Lists what each practice could send: as much as the best of practices like it, or its own rate if higher.
    pub(crate) fn most(&self) -> Vec<f64> {
        self.upper.iter().zip(&self.rates).map(|(upper, rate)| upper.max(*rate)).collect()
    }
}

/// Practices that a fit looks at.
const SAMPLE: usize = 20_000;

/// Fits the rate of referrals to specialty, number of providers, distance and numeric attributes. It takes
/// the most probable [`NegativeBinomial`] under normal priors, and empirical-Bayes rates around it (Robbins
/// 1956). `counts` are referrals over the last `years`.
///
/// With `years` of 0 nothing was observed and the priors speak alone: practices then rank by providers and
/// estimates.
pub(crate) fn fit(book: &Book, counts: &[u64], years: f64) -> Potential {
    let predictors = Predictors::new(book.practices(), counts);
    let regression = regress(&predictors, counts, years);
    let shape = regression.dispersion.recip().clamp(0.1, 100.0);
    let means: Vec<f64> = predictors.rows.iter().map(|row| rate(&regression, row)).collect();
    let shrunk = |(mean, count): (&f64, &u64)| (shape + *count as f64) / (shape / mean + years);
    let rates: Vec<f64> = means.iter().zip(counts).map(shrunk).collect();
    let upper = if years > 0.0 {
        upper_rates(&predictors.groups, &means, &rates)
    } else {
        unseen_upper_rates(&means)
    };
    let converged = regression.converged;
    Potential { shape, means, rates, upper, estimates: estimates(predictors.names, &regression), converged }
}

fn regress(predictors: &Predictors, counts: &[u64], years: f64) -> NegativeBinomial {
    let stride = predictors.rows.len().div_ceil(SAMPLE).max(1);
    let sample = predictors.rows.iter().zip(counts).step_by(stride).filter(|_| years > 0.0);
    let observations: Vec<Observation<'_>> =
        sample.map(|(row, count)| Observation { row, count: *count, exposure: years }).collect();
    // Practices alike on paper differ about as much as an exponential distribution does: a dispersion of 1.
    let ln_dispersion = NormalPrior { mean: 0.0, deviation: 1.0 };
    let priors = Priors { coefficients: predictors.priors.clone(), ln_dispersion };
    NegativeBinomial::most_probable(&observations, &priors)
}

/// Returns the referrals a year, within what a practice can send.
fn rate(regression: &NegativeBinomial, row: &[f64]) -> f64 {
    regression.mean(row, 1.0).clamp(1e-3, 8e3)
}

fn estimates(names: Vec<Predictor>, regression: &NegativeBinomial) -> Vec<Coefficient> {
    let values = regression.coefficients.iter().zip(&regression.standard_errors);
    let coefficients = names.into_iter().zip(values);
    let dispersion = (Predictor::Dispersion, (&regression.dispersion, &regression.dispersion_error));
    coefficients
        .chain([dispersion])
        .map(|(predictor, (value, error))| Coefficient { predictor, value: *value, standard_error: *error })
        .collect()
}

/// Returns the 75th percentile of like practices: their ratio of own rate to expected rate, times what is
/// expected here. Groups that are too small to have percentiles borrow those of all practices.
fn upper_rates(groups: &[usize], means: &[f64], rates: &[f64]) -> Vec<f64> {
    const FEWEST: usize = 12;
    let count = groups.iter().max().map_or(0, |last| last + 1);
    let mut ratios = vec![Vec::new(); count];
    for (group, (mean, rate)) in groups.iter().zip(means.iter().zip(rates)) {
        // One list for each group up to the last.
        ratios[*group].push(rate / mean);
    }
    let all = upper_quartile(ratios.concat());
    let of_group = |list: Vec<f64>| if list.len() < FEWEST { all } else { upper_quartile(list) };
    let upper: Vec<f64> = ratios.into_iter().map(of_group).collect();
    // Every group has its list, so it has its quartile.
    groups.iter().zip(means).map(|(group, mean)| mean * upper[*group].max(1.0)).collect()
}

/// Returns the 75th percentile where nothing was observed. With a shape of 1 rates are exponential about
/// their mean.
fn unseen_upper_rates(means: &[f64]) -> Vec<f64> {
    means.iter().map(|mean| mean * 4_f64.ln()).collect()
}

fn upper_quartile(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let at = values.len().saturating_sub(1) * 3 / 4;
    values.get(at).copied().unwrap_or(1.0)
}
