//! The Earth as a sphere of mean radius: unit vectors and great-circle distance.

use crate::model::location::Location;

/// Mean radius of the Earth in metres (IUGG).
pub(crate) const EARTH_RADIUS: f64 = 6_371_008.8;

/// Returns the point as a unit vector. Chords between unit vectors order points exactly as great circles do, without a special
/// case at the poles or at the antimeridian.
pub(crate) fn unit_vector(location: Location) -> [f64; 3] {
    let (lat, lon) = (location.lat().to_radians(), location.lon().to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

/// Returns the squared chord that spans `metres` on the ground; at most the diameter's.
pub(crate) fn squared_chord(metres: f64) -> f64 {
    let half_angle = (metres / EARTH_RADIUS / 2.0).min(std::f64::consts::FRAC_PI_2);
    (2.0 * half_angle.sin()).powi(2)
}

/// Returns the metres on the ground under a squared chord between unit vectors.
pub(crate) fn metres_of_chord(squared_chord: f64) -> f64 {
    2.0 * (squared_chord.sqrt() / 2.0).min(1.0).asin() * EARTH_RADIUS
}

/// Returns the great-circle distance in metres.
///
/// By the haversine, which stays exact for near points; the spherical Earth is within 0.6 % of the ellipsoid.
///
/// ```
/// use rounds::{geo::distance_metres, model::Location};
/// let (washington, baltimore) = (Location::new(38.9072, -77.0369)?, Location::new(39.2904, -76.6122)?);
/// assert!((distance_metres(washington, baltimore) - 56_203.0).abs() < 1.0);
/// # Ok::<(), rounds::model::LocationError>(())
/// ```
#[must_use]
pub fn distance_metres(from: Location, to: Location) -> f64 {
    let (a, b) = (unit_vector(from), unit_vector(to));
    metres_of_chord(a.iter().zip(b).map(|(x, y)| (x - y).powi(2)).sum())
}
