//! Bands that hold all effects at once, from a multiplier bootstrap.

use std::ops::RangeInclusive;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::effect::did::aggregate::DidAggregate;
use crate::effect::did::estimate::DidEstimate;
use crate::effect::did::influence::by_cluster;
use crate::error::{Error, ErrorKind};
use crate::random::Stream;

/// Standard errors and the critical value of bands that hold all figures at once.
#[derive(Debug, Clone, PartialEq)]
pub struct UniformBands {
    /// By how many standard errors the bands reach to either side. A single figure at 95 % has 1.96.
    pub critical_value: f64,
    /// Standard errors by the bootstrap, in the order of the figures; `None` where nothing varies.
    pub standard_errors: Vec<Option<f64>>,
}

/// Fewer draws say nothing about the ends of a distribution, and more than these say nothing new.
const DRAWS: RangeInclusive<usize> = 100..=100_000;
/// How many standard errors a normal distribution has between its quarters.
const QUARTERS: f64 = 1.348_979_500_392_163_5;

impl DidEstimate {
    /// Returns bands over all effects by cohort and period.
    ///
    /// Method: multiplier bootstrap of Callaway & Sant'Anna 2021 (doi:10.1016/j.jeconom.2020.12.001), algorithm 1. Each draw
    /// flips the sign of the influence of each unit, or of each cluster, by a fair coin (Rademacher weights). A standard
    /// error is the distance between the quarters of the draws over that of a normal distribution. The critical value is
    /// the quantile of the largest of the draws in standard errors. A draw has its own random stream, so
    /// threads do not matter. O(draws x figures x units).
    ///
    /// # Errors
    /// [`ErrorKind::Setting`] for fewer than 100 or more than 100,000 draws, or a confidence that is not between 0 and 1.
    pub fn bands(&self, draws: usize, confidence: f64, seed: u64) -> Result<UniformBands, Error> {
        let columns = self.influences.iter().map(|influence| {
            let mut units = vec![0.0; self.units];
            influence.add_to(1.0, &mut units);
            by_cluster(&units, self.clusters.as_ref())
        });
        self.bands_of(&columns.collect::<Vec<_>>(), draws, confidence, seed)
    }

    /// Returns bands over the rows of an average of this estimate, as [`DidEstimate::bands`] does.
    ///
    /// # Errors
    /// As [`DidEstimate::bands`].
    pub fn bands_of_aggregate(
        &self,
        aggregate: &DidAggregate,
        draws: usize,
        confidence: f64,
        seed: u64,
    ) -> Result<UniformBands, Error> {
        let columns = aggregate.influences.iter().map(|units| by_cluster(units, self.clusters.as_ref()));
        self.bands_of(&columns.collect::<Vec<_>>(), draws, confidence, seed)
    }

    fn bands_of(
        &self,
        columns: &[Vec<f64>],
        draws: usize,
        confidence: f64,
        seed: u64,
    ) -> Result<UniformBands, Error> {
        if !DRAWS.contains(&draws) {
            return Err(Error::new(ErrorKind::Setting, "a bootstrap has 100 to 100,000 draws"));
        }
        if !(confidence > 0.0 && confidence < 1.0) {
            return Err(Error::new(ErrorKind::Setting, "the confidence must lie between 0 and 1"));
        }
        let count = self.units.max(1) as f64;
        let sums: Vec<Vec<f64>> =
            (0..draws).into_par_iter().map(|draw| flipped(columns, count, seed, draw)).collect();
        let errors = (0..columns.len()).map(|at| {
            let error = spread(sums.iter().map(|draw| draw[at]));
            (error > self.least_error).then_some(error)
        });
        let standard_errors: Vec<Option<f64>> = errors.collect();
        let largest = |draw: &Vec<f64>| {
            let sizes =
                draw.iter().zip(&standard_errors).filter_map(|(it, error)| Some(it.abs() / (*error)?));
            sizes.fold(0.0, f64::max)
        };
        let critical_value = quantile(sums.iter().map(largest), confidence);
        Ok(UniformBands { critical_value, standard_errors })
    }
}

/// Adds up each column with signs drawn at random, one a row for all columns.
fn flipped(columns: &[Vec<f64>], units: f64, seed: u64, draw: usize) -> Vec<f64> {
    let mut stream = Stream::new(seed, draw as u64, 0);
    let rows = columns.first().map_or(0, Vec::len);
    let signs: Vec<f64> = (0..rows).map(|_| if stream.below(2) == 0 { -1.0 } else { 1.0 }).collect();
    let sum = |column: &Vec<f64>| column.iter().zip(&signs).map(|(value, sign)| value * sign).sum::<f64>();
    columns.iter().map(|column| sum(column) / units).collect()
}

/// Returns the distance between the quarters of values, in standard errors of a normal distribution.
fn spread(values: impl Iterator<Item = f64> + Clone) -> f64 {
    (quantile(values.clone(), 0.75) - quantile(values, 0.25)) / QUARTERS
}

/// Returns the smallest value that at least a share of the values does not exceed.
fn quantile(values: impl Iterator<Item = f64>, share: f64) -> f64 {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let mut rank = 0;
    while rank + 1 < sorted.len() && ((rank + 1) as f64) < share * sorted.len() as f64 {
        rank += 1;
    }
    sorted.get(rank).copied().unwrap_or(f64::NAN)
}
