//! What to do at a practice, in words.

use std::fmt;

use crate::plan::priority::Priority;

impl fmt::Display for Priority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Keep => "keep",
            Self::WinBack => "win back",
            Self::Grow => "grow",
            Self::Introduce => "introduce",
        })
    }
}
