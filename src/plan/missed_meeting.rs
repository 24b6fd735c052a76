//! Wishes for joint visits that a plan does not fulfil.

use serde::{Deserialize, Serialize};

use crate::model::id::{PracticeId, ProviderId};
use crate::model::time::Date;
use crate::plan::disposition::RuleSet;

/// A meeting that is wished for and that this plan does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MissedMeeting {
    /// Which practice.
    pub practice: PracticeId,
    /// The specialty that it wants to know.
    pub specialty: String,
    /// The physician it has to be, if one is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<ProviderId>,
    /// The last day for it, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Date>,
    /// Everything that forbids it, each reason by itself; empty where nothing does and no place was found.
    pub reasons: Vec<RuleSet>,
}
