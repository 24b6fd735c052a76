//! Times of the search as times of the plan.

use crate::model::time::TimeOfDay;
use crate::model::units::Minutes;
use crate::routing::model::problem::Time;

/// Returns the time of the day at some minute of it.
pub(crate) fn moment(time: Time) -> TimeOfDay {
    TimeOfDay::from_minutes(u32::try_from(time).unwrap_or(0))
}

/// Returns a span in minutes; none is shorter than 0.
pub(crate) fn minutes(time: Time) -> Minutes {
    Minutes(u32::try_from(time).unwrap_or(0))
}
