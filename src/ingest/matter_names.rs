//! Rows about visits that name practices, liaisons, physicians, talking points or material as people do.

use crate::ingest::identifiers::Identifiers;
use crate::model::id::{LiaisonId, MaterialId, PracticeId, ProviderId, TopicId};
use crate::model::records::Records;

/// Lets names and other spellings stand for identifiers, where they are unique.
pub(crate) fn settle(
    records: &mut Records,
    practices: &Identifiers<PracticeId>,
    liaisons: &Identifiers<LiaisonId>,
) {
    people(records, practices, liaisons);
    topics(records, practices);
    materials(records, practices, liaisons);
    physicians(records, practices);
    for (_, event) in &mut records.events.0 {
        event.practice.iter_mut().for_each(|id| practices.settle(id));
        let named = std::mem::take(&mut event.liaisons);
        event.liaisons = named.into_iter().map(|id| liaisons.settled(id)).collect();
    }
}

/// Settles contacts, open issues, rests and follow-ups.
fn people(records: &mut Records, practices: &Identifiers<PracticeId>, liaisons: &Identifiers<LiaisonId>) {
    records.contacts.0.iter_mut().for_each(|(_, it)| practices.settle(&mut it.practice));
    records.open_issues.0.iter_mut().for_each(|(_, it)| practices.settle(&mut it.practice));
    records.rests.0.iter_mut().for_each(|(_, it)| practices.settle(&mut it.practice));
    for (_, it) in &mut records.followups.0 {
        practices.settle(&mut it.practice);
        it.liaison.iter_mut().for_each(|id| liaisons.settle(id));
    }
}

/// Settles the talking points that practices have heard.
fn topics(records: &mut Records, practices: &Identifiers<PracticeId>) {
    let known: Vec<(TopicId, String)> =
        records.topics.0.iter().map(|(_, it)| (it.id.clone(), it.text.clone())).collect();
    let topics = Identifiers::new(known.iter().map(|(id, text)| (id, id.as_str(), text.as_str())));
    for (_, it) in &mut records.heard_topics.0 {
        practices.settle(&mut it.practice);
        topics.settle(&mut it.topic);
    }
}

/// Settles stocks, and what was left.
fn materials(records: &mut Records, practices: &Identifiers<PracticeId>, liaisons: &Identifiers<LiaisonId>) {
    let known: Vec<(MaterialId, String)> =
        records.materials.0.iter().map(|(_, it)| (it.id.clone(), it.name.clone())).collect();
    let materials = Identifiers::new(known.iter().map(|(id, name)| (id, id.as_str(), name.as_str())));
    for (_, it) in &mut records.stock.0 {
        liaisons.settle(&mut it.liaison);
        materials.settle(&mut it.material);
    }
    for (_, it) in &mut records.left_materials.0 {
        practices.settle(&mut it.practice);
        materials.settle(&mut it.material);
        it.liaison.iter_mut().for_each(|id| liaisons.settle(id));
    }
}

/// Settles the hours of physicians, and the wishes to meet them.
fn physicians(records: &mut Records, practices: &Identifiers<PracticeId>) {
    let known: Vec<(ProviderId, String)> =
        records.providers.0.iter().map(|(_, it)| (it.id.clone(), it.name.clone())).collect();
    let physicians = Identifiers::new(known.iter().map(|(id, name)| (id, id.as_str(), name.as_str())));
    records.provider_hours.0.iter_mut().for_each(|(_, it)| physicians.settle(&mut it.0));
    for (_, it) in &mut records.introductions.0 {
        practices.settle(&mut it.practice);
        it.provider.iter_mut().for_each(|id| physicians.settle(id));
    }
}
