//! The likelihood of a negative-binomial regression with its exact derivatives.

use crate::forecast::negative_binomial::prior::{NormalPrior, Observation, Priors};
use crate::forecast::numeric::linear::SquareMatrix;
use crate::forecast::numeric::newton::Curve;

/// Logarithms of the dispersion stay within this of 0: beyond, counts are Poisson, or all spread and no mean.
const WIDEST_DISPERSION: f64 = 16.0;
/// Logarithms of means stay within this of 0, so that nothing overflows.
const WIDEST_MEAN: f64 = 600.0;

/// What the observations and the priors say about a point: the coefficients and, last, the logarithm of the
/// dispersion.
pub(crate) struct Posterior<'a> {
    observations: &'a [Observation<'a>],
    priors: &'a Priors,
    /// Distinct counts and how often each occurs: terms of the count alone are evaluated once for all of
    /// them.
    tally: Vec<(u64, f64)>,
}

impl<'a> Posterior<'a> {
    pub(crate) fn new(observations: &'a [Observation<'a>], priors: &'a Priors) -> Self {
        let mut counts: Vec<u64> = observations.iter().map(|observation| observation.count).collect();
        counts.sort_unstable();
        let tally = counts.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f64)).collect();
        Self { observations, priors, tally }
    }

    /// Returns the dispersion at a point.
    pub(crate) fn dispersion(point: &[f64]) -> f64 {
        let logarithm = point.last().copied().unwrap_or(0.0);
        logarithm.clamp(-WIDEST_DISPERSION, WIDEST_DISPERSION).exp()
    }

    /// Returns the logarithm of the likelihood of the observations alone.
    pub(crate) fn log_likelihood(&self, point: &[f64]) -> f64 {
        let factorials: f64 = self.tally.iter().map(|(count, times)| times * ln_factorial(*count)).sum();
        -self.likelihood(point).value - factorials
    }

    /// Returns the negative logarithm of the posterior density, up to a constant, with its derivatives.
    /// O(observations x (columns that are not 0)^2 + distinct counts).
    pub(crate) fn at(&self, point: &[f64]) -> Curve {
        let mut curve = self.likelihood(point);
        let columns = point.len() - 1;
        for (at, prior) in self.priors.coefficients.iter().enumerate() {
            // A point holds the coefficients and, last, the dispersion.
            curve.add_prior(prior, at, point[at]);
        }
        curve.add_prior(&self.priors.ln_dispersion, columns, Self::dispersion(point).ln());
        curve.hold(columns, point[columns]);
        let diagonal = (0..=columns).map(|at| curve.hessian.get(at, at).abs().max(1e-200));
        curve.scale = diagonal.collect();
        // The curvature along the dispersion may vanish where the slope does not; a step of 1 is long there.
        curve.scale[columns] = curve.scale[columns].max(curve.gradient[columns].abs());
        curve
    }

    fn likelihood(&self, point: &[f64]) -> Curve {
        let (weights, dispersion) = (&point[..point.len() - 1], Self::dispersion(point));
        let mut curve = Curve {
            value: 0.0,
            gradient: vec![0.0; point.len()],
            hessian: SquareMatrix::zeros(point.len()),
            scale: Vec::new(),
        };
        let mut present = Vec::with_capacity(weights.len());
        for observation in self.observations {
            curve.add_observation(
                &Term::new(observation, weights, dispersion),
                observation.row,
                &mut present,
            );
        }
        for (count, times) in &self.tally {
            let [value, slope, bend] = rising(dispersion, *count);
            curve.value -= times * value;
            // The dispersion is the last coordinate.
            curve.gradient[weights.len()] -= times * slope;
            curve.hessian.add(weights.len(), weights.len(), -times * bend);
        }
        curve
    }
}

