//! Last visits that stand in the table of practices.

use std::collections::BTreeSet;

use crate::ingest::cell;
use crate::ingest::row::Row;
use crate::model::history::{Outcome, Visit};
use crate::model::id::LiaisonId;
use crate::model::practice::Practice;
use crate::model::records::Records;

/// Last visits, with the rows of their practices.
pub(crate) type LastVisits = Vec<(u64, Visit)>;

/// Reads when a practice was visited last. Its owner counts as the visitor.
pub(crate) fn of(row: &mut Row<'_>, practice: &Practice) -> Option<(u64, Visit)> {
    let date = row.optional("last_visit", cell::date)?;
    let liaison = practice.owner.clone().unwrap_or_else(|| LiaisonId::from(""));
    Some((
        row.number(),
        Visit {
            practice: practice.id.clone(),
            liaison,
            date,
            time: None,
            outcome: Outcome::Seen,
            note: None,
        },
    ))
}

/// Adds the last visits that the table of visits does not have. One of nobody's practice counts as made by the first liaison.
pub(crate) fn add(records: &mut Records, last_visits: LastVisits) {
    let known: BTreeSet<_> = records.visits.0.iter().map(|(_, it)| (it.practice.clone(), it.date)).collect();
    let liaisons: BTreeSet<LiaisonId> = records.liaisons.0.iter().map(|(_, it)| it.id.clone()).collect();
    let Some(first) = liaisons.first() else { return };
    let owners: std::collections::BTreeMap<_, _> =
        records.practices.0.iter().map(|(_, it)| (it.id.clone(), it.owner.clone())).collect();
    for (row, mut visit) in last_visits {
        let owner = owners.get(&visit.practice).cloned().flatten();
        visit.liaison = owner.filter(|owner| liaisons.contains(owner)).unwrap_or_else(|| first.clone());
        if !known.contains(&(visit.practice.clone(), visit.date)) {
            records.visits.0.push((row, visit));
        }
    }
}
