//! Pareto/NBD: Poisson events at a Gamma-distributed rate until a moment that does not depend on the events.

use serde::{Deserialize, Serialize};

use crate::forecast::btyd::estimate::fit;
use crate::forecast::btyd::model::{BtydModel, Fit, Likelihood, Summary, log_likelihood};
use crate::forecast::negative_binomial::prior::NormalPrior;
use crate::forecast::numeric::dual::Real;
use crate::forecast::numeric::quadrature::panels;
use crate::forecast::numeric::special::{ln_add, sigmoid};

/// The Pareto/NBD model (Schmittlein, Morrison & Colombo 1987, Counting your customers, Management Science
/// 33(1), doi:10.1287/mnsc.33.1.1; Fader & Hardie 2005, notes on its implementation).
///
/// Everything rests on one integral, the weight of having dropped out between two moments. It is summed in
/// panels of positive terms. The textbook form subtracts two hypergeometric functions that agree in most
/// digits.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ParetoNbd {
    /// Shape of the distribution of rates.
    pub r: f64,
    /// Scale of the distribution of rates, in units of time.
    pub alpha: f64,
    /// Shape of the distribution of drop-out rates.
    pub s: f64,
    /// Scale of the distribution of drop-out rates, in units of time.
    pub beta: f64,
}

/// Returns `ln( s int_from^to (alpha + u)^-shape (beta + u)^-(s+1) du )`, minus infinity for an empty
/// interval.
fn ln_dropped<R: Real>([shape, alpha, s, beta]: [R; 4], from: f64, to: f64) -> R {
    let ln_density = |at: f64| -(shape * alpha.shift(at).ln()) - s.shift(1.0) * beta.shift(at).ln();
    let top = ln_density(from);
    let decay = |at: f64| shape.value() / (alpha.value() + at) + (s.value() + 1.0) / (beta.value() + at);
    let mut sum = R::constant(0.0);
    panels(from, to, decay, |at, weight| sum = sum + (ln_density(at) - top).exp().scale(weight));
    if sum.value() > 0.0 { s.ln() + top + sum.ln() } else { R::constant(f64::NEG_INFINITY) }
}

/// Returns `ln( (alpha + at)^-shape (beta + at)^-s )`, the weight of being alive at that moment.
fn ln_alive<R: Real>([shape, alpha, s, beta]: [R; 4], at: f64) -> R {
    -(shape * alpha.shift(at).ln()) - s * beta.shift(at).ln()
}

impl Likelihood for ParetoNbd {
    fn of_count<R: Real>([r, alpha, s, beta]: [R; 4], events: f64) -> R {
        r.shift(events).ln_gamma() - r.ln_gamma() + r * alpha.ln() + s * beta.ln()
    }

    fn of_times<R: Real>([r, alpha, s, beta]: [R; 4], history: &Summary) -> R {
        let state = [r.shift(f64::from(history.events)), alpha, s, beta];
        ln_add(ln_alive(state, history.age), ln_dropped(state, history.last, history.age))
    }

    fn starts(rate: f64, age: f64) -> Vec<[f64; 4]> {
        vec![
            [0.5, 0.5 / rate, 0.5, 0.3 * age],
            [1.0, 1.0 / rate, 1.0, 2.0 * age],
            [1.0, 0.5 / rate, 0.2, 0.1 * age],
        ]
    }
}

impl ParetoNbd {
    /// Returns the parameters with the shape that the rate has after the history.
    fn state(&self, history: &Summary) -> [f64; 4] {
        [self.r + f64::from(history.events), self.alpha, self.s, self.beta]
    }
}

impl BtydModel for ParetoNbd {
    const NAME: &'static str = "Pareto/NBD";
    const PARAMETERS: [&'static str; 4] = ["r", "alpha", "s", "beta"];

    fn new([r, alpha, s, beta]: [f64; 4]) -> Self {
        Self { r, alpha, s, beta }
    }

    fn parameters(&self) -> [f64; 4] {
        [self.r, self.alpha, self.s, self.beta]
    }

    fn log_likelihood(&self, history: &Summary) -> f64 {
        log_likelihood::<Self>(self.parameters(), history)
    }

    fn p_alive(&self, history: &Summary) -> f64 {
        let state = self.state(history);
        sigmoid(ln_alive(state, history.age) - ln_dropped(state, history.last, history.age))
    }

    fn expected_count(&self, history: &Summary, horizon: f64) -> f64 {
        let [shape, alpha, s, beta] = self.state(history);
        let age = history.age;
        let stretch = (horizon / (beta + age)).ln_1p();
        let exponent = s - 1.0;
        // (1 - e^(-(s-1) stretch)) / (s-1), whose limit at s = 1 is the stretch itself.
        let lived = if exponent.abs() < 1e-12 { stretch } else { -(-exponent * stretch).exp_m1() / exponent };
        self.p_alive(history) * shape * (beta + age) / (alpha + age) * lived
    }

    fn p_active(&self, history: &Summary, horizon: f64) -> f64 {
        let state = self.state(history);
        let (now, end) = (history.age, history.age + horizon);
        let silent = ln_add(ln_alive(state, end), ln_dropped(state, now, end)) - ln_alive(state, now);
        self.p_alive(history) * -silent.min(0.0).exp_m1()
    }

    fn most_probable(histories: &[Summary], priors: &[NormalPrior; 4]) -> Fit<Self> {
        fit(histories, priors)
    }
}