impl Curve {
    fn add_observation(&mut self, term: &Term, row: &[f64], present: &mut Vec<usize>) {
        let last = row.len();
        present.clear();
        // Most columns of a row are 0: only the others are walked. The dispersion is the coordinate after
        // them.
        present.extend((0..last).filter(|at| row[*at] != 0.0));
        self.value += term.value;
        for (rank, at) in present.iter().enumerate() {
            self.gradient[*at] += term.mean * row[*at];
            let weight = term.mean_mean * row[*at];
            present[..=rank].iter().for_each(|other| self.hessian.add(*at, *other, weight * row[*other]));
            self.hessian.add(last, *at, term.mean_dispersion * row[*at]);
        }
        self.gradient[last] += term.dispersion;
        self.hessian.add(last, last, term.dispersion_dispersion);
    }

    fn add_prior(&mut self, prior: &NormalPrior, at: usize, x: f64) {
        let precision = prior.deviation.powi(-2);
        let off = x - prior.mean;
        self.value += precision * off * off / 2.0;
        self.gradient[at] += precision * off;
        self.hessian.add(at, at, precision);
    }

    /// Takes away a slope that points beyond where the dispersion may go.
    fn hold(&mut self, at: usize, x: f64) {
        let slope = &mut self.gradient[at];
        if (x <= -WIDEST_DISPERSION && *slope > 0.0) || (x >= WIDEST_DISPERSION && *slope < 0.0) {
            *slope = 0.0;
        }
    }
}

/// What one observation adds to the negative log-likelihood: its value, and its derivatives by the logarithms
/// of its mean and of the dispersion. What depends on count and dispersion alone is not in it.
struct Term {
    value: f64,
    mean: f64,
    dispersion: f64,
    mean_mean: f64,
    mean_dispersion: f64,
    dispersion_dispersion: f64,
}

impl Term {
    /// Reckons `(y + 1/a) ln(1 + a m) - y ln m`, with count `y`, mean `m` and dispersion `a`.
    fn new(observation: &Observation<'_>, weights: &[f64], dispersion: f64) -> Self {
        let count = observation.count as f64;
        let ln_mean = ln_mean(observation.row, weights, observation.exposure);
        let (mean, shape) = (ln_mean.exp(), dispersion.recip());
        let excess = dispersion * mean;
        let (logarithm, ratio) = (excess.ln_1p(), excess / (1.0 + excess));
        Self {
            value: (count + shape) * logarithm - count * ln_mean,
            mean: (mean - count) / (1.0 + excess),
            dispersion: (count + shape) * ratio - shape * logarithm,
            mean_mean: mean / (1.0 + excess) * ((1.0 + dispersion * count) / (1.0 + excess)),
            mean_dispersion: (count - mean) / (1.0 + excess) * ratio,
            dispersion_dispersion: shape * (logarithm - 2.0 * ratio)
                + (count + shape) * ratio / (1.0 + excess),
        }
    }
}

/// Returns the logarithm of the mean of a row.
pub(crate) fn ln_mean(row: &[f64], weights: &[f64], exposure: f64) -> f64 {
    let rate: f64 = row.iter().zip(weights).map(|(x, weight)| x * weight).sum();
    (rate + exposure.ln()).clamp(-WIDEST_MEAN, WIDEST_MEAN)
}

fn ln_factorial(count: u64) -> f64 {
    statrs::function::gamma::ln_gamma(count as f64 + 1.0)
}

/// Terms of [`rising`] that are added one by one.
const TERMS: u64 = 64;

/// Adds up `ln(1 + a j)` over `0 <= j < count`, with the first two derivatives by `ln a`. The sum is `ln
/// Gamma(count + 1/a) - ln Gamma(1/a) + count ln a` without its cancellation. The terms beyond the first come
/// from the Euler-Maclaurin formula (NIST DLMF 2.10.1). What that leaves out is below 1e-12.
fn rising(dispersion: f64, count: u64) -> [f64; 3] {
    let mut sums = [0.0; 3];
    for j in 0..count.min(TERMS) {
        let excess = dispersion * j as f64;
        let rest = (1.0 + excess).recip();
        let terms = [excess.ln_1p(), excess * rest, excess * rest * rest];
        sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += term);
    }
    if count > TERMS {
        let (to, from) = (antidifference(dispersion, count as f64), antidifference(dispersion, TERMS as f64));
        (0..3).for_each(|at| sums[at] += to[at] - from[at]);
    }
    sums
}

