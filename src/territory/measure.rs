//! What is shared among the liaisons.

/// What every liaison gets a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Hours of work: visits and drives.
    Hours,
    /// Referrals a year that the practices could send.
    Potential,
    /// Number of practices.
    Practices,
}

impl Measure {
    /// Returns its name, in one word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Hours => "hours",
            Self::Potential => "potential",
            Self::Practices => "practices",
        }
    }
}
