//! How many events there may be: one distribution, from which every figure of a forecast comes.

use statrs::function::gamma::ln_gamma;

use crate::forecast::interval::CountInterval;
use crate::forecast::numeric::special::whole;

/// A count that is 0 with one chance, and else 1 plus a negative binomial (a hurdle model; Mullahy 1986,
/// doi:10.1016/0304-4076(86)90002-3).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct CountDistribution {
    /// Probability of at least one event.
    pub(crate) p_active: f64,
    /// Expected events if there is one, so at least 1.
    pub(crate) count_if_active: f64,
    /// Of the events beyond the first: their variance is `mean + dispersion x mean^2`.
    pub(crate) dispersion: f64,
}

/// Dispersions that are told apart from none and from any.
const DISPERSIONS: [f64; 2] = [1e-3, 1e3];

impl CountDistribution {
    /// Brings the figures into what they may be.
    pub(crate) fn new(p_active: f64, count_if_active: f64, dispersion: f64) -> Self {
        let [least, most] = DISPERSIONS;
        Self {
            p_active: p_active.clamp(0.0, 1.0),
            count_if_active: count_if_active.clamp(1.0, f64::from(u32::MAX)),
            dispersion: dispersion.clamp(least, most),
        }
    }

    /// Turns a count of units into one of events, of which each unit holds so many. Chance, mean and variance are kept.
    pub(crate) fn of_units(&self, unit: f64) -> Self {
        if unit <= 1.0 {
            return *self;
        }
        let further = self.count_if_active - 1.0;
        let count_if_active = self.count_if_active * unit;
        let variance = unit * unit * further * (1.0 + self.dispersion * further);
        let mean = count_if_active - 1.0;
        Self::new(self.p_active, count_if_active, (variance - mean) / (mean * mean))
    }

    pub(crate) fn expected_count(&self) -> f64 {
        self.p_active * self.count_if_active
    }

    /// Finds the interval of counts whose probability is closest to `probability`. O(counts), at most 1,024
    /// counts or groups of neighbouring counts.
    pub(crate) fn interval(&self, probability: f64) -> CountInterval {
        self.chances().interval(probability)
    }

    fn chances(&self) -> Chances {
        const MOST: f64 = 1_024.0;
        let mean = self.count_if_active - 1.0;
        let top = mean + 12.0 * (mean * (1.0 + self.dispersion * mean)).sqrt() + 12.0;
        let width = (top / MOST).ceil();
        let further = Further::new(mean, self.dispersion);
        let chance = |group: u32| further.ln_chance(f64::from(group) * width + (width - 1.0) / 2.0).exp();
        let some: Vec<f64> = (0..whole(top / width)).map(chance).collect();
        let total: f64 = some.iter().sum();
        let kept = if total > 0.0 { self.p_active / total } else { 0.0 };
        let groups = std::iter::once(1.0 - self.p_active).chain(some.iter().map(|chance| chance * kept));
        Chances { groups: groups.collect(), width }
    }
}

/// The events beyond the first.
struct Further {
    shape: f64,
    /// Logarithm of the chance of none.
    ln_none: f64,
    /// Logarithm of the odds of each further one.
    ln_each: f64,
    ln_gamma_shape: f64,
}

impl Further {
    fn new(mean: f64, dispersion: f64) -> Self {
        let shape = dispersion.recip();
        let mean = mean.max(1e-9);
        Self {
            shape,
            ln_none: -shape * (mean / shape).ln_1p(),
            ln_each: -(shape / mean).ln_1p(),
            ln_gamma_shape: ln_gamma(shape),
        }
    }

    fn ln_chance(&self, count: f64) -> f64 {
        let ways = ln_gamma(self.shape + count) - self.ln_gamma_shape - ln_gamma(count + 1.0);
        self.ln_none + ways + count * self.ln_each
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_add_up_and_have_the_mean() {
        for (p_active, count_if_active, dispersion) in
            [(0.3, 1.2, 0.5), (0.99, 40.0, 0.1), (0.7, 3.0, 4.0), (1.0, 1.0, 1.0)]
        {
            let distribution = CountDistribution::new(p_active, count_if_active, dispersion);
            let Chances { groups, width } = distribution.chances();
            let mean: f64 = groups.iter().zip(0_u32..).map(|(chance, at)| chance * f64::from(at)).sum();
            assert!((width - 1.0).abs() < 1e-12 && (groups.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            assert!((mean / distribution.expected_count() - 1.0).abs() < 0.01, "{mean} {distribution:?}");
        }
    }

    #[test]
    fn an_interval_holds_about_what_it_says() {
        let distribution = CountDistribution::new(0.999, 60.0, 0.05);
        let interval = distribution.interval(0.9);
        let groups = distribution.chances().groups;
        let held: f64 = groups[interval.low as usize..=interval.high as usize].iter().sum();
        assert!((held - 0.9).abs() < 0.02 && interval.low > 20, "{interval:?} {held}");
    }

    #[test]
    fn a_hundred_thousand_events_have_an_interval() {
        let interval = CountDistribution::new(1.0, 1e5, 0.01).interval(0.9);
        assert!((80_000..90_000).contains(&interval.low) && (110_000..120_000).contains(&interval.high));
    }
}
