//! The columns of the tables that say what visits are for: people, talking points, material, our physicians, events.

use crate::ingest::column::{Column, Kind, needed, text};
use crate::model::issue::Table;

/// The tables, in the order in which they are read.
pub(crate) const TABLES: [Table; 13] = [
    Table::Contacts,
    Table::OpenIssues,
    Table::Topics,
    Table::HeardTopics,
    Table::FollowUps,
    Table::Materials,
    Table::Stock,
    Table::LeftMaterials,
    Table::Providers,
    Table::ProviderHours,
    Table::Introductions,
    Table::Events,
    Table::Rests,
];

/// Lists the columns of one of the tables; none of any other.
pub(crate) fn columns(table: Table) -> &'static [Column] {
    match table {
        Table::Contacts => CONTACTS,
        Table::OpenIssues => OPEN_ISSUES,
        Table::Topics => TOPICS,
        Table::HeardTopics => HEARD_TOPICS,
        Table::FollowUps => FOLLOWUPS,
        Table::Materials => MATERIALS,
        Table::Stock => STOCK,
        Table::LeftMaterials => LEFT_MATERIALS,
        Table::Providers => PROVIDERS,
        Table::ProviderHours => PROVIDER_HOURS,
        Table::Introductions => INTRODUCTIONS,
        Table::Events => EVENTS,
        Table::Rests => RESTS,
        _ => &[],
    }
}

const PRACTICE: Column = needed("practice_id");
const LIAISON: Column = text("liaison_id");
const ITEM: Column = needed("item_id");
const SPECIALTIES: Column = text("specialties");
const FROM: Column = text("from").of(Kind::Date);
const UNTIL: Column = text("until").of(Kind::Date);
const EVERY_DAYS: Column = text("every_days").of(Kind::Number);
const LAT: Column = text("lat").of(Kind::Number);
const LON: Column = text("lon").of(Kind::Number);

const CONTACTS: &[Column] =
    &[PRACTICE, needed("name"), text("role"), text("phone"), text("mail"), text("best_time")];

const OPEN_ISSUES: &[Column] =
    &[PRACTICE, needed("what"), text("since").of(Kind::Date), text("closed").of(Kind::Date)];

const TOPICS: &[Column] = &[
    needed("topic_id"),
    needed("text"),
    SPECIALTIES,
    text("tiers").of(Kind::Word),
    text("segments").of(Kind::Word),
    FROM,
    UNTIL,
    EVERY_DAYS,
];

const HEARD_TOPICS: &[Column] = &[PRACTICE, needed("topic_id"), needed("date").of(Kind::Date)];

const FOLLOWUPS: &[Column] =
    &[PRACTICE, needed("due").of(Kind::Date), text("what"), FROM, LIAISON, text("done").of(Kind::Date)];

const MATERIALS: &[Column] = &[
    ITEM,
    needed("name"),
    SPECIALTIES,
    text("pieces").of(Kind::Number),
    text("value").of(Kind::Number),
    FROM,
    UNTIL,
    EVERY_DAYS,
];

const STOCK: &[Column] =
    &[needed("liaison_id"), ITEM, needed("pieces").of(Kind::Number), text("date").of(Kind::Date)];

const LEFT_MATERIALS: &[Column] = &[
    PRACTICE,
    needed("date").of(Kind::Date),
    ITEM,
    text("pieces").of(Kind::Number),
    LIAISON,
    text("value").of(Kind::Number),
];

const PROVIDERS: &[Column] = &[
    needed("provider_id"),
    text("name"),
    needed("specialties"),
    LAT,
    LON,
    text("address"),
    text("city"),
    text("state"),
    text("zip"),
    text("per_week").of(Kind::Number),
];

const PROVIDER_HOURS: &[Column] = &[
    needed("provider_id"),
    text("weekday"),
    text("date").of(Kind::Date),
    needed("from"),
    needed("until"),
    LAT,
    LON,
    text("zip"),
];

const INTRODUCTIONS: &[Column] = &[
    PRACTICE,
    needed("specialty"),
    text("provider_id"),
    FROM,
    text("by").of(Kind::Date),
    text("minutes").of(Kind::Number),
    text("met").of(Kind::Date),
];

const EVENTS: &[Column] = &[
    needed("event_id"),
    text("name"),
    text("kind").of(Kind::Word),
    needed("date").of(Kind::Date),
    needed("start"),
    text("end"),
    text("minutes").of(Kind::Number),
    LAT,
    LON,
    text("address"),
    text("city"),
    text("state"),
    text("zip"),
    text("practice_id"),
    needed("liaisons"),
    text("prepare_minutes").of(Kind::Number),
    text("clear_minutes").of(Kind::Number),
    SPECIALTIES,
];

const RESTS: &[Column] =
    &[PRACTICE, needed("from").of(Kind::Date), needed("until").of(Kind::Date), text("trial")];
