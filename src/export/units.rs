//! Which units of distance people read.

use crate::model::units::Metres;

/// The unit of distance in what people read. Programs get metres whatever people read.
///
/// ```
/// use rounds::export::Units;
/// assert_eq!("km".parse::<Units>(), Ok(Units::Kilometres));
/// assert_eq!(Units::default().to_string(), "mi");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Units {
    /// Miles of 1,609.344 metres.
    #[default]
    Miles,
    /// Kilometres.
    Kilometres,
}

impl Units {
    /// Returns the metres of one unit.
    pub(crate) fn metres(self) -> f64 {
        match self {
            Self::Miles => Metres::OF_A_MILE,
            Self::Kilometres => 1000.0,
        }
    }
}

/// Writes `mi` or `km`.
impl std::fmt::Display for Units {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::Miles => "mi",
            Self::Kilometres => "km",
        })
    }
}

/// A text that is neither `mi` nor `km`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("units are mi or km")]
pub struct ParseUnitsError;

impl std::str::FromStr for Units {
    type Err = ParseUnitsError;

    fn from_str(text: &str) -> Result<Self, ParseUnitsError> {
        let all = [Self::Miles, Self::Kilometres];
        all.into_iter().find(|unit| unit.to_string() == text.trim().to_lowercase()).ok_or(ParseUnitsError)
    }
}
