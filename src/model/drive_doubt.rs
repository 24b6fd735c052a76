//! Why a drive of a travel table is doubtful.

/// How a drive does not fit the straight line between its places.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum DriveDoubt {
    /// It is faster than anybody drives.
    TooFast {
        /// Its speed along the straight line, in km/h.
        kmh: u32,
    },
    /// It is far slower than anybody walks.
    TooSlow {
        /// How long it takes, in minutes.
        minutes: u32,
        /// The straight line in metres.
        straight: u32,
    },
    /// Its distance is shorter than the straight line.
    ShorterThanStraight {
        /// Its distance in metres.
        metres: u32,
        /// The straight line in metres.
        straight: u32,
    },
    /// It takes time and leads nowhere: both places are one point.
    OnePoint,
    /// Most times are too fast as seconds, and would do as minutes.
    MinutesAsSeconds {
        /// Rows that are too fast.
        rows: usize,
        /// Rows with a time.
        of: usize,
    },
    /// Most times are too slow as minutes, and would do as seconds.
    SecondsAsMinutes {
        /// Rows that are too slow.
        rows: usize,
        /// Rows with a time.
        of: usize,
    },
    /// Most distances are too short as metres, and would do as kilometres.
    KilometresAsMetres {
        /// Rows that are too short.
        rows: usize,
        /// Rows with a distance.
        of: usize,
    },
}
