//! What is left at a practice, and what is not, with the reason.

use serde::{Deserialize, Serialize};

use crate::model::id::MaterialId;
use crate::model::units::Cents;

/// Something to leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Handout {
    /// Which material of the book.
    pub material: MaterialId,
    /// What it is called.
    pub name: String,
    /// How many pieces; at least 1.
    pub pieces: u32,
}

/// Something that is not left, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Withheld {
    /// Which material of the book.
    pub material: MaterialId,
    /// What it is called.
    pub name: String,
    /// How many pieces are missing; at least 1.
    pub pieces: u32,
    /// Why.
    pub because: HeldBack,
}

/// Why material is not left at a practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HeldBack {
    /// The liaison does not have enough of it.
    Stock,
    /// It is worth something, and no limit of value is stated.
    NoLimit,
    /// With it, the practice would have got more in the calendar year than the limit allows.
    OverLimit {
        /// What the practice has got in the year, or will have before this visit.
        given: Cents,
        /// The most in a calendar year.
        limit: Cents,
    },
    /// It is worth something, and so is something that was left in the same year, of which nobody knows how much.
    ValueNotKnown,
}
