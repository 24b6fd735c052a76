//! Cadences that are set longer, so that others can be kept.

use serde::{Deserialize, Serialize};

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::practice::Cadence;

/// One cadence that is set longer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Relaxation {
    /// Who visits the practice.
    pub liaison: LiaisonId,
    /// Which practice is visited less often.
    pub practice: PracticeId,
    /// The cadence that the book has.
    pub from: Cadence,
    /// The cadence that takes its place.
    pub to: Cadence,
    /// Extra referrals a year that the rarer visits give up, if visits work as assumed.
    pub referrals: f64,
    /// Hours a year that they free.
    pub hours: f64,
}
