//! Where referrals come from: the middle of the practices that send them.

use crate::model::location::Location;
use crate::model::practice::Practice;

/// Returns the middle of the referrals of practices with a place, `None` without any. It is the weighted median along each
/// axis of space, so that one practice far away hardly moves it. O(practices x ln practices).
pub(crate) fn centre(practices: &[Practice], counts: &[u64]) -> Option<Location> {
    let placed: Vec<([f64; 3], u64)> = practices
        .iter()
        .zip(counts)
        .filter(|(_, count)| **count > 0)
        .filter_map(|(practice, count)| Some((unit(practice.location?), *count)))
        .collect();
    let axis =
        |axis: usize| weighted_median(placed.iter().map(|(unit, count)| (unit[axis], *count)).collect());
    let [x, y, z] = [axis(0)?, axis(1)?, axis(2)?];
    let (lat, lon) = (libm::atan2(z, libm::hypot(x, y)), libm::atan2(y, x));
    Location::new(lat.to_degrees(), lon.to_degrees()).ok()
}

/// Returns the point of the unit sphere under a place.
fn unit(place: Location) -> [f64; 3] {
    let (lat, lon) = (place.lat().to_radians(), place.lon().to_radians());
    [libm::cos(lat) * libm::cos(lon), libm::cos(lat) * libm::sin(lon), libm::sin(lat)]
}

/// Returns the value up to which half of the weight lies.
fn weighted_median(mut values: Vec<(f64, u64)>) -> Option<f64> {
    values.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let total: u128 = values.iter().map(|it| u128::from(it.1)).sum();
    let mut up_to = 0_u128;
    let middle = values.into_iter().find(|(_, weight)| {
        up_to += u128::from(*weight);
        2 * up_to >= total
    });
    middle.map(|it| it.0)
}
