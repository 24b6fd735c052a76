//! Two events: a health fair on a Saturday, and a lunch with a talk at a practice.

use super::{
    csv_text, liaisons,
    practices::{self, Practice},
};

/// The table of events.
pub(super) fn events_table(practices: &[Practice]) -> String {
    let header = [
        "event_id",
        "name",
        "kind",
        "date",
        "start",
        "end",
        "lat",
        "lon",
        "address",
        "practice_id",
        "liaisons",
        "prepare_minutes",
        "clear_minutes",
        "specialties",
    ];
    let fair = [
        "E1",
        "Spring health fair",
        "health_fair",
        "2026-02-14",
        "09:00",
        "13:00",
        "38.9976",
        "-77.0275",
        "Town square, Silver Spring, MD 20910",
        "",
        "L01; L04",
        "45",
        "30",
        "",
    ];
    let rows = [Some(fair.map(str::to_owned).to_vec()), lunch(practices)];
    csv_text(&header, rows.into_iter().flatten())
}

/// A lunch at the largest practice of the second liaison that keeps the usual hours.
fn lunch(practices: &[Practice]) -> Option<Vec<String>> {
    let is_open = |practice: &&Practice| {
        practice.owner == Some(1) && practice.access == "walk_in" && practice.keeps_usual_hours()
    };
    let largest = |practice: &&Practice| (practice.providers, usize::MAX - practice.number);
    let venue = practices.iter().filter(is_open).max_by_key(largest)?;
    let id = practices::id(venue.number);
    let said = [
        "E2",
        "Lunch and learn: chest pain clinic",
        "lunch_and_learn",
        "2026-02-11",
        "12:00",
        "13:00",
        "",
        "",
        "",
        id.as_str(),
        &liaisons::id(1),
        "20",
        "15",
        "Cardiology; Internal Medicine; Family Medicine",
    ]
    .map(str::to_owned);
    Some(said.to_vec())
}
