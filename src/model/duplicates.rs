//! Identifiers and rows that stand in a table more than once.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::finding::Finding;
use crate::model::issue::{Consequence, Issue, Table};
use crate::model::records::Rows;

/// Sorts the rows by identifier and keeps one for each: the row whose content sorts first.
pub(crate) fn unique<T: Serialize, K: Ord + ToString>(
    table: Table,
    column: &str,
    rows: Rows<T>,
    key: impl Fn(&T) -> K,
    issues: &mut Vec<Issue>,
) -> Vec<(u64, T)> {
    let mut groups: BTreeMap<K, Vec<(u64, T)>> = BTreeMap::new();
    for (row, value) in rows.0 {
        groups.entry(key(&value)).or_default().push((row, value));
    }
    let mut kept = Vec::with_capacity(groups.len());
    for (id, mut group) in groups {
        if group.len() > 1 {
            group.sort_by_cached_key(|(row, value)| (content(value), *row));
        }
        let mut group = group.into_iter();
        let Some(first) = group.next() else { continue };
        let double = Finding::DuplicateId { kept_row: first.0 };
        issues.extend(
            group.map(|(row, _)| left_out(table, row, double.clone()).about(column, &id.to_string())),
        );
        kept.push(first);
    }
    kept
}

/// Lists the rows that [`unique`] keeps.
pub(crate) fn kept_rows<T: Serialize, K: Ord>(rows: &Rows<T>, key: impl Fn(&T) -> K) -> BTreeSet<u64> {
    let mut groups: BTreeMap<K, Vec<(u64, &T)>> = BTreeMap::new();
    for (row, value) in &rows.0 {
        groups.entry(key(value)).or_default().push((*row, value));
    }
    let first = |group: Vec<(u64, &T)>| match group.as_slice() {
        [(row, _)] => Some(*row),
        several => several.iter().map(|(row, value)| (content(*value), *row)).min().map(|(_, row)| row),
    };
    groups.into_values().filter_map(first).collect()
}

/// Sorts the values and keeps each once. What repeats another is reported.
pub(crate) fn each_once<T>(
    table: Table,
    mut rows: Vec<(T, u64)>,
    order: impl Fn(&T, &T) -> Ordering,
    issues: &mut Vec<Issue>,
) -> Vec<T> {
    rows.sort_by(|a, b| order(&a.0, &b.0).then(a.1.cmp(&b.1)));
    let mut kept: Vec<(T, u64)> = Vec::with_capacity(rows.len());
    for (value, row) in rows {
        match kept.last() {
            Some((last, kept_row)) if order(last, &value).is_eq() => {
                issues.push(left_out(table, row, Finding::DuplicateRow { kept_row: *kept_row }));
            }
            _ => kept.push((value, row)),
        }
    }
    kept.into_iter().map(|(value, _)| value).collect()
}

fn left_out(table: Table, row: u64, finding: Finding) -> Issue {
    Issue::new(table, finding, Consequence::RowLeftOut).at(row)
}

/// Writes the row as text, to order rows by what they say rather than where they stand.
fn content<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
