//! What an estimate has to say beside its figures.

/// Something that a reader of the figures should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", tag = "note")]
pub enum DidNote {
    /// Units were left out that were treated in the first period already, or may have acted on it.
    AlreadyTreated {
        /// How many; rows with cross-sections.
        units: usize,
    },
    /// Nobody is never treated: the last cohort stands for them, as long as it is not treated.
    NobodyNeverTreated {
        /// The first period of treatment of the last cohort.
        last_cohort: i64,
        /// Only periods before this one are used.
        periods_before: i64,
    },
    /// Units were left out that lack a row of some period.
    Incomplete {
        /// How many.
        units: usize,
    },
    /// Some units lack rows of some periods: each comparison takes the rows that there are.
    Unbalanced {
        /// How many rows there are less than units times periods.
        missing_rows: usize,
    },
    /// A cohort has so few units that its figures, and their standard errors, are of little worth.
    SmallCohort {
        /// Its first period of treatment; `None` for those never treated.
        first_treated: Option<i64>,
        /// How many units it has.
        units: usize,
    },
}

/// Why a group-time has no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingCell {
    /// No treated unit was seen in one of the two periods.
    NoTreated,
    /// No control was seen in one of the two periods.
    NoControls,
    /// All that could be compared weighs nothing.
    NoWeight,
    /// Covariates tell treated units and controls apart, so that some have no counterpart.
    NoOverlap,
    /// Covariates of controls (or of treated units) are constant or explain each other.
    CollinearCovariates,
    /// The model of who is treated found no end.
    NotConverged,
    /// The figure is not a number.
    NotFinite,
}
