//! Drives that do not fit the straight line between their places, as clauses.

use std::fmt::{self, Display, Formatter};

use crate::model::drive_doubt::DriveDoubt;

impl Display for DriveDoubt {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFast { kmh } => write!(f, "the drive is too fast: {kmh} km/h along the straight line"),
            Self::TooSlow { minutes, straight } => {
                write!(f, "the drive is too slow: {minutes} minutes for a straight line of {straight} m")
            }
            Self::ShorterThanStraight { metres, straight } => {
                write!(f, "the drive of {metres} m is shorter than the straight line of {straight} m")
            }
            Self::OnePoint => f.write_str("both places are one point, so no time is spent on the way"),
            Self::MinutesAsSeconds { rows, of } => {
                write!(f, "are these minutes? As seconds, {rows} of {of} drives are faster than 200 km/h")
            }
            Self::SecondsAsMinutes { rows, of } => {
                write!(f, "are these seconds? As minutes, {rows} of {of} drives are slower than 2 km/h")
            }
            Self::KilometresAsMetres { rows, of } => {
                write!(
                    f,
                    "are these kilometres? As metres, {rows} of {of} drives are shorter than the straight line"
                )
            }
        }
    }
}

/// Says what is doubtful without what differs from row to row.
pub(crate) fn kind(doubt: &DriveDoubt) -> String {
    match doubt {
        DriveDoubt::TooFast { .. } => "the drive is faster than 200 km/h along the straight line".to_owned(),
        DriveDoubt::TooSlow { .. } => "the drive is slower than anybody walks".to_owned(),
        DriveDoubt::ShorterThanStraight { .. } => "the drive is shorter than the straight line".to_owned(),
        doubt => doubt.to_string(),
    }
}

/// Says what to do about it.
pub(crate) fn advice(doubt: &DriveDoubt) -> &'static str {
    match doubt {
        DriveDoubt::TooFast { .. } | DriveDoubt::TooSlow { .. } | DriveDoubt::ShorterThanStraight { .. } => {
            "Check the number and its unit, and the coordinates of both places."
        }
        DriveDoubt::OnePoint => "Correct the coordinates if the places are apart.",
        DriveDoubt::MinutesAsSeconds { .. } => {
            "If so, call the column minutes. Until then drives are estimated."
        }
        DriveDoubt::SecondsAsMinutes { .. } => {
            "If so, call the column seconds. Until then drives are estimated."
        }
        DriveDoubt::KilometresAsMetres { .. } => {
            "If so, call the column km. Until then distances are estimated."
        }
    }
}
