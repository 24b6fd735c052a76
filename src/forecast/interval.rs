//! A range of counts.

use serde::{Deserialize, Serialize};

/// A range of counts, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountInterval {
    /// Fewest.
    pub low: u32,
    /// Most.
    pub high: u32,
}
