//! How much practices like this one send: a negative-binomial regression and the spread around it.

mod columns;
mod likelihood;
mod regression;

pub use regression::{NegativeBinomial, NormalPrior, Observation, Priors};

use columns::Columns;

use super::{
    Estimate,
    numeric::{Slope, minimise},
};
use crate::model::Book;

/// Referrals a year that each practice could be expected to send, before and after looking at what it did send.
#[derive(Debug, Clone)]
pub(super) struct Potential {
    /// Shape of the distribution of rates among practices that look alike: small means that they differ much.
    pub(super) shape: f64,
    /// Mean of practices like each one.
    pub(super) means: Vec<f64>,
    /// The practice's own rate, shrunk towards that mean: `(shape + count) / (shape / mean + years)`.
    pub(super) rates: Vec<f64>,
    /// The 75th percentile of practices like each one, by their shrunk rates; at least the mean.
    pub(super) upper: Vec<f64>,
    /// The coefficients, of logarithms of the rate.
    pub(super) estimates: Vec<Estimate>,
}

/// Practices that a fit looks at.
const SAMPLE: usize = 20_000;

/// Fits the rate of referrals to specialty, number of providers and numeric attributes: the most probable coefficients of
/// a negative-binomial regression (Hilbe 2011, doi:10.1017/CBO9780511973420) under normal priors, its shape by the method
/// of moments, and empirical-Bayes rates around it (Robbins 1956). `counts` are referrals over the last `years`.
///
/// With `years` of 0 nothing was observed and the priors speak alone: practices then rank by providers and estimates.
/// O(practices x columns) a step.
pub(super) fn fit(book: &Book, counts: &[f64], years: f64) -> Potential {
    let columns = Columns::new(book.practices());
    let mut shape = 1.0;
    let mut weights = columns.priors();
    for _ in 0..2 {
        weights = regress(&columns, counts, years, shape, &weights);
        shape = shape_by_moments(&columns, counts, years, &weights);
    }
    let means: Vec<f64> = columns.rows.iter().map(|row| rate(row, &weights)).collect();
    let shrunk = |(mean, count): (&f64, &f64)| (shape + count) / (shape / mean + years);
    let rates: Vec<f64> = means.iter().zip(counts).map(shrunk).collect();
    let upper =
        if years > 0.0 { upper_rates(&columns.groups, &means, &rates) } else { unseen_upper_rates(&means) };
    let name =
        |(name, value): (&String, &f64)| Estimate { name: name.clone(), value: *value, standard_error: None };
    let estimates = columns.names.iter().zip(&weights).map(name).collect();
    Potential { shape, means, rates, upper, estimates }
}

/// Referrals a year, within what a practice can send.
fn rate(row: &[f64], weights: &[f64]) -> f64 {
    let logarithm: f64 = row.iter().zip(weights).map(|(x, weight)| x * weight).sum();
    logarithm.clamp(-7.0, 9.0).exp()
}

/// The most probable coefficients for a given shape.
fn regress(columns: &Columns, counts: &[f64], years: f64, shape: f64, start: &[f64]) -> Vec<f64> {
    let stride = columns.rows.len().div_ceil(SAMPLE).max(1);
    let sample = || columns.rows.iter().zip(counts).step_by(stride).filter(|_| years > 0.0);
    let total = sample().count().max(1) as f64;
    let objective = |weights: &[f64]| {
        let (mut value, mut gradient) = (0.0, vec![0.0; weights.len()]);
        for (row, count) in sample() {
            let mean = rate(row, weights) * years;
            value += (shape + count) * (shape + mean).ln() - count * mean.ln();
            let slope = shape * (mean - count) / (shape + mean);
            gradient.iter_mut().zip(row).for_each(|(sum, x)| *sum += slope * x);
        }
        for (at, weight) in weights.iter().enumerate() {
            let off = (weight - columns.prior_means[at]) / columns.prior_spreads[at];
            value += off * off / 2.0;
            gradient[at] += off / columns.prior_spreads[at];
        }
        Slope { value: value / total, gradient: gradient.iter().map(|slope| slope / total).collect() }
    };
    minimise(&objective, start, -20.0, 20.0, 1e-6).point
}

/// The shape that explains the variance around the regression, within 0.1 and 100; 1 where nothing was observed.
fn shape_by_moments(columns: &Columns, counts: &[f64], years: f64, weights: &[f64]) -> f64 {
    let (mut excess, mut squares) = (0.0, 0.0);
    for (row, count) in columns.rows.iter().zip(counts) {
        let mean = rate(row, weights) * years;
        excess += (count - mean).powi(2) - mean;
        squares += mean * mean;
    }
    if squares > 0.0 { 1.0 / (excess / squares).clamp(0.01, 10.0) } else { 1.0 }
}

/// The 75th percentile of like practices: their ratio of own rate to expected rate, times what is expected here. Groups
/// that are too small to have percentiles borrow those of all practices.
fn upper_rates(groups: &[usize], means: &[f64], rates: &[f64]) -> Vec<f64> {
    const FEWEST: usize = 12;
    let count = groups.iter().max().map_or(0, |last| last + 1);
    let mut ratios = vec![Vec::new(); count];
    for (group, (mean, rate)) in groups.iter().zip(means.iter().zip(rates)) {
        ratios[*group].push(rate / mean);
    }
    let all = upper_quartile(ratios.concat());
    let of_group = |list: Vec<f64>| if list.len() < FEWEST { all } else { upper_quartile(list) };
    let upper: Vec<f64> = ratios.into_iter().map(of_group).collect();
    groups.iter().zip(means).map(|(group, mean)| mean * upper[*group].max(1.0)).collect()
}

/// The 75th percentile where nothing was observed: with a shape of 1 rates are exponential about their mean.
fn unseen_upper_rates(means: &[f64]) -> Vec<f64> {
    means.iter().map(|mean| mean * 4_f64.ln()).collect()
}

fn upper_quartile(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let at = values.len().saturating_sub(1) * 3 / 4;
    values.get(at).copied().unwrap_or(1.0)
}
