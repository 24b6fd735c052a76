//! What cohorts count for in averages, and what it adds to standard errors that their sizes are estimated.

use std::collections::BTreeMap;

use crate::effect::did::sample::DidSample;

/// The shares of cohorts among all units.
#[derive(Debug, Clone)]
pub(crate) struct CohortShares {
    /// By first period of treatment: share, and the units.
    shares: BTreeMap<i64, (f64, std::ops::Range<usize>)>,
    unit_weight: Vec<f64>,
}

impl CohortShares {
    pub(crate) fn new(sample: &DidSample) -> Self {
        let count = sample.unit_count().max(1) as f64;
        let share =
            |units: &std::ops::Range<usize>| sample.unit_weight[units.clone()].iter().sum::<f64>() / count;
        let shares = sample
            .cohorts
            .iter()
            .filter_map(|cohort| Some((cohort.first_treated?, (share(&cohort.units), cohort.units.clone()))));
        Self { shares: shares.collect(), unit_weight: sample.unit_weight.clone() }
    }

    /// Returns the share of a cohort.
    pub(crate) fn of(&self, first_treated: i64) -> f64 {
        self.shares.get(&first_treated).map_or(0.0, |it| it.0)
    }

    /// Adds the influence of estimated shares on an average of effects, weighted by the shares of their cohorts. `excess`
    /// says, for each effect, its cohort and how much it is above the average. `total` is the sum of the shares.
    ///
    /// A unit of a cohort adds its weight to that cohort's share. So it moves the average by its weight times what
    /// the effects of the cohort are above the average, over the sum of the shares.
    pub(crate) fn add_influence(
        &self,
        excess: impl Iterator<Item = (i64, f64)>,
        total: f64,
        influence: &mut [f64],
    ) {
        let mut of_cohort: BTreeMap<i64, f64> = BTreeMap::new();
        excess.for_each(|(cohort, excess)| *of_cohort.entry(cohort).or_default() += excess);
        for (cohort, excess) in of_cohort {
            let Some((_, units)) = self.shares.get(&cohort) else { continue };
            // Units of cohorts are units of the sample.
            let weights = &self.unit_weight[units.clone()];
            let factor = excess / total;
            influence[units.clone()].iter_mut().zip(weights).for_each(|(it, weight)| *it += factor * weight);
        }
    }
}
