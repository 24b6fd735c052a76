//! Where a practice stands between us and others.

use serde::{Deserialize, Serialize};

/// Where a practice stands between us and others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    /// Sends us half or more of what it could.
    Loyalist,
    /// Sends us some, and others the more.
    Splitter,
    /// Could send much and sends little or nothing.
    Opportunity,
    /// Used to refer and has probably stopped.
    Lapsed,
    /// Never or long ago referred, and little would come.
    Dormant,
    /// The data do not say.
    Unknown,
}
