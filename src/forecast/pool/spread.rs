//! How far counts lie around what was expected of them, learnt from back-tests.

use crate::forecast::negative_binomial::prior::NormalPrior;
use crate::forecast::numeric::dual::{Dual, Real};
use crate::forecast::numeric::minimise::{Slope, minimise};

/// The dispersion of the events beyond the first: a part that all sources share, and one that their own events take away.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct CountSpread {
    pub(crate) shared: f64,
    /// Of a source of which nothing is known yet.
    pub(crate) own: f64,
}

/// A count that came, beyond the first event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct CountOutcome {
    pub(crate) expected: f64,
    pub(crate) came: u32,
    /// Events that were known of the source.
    pub(crate) known: f64,
}

/// Of 0.15: rates of sources that are well known vary by about 40 %. **These are priors**, see
/// [`priors`](crate::forecast::pool::priors).
const SHARED: NormalPrior = NormalPrior { mean: -1.9, deviation: 1.0 };
/// Of 2.5.
const OWN: NormalPrior = NormalPrior { mean: 0.92, deviation: 1.0 };

impl CountSpread {
    /// Returns what is believed without a back-test.
    pub(crate) fn usual() -> Self {
        Self { shared: SHARED.mean.exp(), own: OWN.mean.exp() }
    }

    /// Returns the dispersion for a source with so many known events.
    pub(crate) fn of(&self, known: f64) -> f64 {
        self.shared + self.own / (1.0 + known)
    }

    /// Finds the most probable spread of some counts. O(outcomes) a step.
    pub(crate) fn fit(outcomes: &[CountOutcome]) -> Self {
        const WIDEST: f64 = 8.0;
        let cost = |point: &[f64]| posterior(outcomes, point);
        let end = minimise(&cost, &[SHARED.mean, OWN.mean], -WIDEST, WIDEST, 1e-6).point;
        // The point has the two coordinates of the start.
        Self { shared: end[0].exp(), own: end[1].exp() }
    }
}

/// Returns the negative logarithm of the posterior density of the logarithms of both parts.
fn posterior(outcomes: &[CountOutcome], point: &[f64]) -> Slope {
    // The point has two coordinates.
    let [shared, own] = [Dual::<2>::parameter(point[0], 0), Dual::parameter(point[1], 1)];
    let belief = |at: Dual<2>, prior: NormalPrior| {
        let off = at.shift(-prior.mean).scale(1.0 / prior.deviation);
        (off * off).scale(0.5)
    };
    let (shared_part, own_part) = (shared.exp(), own.exp());
    let start = belief(shared, SHARED) + belief(own, OWN);
    let total = outcomes.iter().fold(start, |sum, outcome| {
        sum - ln_probability(outcome, shared_part + own_part.scale(1.0 / (1.0 + outcome.known)))
    });
    Slope { value: total.value, gradient: total.slope.to_vec() }
}

/// Returns the logarithm of the negative-binomial probability of a count, but for what the dispersion does not change.
fn ln_probability(outcome: &CountOutcome, dispersion: Dual<2>) -> Dual<2> {
    let one = Dual::constant(1.0);
    let (shape, count) = (one / dispersion, f64::from(outcome.came));
    let ln_excess = dispersion.scale(outcome.expected).ln_1p();
    let ways = (1..=MOST_TERMS.min(outcome.came))
        .fold(Dual::constant(0.0), |sum, nth| sum + dispersion.scale(f64::from(nth - 1)).ln_1p());
    let rest = if outcome.came > MOST_TERMS {
        let from = f64::from(MOST_TERMS);
        shape.shift(count).ln_gamma() - shape.shift(from).ln_gamma() + dispersion.ln().scale(count - from)
    } else {
        Dual::constant(0.0)
    };
    ways + rest - (shape.shift(count)) * ln_excess
}

/// Terms of a count that are added one by one; the gamma function gives the others.
const MOST_TERMS: u32 = 32;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spread_of_many_counts_is_found() {
        // Quantiles of geometric counts of mean 4, which have a dispersion of 1.
        let count = |at: u32| {
            let rank = (f64::from(at) + 0.5) / 2_000.0;
            crate::forecast::numeric::special::whole((1.0 - rank).ln() / f64::ln(0.8))
        };
        let outcomes: Vec<CountOutcome> =
            (0..2_000).map(|at| CountOutcome { expected: 4.0, came: count(at), known: 1e6 }).collect();
        let spread = CountSpread::fit(&outcomes);
        assert!((spread.of(1e6) - 1.0).abs() < 0.1, "{spread:?}");
    }

    #[test]
    fn slopes_agree_with_differences() {
        let outcomes = [(3.0, 0, 1.0), (40.0, 90, 20.0), (0.2, 1, 0.0), (5.0, 33, 7.0)]
            .map(|(expected, came, known)| CountOutcome { expected, came, known });
        for point in [[-1.0, 0.5], [-5.0, 2.0], [1.0, -3.0]] {
            let exact = posterior(&outcomes, &point).gradient;
            for at in 0..2 {
                let moved = |step: f64| {
                    let mut point = point;
                    point[at] += step;
                    posterior(&outcomes, &point).value
                };
                let slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
                assert!((slope - exact[at]).abs() < 1e-5 * (1.0 + slope.abs()), "{slope} {exact:?}");
            }
        }
    }

    #[test]
    fn without_outcomes_the_prior_speaks() {
        let (fitted, usual) = (CountSpread::fit(&[]), CountSpread::usual());
        assert!((fitted.shared - usual.shared).abs() < 1e-6 && (fitted.own - usual.own).abs() < 1e-6);
    }
}
