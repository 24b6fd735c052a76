//! Liaisons whose homes the caller states.

use std::collections::BTreeMap;

use crate::model::id::LiaisonId;
use crate::model::liaison::Liaison;
use crate::model::location::Location;
use crate::model::records::Rows;

/// Moves liaisons to the homes that the caller states, and adds those who are in no row.
pub(crate) fn add(mut rows: Rows<Liaison>, homes: &BTreeMap<LiaisonId, Location>) -> Rows<Liaison> {
    for (id, &home) in homes {
        let mut found = rows.0.iter_mut().filter(|(_, it)| it.id == *id).peekable();
        if found.peek().is_some() {
            found.for_each(|(_, it)| it.home = home);
        } else {
            let row = rows.0.iter().map(|(row, _)| *row).max().unwrap_or(0) + 1;
            rows.0.push((row, Liaison::new(id.clone(), id.as_str(), home)));
        }
    }
    rows
}
