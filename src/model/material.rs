//! Material that liaisons hand out, how much of it they have, and where it was left.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::id::{LiaisonId, MaterialId, PracticeId};
use crate::model::time::Date;
use crate::model::units::Cents;

/// Something to hand out. For whom it is depends on the specialty alone, never on what a practice refers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Material {
    /// The caller's own identifier.
    pub id: MaterialId,
    /// What it is.
    pub name: String,
    /// The specialties it is for, in small letters; all where empty.
    pub specialties: BTreeSet<String>,
    /// Pieces for one visit; at least 1.
    pub pieces: u32,
    /// What one piece is worth to whoever gets it; 0 for plain information.
    pub value: Cents,
    /// First day on which it is handed out; always where absent.
    pub from: Option<Date>,
    /// Last day on which it is handed out; for ever where absent.
    pub until: Option<Date>,
    /// Fewest days after which a practice gets it again; it gets it once where absent.
    pub every_days: Option<u32>,
}

/// How much of a material a liaison had at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stock {
    /// Who.
    pub liaison: LiaisonId,
    /// Of what.
    pub material: MaterialId,
    /// When it was counted; before all that was left where absent.
    pub date: Option<Date>,
    /// How many pieces.
    pub pieces: u32,
}

/// Material that was left at a practice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LeftMaterial {
    /// Where.
    pub practice: PracticeId,
    /// When.
    pub date: Date,
    /// What. It may be something that is handed out no more.
    pub material: MaterialId,
    /// How many pieces.
    pub pieces: u32,
    /// Who left it.
    pub liaison: Option<LiaisonId>,
    /// What all of it was worth, where it was not the material's own value.
    pub value: Option<Cents>,
}
