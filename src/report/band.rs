//! The range of a team's referrals in a week: as wide as earlier weeks were off.

use libm::{exp, lgamma, log, sqrt};
use serde::Serialize;

use crate::forecast::numeric::normal::NINE_OF_TEN;
use crate::model::time::Date;

/// Weeks whose error is measured.
const JUDGED: usize = 26;
/// Fewest weeks that tell how far forecasts are off.
const FEWEST: usize = 8;
/// Weeks that the simple forecast of a judged week rests on.
const BASE: usize = 8;
/// What the band leaves out at each end: it holds 90 %.
const TAIL: f64 = 0.05;

/// Weeks before an origin that [`dispersion`] looks at, for forecasts of so many weeks ahead.
pub(crate) fn weeks_needed(ahead: usize) -> usize {
    JUDGED + BASE + ahead
}

/// A range of counts that holds 90 % of the probability, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CountBand {
    /// Fewest referrals.
    pub low: u64,
    /// Most referrals.
    pub high: u64,
}

/// What a week is expected to bring.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ForecastBand {
    /// The Monday of the week.
    pub monday: Date,
    /// The last day that the forecast knows of.
    pub known_until: Date,
    /// Expected referrals: the sum over all practices.
    pub mean: f64,
    /// How many times as much as a Poisson count the week varies.
    pub dispersion: f64,
    /// The range of 90 %.
    pub band: CountBand,
}

/// Measures how many times as much as Poisson counts the weeks of a team vary around a forecast; `None` where too few weeks tell.
///
/// `counts` and `exposures` begin with the week that ends on the origin. Each of the last 26 weeks is forecast from the eight weeks
/// that end `ahead` weeks before it: their referrals over their exposure, times its own exposure. The squared error over the
/// forecast, and over the share that those eight weeks add to its variance, is averaged, and is never below 1 (the Pearson
/// statistic of a quasi-Poisson model; `McCullagh` & Nelder 1989, doi:10.1007/978-1-4899-3242-6, 6.2). What practices share counts: weather,
/// closed clinics, growth. A sum of independent practices would leave it out. O(weeks).
pub(crate) fn dispersion(counts: &[u64], exposures: &[f64], ahead: usize) -> Option<f64> {
    let error = |week: usize| {
        let base = week + ahead..week + ahead + BASE;
        let sent = counts.get(base.clone())?.iter().sum::<u64>() as f64;
        let offered: f64 = exposures.get(base)?.iter().sum();
        let (count, exposure) = (*counts.get(week)? as f64, *exposures.get(week)?);
        let mean = exposure * sent / offered;
        let variance = mean * (1.0 + exposure / offered);
        (mean > 0.0 && mean.is_finite()).then(|| (count - mean) * (count - mean) / variance)
    };
    let errors: Vec<f64> = (0..JUDGED).filter_map(error).collect();
    (errors.len() >= FEWEST).then(|| (errors.iter().sum::<f64>() / errors.len() as f64).max(1.0))
}

impl CountBand {
    /// Returns the range of a negative binomial count with this mean and `dispersion` times its variance if it were Poisson: from
    /// the 5 % to the 95 % quantile. A dispersion of 1 is Poisson. O(standard deviation); beyond a deviation of 100,000 it is that of
    /// a normal distribution.
    pub(crate) fn new(mean: f64, dispersion: f64) -> Self {
        const WIDEST: f64 = 100_000.0;
        let deviation = sqrt(mean * dispersion);
        if !(mean > 0.0 && deviation.is_finite()) {
            return Self { low: 0, high: 0 };
        }
        if deviation > WIDEST {
            let reach = NINE_OF_TEN * deviation;
            return Self { low: whole((mean - reach).max(0.0)), high: whole(mean + reach) };
        }
        let first = whole((mean - 12.0 * deviation).max(0.0));
        let last = whole(mean + 40.0 * deviation + 40.0);
        let (mut held, mut low) = (0.0, None);
        for count in first..=last {
            held += exp(ln_chance(count as f64, mean, dispersion));
            low = low.or((held >= TAIL).then_some(count));
            if held >= 1.0 - TAIL {
                return Self { low: low.unwrap_or(count), high: count };
            }
        }
        Self { low: low.unwrap_or(first), high: last }
    }
}

/// Returns the logarithm of the chance of a count.
fn ln_chance(count: f64, mean: f64, dispersion: f64) -> f64 {
    const POISSON: f64 = 1e-9;
    if dispersion - 1.0 < POISSON {
        return count * log(mean) - mean - lgamma(count + 1.0);
    }
    let shape = mean / (dispersion - 1.0);
    let ways = lgamma(count + shape) - lgamma(shape) - lgamma(count + 1.0);
    ways - shape * log(dispersion) + count * log((dispersion - 1.0) / dispersion)
}

/// Rounds down to a whole number. What is no number becomes 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, which is what is wanted"
)]
fn whole(number: f64) -> u64 {
    number as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Quantiles of scipy.stats.poisson and nbinom, 1.17: `ppf([0.05, 0.95])`.
    #[test]
    fn bands_are_quantiles() {
        let of = |mean, dispersion| CountBand::new(mean, dispersion);
        for (mean, dispersion, low, high) in [
            (0.3, 1.0, 0, 1),
            (4.0, 1.0, 1, 8),
            (290.0, 1.0, 262, 318),
            (10.0, 2.0, 4, 18),
            (325.8, 1.6, 289, 364),
            (50.0, 3.2, 31, 72),
        ] {
            assert_eq!(of(mean, dispersion), CountBand { low, high }, "{mean} {dispersion}");
        }
        assert_eq!(of(0.0, 1.0), CountBand { low: 0, high: 0 });
        assert_eq!(of(f64::NAN, 1.0), CountBand { low: 0, high: 0 });
        let huge = of(1e12, 4.0);
        assert!(huge.low < 1_000_000_000_000 && huge.high > 1_000_000_000_000);
    }

    #[test]
    fn the_chances_add_up_to_one_and_have_their_mean() {
        for (mean, dispersion) in [(7.5, 1.0), (7.5, 1.4), (300.0, 3.0), (0.2, 5.0)] {
            let chance = |count: u32| exp(ln_chance(f64::from(count), mean, dispersion));
            let all: f64 = (0..3_000).map(chance).sum();
            let found: f64 = (0..3_000).map(|count| f64::from(count) * chance(count)).sum();
            let square: f64 = (0..3_000).map(|count| f64::from(count).powi(2) * chance(count)).sum();
            assert!((all - 1.0).abs() < 1e-9 && (found / mean - 1.0).abs() < 1e-9, "{all} {found}");
            assert!(((square - found * found) / (mean * dispersion) - 1.0).abs() < 1e-7);
        }
    }

    #[test]
    fn even_weeks_are_poisson_and_wild_ones_are_not() {
        let exposures = [1.0; 40];
        assert_eq!(dispersion(&[100; 40], &exposures, 1), Some(1.0));
        let wild: Vec<u64> = (0..40).map(|week| if week % 2 == 0 { 140 } else { 60 }).collect();
        // Every forecast is 100, every error 40: 1600 / 100, less an eighth for the eight weeks.
        let found = dispersion(&wild, &exposures, 1).unwrap();
        assert!((found - 16.0 / 1.125).abs() < 1e-12, "{found}");
        assert_eq!(dispersion(&[100; 15], &exposures, 1), None);
        assert_eq!(dispersion(&[0; 40], &exposures, 1), None);
    }
}
