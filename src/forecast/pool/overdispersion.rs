//! How much wider than the filter believes an interval must be, learnt from what came in the back-test.

use rayon::prelude::*;

use crate::forecast::gamma_poisson::filter::Filter;
use crate::forecast::gamma_poisson::state::FilterState;
use crate::forecast::pool::pooled::Pooled;

/// Forecasts of one origin of the back-test, and what came.
pub(crate) struct Past<'a> {
    pub(crate) filter: &'a Filter,
    /// What was believed about each source, with its level.
    pub(crate) beliefs: &'a [(FilterState<f64>, f64)],
    /// Exposures of the weeks that were forecast.
    pub(crate) horizon: &'a [f64],
    /// What the pool expected.
    pub(crate) expected: Vec<Pooled>,
    pub(crate) counts: &'a [u32],
}

/// Returns the relative variance of an error that all forecasts of an origin share: a change of the
/// programme, growth that no model foresees, drift. With it nine of ten counts of the back-test fall into
/// their 90 % interval. The origin that asks for most decides; the answer is 0 if none asks for any.
///
/// A forecast that believes its model to be true is too sure. So its interval is widened by what earlier
/// forecasts got wrong until it covers what it says (Gneiting, Balabdaoui & Raftery 2007,
/// doi:10.1111/j.1467-9868.2007.00587.x).
pub(crate) fn fit(pasts: &[Past<'_>]) -> f64 {
    pasts.iter().map(Past::overdispersion).fold(0.0, f64::max)
}

impl Past<'_> {
    /// Finds the least overdispersion with which the intervals of this origin cover, beyond the doubt about a
    /// measured share (one standard error). It bisects, for the coverage rises with the overdispersion.
    /// O(sources x counts within reach) a step.
    fn overdispersion(&self) -> f64 {
        const WIDEST: f64 = 1.0;
        const STEPS: usize = 10;
        if self.covers(0.0) {
            return 0.0;
        }
        let (mut low, mut high) = (0.0, WIDEST);
        for _ in 0..STEPS {
            let middle = f64::midpoint(low, high);
            if self.covers(middle) { high = middle } else { low = middle }
        }
        high
    }

    /// Says whether clearly enough of the counts fall into their intervals, or too few could tell. Counts
    /// below two have few possible intervals and teach nothing of width.
    fn covers(&self, overdispersion: f64) -> bool {
        const WANTED: f64 = 0.9;
        const FEWEST: usize = 50;
        const TELLING: f64 = 2.0;
        let telling = (0..self.counts.len())
            .into_par_iter()
            .filter(|source| self.expected[*source].expected_count() >= TELLING);
        let hits: Vec<bool> = telling.map(|source| self.hits(source, overdispersion, WANTED)).collect();
        let total = hits.len() as f64;
        let error = (WANTED * (1.0 - WANTED) / total).sqrt();
        hits.len() < FEWEST || hits.iter().filter(|hit| **hit).count() as f64 >= total * (WANTED + error)
    }

    fn hits(&self, source: usize, overdispersion: f64, probability: f64) -> bool {
        // All lists have one entry a source.
        let (belief, level) = &self.beliefs[source];
        let target = self.expected[source].target(overdispersion);
        let interval = self.filter.interval(belief, *level, self.horizon, &target, probability);
        (interval.low..=interval.high).contains(&self.counts[source])
    }
}
