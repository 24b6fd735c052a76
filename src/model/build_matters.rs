//! Settles the tables of what visits are for: people, talking points, material, our physicians, events.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::model::contact::OpenIssue;
use crate::model::duplicates::{each_once, unique};
use crate::model::event::Event;
use crate::model::finding::Finding;
use crate::model::id::{LiaisonId, MaterialId, ProviderId};
use crate::model::issue::{Consequence, Issue, Table};
use crate::model::material::{LeftMaterial, Material, Stock};
use crate::model::practice::Practice;
use crate::model::provider::{Introduction, Provider, ProviderHours};
use crate::model::records::Rows;
use crate::model::references::Names;
use crate::model::topic::{FollowUp, HeardTopic, Topic};

/// Keeps the follow-ups to practices that the book knows. One whose promiser has left is kept without them.
pub(crate) fn followups(mut rows: Rows<FollowUp>, names: &Names, issues: &mut Vec<Issue>) -> Vec<FollowUp> {
    for (row, followup) in &mut rows.0 {
        let Some(gone) = followup.liaison.take_if(|it| !names.liaisons.contains_key(it)) else { continue };
        let issue = Issue::new(Table::FollowUps, Finding::UnknownLiaison, Consequence::ValueLeftOut);
        issues.push(issue.at(*row).about("liaison_id", gone.as_str()));
    }
    names.of_practices(Table::FollowUps, rows, |row| &row.practice, issues)
}

/// Keeps the stocks of known material that known liaisons have.
pub(crate) fn stock(
    mut rows: Rows<Stock>,
    materials: &[Material],
    names: &Names,
    issues: &mut Vec<Issue>,
) -> Vec<Stock> {
    let known: BTreeSet<&MaterialId> = materials.iter().map(|it| &it.id).collect();
    for (row, stock) in rows.0.extract_if(.., |(_, stock)| !known.contains(&stock.material)) {
        issues.push(unknown(Table::Stock, row).about("item_id", stock.material.as_str()));
    }
    names.known_once(Table::Stock, rows, |row| (None, Some(&row.liaison)), issues)
}

/// Keeps each physician once and gives them their hours. One who has hours and no place to set out from is reported.
pub(crate) fn providers(
    rows: Rows<Provider>,
    hours: Rows<(ProviderId, ProviderHours)>,
    issues: &mut Vec<Issue>,
) -> Vec<Provider> {
    let mut kept = unique(Table::Providers, "provider_id", rows, |row| row.id.clone(), issues);
    let order = |a: &(ProviderId, ProviderHours), b: &(ProviderId, ProviderHours)| {
        a.0.cmp(&b.0).then_with(|| hours_order(&a.1, &b.1))
    };
    let hours = hours.0.into_iter().filter_map(|(row, (id, window))| {
        let is_known = kept.binary_search_by(|(_, it)| it.id.cmp(&id)).is_ok();
        if !is_known {
            issues.push(unknown(Table::ProviderHours, row).about("provider_id", id.as_str()));
        }
        is_known.then_some(((id, window), row))
    });
    let hours: Vec<_> = hours.collect();
    for (id, window) in each_once(Table::ProviderHours, hours, order, issues) {
        if let Ok(at) = kept.binary_search_by(|(_, it)| it.id.cmp(&id)) {
            // The search gave a place in the list.
            kept[at].1.hours.push(window);
        }
    }
    issues.extend(kept.iter().filter_map(|(row, provider)| no_place_to_set_out(*row, provider)));
    kept.into_iter().map(|(_, provider)| with_sorted_hours(provider)).collect()
}

/// Reports a physician who is away at times from a place that nobody knows.
fn no_place_to_set_out(row: u64, provider: &Provider) -> Option<Issue> {
    let is_lost = provider.place.is_none() && provider.hours.iter().any(|hours| hours.place.is_none());
    let issue = || Issue::new(Table::Providers, Finding::NoPlaceToSetOut, Consequence::Kept).at(row);
    is_lost.then(|| issue().about("lat, lon", ""))
}

/// Sorts the hours of a physician; those that they brought themselves and those of the table may be the same.
fn with_sorted_hours(mut provider: Provider) -> Provider {
    provider.hours.sort_by(hours_order);
    provider.hours.dedup();
    provider
}

/// Compares hours by day, window and place.
fn hours_order(a: &ProviderHours, b: &ProviderHours) -> Ordering {
    let key =
        |it: &ProviderHours| (it.day, it.window, it.place.map(|at| (at.lat().to_bits(), at.lon().to_bits())));
    key(a).cmp(&key(b))
}

