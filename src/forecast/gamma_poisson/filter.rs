//! The parameters of the filter.

use serde::{Deserialize, Serialize};

/// Parameters of the filter. Units: weeks of full exposure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Filter {
    /// Shape of the distribution of rates over practices: small means that practices differ much.
    pub shape: f64,
    /// Weeks that the distribution of rates is worth; the mean rate is `shape / scale` referrals a week.
    pub scale: f64,
    /// Shape of the distribution of lapse hazards.
    pub lapse_shape: f64,
    /// Weeks after which half of the initial lapse hazard is left.
    pub lapse_scale: f64,
    /// Share of what was learnt about the rate that is still held a week later.
    pub retention: f64,
    /// Probability a week that a lapsed practice returns.
    pub returns: f64,
}

impl Filter {
    /// The names of the parameters, in their order.
    pub const PARAMETERS: [&'static str; 6] =
        ["shape", "scale", "lapse_shape", "lapse_scale", "retention", "returns"];

    /// Returns shape and weeks of the distribution of rates over practices of a level.
    pub(crate) fn level(&self, level: f64) -> (f64, f64) {
        (self.shape, self.scale / level)
    }
}
