//! What a reader of scores should know: assumptions, and where the data do not reach.

use serde::{Deserialize, Serialize};

use crate::forecast::pool::method::MemberName;
use crate::model::time::Date;

/// A note on how scores were made. Its sentence is what it displays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ModelNote {
    /// The response to a visit is a prior.
    ResponseAssumed,
    /// The data do not fix some parameters of a lapse model.
    NotFixed {
        /// The model.
        model: MemberName,
        /// The parameters, by the names of the literature.
        parameters: Vec<String>,
    },
    /// The search for the parameters of a lapse model did not end.
    NotConverged {
        /// The model.
        model: MemberName,
    },
    /// The search for the coefficients of the potential did not end.
    PotentialNotConverged,
    /// Rows are totals of a period.
    Totals {
        /// Days from one total to the next.
        period_days: i64,
        /// The last day that the book tells of.
        known_until: Date,
    },
    /// Entries have more than fifty providers.
    LargeGroups {
        /// How many.
        practices: usize,
    },
    /// The book has no referrals.
    NoReferrals,
}
