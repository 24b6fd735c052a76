//! Event logs as histories.

use std::collections::BTreeMap;
use std::path::Path;

use rounds::forecast::History;
use rounds::model::Date;

use super::Outcome;

/// Events by source, known on the day; sources that begin later are left out.
pub(super) fn read(path: &Path, until: Date) -> Outcome<BTreeMap<String, History>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
    let header = reader.headers()?.clone();
    let column = |names: &[&str], otherwise: usize| {
        header
            .iter()
            .position(|name| names.contains(&name.trim().to_lowercase().as_str()))
            .unwrap_or(otherwise)
    };
    let (source, date) = (column(&["source_id", "practice_id", "id"], 0), column(&["date"], 1));
    let count = header.iter().position(|name| name.trim().eq_ignore_ascii_case("count"));
    let mut events: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
    for (row, record) in reader.records().enumerate() {
        let record = record?;
        let cell = |at: usize| record.get(at).unwrap_or("").trim();
        let day: Date =
            cell(date).parse().map_err(|_| format!("row {}: '{}' is no date", row + 2, cell(date)))?;
        let Ok(ago) = u32::try_from(until.days_since(day)) else { continue };
        let number =
            |at| cell(at).parse().map_err(|_| format!("row {}: '{}' is no count", row + 2, cell(at)));
        let count = count.map_or(Ok(1), number)?;
        events.entry(cell(source).to_owned()).or_default().push((ago, count));
    }
    if count.is_none() {
        // Without counts a row is a day with an event, as in the literature: events of one day count once.
        for days in events.values_mut() {
            days.sort_unstable();
            days.dedup();
        }
    }
    Ok(events.into_iter().filter_map(|(name, days)| Some((name, History::new(&days)?))).collect())
}
