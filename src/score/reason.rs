//! Reasons: numbers that add up, as sentences.

use serde::{Deserialize, Serialize};

/// One reason why a visit is worth what it is worth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reason {
    /// What it adds to [`VisitValue::base`](super::VisitValue::base), in the same unit; 0 for a remark.
    pub points: f64,
    /// A sentence that a liaison understands.
    pub text: String,
    /// What it is about.
    pub kind: ReasonKind,
}

/// What a reason is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReasonKind {
    /// Referrals that may be lost.
    Retention,
    /// Referrals that could be won.
    Headroom,
    /// The rate has changed.
    Trend,
    /// Little is known.
    Evidence,
}
