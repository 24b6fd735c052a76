//! People at a practice, and what is open between them and us.

use serde::{Deserialize, Serialize};

use crate::model::id::PracticeId;
use crate::model::time::Date;

/// A person at a practice. Never a patient.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contact {
    /// Where the person works.
    pub practice: PracticeId,
    /// What people call them.
    pub name: String,
    /// What they do there: office manager, referral coordinator, physician.
    pub role: Option<String>,
    /// Telephone number, as the caller writes it.
    pub phone: Option<String>,
    /// Mail address.
    pub mail: Option<String>,
    /// When they are best met, in words.
    pub best_time: Option<String>,
}

/// Something that a practice waits for or complains of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenIssue {
    /// Which practice.
    pub practice: PracticeId,
    /// Since when.
    pub since: Option<Date>,
    /// What it is.
    pub what: String,
    /// The day on which it was settled; open where absent.
    pub closed: Option<Date>,
}

impl OpenIssue {
    /// Lists the rows of a sorted list but for those that a later one repeats with the day on which it was closed. So a log need not
    /// change a row to settle it.
    pub(crate) fn last(rows: &[Self]) -> impl Iterator<Item = &Self> {
        let is_repeated = |it: &Self, next: &Self| Self { closed: it.closed, ..next.clone() } == *it;
        let next = rows.iter().skip(1).map(Some).chain([None]);
        let last = rows.iter().zip(next);
        last.filter(move |(it, next)| !next.is_some_and(|next| is_repeated(it, next))).map(|(it, _)| it)
    }
}
