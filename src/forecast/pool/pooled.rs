//! What the members of the pool say together.

use crate::forecast::gamma_poisson::counts::Target;
use crate::forecast::pool::member::Expectation;
use crate::forecast::pool::recalibration::Logit;

/// What the pool expects of one source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pooled {
    pub(crate) p_active: f64,
    /// Expected events if there is one, so at least 1.
    pub(crate) count_if_active: f64,
    pub(crate) p_alive: f64,
}

impl Pooled {
    pub(crate) fn expected_count(&self) -> f64 {
        self.p_active * self.count_if_active
    }

    pub(crate) fn target(&self, overdispersion: f64) -> Target {
        Target { p_active: self.p_active, count_if_active: self.count_if_active, overdispersion }
    }
}

/// Pools some models' forecasts with equal weights and recalibrates: one distribution of the count.
///
/// Chances of any event at all are pooled by their mean. What is expected if there is one is pooled by the
/// geometric mean, so that no single model can carry the others away.
pub(crate) fn pool(forecasts: &[Expectation], recalibration: &Logit) -> Pooled {
    let share = 1.0 / forecasts.len().max(1) as f64;
    let active: f64 = forecasts.iter().map(|forecast| share * forecast.p_active).sum();
    let ln_count: f64 = forecasts.iter().map(|forecast| share * forecast.count_if_active().ln()).sum();
    let alive: Vec<f64> = forecasts.iter().filter_map(|forecast| forecast.p_alive).collect();
    let p_alive = if alive.is_empty() { 1.0 } else { alive.iter().sum::<f64>() / alive.len() as f64 };
    Pooled { p_active: recalibration.apply(active).clamp(0.0, 1.0), count_if_active: ln_count.exp(), p_alive }
}
