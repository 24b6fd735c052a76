//! What whoever picks material gets to see of a visit. Nothing here says what the practice is worth.

use crate::model::id::{LiaisonId, PracticeId};
use crate::model::material::LeftMaterial;
use crate::model::time::{Date, TimeOfDay};

/// A visit at which material can be left. The order is the one in which stock is shared: by day, then time, then practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct MaterialVisit<'a> {
    pub(crate) date: Date,
    pub(crate) start: TimeOfDay,
    pub(crate) practice: &'a PracticeId,
    pub(crate) liaison: &'a LiaisonId,
    /// In small letters.
    pub(crate) specialty: Option<&'a str>,
    /// All that was left at the practice before.
    pub(crate) left: &'a [LeftMaterial],
}
