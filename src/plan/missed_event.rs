//! Events that somebody cannot attend.

use serde::{Deserialize, Serialize};

use crate::model::id::{EventId, LiaisonId};
use crate::model::time::Date;
use crate::plan::disposition::RuleSet;

/// An event that a liaison cannot attend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MissedEvent {
    /// Which event.
    pub event: EventId,
    /// Who cannot be there.
    pub liaison: LiaisonId,
    /// Which day.
    pub date: Date,
    /// Everything that forbids it, each reason by itself.
    pub reasons: Vec<RuleSet>,
}
