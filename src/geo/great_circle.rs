//! Drives estimated from the straight line, without any map.

use crate::geo::sphere::distance_metres;
use crate::geo::travel_times::{Drive, TravelTimes};
use crate::model::location::Location;
use crate::model::units::{Metres, Seconds};

/// Drive = straight line x circuity, at a speed that grows with the distance, slowed by traffic.
///
/// Roads are longer than the straight line by a factor (circuity) of about 1.3 in American cities (Boeing 2019,
/// doi:10.1007/s00168-018-0876-3 discusses the range). Short drives run on streets, long ones on highways: the speed rises
/// from `slow` to `fast` as `d / (d + half)`. The defaults were fitted to a road router's free-flow times in two cities (mean
/// error of a drive 14-15 %, mean bias under 5 %); `traffic` is an assumption for office hours, not a measurement. Set-up
/// costs nothing and no network is needed; use a [`TravelMatrix`](super::TravelMatrix) where you have better times.
///
/// ```
/// use rounds::{geo::{GreatCircle, TravelTimes}, model::Location};
/// let (from, to) = (Location::new(38.90, -77.03)?, Location::new(38.95, -77.03)?);
/// let drive = GreatCircle::default().drive(from, to).ok_or("no way")?;
/// assert!((10..20).contains(&drive.time.to_minutes_up().0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GreatCircle {
    /// Road metres for each metre of straight line.
    pub circuity: f64,
    /// Speed of the shortest drives, in km/h.
    pub slow_kmh: f64,
    /// Speed that the longest drives come near to, in km/h.
    pub fast_kmh: f64,
    /// Road distance at which the speed is half-way between slow and fast, in km.
    pub half_way_km: f64,
    /// How many times longer a drive takes in office hours than on an empty road.
    pub traffic: f64,
}

impl Default for GreatCircle {
    fn default() -> Self {
        Self { circuity: 1.3, slow_kmh: 34.0, fast_kmh: 115.0, half_way_km: 30.0, traffic: 1.2 }
    }
}

impl TravelTimes for GreatCircle {
    fn drive(&self, from: Location, to: Location) -> Option<Drive> {
        if from == to {
            return Some(Drive::default());
        }
        let road_km = distance_metres(from, to) * self.circuity / 1000.0;
        let share = road_km / (road_km + self.half_way_km);
        let kmh = self.slow_kmh + (self.fast_kmh - self.slow_kmh) * share;
        let seconds = road_km / kmh * 3600.0 * self.traffic;
        Some(Drive { time: Seconds(whole(seconds)), distance: Metres(whole(road_km * 1000.0)) })
    }
}

/// Rounds to a whole number; what is not finite or too large becomes the largest.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates, and NaN is handled"
)]
fn whole(value: f64) -> u32 {
    if value.is_nan() { u32::MAX } else { value.round() as u32 }
}
