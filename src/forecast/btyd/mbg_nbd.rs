//! MBG/NBD: like BG/NBD, and a source may drop out right after its first event as well.

use serde::{Deserialize, Serialize};

use crate::forecast::btyd::bg_nbd::{expected_while_alive, ln_odds_dropped, p_event};
use crate::forecast::btyd::estimate::fit;
use crate::forecast::btyd::model::{BtydModel, Fit, Likelihood, Summary, log_likelihood};
use crate::forecast::negative_binomial::prior::NormalPrior;
use crate::forecast::numeric::dual::Real;
use crate::forecast::numeric::special::{ln_add, ln_beta, sigmoid};

/// The MBG/NBD model (Batislam, Denizel & Filiztekin 2007, Empirical validation and comparison of models for
/// customer base analysis, IJRM 24(3), doi:10.1016/j.ijresmar.2006.12.005).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MbgNbd {
    /// Shape of the distribution of rates.
    pub r: f64,
    /// Scale of the distribution of rates, in units of time.
    pub alpha: f64,
    /// First parameter of the distribution of drop-out probabilities.
    pub a: f64,
    /// Second parameter of the distribution of drop-out probabilities.
    pub b: f64,
}

impl Likelihood for MbgNbd {
    fn of_count<R: Real>([r, alpha, a, b]: [R; 4], events: f64) -> R {
        r.shift(events).ln_gamma() - r.ln_gamma() + r * alpha.ln() + ln_beta(a, b.shift(events + 1.0))
            - ln_beta(a, b)
    }

    fn of_times<R: Real>([r, alpha, a, b]: [R; 4], history: &Summary) -> R {
        let events = f64::from(history.events);
        let ln_age = alpha.shift(history.age).ln();
        let shape = r.shift(events);
        let dropped = ln_odds_dropped([shape, alpha, a], b.shift(events), ln_age, history);
        ln_add(R::constant(0.0), dropped) - shape * ln_age
    }

    fn starts(rate: f64, _: f64) -> Vec<[f64; 4]> {
        vec![[0.5, 0.5 / rate, 0.5, 1.0], [1.0, 1.0 / rate, 0.1, 1.0], [1.0, 0.5 / rate, 1.0, 3.0]]
    }
}

impl BtydModel for MbgNbd {
    const NAME: &'static str = "MBG/NBD";
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
        let events = f64::from(history.events);
        let ln_age = (self.alpha + history.age).ln();
        sigmoid(-ln_odds_dropped([self.r + events, self.alpha, self.a], self.b + events, ln_age, history))
    }

    fn expected_count(&self, history: &Summary, horizon: f64) -> f64 {
        // Alive after x + 1 chances to drop out: Beta(a, b + x + 1).
        let [r, alpha, a, b] = self.parameters();
        self.p_alive(history) * expected_while_alive([r, alpha, a, b + 1.0], history, horizon)
    }

    fn p_active(&self, history: &Summary, horizon: f64) -> f64 {
        self.p_alive(history) * p_event(self.r, self.alpha, history, horizon)
    }

    fn most_probable(histories: &[Summary], priors: &[NormalPrior; 4]) -> Fit<Self> {
        fit(histories, priors)
    }
}
