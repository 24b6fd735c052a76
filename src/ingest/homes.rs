//! Liaisons whose homes the caller states.

use std::collections::BTreeMap;

use crate::ingest::cell::same_name;
use crate::model::id::LiaisonId;
use crate::model::liaison::Liaison;
use crate::model::location::Location;
use crate::model::records::Rows;

/// Finds the home that the caller states for a liaison, by identifier or by name.
pub(crate) fn stated(homes: &BTreeMap<LiaisonId, Location>, id: &str, name: &str) -> Option<Location> {
    let is_meant = |known: &&LiaisonId| same_name(known.as_str(), id) || same_name(known.as_str(), name);
    homes.keys().find(is_meant).and_then(|known| homes.get(known)).copied()
}

/// Moves liaisons to the homes that the caller states, and adds those who are in no row.
pub(crate) fn add(mut rows: Rows<Liaison>, homes: &BTreeMap<LiaisonId, Location>) -> Rows<Liaison> {
    for (id, &home) in homes {
        let is_meant =
            |it: &Liaison| same_name(it.id.as_str(), id.as_str()) || same_name(&it.name, id.as_str());
        let mut found = rows.0.iter_mut().filter(|(_, it)| is_meant(it)).peekable();
        if found.peek().is_some() {
            found.for_each(|(_, it)| it.home = home);
        } else {
            let row = rows.0.iter().map(|(row, _)| *row).max().unwrap_or(0) + 1;
            rows.0.push((row, Liaison::new(id.clone(), id.as_str(), home)));
        }
    }
    rows
}
