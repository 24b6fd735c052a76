//! What the filter expects of the weeks ahead.

use crate::forecast::gamma_poisson::filter::Filter;
use crate::forecast::gamma_poisson::fit::{Weeks, run};
use crate::forecast::gamma_poisson::state::FilterState;

/// What is expected of one source over a horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Forecast {
    /// Probability of at least one event.
    pub(crate) p_active: f64,
    /// Expected events.
    pub(crate) expected_count: f64,
    /// Probability of being active now.
    pub(crate) p_alive: f64,
    /// Probability of being active a week later, if active now.
    pub(crate) survival: f64,
    /// Expected events in a usual week, if active.
    pub(crate) rate: f64,
}

impl Filter {
    /// Returns what is believed about a source at the end of its history.
    pub(crate) fn believe(&self, source: &Weeks) -> FilterState<f64> {
        run(&self.parameters(), source.level, &source.weeks).0
    }

    /// Forecasts weeks of the given exposures from a belief. The chance of an event is what the filter leaves
    /// to that many silent weeks. The expected count is added up week by week.
    pub(crate) fn forecast(&self, belief: &FilterState<f64>, level: f64, weeks: &[f64]) -> Forecast {
        let parameters = self.parameters();
        let (mut silent, mut open) = (*belief, *belief);
        let (mut ln_silent, mut expected_count) = (0.0, 0.0);
        for exposure in weeks {
            let (next, term) = silent.predict(&parameters, level, *exposure).observe(0, *exposure);
            (silent, ln_silent) = (next, ln_silent + term);
            open = open.predict(&parameters, level, *exposure);
            expected_count += open.active * open.rate.mean() * exposure;
        }
        let older = self.lapse_scale + belief.tenure;
        Forecast {
            p_active: -f64::min(ln_silent, 0.0).exp_m1(),
            expected_count,
            p_alive: belief.active,
            survival: (older / (older + 1.0)).powf(self.lapse_shape),
            rate: belief.rate.mean(),
        }
    }
}
