//! Forecasts of one method, side by side.

use serde::{Deserialize, Serialize};

use crate::forecast::pool::method::Method;

/// A way to forecast that a back-test compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ForecastMethod {
    /// A lapse model, or the pool of them.
    Model(Method),
    /// The mean of the last 13 weeks goes on.
    MovingAverage,
    /// Logistic regression of activity on recency and frequency.
    Logit,
    /// Whoever was silent for 90 days is lost.
    NinetyDays,
}

/// One forecast of every source.
#[derive(Debug, Clone)]
pub(crate) struct Forecasts {
    pub(crate) method: ForecastMethod,
    /// Probability of at least one event.
    pub(crate) p_active: Vec<f64>,
    /// Expected events.
    pub(crate) counts: Vec<f64>,
}

impl Forecasts {
    /// Keeps the forecasts at some positions.
    pub(crate) fn kept(&self, keeps: impl Fn(usize) -> bool) -> Self {
        Self {
            method: self.method,
            p_active: kept(&self.p_active, &keeps),
            counts: kept(&self.counts, &keeps),
        }
    }
}

/// Keeps the entries of a list at some positions.
pub(crate) fn kept<T: Copy>(list: &[T], keeps: impl Fn(usize) -> bool) -> Vec<T> {
    list.iter().enumerate().filter(|(at, _)| keeps(*at)).map(|(_, entry)| *entry).collect()
}
