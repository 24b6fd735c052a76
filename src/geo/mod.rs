//! Distance on the sphere, neighbours, and how long a drive takes.

pub(crate) mod great_circle;
pub(crate) mod index;
pub(crate) mod matrix;
pub(crate) mod sphere;

pub use great_circle::GreatCircle;
pub use index::SpatialIndex;
pub use matrix::TravelMatrix;
pub use sphere::distance_metres;

use crate::model::location::Location;
use crate::model::units::{Metres, Seconds};

/// How long it takes to drive from one place to another.
///
/// Implementations must be pure: the same two places always give the same answer.
pub trait TravelTimes: Sync {
    /// The drive from `from` to `to`; `None` where there is no way.
    fn drive(&self, from: Location, to: Location) -> Option<Drive>;
}

/// One drive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Drive {
    /// How long it takes.
    pub time: Seconds,
    /// How far it is.
    pub distance: Metres,
}
