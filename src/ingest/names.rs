//! Rows that name a practice or a liaison as people do: by name, or by an identifier that was written a little differently.

use crate::ingest::identifiers::Identifiers;
use crate::ingest::matter_names;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::records::Records;

/// Lets names and other spellings stand for identifiers, in all rows, where they are unique.
pub(crate) fn settle(records: &mut Records) {
    let practices: Vec<(PracticeId, String)> =
        records.practices.0.iter().map(|(_, it)| (it.id.clone(), it.name.clone())).collect();
    let liaisons: Vec<(LiaisonId, String)> =
        records.liaisons.0.iter().map(|(_, it)| (it.id.clone(), it.name.clone())).collect();
    let practices = Identifiers::new(practices.iter().map(|(id, name)| (id, id.as_str(), name.as_str())));
    let liaisons = Identifiers::new(liaisons.iter().map(|(id, name)| (id, id.as_str(), name.as_str())));
    records.practices.0.iter_mut().filter_map(|(_, it)| it.owner.as_mut()).for_each(|id| liaisons.settle(id));
    records.liaisons.0.iter_mut().filter_map(|(_, it)| it.cover.as_mut()).for_each(|id| liaisons.settle(id));
    records.hours.0.iter_mut().for_each(|(_, it)| practices.settle(&mut it.0));
    records.referrals.0.iter_mut().for_each(|(_, it)| practices.settle(&mut it.practice));
    records.must_visits.0.iter_mut().for_each(|(_, it)| practices.settle(&mut it.practice));
    records.time_off.0.iter_mut().for_each(|(_, it)| liaisons.settle(&mut it.liaison));
    records.busy.0.iter_mut().for_each(|(_, it)| liaisons.settle(&mut it.liaison));
    for (_, it) in &mut records.visits.0 {
        practices.settle(&mut it.practice);
        liaisons.settle(&mut it.liaison);
    }
    for (_, it) in &mut records.appointments.0 {
        practices.settle(&mut it.practice);
        liaisons.settle(&mut it.liaison);
    }
    matter_names::settle(records, &practices, &liaisons);
}
