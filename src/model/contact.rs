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
