//! A drive in a plan.

use serde::{Deserialize, Serialize};

use crate::model::units::{Metres, Minutes};

/// One drive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Leg {
    /// Minutes, rounded up.
    pub drive: Minutes,
    /// Metres.
    pub distance: Metres,
}
