//! Settles the tables of what visits are for: people, talking points, material, our physicians, events.

use std::collections::BTreeSet;

use crate::model::duplicates::unique;
use crate::model::event::Event;
use crate::model::finding::Finding;
use crate::model::id::{LiaisonId, MaterialId, ProviderId};
use crate::model::issue::{Consequence, Issue, Table};
use crate::model::material::{Material, Stock};
use crate::model::provider::{Introduction, Provider, ProviderHours};
use crate::model::records::Rows;
use crate::model::references::Names;
use crate::model::topic::FollowUp;

/// Keeps the follow-ups to practices that the book knows. One whose promiser has left is kept without them.
pub(crate) fn followups(mut rows: Rows<FollowUp>, names: &Names, issues: &mut Vec<Issue>) -> Vec<FollowUp> {
    for (row, followup) in &mut rows.0 {
        let Some(gone) = followup.liaison.take_if(|it| !names.liaisons.contains_key(it)) else { continue };
        let issue = Issue::new(Table::FollowUps, Finding::UnknownLiaison, Consequence::ValueLeftOut);
        issues.push(issue.at(*row).about("liaison_id", gone.as_str()));
    }
    names.known_once(Table::FollowUps, rows, |row| (Some(&row.practice), None), issues)
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

/// Keeps each physician once and gives them their hours.
pub(crate) fn providers(
    rows: Rows<Provider>,
    hours: Rows<(ProviderId, ProviderHours)>,
    issues: &mut Vec<Issue>,
) -> Vec<Provider> {
    let kept = unique(Table::Providers, "provider_id", rows, |row| row.id.clone(), issues);
    let mut providers: Vec<Provider> = kept.into_iter().map(|(_, provider)| provider).collect();
    for (row, (id, window)) in hours.0 {
        match providers.binary_search_by(|it| it.id.cmp(&id)) {
            Ok(at) => providers[at].hours.push(window),
            Err(_) => {
                let issue = unknown(Table::ProviderHours, row);
                issues.push(issue.about("provider_id", id.as_str()));
            }
        }
    }
    let order =
        |it: &ProviderHours| (it.day, it.window, it.place.map(|at| (at.lat().to_bits(), at.lon().to_bits())));
    for provider in &mut providers {
        provider.hours.sort_by_key(order);
        provider.hours.dedup();
    }
    providers
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
    names.known_once(Table::Introductions, rows, |row| (Some(&row.practice), None), issues)
}

/// Keeps each event once, with those of its liaisons whom the book knows; one that nobody attends is left out.
pub(crate) fn events(rows: Rows<Event>, names: &Names, issues: &mut Vec<Issue>) -> Vec<Event> {
    let mut kept = Vec::new();
    for (row, mut event) in unique(Table::Events, "event_id", rows, |row| row.id.clone(), issues) {
        let gone: Vec<LiaisonId> =
            event.liaisons.iter().filter(|id| !names.liaisons.contains_key(*id)).cloned().collect();
        event.liaisons.retain(|id| names.liaisons.contains_key(id));
        let consequence =
            if event.liaisons.is_empty() { Consequence::RowLeftOut } else { Consequence::ValueLeftOut };
        for id in &gone {
            let issue = Issue::new(Table::Events, Finding::UnknownLiaison, consequence);
            issues.push(issue.at(row).about("liaisons", id.as_str()));
        }
        let stranger = event.practice.take_if(|id| !names.practices.contains_key(id));
        if let Some(id) = stranger {
            let issue = Issue::new(Table::Events, Finding::UnknownPractice, Consequence::ValueLeftOut);
            issues.push(issue.at(row).about("practice_id", id.as_str()));
        }
        if !event.liaisons.is_empty() {
            kept.push(event);
        }
    }
    kept
}

/// Keeps each row of a table once that has identifiers of its own.
pub(crate) fn by_id<T: serde::Serialize, K: Ord + ToString>(
    table: Table,
    column: &str,
    rows: Rows<T>,
    key: impl Fn(&T) -> K,
    issues: &mut Vec<Issue>,
) -> Vec<T> {
    unique(table, column, rows, key, issues).into_iter().map(|(_, value)| value).collect()
}

fn unknown(table: Table, row: u64) -> Issue {
    Issue::new(table, Finding::UnknownEntry, Consequence::RowLeftOut).at(row)
}
