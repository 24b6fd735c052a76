//! What the filter expects of the weeks ahead.

use statrs::distribution::{ContinuousCDF, Normal};

use super::{
    Filter, State,
    fit::{Weeks, run},
};
use crate::score::{CountInterval, numeric::whole};

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
    /// What is believed about a source at the end of its history.
    pub(crate) fn believe(&self, source: &Weeks) -> State<f64> {
        run(&self.parameters(), source.level, &source.weeks).0
    }

    /// The forecast from a belief over weeks of the given exposures: the probability that the filter gives to that many
    /// silent weeks, and the expected count week by week.
    pub(crate) fn forecast(&self, belief: &State<f64>, level: f64, weeks: &[f64]) -> Forecast {
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

    /// The interval of the count over the given weeks whose probability is closest to `probability`.
    pub(crate) fn interval(
        &self,
        belief: &State<f64>,
        level: f64,
        weeks: &[f64],
        probability: f64,
    ) -> CountInterval {
        let shares = self.active_weeks(belief, level, weeks);
        let exposed: f64 = weeks.iter().sum();
        let mean_exposure = exposed / weeks.len().max(1) as f64;
        if belief.rate.mean() * exposed > MANY {
            return wide_interval(&shares, belief, exposed, probability);
        }
        let chances = counts(&shares, belief, mean_exposure);
        closest_interval(&chances, probability)
    }

    /// Probability of being active in 0, 1, 2, ... of the weeks.
    fn active_weeks(&self, belief: &State<f64>, level: f64, weeks: &[f64]) -> Vec<f64> {
        let parameters = self.parameters();
        let certain = |active: f64| State { active, ..*belief };
        let (mut on, mut off) = (vec![belief.active], vec![1.0 - belief.active]);
        for (week, exposure) in weeks.iter().enumerate() {
            let aged = |active: f64| State { tenure: belief.tenure + week as f64, ..certain(active) };
            let stay = aged(1.0).predict(&parameters, level, *exposure).active;
            let back = aged(0.0).predict(&parameters, level, *exposure).active;
            let at = |list: &[f64], at: usize| list.get(at).copied().unwrap_or(0.0);
            let moved = |n: usize| {
                (
                    at(&on, n) * stay + at(&off, n) * back,
                    at(&on, n) * (1.0 - stay) + at(&off, n) * (1.0 - back),
                )
            };
            let states: Vec<(f64, f64)> = (0..=on.len()).map(moved).collect();
            // A week spent active counts.
            on = std::iter::once(0.0).chain(states.iter().map(|state| state.0)).take(states.len()).collect();
            off = states.iter().map(|state| state.1).collect();
        }
        on.iter().zip(&off).map(|(on, off)| on + off).collect()
    }
}

/// Expected count from which on counts are taken to be normally distributed.
const MANY: f64 = 500.0;

/// The interval of a large count, around its mean; from 0 where no active week is not unlikely.
fn wide_interval(shares: &[f64], belief: &State<f64>, exposed: f64, probability: f64) -> CountInterval {
    let tail = f64::midpoint(1.0, probability);
    let deviations = Normal::standard().inverse_cdf(tail);
    let mean = belief.rate.mean() * exposed;
    let spread = deviations * (mean * (1.0 + exposed / belief.rate.scale)).sqrt();
    let silent = shares.first().copied().unwrap_or(0.0) > 1.0 - tail;
    let low = if silent { 0.0 } else { (mean - spread).max(0.0) };
    CountInterval { low: whole(low.floor()), high: whole((mean + spread).ceil()) }
}

/// Probability of each count, from the distribution of active weeks and the belief about the rate.
fn counts(shares: &[f64], belief: &State<f64>, exposure: f64) -> Vec<f64> {
    const MOST: f64 = 20_000.0;
    let most_exposed = shares.len() as f64 * exposure;
    let (shape, scale) = (belief.rate.shape, belief.rate.scale);
    let mean = shape / scale * most_exposed;
    let spread = (mean * (1.0 + most_exposed / scale)).sqrt();
    let length = whole((mean + 12.0 * spread + 12.0).min(MOST));
    let mut chances = vec![0.0; length.max(1) as usize];
    for (weeks, share) in shares.iter().enumerate().filter(|(_, share)| **share > 1e-6) {
        let exposed = weeks as f64 * exposure;
        let odds = exposed / (scale + exposed);
        let mut chance = share * (shape * (scale / (scale + exposed)).ln()).exp();
        for (count, total) in chances.iter_mut().enumerate() {
            *total += chance;
            chance *= odds * (shape + count as f64) / (count as f64 + 1.0);
        }
    }
    chances
}

/// Of the shortest ranges for every reachable probability, the one whose probability is closest to the wanted one: counts
/// are discrete, so a range that holds at least 90 % would hold 93 % on average.
fn closest_interval(chances: &[f64], probability: f64) -> CountInterval {
    let top = (0..chances.len()).fold(0, |best, at| if chances[at] > chances[best] { at } else { best });
    let (mut low, mut high, mut held) = (top, top, chances[top]);
    while held < probability {
        let below = if low > 0 { chances[low - 1] } else { 0.0 };
        let above = chances.get(high + 1).copied().unwrap_or(0.0);
        let next = held + below.max(above);
        if below.max(above) <= 0.0 || next - probability > probability - held {
            break;
        }
        if below > above {
            low -= 1;
        } else {
            high += 1;
        }
        held = next;
    }
    let count = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
    CountInterval { low: count(low), high: count(high) }
}
