//! Parts of the working day, in which a practice may be easier or harder to see.

use serde::{Deserialize, Serialize};

use crate::model::time::TimeOfDay;

/// A part of the day by when a visit starts. Four of them are few enough to learn from a log of some hundred visits.
///
/// ```
/// use rounds::model::{PartOfDay, TimeOfDay};
/// assert_eq!(TimeOfDay::new(9, 59).map(PartOfDay::of), Some(PartOfDay::Early));
/// assert_eq!(TimeOfDay::new(12, 0).map(PartOfDay::of), Some(PartOfDay::Noon));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PartOfDay {
    /// Before 10:00.
    Early,
    /// From 10:00 to 12:00.
    Morning,
    /// From 12:00 to 14:00.
    Noon,
    /// From 14:00 on.
    Afternoon,
}

impl PartOfDay {
    /// All four, in the order of the day.
    pub const ALL: [Self; 4] = [Self::Early, Self::Morning, Self::Noon, Self::Afternoon];

    /// Returns the part in which a moment lies.
    #[must_use]
    pub fn of(time: TimeOfDay) -> Self {
        match time.minutes() {
            ..600 => Self::Early,
            600..720 => Self::Morning,
            720..840 => Self::Noon,
            _ => Self::Afternoon,
        }
    }

    /// Returns its first minute and the one after its last, counted from midnight.
    #[must_use]
    pub fn bounds(self) -> (u32, u32) {
        match self {
            Self::Early => (0, 600),
            Self::Morning => (600, 720),
            Self::Noon => (720, 840),
            // A visit may start at 24:00 as well.
            Self::Afternoon => (840, 24 * 60 + 1),
        }
    }

    /// Returns its place in [`PartOfDay::ALL`].
    #[must_use]
    pub fn position(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_minute_lies_within_the_bounds_of_its_part() {
        for minute in 0..=24 * 60 {
            let part = PartOfDay::of(TimeOfDay::from_minutes(minute));
            let (from, to) = part.bounds();
            assert!(from <= minute && minute < to, "{minute}");
            assert_eq!(PartOfDay::ALL[part.position()], part);
        }
    }
}
