//! Where something is on the Earth.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

/// A point on the Earth in degrees (WGS 84). Always finite and within -90..90 and -180..180.
///
/// ```
/// use rounds::model::Location;
/// assert!(Location::new(38.9, -77.0).is_ok());
/// assert!(Location::new(91.0, 0.0).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Degrees")]
pub struct Location {
    lat: f64,
    lon: f64,
}

/// What a [`Location`] is read from.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Degrees {
    lat: f64,
    lon: f64,
}

impl TryFrom<Degrees> for Location {
    type Error = LocationError;

    fn try_from(degrees: Degrees) -> Result<Self, LocationError> {
        Self::new(degrees.lat, degrees.lon)
    }
}

impl Location {
    /// Makes the point at `lat` degrees north and `lon` degrees east.
    ///
    /// # Errors
    /// When a coordinate is not finite or out of its range.
    pub fn new(lat: f64, lon: f64) -> Result<Self, LocationError> {
        if !(-90.0..=90.0).contains(&lat) {
            return Err(LocationError::Latitude(lat));
        }
        if !(-180.0..=180.0).contains(&lon) {
            return Err(LocationError::Longitude(lon));
        }
        // `+ 0.0` turns -0.0 into 0.0, so that equal points have equal bits.
        Ok(Self { lat: lat + 0.0, lon: lon + 0.0 })
    }

    /// Returns the degrees north.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Returns the degrees east.
    #[must_use]
    pub fn lon(self) -> f64 {
        self.lon
    }
}

impl Eq for Location {}

impl Hash for Location {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.lat.to_bits(), self.lon.to_bits()).hash(state);
    }
}

/// Why two numbers are no [`Location`].
#[derive(Debug, Clone, Copy, thiserror::Error)]
pub enum LocationError {
    /// Not finite, or not within -90..90.
    #[error("latitude {0} is not between -90 and 90")]
    Latitude(f64),
    /// Not finite, or not within -180..180.
    #[error("longitude {0} is not between -180 and 180")]
    Longitude(f64),
}

impl LocationError {
    /// Returns what it is ordered by: latitudes before longitudes, then the degrees.
    fn key(&self) -> (bool, f64) {
        match *self {
            Self::Latitude(degrees) => (false, degrees),
            Self::Longitude(degrees) => (true, degrees),
        }
    }
}

impl Ord for LocationError {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.key(), other.key());
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    }
}

impl PartialOrd for LocationError {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for LocationError {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for LocationError {}
