//! What a practice has got: when it got what, and what all of it was worth in each calendar year.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::brief::handout::HeldBack;
use crate::brief::repeat::is_over;
use crate::model::id::{MaterialId, PracticeId};
use crate::model::material::{LeftMaterial, Material};
use crate::model::time::Date;
use crate::model::units::Cents;

/// What a practice gets in a calendar year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ValueGiven {
    /// Which practice.
    pub practice: PracticeId,
    /// Which calendar year.
    pub year: i32,
    /// What all that was left is worth.
    pub left: Cents,
    /// What all that is planned is worth.
    pub planned: Cents,
    /// Whether something was left of which nobody knows what it is worth. It is not counted in `left`.
    pub is_incomplete: bool,
}

/// What a practice has got, as far as it is known.
#[derive(Debug, Default)]
pub(crate) struct Recipient<'a> {
    /// When it got a material last, or will have.
    last: BTreeMap<&'a MaterialId, Date>,
    years: BTreeMap<i32, YearOfGifts>,
}

/// What came in a calendar year.
#[derive(Debug, Clone, Copy, Default)]
struct YearOfGifts {
    left: Cents,
    planned: Cents,
    is_incomplete: bool,
}

impl<'a> Recipient<'a> {
    /// Gathers what was left at a practice. A row without a value of its own is worth what its material is.
    pub(crate) fn new(materials: &[Material], left: &'a [LeftMaterial]) -> Self {
        let mut it = Self::default();
        for row in left {
            let known = materials.iter().find(|material| material.id == row.material);
            let worth = row.value.or(known.map(|material| worth(material, row.pieces)));
            let year = it.years.entry(row.date.year()).or_default();
            year.left = year.left + worth.unwrap_or_default();
            year.is_incomplete |= worth.is_none();
            let last = it.last.entry(&row.material).or_insert(row.date);
            *last = row.date.max(*last);
        }
        it
    }

    /// Tells whether it may get a material again on a day.
    pub(crate) fn may_get(&self, material: &Material, day: Date) -> bool {
        self.last.get(&material.id).is_none_or(|last| is_over(*last, material.every_days, day))
    }

    /// Finds what the limit of value has against so many pieces on a day.
    pub(crate) fn objection(&self, material: &Material, day: Date, limit: Option<Cents>) -> Option<HeldBack> {
        let worth = worth(material, material.pieces.max(1));
        if worth == Cents(0) {
            return None;
        }
        let Some(limit) = limit else { return Some(HeldBack::NoLimit) };
        let year = self.years.get(&day.year()).copied().unwrap_or_default();
        let given = year.left + year.planned;
        if year.is_incomplete {
            return Some(HeldBack::ValueNotKnown);
        }
        (given + worth > limit).then_some(HeldBack::OverLimit { given, limit })
    }

    /// Notes that so many pieces are planned for a day.
    pub(crate) fn note(&mut self, material: &'a Material, day: Date, pieces: u32) {
        self.last.insert(&material.id, day);
        let year = self.years.entry(day.year()).or_default();
        year.planned = year.planned + worth(material, pieces);
    }

    /// Lists the years in which something of value came or will come.
    pub(crate) fn values(&self, practice: &PracticeId) -> Vec<ValueGiven> {
        let any = |it: &YearOfGifts| it.is_incomplete || it.left + it.planned > Cents(0);
        let value = |(&year, it): (&i32, &YearOfGifts)| ValueGiven {
            practice: practice.clone(),
            year,
            left: it.left,
            planned: it.planned,
            is_incomplete: it.is_incomplete,
        };
        self.years.iter().filter(|(_, it)| any(it)).map(value).collect()
    }
}

/// Returns what so many pieces are worth.
fn worth(material: &Material, pieces: u32) -> Cents {
    Cents(material.value.0.saturating_mul(pieces))
}
