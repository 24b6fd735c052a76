//! Findings of one kind together: where they are, and what stands there.

use crate::export::wording::drive_doubts;
use crate::ingest::count::TableCount;
use crate::model::finding::{Finding, PlaceDoubt};
use crate::model::issue::{Issue, Table};

/// Says what is wrong without what differs from row to row, so that findings of one kind can stand together.
pub(crate) fn kind(issue: &Issue) -> String {
    match &issue.finding {
        Finding::DuplicateRow { .. } => "the same row already stands in the table".to_owned(),
        Finding::DuplicateId { .. } => "the identifier already stands in another row".to_owned(),
        Finding::NearPlace { .. } => "the place is the middle of a ZIP code or a city".to_owned(),
        Finding::UnlikelyPlace(PlaceDoubt::FarFromHomes { .. }) => {
            "every home of a liaison is far away".to_owned()
        }
        Finding::UnlikelyPlace(PlaceDoubt::FarFromZips { .. }) => "every ZIP code is far away".to_owned(),
        Finding::PairTwice { .. } => {
            "another row is about the same two places; the slower drive counts".to_owned()
        }
        Finding::DoubtfulDrive(doubt) => drive_doubts::kind(doubt),
        Finding::FutureDate { as_of, .. } => format!("the day is later than {as_of}, the day of planning"),
        finding => finding.to_string(),
    }
}

/// Says where findings of one kind are: in which rows of a table, in which column, and what stands there.
pub(crate) fn place(
    table: Table,
    rows: &[u64],
    most: usize,
    column: Option<&str>,
    values: &[&str],
) -> String {
    let mut place = table.to_string();
    match rows {
        [] => {}
        [row] => place = format!("{place} row {row}"),
        rows => place = format!("{place} rows {}", ranges(rows, most)),
    }
    if let Some(column) = column {
        place = format!("{place}, {column}");
    }
    if !values.is_empty() {
        place = format!("{place} = {}", some_values(values));
    }
    place
}

/// Writes row numbers as ranges: `4-6, 9 and 12`; at most so many numbers, then how many more there are.
fn ranges(rows: &[u64], most: usize) -> String {
    let mut sorted = rows.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let more = sorted.len().saturating_sub(most);
    sorted.truncate(most);
    let parts: Vec<String> = sorted.chunk_by(|a, b| a + 1 == *b).map(range).collect();
    match (parts.as_slice(), more) {
        (parts, 1..) => format!("{} ({more} more; --all names them)", parts.join(", ")),
        ([before @ .., last], 0) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        (parts, _) => parts.concat(),
    }
}

fn range(rows: &[u64]) -> String {
    match rows {
        [first, .., last] => format!("{first}-{last}"),
        rows => rows.iter().map(u64::to_string).collect(),
    }
}

/// Lists the first different values.
fn some_values(values: &[&str]) -> String {
    const SHOWN: usize = 3;
    let mut different: Vec<&str> = Vec::new();
    for value in values {
        if !different.contains(value) {
            different.push(value);
        }
        if different.len() > SHOWN {
            break;
        }
    }
    let shown: Vec<String> = different.iter().take(SHOWN).map(|value| format!("{value:?}")).collect();
    shown.join(", ") + if different.len() > SHOWN { ", ..." } else { "" }
}

/// Says how many rows of a table are used.
pub(crate) fn rows_used(count: TableCount) -> String {
    let TableCount { table, rows, used } = count;
    match (rows, used) {
        (1, 1) => format!("{table}: its row is used."),
        (rows, used) if rows == used => format!("{table}: all {rows} rows are used."),
        _ => format!("{table}: {used} of {rows} rows are used."),
    }
}