/// Returns integral - g / 2 + g' / 12 - g''' / 720 at `x` for each `g` of the three summands of [`rising`].
fn antidifference(dispersion: f64, x: f64) -> [f64; 3] {
    let excess = dispersion * x;
    let (logarithm, rest) = (excess.ln_1p(), (1.0 + excess).recip());
    let (ratio, slope) = (excess * rest, dispersion * rest);
    let cube = slope.powi(3);
    [
        ((1.0 + excess) * logarithm - excess) / dispersion - logarithm / 2.0 + slope / 12.0 - cube / 360.0,
        x - logarithm / dispersion - ratio / 2.0 + slope * rest / 12.0 - 6.0 * cube * rest / 720.0,
        (logarithm - ratio) / dispersion - ratio * rest / 2.0 + slope * rest * (2.0 * rest - 1.0) / 12.0
            - cube * rest * (24.0 * rest - 6.0) / 720.0,
    ]
}

#[cfg(test)]
mod tests {
    use statrs::function::gamma::{digamma, ln_gamma};

    use super::*;

    #[test]
    fn the_sum_is_a_difference_of_gamma_functions() {
        for dispersion in [1e-3, 0.05, 0.7, 3.0, 1e4] {
            for count in [0, 1, 2, 63, 64, 65, 100, 5_000, 10_000_000] {
                let (shape, y) = (1.0 / dispersion, count as f64);
                let value = ln_gamma(y + shape) - ln_gamma(shape) + y * dispersion.ln();
                let slope = y - shape * (digamma(y + shape) - digamma(shape));
                let [sum, first, _] = rising(dispersion, count);
                assert!((sum - value).abs() <= 1e-9 * (1.0 + value.abs() + y), "{dispersion} {count}");
                assert!((first - slope).abs() <= 1e-9 * (1.0 + y), "{dispersion} {count} {first} {slope}");
            }
        }
    }

    #[test]
    fn its_second_derivative_is_that_of_the_first() {
        for (dispersion, count) in [(1e-6, 900_u64), (0.03, 40), (0.5, 65), (2.0, 3_000), (1e5, 70)] {
            let slope = |step: f64| rising(dispersion * f64::exp(step), count)[1];
            let difference = (slope(1e-4) - slope(-1e-4)) / 2e-4;
            let exact = rising(dispersion, count)[2];
            assert!((difference - exact).abs() <= 1e-6 * (1.0 + exact.abs()), "{difference} {exact}");
        }
    }

    #[test]
    fn derivatives_are_those_of_the_value() {
        let rows = [[1.0, 0.0, 2.5], [1.0, 1.0, -0.5], [1.0, 0.0, 0.3], [1.0, 1.0, 1.1]];
        let observation = |(row, count)| Observation { row, count, exposure: 1.7 };
        let observations: Vec<Observation<'_>> =
            rows.iter().map(<[f64; 3]>::as_slice).zip([3, 0, 120, 7]).map(observation).collect();
        let prior = NormalPrior { mean: 0.4, deviation: 0.8 };
        let priors = Priors { coefficients: vec![prior; 3], ln_dispersion: prior };
        let posterior = Posterior::new(&observations, &priors);
        let point = [0.3, -0.2, 0.5, -0.7];
        let curve = posterior.at(&point);
        for at in 0..4 {
            let moved = |step: f64| {
                let mut point = point;
                point[at] += step;
                posterior.at(&point)
            };
            let (up, down) = (moved(1e-5), moved(-1e-5));
            let slope = (up.value - down.value) / 2e-5;
            assert!((slope - curve.gradient[at]).abs() < 1e-6 * (1.0 + slope.abs()), "{at}");
            for other in at..4 {
                let bend = (up.gradient[other] - down.gradient[other]) / 2e-5;
                let exact = curve.hessian.get(other, at);
                assert!((bend - exact).abs() < 1e-6 * (1.0 + bend.abs()), "{at} {other} {bend} {exact}");
            }
        }
    }
}
