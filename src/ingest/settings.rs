//! What a caller can say about how a book is written.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::geo::gazetteer::Gazetteer;
use crate::ingest::columns::Columns;
use crate::ingest::spelling::dates::DateOrder;
use crate::ingest::words::Words;
use crate::model::id::LiaisonId;
use crate::model::location::Location;

/// How a book is written, where its tables do not say it themselves.
///
/// ```
/// use rounds::ingest::{Columns, DateOrder, Settings};
/// let settings = Settings {
///     columns: Columns::parse(["name=street"])?,
///     dates: Some(DateOrder::MonthFirst),
///     ..Settings::default()
/// };
/// # Ok::<(), rounds::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Which headers hold our columns.
    pub columns: Columns,
    /// What words of theirs mean.
    pub words: Words,
    /// Which number of a date is the month, where the dates themselves do not show it.
    pub dates: Option<DateOrder>,
    /// Where liaisons start, by identifier: of those who are in no table, and in the place of what a table says.
    pub homes: BTreeMap<LiaisonId, Location>,
    /// Where ZIP codes and cities are, for practices without coordinates.
    pub gazetteer: Option<Arc<Gazetteer>>,
}

impl From<Columns> for Settings {
    fn from(columns: Columns) -> Self {
        Self { columns, ..Self::default() }
    }
}
