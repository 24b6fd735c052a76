//! Reads material to hand out, stocks of it, and what was left where.

use crate::ingest::cell;
use crate::ingest::fields::{every_days, limit};
use crate::ingest::row::Row;
use crate::ingest::rows::{liaison_id, practice_id};
use crate::ingest::spelling::numbers;
use crate::model::id::MaterialId;
use crate::model::material::{LeftMaterial, Material, Stock};

/// Most pieces that one row may hold.
const MOST_PIECES: u32 = 1_000_000;

/// Reads a material. One whose value cannot be read is left out, so that nothing of value passes for plain information.
pub(crate) fn material(row: &mut Row<'_>) -> Option<Material> {
    let (id, name) = (item_id(row), row.needed("name", cell::text));
    let specialties = limit(row, "specialties", cell::limits);
    let pieces = row.optional("pieces", numbers::whole(1..=MOST_PIECES)).unwrap_or(1);
    let value = limit(row, "value", numbers::cents);
    let (from, until) = (row.optional("from", cell::date), row.optional("until", cell::date));
    let every_days = every_days(row);
    Some(Material {
        id: id?,
        name: name?,
        specialties: specialties?,
        pieces,
        value: value?,
        from,
        until,
        every_days,
    })
}

/// Reads how much of a material a liaison has.
pub(crate) fn stock(row: &mut Row<'_>) -> Option<Stock> {
    let (liaison, material) = (liaison_id(row), item_id(row));
    let pieces = row.needed("pieces", numbers::whole(0..=MOST_PIECES));
    let date = row.optional("date", cell::date);
    Some(Stock { liaison: liaison?, material: material?, date, pieces: pieces? })
}

/// Reads what was left at a practice.
pub(crate) fn left_material(row: &mut Row<'_>) -> Option<LeftMaterial> {
    let (practice, date, material) = (practice_id(row), row.needed("date", cell::date), item_id(row));
    let pieces = row.optional("pieces", numbers::whole(0..=MOST_PIECES)).unwrap_or(1);
    let liaison = row.optional("liaison_id", |field, _| Ok(field.into()));
    let value = row.optional("value", numbers::cents);
    Some(LeftMaterial { practice: practice?, date: date?, material: material?, pieces, liaison, value })
}

fn item_id(row: &mut Row<'_>) -> Option<MaterialId> {
    row.needed("item_id", |field, _| Ok(field.into()))
}
