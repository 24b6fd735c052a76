//! Places on the page.

use serde::Serialize;

use crate::model::location::Location;

/// Degrees to about a metre.
#[derive(Serialize)]
pub(crate) struct PagePlace {
    lat: f64,
    lon: f64,
}

impl PagePlace {
    pub(crate) fn new(location: Location) -> Self {
        Self { lat: rounded(location.lat(), 1e5), lon: rounded(location.lon(), 1e5) }
    }
}

/// Rounds to so many parts of one.
pub(crate) fn rounded(value: f64, parts: f64) -> f64 {
    // No -0.
    (value * parts).round() / parts + 0.0
}
