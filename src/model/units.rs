//! Whole units of time and distance, so that sums are exact and no minute is ever taken for a metre.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

use serde::{Deserialize, Serialize};

macro_rules! unit {
    ($(#[$doc:meta])* $name:ident, $symbol:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0.saturating_add(other.0))
            }
        }

        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
                values.fold(Self(0), Add::add)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!("{} ", $symbol), self.0)
            }
        }
    };
}

unit! {
    /// Whole minutes. Itineraries are planned and checked in minutes.
    Minutes, "min"
}
unit! {
    /// Whole seconds. Travel times are measured in seconds.
    Seconds, "s"
}
unit! {
    /// Whole cents of the caller's currency.
    Cents, "ct"
}
unit! {
    /// Whole metres.
    Metres, "m"
}

impl Metres {
    /// Metres of an international mile.
    pub(crate) const OF_A_MILE: f64 = 1_609.344;
}

impl Seconds {
    /// Rounds up to whole minutes, so that a plan never promises a drive that is too short.
    ///
    /// ```
    /// use rounds::model::{Minutes, Seconds};
    /// assert_eq!(Seconds(61).to_minutes_up(), Minutes(2));
    /// ```
    #[must_use]
    pub fn to_minutes_up(self) -> Minutes {
        Minutes(self.0.div_ceil(60))
    }
}
