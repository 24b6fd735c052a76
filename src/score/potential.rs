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
/// Fewest practices of a specialty that have a quartile of their own.
const FEWEST: usize = 12;
/// How many times as much as the upper quartile of those that refer, at its size, one practice counts for in a fit.
const MOST_INFLUENCE: f64 = 3.0;
/// What a giant counts for, beside that quartile.
const GIANT_INFLUENCE: f64 = 0.5;

/// Fits the rate of referrals to specialty, number of providers, distance and numeric attributes. It takes
/// the most probable [`NegativeBinomial`] under normal priors, and empirical-Bayes rates around it (Robbins
/// 1956). `counts` are referrals over the last `years`.
///
/// The fit looks at bounded counts, so that one giant moves it little. The bound falls again for counts far beyond it, as in the
/// redescending estimators of Hampel 1974 (doi:10.1080/01621459.1974.10482962).
/// Each practice's own rate takes its own count as it is. The prior of the intercept is the book's own rate, so that a book with
/// a hundred times the referrals has a hundred times the rates.
///
/// With `years` of 0 nothing was observed and the priors speak alone. The figures are then sizes, relative to a usual practice.
pub(crate) fn fit(book: &Book, counts: &[u64], years: f64) -> Potential {
    let mut predictors = Predictors::new(book.practices());
    let sizes = predictors.sizes();
    let bounded = bounded(counts, &sizes, &predictors.groups);
    let usual = if years > 0.0 { usual_rate(&bounded, &sizes, years) } else { 1.0 };
    predictors.learn(book.practices(), &bounded, usual);
    let regression = regress(&predictors, &bounded, years);
    let shape = regression.dispersion.recip().clamp(0.1, 100.0);
    let means: Vec<f64> = predictors.rows.iter().map(|row| rate(&regression, row, usual)).collect();
    let shrunk = |(mean, count): (&f64, &u64)| (shape + *count as f64) / (shape / mean + years);
    let rates: Vec<f64> = means.iter().zip(counts).map(shrunk).collect();
    let upper = if years > 0.0 { upper_rates(&predictors.groups, &means, &rates) } else { means.clone() };
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

/// Bounds what one practice counts for in a fit. A count up to a few times what the upper quartile of those that refer send at its
/// size stays as it is. The farther it lies beyond, the less it counts, down to half of that quartile.
fn bounded(counts: &[u64], sizes: &[f64], groups: &[usize]) -> Vec<u64> {
    let referring = counts.iter().zip(sizes).zip(groups).filter(|((count, _), _)| **count > 0);
    let quartiles =
        upper_quartiles(groups, referring.map(|((count, size), group)| (*group, *count as f64 / size)));
    let bound = |((count, size), quartile): ((&u64, &f64), f64)| within(*count, quartile * size);
    counts.iter().zip(sizes).zip(quartiles).map(bound).collect()
}

/// Returns what a count counts for, beside what the upper quartile of those that refer would send.
fn within(count: u64, quartile: f64) -> u64 {
    let share = share_that_counts(count, quartile);
    if share >= 1.0 {
        return count;
    }
    let less = (MOST_INFLUENCE * quartile * share).max(GIANT_INFLUENCE * quartile).ceil();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive; a cast saturates")]
    let less = less as u64;
    less.min(count)
}

/// Returns the share of a count that lies within a few times of the upper quartile: 1 for a count that is no giant's.
fn share_that_counts(count: u64, quartile: f64) -> f64 {
    if count == 0 { 1.0 } else { (MOST_INFLUENCE * quartile / count as f64).min(1.0) }
}

/// Lists the shares of practices' counts that lie within a few times of the upper quartile of those that refer.
pub(crate) fn shares_that_count(counts: &[u64]) -> Vec<f64> {
    let referring = counts.iter().filter(|count| **count > 0).map(|count| *count as f64);
    let quartile = upper_quartile(referring.collect());
    counts.iter().map(|count| share_that_counts(*count, quartile)).collect()
}

/// Returns the referrals a year of a practice of usual size. Half a referral more than there were keeps it above nothing.
fn usual_rate(counts: &[u64], sizes: &[f64], years: f64) -> f64 {
    let total: f64 = counts.iter().map(|count| *count as f64).sum();
    (total + 0.5) / (sizes.iter().sum::<f64>() * years)
}

/// Returns the referrals a year, within a thousand times of those of a usual practice.
fn rate(regression: &NegativeBinomial, row: &[f64], usual: f64) -> f64 {
    regression.mean(row, 1.0).clamp(1e-3 * usual, 1e3 * usual)
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
/// expected here, and at least that.
fn upper_rates(groups: &[usize], means: &[f64], rates: &[f64]) -> Vec<f64> {
    let ratios =
        groups.iter().zip(means.iter().zip(rates)).map(|(group, (mean, rate))| (*group, rate / mean));
    let quartiles = upper_quartiles(groups, ratios);
    quartiles.into_iter().zip(means).map(|(quartile, mean)| mean * quartile.max(1.0)).collect()
}

/// Returns, for each practice, the upper quartile of the values of its group. Groups that are too small to have quartiles borrow
/// that of all values.
fn upper_quartiles(groups: &[usize], values: impl Iterator<Item = (usize, f64)>) -> Vec<f64> {
    let count = groups.iter().max().map_or(0, |last| last + 1);
    let mut lists = vec![Vec::new(); count];
    for (group, value) in values {
        // One list for each group up to the last.
        lists[group].push(value);
    }
    let all = upper_quartile(lists.concat());
    let of_group = |list: Vec<f64>| if list.len() < FEWEST { all } else { upper_quartile(list) };
    let quartiles: Vec<f64> = lists.into_iter().map(of_group).collect();
    // Every group has its list, so it has its quartile.
    groups.iter().map(|group| quartiles[*group]).collect()
}

/// Returns the mean of the values between the 5/8 and the 7/8 quantile: the middle of the upper half. One value more or less
/// moves it little, where a single order statistic would jump.
fn upper_quartile(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    let (from, to) =
        if last < 3 { (last / 2, last / 2 + 1) } else { ((5 * last).div_ceil(8), 7 * (last + 1) / 8) };
    let middle = values.get(from..to.max(from + 1)).unwrap_or_default();
    if middle.is_empty() { 1.0 } else { middle.iter().sum::<f64>() / middle.len() as f64 }
}
