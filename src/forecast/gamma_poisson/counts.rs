//! How many referrals there may be: the filter's distribution over the weeks ahead, moved to a forecast.

use statrs::function::gamma::ln_gamma;

use crate::forecast::gamma_poisson::filter::Filter;
use crate::forecast::gamma_poisson::state::{FilterState, Rate};
use crate::forecast::interval::CountInterval;
use crate::forecast::numeric::root::rising_root;
use crate::forecast::numeric::special::whole;

/// The forecast that a distribution of counts is to have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Target {
    /// Probability of at least one event.
    pub(crate) p_active: f64,
    /// Expected events if there is one, so at least 1.
    pub(crate) count_if_active: f64,
    /// Relative variance of the rate beyond what the filter believes.
    pub(crate) overdispersion: f64,
}

impl Filter {
    /// Finds the interval of the count over the given weeks whose probability is closest to `probability`.
    ///
    /// No event has the chance `1 - p_active`. The counts from one on have the filter's own chances: a
    /// Gamma-distributed rate over the weeks before a lapse. The rate is moved until their mean is that of
    /// the target. O(weeks^2 + weeks x counts), with at most 1,024 counts or groups of neighbouring counts.
    pub(crate) fn interval(
        &self,
        belief: &FilterState<f64>,
        level: f64,
        weeks: &[f64],
        target: &Target,
        probability: f64,
    ) -> CountInterval {
        let active = Active {
            exposures: self.active_exposures(belief, level, weeks),
            rate: belief.rate.widened(target.overdispersion),
        };
        active.with_mean(target.count_if_active).chances(target.p_active).interval(probability)
    }

    /// Lists the exposures that may be spent active, each with its probability; none at all is left out.
    fn active_exposures(&self, belief: &FilterState<f64>, level: f64, weeks: &[f64]) -> Vec<(f64, f64)> {
        const LEAST: f64 = 1e-9;
        let exposed: f64 = weeks.iter().sum::<f64>().max(1e-9);
        let each = exposed / weeks.len().max(1) as f64;
        let shares = self.active_weeks(belief, level, weeks);
        let all = shares.iter().enumerate().skip(1).map(|(number, share)| (number as f64 * each, *share));
        let likely: Vec<(f64, f64)> = all.filter(|(_, share)| *share > LEAST).collect();
        if likely.is_empty() { vec![(exposed, 1.0)] } else { likely }
    }

    /// Returns the probability of being active in 0, 1, 2, ... of the weeks.
    fn active_weeks(&self, belief: &FilterState<f64>, level: f64, weeks: &[f64]) -> Vec<f64> {
        let parameters = self.parameters();
        let certain = |active: f64| FilterState { active, ..*belief };
        let (mut on, mut off) = (vec![belief.active], vec![1.0 - belief.active]);
        for (week, exposure) in weeks.iter().enumerate() {
            let aged = |active: f64| FilterState { tenure: belief.tenure + week as f64, ..certain(active) };
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

/// Counts of a source that is active for one of some exposures: a mixture of negative binomials.
struct Active {
    /// Exposures with their weights.
    exposures: Vec<(f64, f64)>,
    rate: Rate<f64>,
}

impl Active {
    /// Moves the rate until the counts from one on have the given mean. The mean rises with the rate, from 1.
    fn with_mean(self, mean: f64) -> Self {
        const FARTHEST: f64 = 60.0;
        let moved = |ln: f64| self.rate.scaled(ln.exp());
        let excess = |ln: f64| (mean_if_any(&self.exposures, moved(ln)) / mean).ln();
        Self { rate: moved(rising_root(excess, FARTHEST)), ..self }
    }

    /// Returns the chances of all counts, where `p_active` is that of one or more.
    fn chances(&self, p_active: f64) -> Chances {
        const MOST: f64 = 1_024.0;
        let Rate { shape, scale } = self.rate;
        let longest = self.exposures.iter().fold(0.0, |most, part| f64::max(part.0, most));
        let mean = shape / scale * longest;
        let top = mean + 12.0 * (mean * (1.0 + longest / scale)).sqrt() + 12.0;
        let width = (top / MOST).ceil();
        // By exposure: the logarithm of its weight and of the chance of none, and the logarithm of the odds
        // of each further one.
        let terms: Vec<(f64, f64)> = self
            .exposures
            .iter()
            .map(|(exposed, weight)| {
                (weight.ln() - shape * (exposed / scale).ln_1p(), -(scale / exposed).ln_1p())
            })
            .collect();
        let ln_none = ln_gamma(shape);
        let chance = |group: u32| {
            let count = 1.0 + f64::from(group) * width + (width - 1.0) / 2.0;
            let ways = ln_gamma(shape + count) - ln_none - ln_gamma(count + 1.0);
            terms.iter().map(|(none, each)| (none + ways + count * each).exp()).sum::<f64>()
        };
        let some: Vec<f64> = (0..whole(top / width)).map(chance).collect();
        let total: f64 = some.iter().sum();
        let kept = if total > 0.0 { p_active / total } else { 0.0 };
        let groups = std::iter::once(1.0 - p_active).chain(some.iter().map(|chance| chance * kept));
        Chances { groups: groups.collect(), width }
    }
}

/// Returns the expected count if there is one.
fn mean_if_any(exposures: &[(f64, f64)], rate: Rate<f64>) -> f64 {
    let (mut mean, mut any) = (0.0, 0.0);
    for (exposed, weight) in exposures {
        mean += weight * exposed * rate.mean();
        any -= weight * (-rate.shape * (exposed / rate.scale).ln_1p()).exp_m1();
    }
    if any > 0.0 { mean / any } else { 1.0 }
}

/// Chances of a count of 0 and of groups of as many counts after it.
struct Chances {
    groups: Vec<f64>,
    /// Counts in a group.
    width: f64,
}

impl Chances {
    /// Finds the shortest range that holds a probability. Its less likely end goes if that is closer to it.
    /// Counts are discrete, so ranges that hold at least 90 % would hold 93 % on average.
    fn interval(&self, probability: f64) -> CountInterval {
        let (mut low, mut high, held) = self.shortest(probability);
        // Groups of the list, both.
        let drop_low = self.groups[low] < self.groups[high];
        let less = held - if drop_low { self.groups[low] } else { self.groups[high] };
        if low < high && probability - less < held - probability {
            (low, high) = if drop_low { (low + 1, high) } else { (low, high - 1) };
        }
        let first = if low == 0 { 0.0 } else { 1.0 + (low - 1) as f64 * self.width };
        CountInterval { low: whole(first), high: whole(high as f64 * self.width) }
    }

    /// Finds the first and last group of the shortest range that holds a probability, and what it holds.
    fn shortest(&self, probability: f64) -> (usize, usize, f64) {
        let last = self.groups.len() - 1;
        let mut best = (0, last, 1.0);
        let (mut low, mut held) = (0, 0.0);
        for (high, chance) in self.groups.iter().enumerate() {
            held += chance;
            // The lower end follows the upper one and stays within the list.
            while low < high && held - self.groups[low] >= probability {
                held -= self.groups[low];
                low += 1;
            }
            let shorter = high - low < best.1 - best.0;
            if held >= probability && (shorter || (high - low == best.1 - best.0 && held > best.2)) {
                best = (low, high, held);
            }
        }
        best
    }
}
