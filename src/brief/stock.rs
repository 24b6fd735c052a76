//! How much material liaisons have.

use std::collections::BTreeMap;

use crate::brief::material::PiecesLeft;
use crate::model::book::Book;
use crate::model::id::{LiaisonId, MaterialId};
use crate::model::material::{LeftMaterial, Stock};
use crate::model::time::Date;

/// Counts what is left of the newest counts, less all that was left at practices after their days.
pub(crate) fn pieces_left(book: &Book) -> PiecesLeft {
    let counts = newest(book.stock());
    let mut left: PiecesLeft = counts.iter().map(|(key, count)| (key.clone(), count.pieces)).collect();
    for practice in book.practice_indices() {
        for row in book.left_materials(practice) {
            let owner = book.practice_at(practice).and_then(|it| it.owner.as_ref());
            let Some(liaison) = row.liaison.as_ref().or(owner) else { continue };
            let key = (liaison.clone(), row.material.clone());
            let counted = counts.get(&key).map(|it| it.date);
            if let Some(pieces) = left.get_mut(&key).filter(|_| counted.is_some_and(|day| is_after(row, day)))
            {
                *pieces = pieces.saturating_sub(row.pieces);
            }
        }
    }
    left
}

/// Returns how many pieces of a material a liaison has left for a visit on a day: the newest count, less what was left at practices
/// since. Nothing where the material was never counted, or was counted on that day or later.
#[must_use]
pub fn stock_left(book: &Book, liaison: &LiaisonId, material: &MaterialId, day: Date) -> Option<u32> {
    let key = (liaison.clone(), material.clone());
    newest(book.stock()).get(&key).filter(|it| it.date.is_none_or(|counted| counted < day))?;
    pieces_left(book).get(&key).copied()
}

/// Finds the newest count of each material of each liaison. Rows are sorted, and one without a day comes first.
fn newest(stock: &[Stock]) -> BTreeMap<(LiaisonId, MaterialId), &Stock> {
    stock.iter().map(|row| ((row.liaison.clone(), row.material.clone()), row)).collect()
}

/// Tells whether something was left after a count at the end of a day.
fn is_after(row: &LeftMaterial, counted: Option<Date>) -> bool {
    counted.is_none_or(|day| row.date > day)
}
