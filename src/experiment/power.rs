//! How small an effect a lot can see.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::experiment::comparison::ArmComparison;
use crate::experiment::lot::LotPlan;
use crate::experiment::records::TrialRecords;

/// Standard errors of the estimates of a lot. All are finite.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LotErrors {
    /// Of the logarithm of the ratio of the arms, each counted over its forecast.
    pub log_ratio: f64,
    /// Of the difference of means, as a share of the mean.
    pub means: f64,
    /// Of the difference less what the time before explains, as a share of the mean.
    pub cuped: f64,
}

impl LotErrors {
    /// Returns the smallest lift that a lot shows by its log ratio with a probability of 80 %, where a test refuses 5 % of lots without
    /// any lift, as a share. Its error is one of a logarithm, so the lift is `e^((1.96 + 0.84) x error) - 1`.
    ///
    /// ```
    /// use rounds::experiment::LotErrors;
    /// let errors = LotErrors { log_ratio: 0.1, means: 0.1, cuped: 0.05 };
    /// assert!((errors.smallest_lift() - 0.323).abs() < 1e-3);
    /// assert!((errors.smallest_shares()[0] - 0.280).abs() < 1e-3);
    /// ```
    #[must_use]
    pub fn smallest_lift(&self) -> f64 {
        libm::expm1(QUANTILES * self.log_ratio)
    }

    /// Returns the same by plain means and by CUPED. Their errors are shares of the mean, so each is `(1.96 + 0.84) x error`.
    #[must_use]
    pub fn smallest_shares(&self) -> [f64; 2] {
        [self.means, self.cuped].map(|error| QUANTILES * error)
    }
}

/// Quantiles of the normal distribution, of 97.5 % and of 80 %.
const QUANTILES: f64 = 1.959_963_984_540_054 + 0.841_621_233_572_914_2;

/// Draws lots over a past in which nobody rested, and measures how far chance alone sets the arms apart. O(draws x units).
///
/// `None` where that cannot be told: nothing was counted, or some lot leaves an arm without units or without a forecast.
///
/// # Errors
/// [`ErrorKind::Input`] where plan and records are not of the same units and blocks.
pub fn lot_errors(
    plan: &LotPlan,
    records: &TrialRecords,
    draws: u32,
    seed: u64,
) -> Result<Option<LotErrors>, Error> {
    check(plan, records)?;
    // What an arm adds up to does not depend on the lot that the comparisons are made with.
    let any = plan.draw(seed, 0);
    let ratio = ArmComparison::log_ratio(records, &any);
    let means = ArmComparison::means(records, &any);
    let cuped = means.clone().adjusted(records);
    let draw = |number: u64| {
        let lot = plan.draw(seed, number);
        let [means, cuped] = [&means, &cuped].map(|it| ArmComparison::parts(&it.sums(&lot))[0]);
        let sums = ratio.sums(&lot);
        let log_ratio = if sums.have_both_arms() { ratio.gap(&sums, 1.0).difference } else { f64::NAN };
        [log_ratio, means, cuped]
    };
    let gaps: Vec<[f64; 3]> = (1..=u64::from(draws)).into_par_iter().map(draw).collect();
    let count: u64 = records.cells().map(|(.., it)| u64::from(it.count)).sum();
    let mean = count as f64 / records.cells().count().max(1) as f64;
    // Every draw has three gaps.
    let [log_ratio, means, cuped] = [0, 1, 2].map(|at| deviation(gaps.iter().map(|all| all[at])));
    let errors = LotErrors { log_ratio, means: means / mean, cuped: cuped / mean };
    let is_told = count > 0 && [errors.log_ratio, errors.means, errors.cuped].iter().all(|it| it.is_finite());
    Ok(is_told.then_some(errors))
}

/// Draws lots over a past in which nobody rested, and returns the share of them whose test of the log ratio refuses that there is no effect
/// (an A/A test). It is `rejects`, but for the lots that were drawn.
///
/// Without an effect, every lot is compared with the same re-draws. So they are drawn once: O((lots + draws) x units).
///
/// # Errors
/// As [`lot_errors`].
pub fn lot_refusals(
    plan: &LotPlan,
    records: &TrialRecords,
    (lots, draws): (u32, u32),
    (seed, rejects): (u64, f64),
) -> Result<f64, Error> {
    check(plan, records)?;
    let ratio = ArmComparison::log_ratio(records, &plan.draw(seed, 0));
    let distance = |number: u64| ratio.gap(&ratio.moments(&plan.draw(seed, number)), 1.0).studentised().abs();
    let (lots, draws) = (u64::from(lots), u64::from(draws));
    let mut distances: Vec<f64> = (lots + 1..=lots + draws).into_par_iter().map(distance).collect();
    distances.sort_by(f64::total_cmp);
    let refuses = |number: &u64| {
        let used = distance(*number);
        let as_far = distances.len() - distances.partition_point(|it| *it < used);
        (1 + as_far) as f64 <= rejects * (1 + distances.len()) as f64
    };
    Ok((1..=lots).into_par_iter().filter(refuses).count() as f64 / lots.max(1) as f64)
}

fn check(plan: &LotPlan, records: &TrialRecords) -> Result<(), Error> {
    let planned: usize = plan.strata().iter().map(Vec::len).sum();
    if planned != records.units() || plan.blocks() as usize != records.blocks() {
        return Err(Error::new(ErrorKind::Input, "plan and records of a trial must be of the same units"));
    }
    Ok(())
}

/// Returns the standard deviation of numbers.
fn deviation(numbers: impl Iterator<Item = f64> + Clone) -> f64 {
    let count = numbers.clone().count().max(1) as f64;
    let mean = numbers.clone().sum::<f64>() / count;
    libm::sqrt(numbers.map(|it| (it - mean) * (it - mean)).sum::<f64>() / count)
}
