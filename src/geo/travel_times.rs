//! How long a drive takes.

use crate::model::location::Location;
use crate::model::units::{Metres, Seconds};

/// How long it takes to drive from one place to another.
///
/// Implementations must be pure: the same two places always give the same answer.
pub trait TravelTimes: Sync {
    /// Returns the drive from `from` to `to`; `None` where there is no way.
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
