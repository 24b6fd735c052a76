//! Drives in whole minutes.

use crate::geo::travel_times::TravelTimes;
use crate::model::location::Location;
use crate::routing::model::problem::{Time, UNREACHABLE};

/// Returns whole minutes of driving; [`UNREACHABLE`] where there is no way.
pub(crate) fn minutes(travel: &dyn TravelTimes, from: Location, to: Location) -> u32 {
    travel.drive(from, to).map_or(UNREACHABLE, |drive| drive.time.to_minutes_up().0.min(UNREACHABLE))
}

/// Returns the same as a span of time; `None` where there is no way.
pub(crate) fn drive(travel: &dyn TravelTimes, from: Location, to: Location) -> Option<Time> {
    Some(minutes(travel, from, to)).filter(|&minutes| minutes < UNREACHABLE).map(Time::from)
}
