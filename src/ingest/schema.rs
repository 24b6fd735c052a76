//! Which tables there are and which columns they have. `docs/book.md` says the same to people.

use serde_json::{Map, Value, json};

use crate::ingest::column::{Column, Kind, needed, text};
use crate::ingest::{headers, matter_schema};
use crate::model::issue::Table;

/// The tables that places and dates of visits come from, in the order in which they are read.
pub(crate) const FIRST_TABLES: [Table; 10] = [
    Table::Practices,
    Table::Liaisons,
    Table::Hours,
    Table::Referrals,
    Table::Visits,
    Table::Appointments,
    Table::TimeOff,
    Table::Busy,
    Table::Holidays,
    Table::MustVisits,
];

/// The tables of a book, in the order in which they are read: those of places and dates, then those of what visits are for.
pub(crate) const TABLES: [Table; 23] = {
    let mut tables = [Table::Book; 23];
    let (first, matters) = tables.split_at_mut(FIRST_TABLES.len());
    first.copy_from_slice(&FIRST_TABLES);
    matters.copy_from_slice(&matter_schema::TABLES);
    tables
};

const PRACTICE: Column = needed("practice_id");
const LIAISON: Column = needed("liaison_id");

/// Lists the columns of a table.
pub(crate) fn columns(table: Table) -> &'static [Column] {
    match table {
        Table::Practices => PRACTICES,
        Table::Liaisons => LIAISONS,
        Table::Hours => HOURS,
        Table::Referrals => REFERRALS,
        Table::Visits => VISITS,
        Table::Appointments => APPOINTMENTS,
        Table::TimeOff => TIME_OFF,
        Table::Busy => BUSY,
        Table::Holidays => HOLIDAYS,
        Table::MustVisits => MUST_VISITS,
        other => matter_schema::columns(other),
    }
}

/// Lists the names under which a column is looked for, its own first.
pub(crate) fn names(table: Table, column: &'static str) -> impl Iterator<Item = &'static str> {
    [column].into_iter().chain(headers::others(table, column).split('|').filter(|name| !name.is_empty()))
}

const PRACTICES: &[Column] = &[
    PRACTICE,
    text("name"),
    text("lat").of(Kind::Number),
    text("lon").of(Kind::Number),
    text("address"),
    text("city"),
    text("state"),
    text("zip"),
    text("phone"),
    text("specialty"),
    text("providers").of(Kind::Number),
    text("tier").of(Kind::Word),
    text("owner"),
    text("visit_minutes").of(Kind::Number),
    text("cadence_min").of(Kind::Number),
    text("cadence_target").of(Kind::Number),
    text("cadence_max").of(Kind::Number),
    text("access").of(Kind::Word),
    text("lead_days").of(Kind::Number),
    text("locked").of(Kind::Word),
    text("skills"),
    text("hours"),
    text("last_visit").of(Kind::Date),
    text("suite"),
    text("parking"),
    text("note"),
];

const LIAISONS: &[Column] = &[
    LIAISON,
    text("name"),
    text("home_lat").of(Kind::Number),
    text("home_lon").of(Kind::Number),
    text("home_address"),
    text("home_zip"),
    text("work_days"),
    text("work_start"),
    text("work_end"),
    text("lunch_start"),
    text("lunch_end"),
    text("lunch_minutes").of(Kind::Number),
    text("max_stops").of(Kind::Number),
    text("max_drive_minutes").of(Kind::Number),
    text("cover"),
    text("skills"),
];

const REFERRALS: &[Column] = &[
    PRACTICE,
    needed("date").of(Kind::Date),
    text("count").of(Kind::Number),
    text("value").of(Kind::Number),
];

const VISITS: &[Column] = &[
    PRACTICE,
    LIAISON,
    needed("date").of(Kind::Date),
    text("time"),
    text("outcome").of(Kind::Word),
    text("note"),
];

const HOURS: &[Column] = &[
    PRACTICE,
    needed("weekday"),
    needed("opens"),
    needed("closes"),
    text("valid_from").of(Kind::Date),
    text("valid_until").of(Kind::Date),
];

const APPOINTMENTS: &[Column] =
    &[needed("date").of(Kind::Date), needed("start"), LIAISON, PRACTICE, text("minutes").of(Kind::Number)];

const TIME_OFF: &[Column] = &[LIAISON, needed("from").of(Kind::Date), text("until").of(Kind::Date)];

const BUSY: &[Column] = &[LIAISON, needed("date").of(Kind::Date), needed("from"), needed("until")];

const HOLIDAYS: &[Column] = &[needed("date").of(Kind::Date), text("name")];

const MUST_VISITS: &[Column] = &[PRACTICE, needed("from").of(Kind::Date), needed("until").of(Kind::Date)];

/// Columns of liaisons that say where they start; either set of columns does.
pub(crate) const HOMES: [&[&str]; 3] = [&["home_lat", "home_lon"], &["home_zip"], &["home_address"]];

/// Columns of practices that say where they are; either set of columns does, and so does any of those after them.
pub(crate) const COORDINATES: [&str; 2] = ["lat", "lon"];
pub(crate) const PLACES: [&[&str]; 3] = [&["zip"], &["city", "state"], &["address"]];

/// Returns the identifier of a table and the column that stands for it where there is none: what people call the row.
pub(crate) fn name_for_identifier(table: Table) -> Option<(&'static str, &'static str)> {
    match table {
        Table::Practices => Some(("practice_id", "name")),
        Table::Liaisons => Some(("liaison_id", "name")),
        Table::Providers => Some(("provider_id", "name")),
        Table::Materials => Some(("item_id", "name")),
        Table::Topics => Some(("topic_id", "text")),
        _ => None,
    }
}

/// Returns columns of which a table needs one.
pub(crate) fn one_of(table: Table) -> &'static [&'static str] {
    match table {
        Table::ProviderHours => &["weekday", "date"],
        Table::Events => &["end", "minutes"],
        _ => &[],
    }
}

/// Tells whether a book cannot do without the table.
pub(crate) fn is_needed(table: Table) -> bool {
    matches!(table, Table::Practices | Table::Liaisons)
}

/// Writes the JSON Schema (draft 2020-12) of the document that [`read_json`](super::read_json) reads.
///
/// It lists tables, fields and which of them are needed; what a field may hold is described in `docs/book.md`.
#[must_use]
pub fn json_schema() -> Value {
    let tables = TABLES.map(|table| (table.name().to_owned(), rows_schema(columns(table))));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Book",
        "type": "object",
        "properties": Map::from_iter(tables),
        "required": TABLES.into_iter().filter(|&table| is_needed(table)).map(Table::name).collect::<Vec<_>>(),
    })
}

fn rows_schema(columns: &[Column]) -> Value {
    let field = json!({ "type": ["string", "number", "boolean", "array", "null"] });
    let properties = columns.iter().map(|column| (column.name.to_owned(), field.clone()));
    let required = columns.iter().filter(|column| column.needed).map(|column| column.name);
    json!({
        "type": "array",
        "items": {
            "type": "object",
            "properties": properties.collect::<Map<_, _>>(),
            "required": required.collect::<Vec<_>>(),
        },
    })
}
