//! Effects of a rollout.

use crate::effect::staggered::average::{Contrasts, RolloutAverage, shares};
use crate::effect::staggered::cohort::CohortMoments;
use crate::effect::staggered::rollout::Rollout;
use crate::error::{Error, ErrorKind};

/// How much of the difference that treated and later treated units had before treatment is taken away. Where lots decided,
/// that difference is chance, and every choice is unbiased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adjustment {
    /// As much as makes the variance smallest.
    Efficient,
    /// Nothing: a difference of means.
    DifferenceInMeans,
    /// All of it: the difference in differences of Callaway & Sant'Anna with controls treated later.
    DifferenceInDifferences,
}

/// An effect of a rollout.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct RolloutEffect {
    /// The effect, in units of the outcome.
    pub effect: f64,
    /// Its standard error, with what outcomes before treatment explain of differing effects taken out.
    pub standard_error: f64,
    /// Its standard error without that: never too small on average (Neyman).
    pub conservative_error: f64,
    /// How much of the difference before treatment was taken away: 0 nothing, 1 all.
    pub multiple: f64,
}

impl Rollout {
    /// Estimates an average effect.
    ///
    /// Method: Roth & Sant'Anna 2023 (doi:10.1086/726581), their plug-in efficient estimator. The effect is the difference
    /// of treated units and of units treated later, less a multiple of the same difference in the last period before
    /// treatment. Both standard errors are theirs. O(cohorts x periods^2 + periods^3).
    ///
    /// Limits: it rests on the lot. Units that were chosen for treatment because of their outcomes need
    /// [`DidEstimate`](crate::effect::DidEstimate), and better a lot. Units do not act before treatment.
    ///
    /// ```
    /// use rounds::effect::{Adjustment, Panel, PanelColumns, Rollout, RolloutAverage, Sampling};
    /// let mut columns = PanelColumns::default();
    /// for unit in 0..8_u32 {
    ///     for period in 1..=2_u32 {
    ///         columns.unit.push(unit.into());
    ///         columns.period.push(period.into());
    ///         columns.first_treated.push((unit >= 4).then_some(2));
    ///         columns.outcome.push(f64::from(unit % 4) + if unit >= 4 && period == 2 { 3.0 } else { 0.0 });
    ///     }
    /// }
    /// let rollout = Rollout::new(&Panel::new(&columns, Sampling::SameUnits)?)?;
    /// let found = rollout.effect(RolloutAverage::Simple, Adjustment::Efficient)?;
    /// assert!((found.effect - 3.0).abs() < 1e-12);
    /// # Ok::<(), rounds::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Setting`] where the average has nothing to compare.
    pub fn effect(&self, average: RolloutAverage, adjustment: Adjustment) -> Result<RolloutEffect, Error> {
        Ok(estimate(&self.contrasts(average)?, adjustment, &self.cohorts, &self.periods))
    }

    pub(crate) fn contrasts(&self, average: RolloutAverage) -> Result<Contrasts, Error> {
        let shares = shares(average, &self.cohorts, &self.periods);
        if shares.is_empty() {
            return Err(Error::new(
                ErrorKind::Setting,
                "no cohort has a period for this average while others are not yet treated",
            ));
        }
        Ok(Contrasts::new(&shares, &self.cohorts, &self.periods))
    }

    /// Lists the times since treatment that have something to compare; below 0 before treatment.
    #[must_use]
    pub fn event_times(&self) -> Vec<i64> {
        let firsts = self.cohorts.iter().filter_map(|cohort| cohort.first_treated);
        let mut times: Vec<i64> = firsts
            .flat_map(|first| self.periods.iter().map(move |period| period.saturating_sub(first)))
            .collect();
        times.sort_unstable();
        times.dedup();
        let has_shares =
            |time: &i64| !shares(RolloutAverage::EventTime(*time), &self.cohorts, &self.periods).is_empty();
        times.retain(has_shares);
        times
    }
}

/// Estimates from the moments of cohorts.
pub(crate) fn estimate(
    contrasts: &Contrasts,
    adjustment: Adjustment,
    cohorts: &[CohortMoments],
    periods: &[i64],
) -> RolloutEffect {
    let multiple = match adjustment {
        Adjustment::Efficient => contrasts.best_multiple(cohorts),
        Adjustment::DifferenceInMeans => 0.0,
        Adjustment::DifferenceInDifferences => 1.0,
    };
    let adjusted = contrasts.effect.less(multiple, &contrasts.before);
    let variance = adjusted.covariance(&adjusted, cohorts).max(0.0);
    RolloutEffect {
        effect: adjusted.value(cohorts),
        standard_error: (variance - contrasts.excess(cohorts, periods)).max(0.0).sqrt(),
        conservative_error: variance.sqrt(),
        multiple,
    }
}
