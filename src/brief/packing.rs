//! What to pack, for a day and for a week, and what is short.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::brief::handout::{HeldBack, Withheld};
use crate::brief::material::PiecesLeft;
use crate::brief::stop_brief::StopBrief;
use crate::model::id::{LiaisonId, MaterialId};
use crate::model::material::Material;
use crate::model::time::Date;

/// What a liaison packs for a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DayPacking {
    /// Who.
    pub liaison: LiaisonId,
    /// Which day.
    pub date: Date,
    /// By material.
    pub items: Vec<Packed>,
}

/// What a liaison packs for a week, from Monday to Sunday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WeekPacking {
    /// Who.
    pub liaison: LiaisonId,
    /// Its Monday.
    pub monday: Date,
    /// By material.
    pub items: Vec<Packed>,
}

/// A material to pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Packed {
    /// Which material of the book.
    pub material: MaterialId,
    /// What it is called.
    pub name: String,
    /// How many pieces there are for it.
    pub pieces: u32,
    /// How many pieces more the visits would take.
    pub short: u32,
}

/// A material of which a liaison does not have enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Restock {
    /// Who.
    pub liaison: LiaisonId,
    /// Which material of the book.
    pub material: MaterialId,
    /// What it is called.
    pub name: String,
    /// The first day on which pieces are missing.
    pub from: Date,
    /// How many are missing up to the end of the plan.
    pub pieces: u32,
}

/// Material that a liaison has, and that is handed out no more before the plan ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OutdatedStock {
    /// Who.
    pub liaison: LiaisonId,
    /// Which material of the book.
    pub material: MaterialId,
    /// What it is called.
    pub name: String,
    /// The last day on which it is handed out.
    pub until: Date,
    /// How many pieces are left over.
    pub pieces: u32,
}

/// Lists what each liaison packs for each day.
pub(crate) fn days(stops: &[StopBrief]) -> Vec<DayPacking> {
    let packed = sums(stops, |date| date).into_iter();
    packed.map(|((liaison, date), items)| DayPacking { liaison, date, items }).collect()
}

/// Lists what each liaison packs for each week.
pub(crate) fn weeks(stops: &[StopBrief]) -> Vec<WeekPacking> {
    let packed = sums(stops, Date::monday).into_iter();
    packed.map(|((liaison, monday), items)| WeekPacking { liaison, monday, items }).collect()
}

/// Adds up the material of the stops, by liaison and the day or week that a date belongs to.
fn sums(stops: &[StopBrief], span: impl Fn(Date) -> Date) -> BTreeMap<(LiaisonId, Date), Vec<Packed>> {
    let mut sums: BTreeMap<(LiaisonId, Date), BTreeMap<MaterialId, Packed>> = BTreeMap::new();
    for stop in stops {
        let given = stop.material.iter().map(|it| (&it.material, &it.name, it.pieces, 0));
        let short = short(stop).map(|it| (&it.material, &it.name, 0, it.pieces));
        for (id, name, pieces, short) in given.chain(short) {
            let new = || Packed { material: id.clone(), name: name.clone(), pieces: 0, short: 0 };
            let items = sums.entry((stop.liaison.clone(), span(stop.date))).or_default();
            let item = items.entry(id.clone()).or_insert_with(new);
            item.pieces = item.pieces.saturating_add(pieces);
            item.short = item.short.saturating_add(short);
        }
    }
    sums.into_iter().map(|(key, items)| (key, items.into_values().collect())).collect()
}

/// Lists what is not left at a stop since the stock is too small.
fn short(stop: &StopBrief) -> impl Iterator<Item = &Withheld> {
    stop.withheld.iter().filter(|it| it.because == HeldBack::Stock)
}

/// Lists what liaisons do not have enough of, from the first day on.
pub(crate) fn restock(stops: &[StopBrief]) -> Vec<Restock> {
    let mut missing: BTreeMap<(&LiaisonId, &MaterialId), Restock> = BTreeMap::new();
    for stop in stops {
        for it in short(stop) {
            let new = || Restock {
                liaison: stop.liaison.clone(),
                material: it.material.clone(),
                name: it.name.clone(),
                from: stop.date,
                pieces: 0,
            };
            let sum = missing.entry((&stop.liaison, &it.material)).or_insert_with(new);
            sum.from = sum.from.min(stop.date);
            sum.pieces = sum.pieces.saturating_add(it.pieces);
        }
    }
    missing.into_values().collect()
}

/// Lists the pieces left of what is handed out no more on the plan's last day.
pub(crate) fn outdated(materials: &[Material], pieces: &PiecesLeft, end: Date) -> Vec<OutdatedStock> {
    let over = |((liaison, id), &pieces): (&(LiaisonId, MaterialId), &u32)| {
        let material = materials.iter().find(|it| it.id == *id)?;
        let until = material.until.filter(|until| *until < end && pieces > 0)?;
        let (liaison, material, name) = (liaison.clone(), id.clone(), material.name.clone());
        Some(OutdatedStock { liaison, material, name, until, pieces })
    };
    pieces.iter().filter_map(over).collect()
}
