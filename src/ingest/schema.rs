//! Which tables there are and which columns they have. `docs/book.md` says the same to people.

use serde_json::{Map, Value, json};

use crate::model::issue::Table;

/// One column of a table.
#[derive(Debug)]
pub(crate) struct Column {
    /// Its name in the header and in a JSON document.
    pub name: &'static str,
    /// A row cannot be used without it.
    pub needed: bool,
    /// Other headers that mean the same.
    pub synonyms: &'static [&'static str],
}

/// The tables of a book, in the order in which they are read.
pub(crate) const TABLES: [Table; 9] = [
    Table::Practices,
    Table::Liaisons,
    Table::Hours,
    Table::Referrals,
    Table::Visits,
    Table::Appointments,
    Table::TimeOff,
    Table::Holidays,
    Table::MustVisits,
];

const PRACTICE: Column = needed("practice_id", &["practice", "account_id"]);
const LIAISON: Column = needed("liaison_id", &["liaison"]);

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
        Table::Holidays => HOLIDAYS,
        Table::MustVisits => MUST_VISITS,
        Table::Travel => &[],
    }
}

const PRACTICES: &[Column] = &[
    needed("practice_id", &["id", "account_id"]),
    optional("name", &["practice_name", "account_name", "practice"]),
    optional("lat", &["latitude"]),
    optional("lon", &["longitude", "lng", "long"]),
    optional("address", &["street", "street_address"]),
    optional("city", &[]),
    optional("state", &[]),
    optional("zip", &["zip_code", "zipcode", "postal_code"]),
    optional("specialty", &["speciality"]),
    optional("providers", &["provider_count", "clinicians"]),
    optional("tier", &[]),
    optional("owner", &["liaison_id", "liaison"]),
    optional("visit_minutes", &[]),
    optional("cadence_min", &[]),
    optional("cadence_target", &[]),
    optional("cadence_max", &[]),
    optional("access", &[]),
    optional("locked", &[]),
    optional("skills", &[]),
];

const LIAISONS: &[Column] = &[
    needed("liaison_id", &["id"]),
    optional("name", &["liaison_name", "liaison"]),
    needed("home_lat", &["lat", "latitude"]),
    needed("home_lon", &["lon", "lng", "long", "longitude"]),
    optional("work_days", &[]),
    optional("work_start", &[]),
    optional("work_end", &[]),
    optional("lunch_start", &[]),
    optional("lunch_end", &[]),
    optional("lunch_minutes", &[]),
    optional("max_stops", &[]),
    optional("max_drive_minutes", &[]),
    optional("cover", &[]),
    optional("skills", &[]),
];

const REFERRALS: &[Column] = &[
    PRACTICE,
    needed("date", &["referral_date"]),
    optional("count", &["referrals"]),
    optional("value", &[]),
];

const VISITS: &[Column] =
    &[PRACTICE, LIAISON, needed("date", &["visit_date"]), optional("outcome", &["result"])];

const HOURS: &[Column] = &[
    PRACTICE,
    needed("weekday", &["weekdays", "day"]),
    needed("opens", &["open"]),
    needed("closes", &["close"]),
    optional("valid_from", &[]),
    optional("valid_until", &[]),
];

const APPOINTMENTS: &[Column] =
    &[needed("date", &[]), needed("start", &["time"]), LIAISON, PRACTICE, optional("minutes", &["duration"])];

const TIME_OFF: &[Column] =
    &[LIAISON, needed("from", &["first_day", "start_date"]), optional("until", &["last_day", "end_date"])];

const HOLIDAYS: &[Column] = &[needed("date", &[]), optional("name", &["holiday"])];

const MUST_VISITS: &[Column] =
    &[PRACTICE, needed("from", &["first_day", "start_date"]), needed("until", &["last_day", "end_date"])];

const fn needed(name: &'static str, synonyms: &'static [&'static str]) -> Column {
    Column { name, needed: true, synonyms }
}

const fn optional(name: &'static str, synonyms: &'static [&'static str]) -> Column {
    Column { name, needed: false, synonyms }
}

/// Columns of practices that say where they are; either set of columns does, and so does any of those after them.
pub(crate) const COORDINATES: [&str; 2] = ["lat", "lon"];
pub(crate) const PLACES: [&[&str]; 3] = [&["zip"], &["city", "state"], &["address"]];

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
