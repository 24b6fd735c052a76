//! What a lot says of an elasticity, beside what was believed before.

use serde::{Deserialize, Serialize};

/// What is believed of the elasticity before any trial: a gamma distribution of shape 2 around a mean, cut off at 0.9.
///
/// At a mean of 0.12, 90 % of it lie in 0.021 to 0.285. So it holds the elasticities of personal selling that meta-analyses report,
/// and little above. 0 itself has no weight, but any small effect has.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ElasticityPrior {
    /// The mean. 0 stands for a belief that visits do nothing, which no trial can move.
    pub mean: f64,
}

/// A distribution in a few figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct ElasticitySpread {
    /// The mean.
    pub mean: f64,
    /// The median.
    pub median: f64,
    /// 5 % lie below.
    pub low: f64,
    /// 5 % lie above.
    pub high: f64,
    /// The standard deviation.
    pub deviation: f64,
}

/// How much a lot has taught.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "learnt", rename_all = "snake_case")]
pub enum Learnt {
    /// Nothing: no elasticity would have set the arms apart, because visits did not; or 0 was believed before.
    Nothing,
    /// Something.
    Something {
        /// The standard deviation that is left, as a share of the one before.
        share_left: f64,
    },
}

/// What is believed after a trial.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ElasticityPosterior {
    /// What was believed before.
    pub prior: ElasticitySpread,
    /// What is believed now.
    pub posterior: ElasticitySpread,
    /// How much the trial has taught.
    pub learnt: Learnt,
}

/// Cells of the grid from 0 to [`MOST`].
const CELLS: u32 = 1_800;
/// The largest elasticity that scores take.
const MOST: f64 = 0.9;

impl ElasticityPrior {
    /// Updates the prior by an estimate that is normal around what an elasticity predicts (Bayes' rule on a grid of 1,800 cells).
    ///
    /// `observed` is an effect and its standard error; `predicted` is the effect that an elasticity would have had. Where
    /// the mean is no number above 0, all figures are 0, and nothing is learnt.
    ///
    /// ```
    /// use rounds::experiment::{ElasticityPrior, Learnt};
    /// let prior = ElasticityPrior { mean: 0.12 };
    /// let after = prior.updated((0.10, 0.02), |elasticity| elasticity);
    /// assert!((after.posterior.mean - 0.10).abs() < 0.01);
    /// assert_eq!(prior.updated((0.10, 0.02), |_| 0.0).learnt, Learnt::Nothing);
    /// ```
    #[must_use]
    pub fn updated(&self, observed: (f64, f64), predicted: impl Fn(f64) -> f64) -> ElasticityPosterior {
        if !(self.mean > 0.0 && self.mean.is_finite()) {
            return ElasticityPosterior::unmoved(ElasticitySpread::default());
        }
        let before: Vec<f64> = grid().map(|at| self.log_density(at)).collect();
        let prior = ElasticitySpread::of(&before);
        let (effect, error) = observed;
        let apart = (predicted(prior.high) - predicted(prior.low)).abs();
        if !(error > 0.0 && error.is_finite() && effect.is_finite() && apart > 1e-6) {
            return ElasticityPosterior::unmoved(prior);
        }
        let likelihood = |at: f64| {
            let distance = (effect - predicted(at)) / error;
            -0.5 * distance * distance
        };
        let after: Vec<f64> = grid().zip(&before).map(|(at, prior)| prior + likelihood(at)).collect();
        let posterior = ElasticitySpread::of(&after);
        let share_left = posterior.deviation / prior.deviation;
        if !(share_left.is_finite() && posterior.mean.is_finite()) {
            return ElasticityPosterior::unmoved(prior);
        }
        ElasticityPosterior { prior, posterior, learnt: Learnt::Something { share_left } }
    }

    fn log_density(self, at: f64) -> f64 {
        let scale = self.mean.max(1e-6) / 2.0;
        libm::log(at) - at / scale
    }
}

impl ElasticityPosterior {
    /// Keeps what was believed before.
    fn unmoved(prior: ElasticitySpread) -> Self {
        Self { prior, posterior: prior, learnt: Learnt::Nothing }
    }
}

/// Lists the middles of the cells.
fn grid() -> impl Iterator<Item = f64> {
    (0..CELLS).map(|cell| (f64::from(cell) + 0.5) * WIDTH)
}

/// The width of a cell.
const WIDTH: f64 = MOST / CELLS as f64;

impl ElasticitySpread {
    /// Summarises logarithms of densities on the grid.
    fn of(logs: &[f64]) -> Self {
        let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let weights: Vec<f64> = logs.iter().map(|it| libm::exp(it - most)).collect();
        let total: f64 = weights.iter().sum();
        let expected = |f: &dyn Fn(f64) -> f64| {
            grid().zip(&weights).map(|(at, weight)| f(at) * weight).sum::<f64>() / total
        };
        let mean = expected(&|at| at);
        let deviation = libm::sqrt(expected(&|at| (at - mean) * (at - mean)));
        let [low, median, high] = [0.05, 0.5, 0.95].map(|share| quantile(&weights, share * total));
        Self { mean, median, low, high, deviation }
    }
}

/// Finds where the weights below add up to an amount.
fn quantile(weights: &[f64], amount: f64) -> f64 {
    let mut below = 0.0;
    for (cell, weight) in (0_u32..).zip(weights) {
        if below + weight >= amount && *weight > 0.0 {
            return (f64::from(cell) + (amount - below) / weight) * WIDTH;
        }
        below += weight;
    }
    MOST
}
