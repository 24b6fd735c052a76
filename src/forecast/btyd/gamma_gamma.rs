//! Gamma-Gamma: what one event of a source is worth, shrunk towards the others.

use serde::{Deserialize, Serialize};

use crate::forecast::btyd::estimate::{maximise, standard_errors};
use crate::forecast::btyd::model::{Estimate, Fit};
use crate::forecast::numeric::dual::{Dual, Real};
use crate::forecast::numeric::minimise::Slope;

/// The Gamma-Gamma model of values (Fader & Hardie 2013, The Gamma-Gamma model of monetary value, note 025;
/// Fader, Hardie & Lee 2005, RFM and CLV, doi:10.1509/jmkr.2005.42.4.415).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GammaGamma {
    /// Shape of the values of one source.
    pub p: f64,
    /// Shape of the distribution of scales.
    pub q: f64,
    /// Scale of the distribution of scales, in units of value.
    pub v: f64,
}

impl GammaGamma {
    /// Returns the expected value of one event of a source with `events` events of the given mean value.
    /// Without events that is the population's mean. An infinite mean (`q <= 1` without events) is reported
    /// as the source's own mean.
    #[must_use]
    pub fn expected_value(&self, events: u32, mean: f64) -> f64 {
        let events = f64::from(events);
        let weight = self.p * events + self.q - 1.0;
        if weight <= 0.0 { mean } else { self.p * (self.v + events * mean) / weight }
    }

    /// Fits by maximum likelihood to sources with at least one event and a positive mean value. Others are
    /// left out.
    #[must_use]
    pub fn fit(sources: &[(u32, f64)]) -> Fit<Self> {
        const NAMES: [&str; 3] = ["p", "q", "v"];
        let usable = |(events, mean): &&(u32, f64)| *events > 0 && *mean > 0.0 && mean.is_finite();
        let rows: Vec<(f64, f64)> =
            sources.iter().filter(usable).map(|(x, mean)| (f64::from(*x), *mean)).collect();
        let total = (rows.len() as f64).max(1.0);
        let level = rows.iter().map(|row| row.1).sum::<f64>().max(f64::MIN_POSITIVE) / total;
        let cost = |logs: &[f64]| mean_slope(&rows, logs, total);
        let starts = [[5.0, 3.0, level / 2.0], [1.0, 2.0, level]].map(|start| start.map(f64::ln));
        let best = maximise(&cost, starts.iter());
        let errors = standard_errors(&cost, &best, total);
        let values: Vec<f64> = best.point.iter().map(|log| log.exp()).collect();
        let estimates = (0..3).map(|at| Estimate {
            // Values and errors stand in the order of the names.
            name: NAMES[at].to_owned(),
            value: values[at],
            standard_error: errors[at].map(|error| error * values[at]),
        });
        Fit {
            model: Self { p: values[0], q: values[1], v: values[2] },
            estimates: estimates.collect(),
            log_likelihood: -best.value * total,
            converged: best.converged,
            ridge: (0..3).filter(|at| errors[*at].is_none()).map(|at| NAMES[at].to_owned()).collect(),
        }
    }
}

/// Returns the mean negative log-likelihood with its gradient by the logarithms of p, q, v.
fn mean_slope(rows: &[(f64, f64)], logs: &[f64], total: f64) -> Slope {
    let [p, q, v]: [Dual<3>; 3] = std::array::from_fn(|at| Dual::parameter(logs[at], at).exp());
    let sum = rows.iter().fold(Dual::constant(0.0), |sum, row| sum + ln_density([p, q, v], *row));
    Slope { value: -sum.value / total, gradient: sum.slope.iter().map(|slope| -slope / total).collect() }
}

/// Returns the log-density of a mean value over `events` events.
fn ln_density<R: Real>([p, q, v]: [R; 3], (events, mean): (f64, f64)) -> R {
    let px = p.scale(events);
    (px + q).ln_gamma() - px.ln_gamma() - q.ln_gamma()
        + q * v.ln()
        + px.shift(-1.0).scale(mean.ln())
        + px.scale(events.ln())
        - (px + q) * v.shift(events * mean).ln()
}
