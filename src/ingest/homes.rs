//! Liaisons whose homes the caller states.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, ErrorKind};
use crate::ingest::book_reader::no_table;
use crate::model::id::LiaisonId;
use crate::model::issue::Table;
use crate::model::liaison::Liaison;
use crate::model::location::Location;
use crate::model::practice::Practice;
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

/// Says that there are no liaisons, and whose homes are missing.
pub(crate) fn missing(practices: &Rows<Practice>) -> Error {
    const SHOWN: usize = 12;
    let owners: BTreeSet<&LiaisonId> = practices.0.iter().filter_map(|(_, it)| it.owner.as_ref()).collect();
    if owners.is_empty() {
        return no_table(Table::Liaisons);
    }
    let named: Vec<String> = owners.iter().take(SHOWN).map(|id| format!("--home \"{id}=LAT,LON\"")).collect();
    let more = if owners.len() > SHOWN { " ..." } else { "" };
    let text = format!(
        "there is no table liaisons, and {} liaisons own practices. Say where each starts the day: {}{more}",
        owners.len(),
        named.join(" ")
    );
    Error::new(ErrorKind::Input, text)
}
