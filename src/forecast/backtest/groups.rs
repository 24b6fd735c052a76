//! Kinds of sources that forecasts are judged for one by one.

use serde::{Deserialize, Serialize};

use crate::forecast::history::History;

/// What a source was on the day of a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceGroup {
    /// Sent something on at least four days within the last four horizons.
    Regular,
    /// Sent less.
    Occasional,
    /// Sent its first event less than two horizons ago.
    New,
}

impl SourceGroup {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Regular, Self::Occasional, Self::New];

    /// Tells the group of a source by its history and the days that are forecast.
    #[must_use]
    pub fn of(history: &History, days: u32) -> Self {
        const REGULAR: u32 = 4;
        if history.age_days() < days.saturating_mul(2) {
            Self::New
        } else if history.event_days_within(days.saturating_mul(4)) >= REGULAR {
            Self::Regular
        } else {
            Self::Occasional
        }
    }
}
