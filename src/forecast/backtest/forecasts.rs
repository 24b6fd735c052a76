//! Forecasts of one method, side by side.

/// One forecast of every source.
#[derive(Debug, Clone)]
pub(crate) struct Forecasts {
    pub(crate) name: String,
    /// Probability of at least one event.
    pub(crate) p_active: Vec<f64>,
    /// Expected events.
    pub(crate) counts: Vec<f64>,
}