/// Keeps the wishes of practices that the book knows, for any physician or one that it knows.
pub(crate) fn introductions(
    mut rows: Rows<Introduction>,
    providers: &[Provider],
    names: &Names,
    issues: &mut Vec<Issue>,
) -> Vec<Introduction> {
    let is_known = |id: &ProviderId| providers.binary_search_by(|it| it.id.cmp(id)).is_ok();
    let stranger = |row: &Introduction| row.provider.clone().filter(|id| !is_known(id));
    for (row, wish) in rows.0.extract_if(.., |(_, wish)| stranger(wish).is_some()) {
        let issue = unknown(Table::Introductions, row);
        issues.push(issue.about("provider_id", wish.provider.as_ref().map_or("", ProviderId::as_str)));
    }
    names.of_practices(Table::Introductions, rows, |row| &row.practice, issues)
}

/// Keeps each event once, with those of its liaisons whom the book knows; one that nobody attends is left out. One at a practice that says
/// no place of its own is where the practice is.
pub(crate) fn events(
    rows: Rows<Event>,
    practices: &[(u64, Practice)],
    names: &Names,
    issues: &mut Vec<Issue>,
) -> Vec<Event> {
    let mut kept = Vec::new();
    for (row, mut event) in unique(Table::Events, "event_id", rows, |row| row.id.clone(), issues) {
        drop_strangers(row, &mut event, names, issues);
        if !event.liaisons.is_empty() {
            at_its_practice(row, &mut event, practices, names, issues);
            kept.push(event);
        }
    }
    kept
}

/// Drops liaisons whom the book does not know, and reports an event that names nobody.
fn drop_strangers(row: u64, event: &mut Event, names: &Names, issues: &mut Vec<Issue>) {
    if event.liaisons.is_empty() {
        let issue = Issue::new(Table::Events, Finding::MissingValue, Consequence::RowLeftOut);
        issues.push(issue.at(row).about("liaisons", ""));
    }
    let is_gone = |id: &&LiaisonId| !names.liaisons.contains_key(*id);
    let gone: Vec<LiaisonId> = event.liaisons.iter().filter(is_gone).cloned().collect();
    event.liaisons.retain(|id| names.liaisons.contains_key(id));
    let consequence =
        if event.liaisons.is_empty() { Consequence::RowLeftOut } else { Consequence::ValueLeftOut };
    for id in gone {
        let issue = Issue::new(Table::Events, Finding::UnknownLiaison, consequence);
        issues.push(issue.at(row).about("liaisons", id.as_str()));
    }
}

/// Gives an event the place and the address of its practice where it has none, or drops a practice that the book does not know.
fn at_its_practice(
    row: u64,
    event: &mut Event,
    practices: &[(u64, Practice)],
    names: &Names,
    issues: &mut Vec<Issue>,
) {
    let Some(id) = &event.practice else { return };
    let report = |finding, consequence| {
        Issue::new(Table::Events, finding, consequence).at(row).about("practice_id", id.as_str())
    };
    let venue = names.practices.get(id).and_then(|at| practices.get(at.get()));
    let Some((_, venue)) = venue else {
        issues.push(report(Finding::UnknownPractice, Consequence::ValueLeftOut));
        event.practice = None;
        return;
    };
    if event.place.is_none() {
        event.place = venue.location;
        event.address = event.address.take().or_else(|| venue.address.clone());
    }
    if event.place.is_none() {
        issues.push(report(Finding::PlaceNotFound, Consequence::ValueLeftOut));
    }
}

/// Keeps each talking point once.
pub(crate) fn topics(rows: Rows<Topic>, issues: &mut Vec<Issue>) -> Vec<Topic> {
    let kept = unique(Table::Topics, "topic_id", rows, |row| row.id.clone(), issues);
    kept.into_iter().map(|(_, topic)| topic).collect()
}

/// Keeps what is open at practices that the book knows, each once.
pub(crate) fn open_issues(rows: Rows<OpenIssue>, names: &Names, issues: &mut Vec<Issue>) -> Vec<OpenIssue> {
    names.of_practices(Table::OpenIssues, rows, |row| &row.practice, issues)
}

/// Keeps what practices that the book knows have heard, each once. A topic may be one that is told no more.
pub(crate) fn heard_topics(
    rows: Rows<HeardTopic>,
    names: &Names,
    issues: &mut Vec<Issue>,
) -> Vec<HeardTopic> {
    names.of_practices(Table::HeardTopics, rows, |row| &row.practice, issues)
}

/// Keeps what was left at practices that the book knows, each once. An item may be one that is handed out no more.
pub(crate) fn left_materials(
    rows: Rows<LeftMaterial>,
    names: &Names,
    issues: &mut Vec<Issue>,
) -> Vec<LeftMaterial> {
    names.of_practices(Table::LeftMaterials, rows, |row| &row.practice, issues)
}

/// Keeps each material once.
pub(crate) fn materials(rows: Rows<Material>, issues: &mut Vec<Issue>) -> Vec<Material> {
    let kept = unique(Table::Materials, "item_id", rows, |row| row.id.clone(), issues);
    kept.into_iter().map(|(_, material)| material).collect()
}

fn unknown(table: Table, row: u64) -> Issue {
    Issue::new(table, Finding::UnknownEntry, Consequence::RowLeftOut).at(row)
}
