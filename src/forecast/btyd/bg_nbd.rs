//! BG/NBD: Poisson events at a Gamma-distributed rate; after each event the source may drop out, with a
//! Beta-distributed probability.

use serde::{Deserialize, Serialize};

use crate::forecast::btyd::estimate::fit;
use crate::forecast::btyd::model::{BtydModel, Fit, Likelihood, Summary, log_likelihood};
use crate::forecast::negative_binomial::prior::NormalPrior;
use crate::forecast::numeric::dual::Real;
use crate::forecast::numeric::special::{ln_add, ln_beta, one_minus_hypergeometric, sigmoid};

/// The BG/NBD model (Fader, Hardie & Lee 2005, "Counting your customers" the easy way, Marketing Science
/// 24(2), doi:10.1287/mksc.1040.0098).
///
/// A source with `x = 0` has had no occasion to drop out and counts as alive however long it is silent: read
/// [`p_active`](BtydModel::p_active), not [`p_alive`](BtydModel::p_alive).
///
/// ```
/// use rounds::forecast::{BgNbd, BtydModel, Summary};
/// let model = BgNbd { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
/// let history = Summary::new(2, 30.43, 38.86);
/// assert!((model.expected_count(&history, 39.0) - 1.226).abs() < 0.001);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BgNbd {
    /// Shape of the distribution of rates.
    pub r: f64,
    /// Scale of the distribution of rates, in units of time.
    pub alpha: f64,
    /// First parameter of the distribution of drop-out probabilities.
    pub a: f64,
    /// Second parameter of the distribution of drop-out probabilities.
    pub b: f64,
}

impl Likelihood for BgNbd {
    fn of_count<R: Real>([r, alpha, a, b]: [R; 4], events: f64) -> R {
        r.shift(events).ln_gamma() - r.ln_gamma() + r * alpha.ln() + ln_beta(a, b.shift(events))
            - ln_beta(a, b)
    }

    fn of_times<R: Real>([r, alpha, a, b]: [R; 4], history: &Summary) -> R {
        let shape = r.shift(f64::from(history.events));
        let ln_age = alpha.shift(history.age).ln();
        if history.events == 0 {
            return -(shape * ln_age);
        }
        let dropped =
            ln_odds_dropped([shape, alpha, a], b.shift(f64::from(history.events) - 1.0), ln_age, history);
        ln_add(R::constant(0.0), dropped) - shape * ln_age
    }

    fn starts(rate: f64, _: f64) -> Vec<[f64; 4]> {
        vec![[0.3, 0.3 / rate, 0.5, 2.0], [1.0, 1.0 / rate, 0.1, 1.0], [1.0, 0.5 / rate, 1.0, 3.0]]
    }
}

/// Returns the log-odds of having dropped out right after the last event: `ln(a / b' ((alpha + T) / (alpha +
/// t_x))^shape)`.
pub(crate) fn ln_odds_dropped<R: Real>([shape, alpha, a]: [R; 3], b: R, ln_age: R, history: &Summary) -> R {
    a.ln() - b.ln() + shape * (ln_age - alpha.shift(history.last).ln())
}

impl BtydModel for BgNbd {
    const NAME: &'static str = "BG/NBD";
    const PARAMETERS: [&'static str; 4] = ["r", "alpha", "a", "b"];

    fn new([r, alpha, a, b]: [f64; 4]) -> Self {
        Self { r, alpha, a, b }
    }

    fn parameters(&self) -> [f64; 4] {
        [self.r, self.alpha, self.a, self.b]
    }

    fn log_likelihood(&self, history: &Summary) -> f64 {
        log_likelihood::<Self>(self.parameters(), history)
    }

    fn p_alive(&self, history: &Summary) -> f64 {
        if history.events == 0 {
            return 1.0;
        }
        let events = f64::from(history.events);
        let ln_age = (self.alpha + history.age).ln();
        sigmoid(-ln_odds_dropped(
            [self.r + events, self.alpha, self.a],
            self.b + events - 1.0,
            ln_age,
            history,
        ))
    }

    fn expected_count(&self, history: &Summary, horizon: f64) -> f64 {
        self.p_alive(history) * expected_while_alive(self.parameters(), history, horizon)
    }

    fn p_active(&self, history: &Summary, horizon: f64) -> f64 {
        self.p_alive(history) * p_event(self.r, self.alpha, history, horizon)
    }

    fn most_probable(histories: &[Summary], priors: &[NormalPrior; 4]) -> Fit<Self> {
        fit(histories, priors)
    }
}

/// Expects events of a source that is alive now, whose drop-out probability is Beta(a, b + x) by now.
///
/// The answer is never more than a source sends that cannot drop out. That bound also stands in where terms
/// of the series overflow.
pub(crate) fn expected_while_alive([r, alpha, a, b]: [f64; 4], history: &Summary, horizon: f64) -> f64 {
    let events = f64::from(history.events);
    let z = horizon / (alpha + history.age + horizon);
    let most = (r + events) / (alpha + history.age) * horizon;
    let expected = one_minus_hypergeometric(a + b - 1.0 - r, a, a + b + events - 1.0, z);
    if expected.is_finite() { expected.clamp(0.0, most) } else { most }
}

/// Returns the probability that a source that is alive now has an event within the horizon.
pub(crate) fn p_event(r: f64, alpha: f64, history: &Summary, horizon: f64) -> f64 {
    let shape = r + f64::from(history.events);
    -(-shape * (horizon / (alpha + history.age)).ln_1p()).exp_m1()
}
