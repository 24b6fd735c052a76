//! Whatever the bytes, reading ends with a book or an error, never with a panic.

use proptest::prelude::*;
use rounds::{
    ingest::{self, Columns, Settings},
    model::Table,
};

use super::common::draws;
use super::{LIAISONS, PRACTICES, read};

/// Bytes that look like CSV often enough to get past the header.
fn table() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => "[a-z0-9,;:.\"\n\r -]{0,20}".prop_map(String::into_bytes),
        2 => Just(b",38.9,-77.0".to_vec()),
        1 => Just(b"2026-01-05,08:30,17:00,mon-fri".to_vec()),
        1 => Just(b"P1,L1,$0.85,once,all,lunch and learn,yes,A;B,Cardiology".to_vec()),
        1 => Just(b"1e308,-1e308,NaN,inf,18446744073709551616".to_vec()),
        1 => Just("\u{feff}\u{0}é".as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..20),
    ];
    proptest::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

const HEADERS: [(Table, &str); 22] = [
    (Table::Practices, "practice_id,lat,lon,tier,cadence_min,cadence_target,visit_minutes,skills,beds\n"),
    (
        Table::Liaisons,
        "liaison_id,home_lat,home_lon,work_days,work_start,work_end,lunch_start,lunch_minutes\n",
    ),
    (Table::Referrals, "practice_id,date,count,value\n"),
    (Table::Visits, "practice_id,liaison_id,date,outcome\n"),
    (Table::Hours, "practice_id,weekday,opens,closes,valid_from,valid_until\n"),
    (Table::Appointments, "date,start,liaison_id,practice_id,minutes\n"),
    (Table::TimeOff, "liaison_id,from,until\n"),
    (Table::Holidays, "date,name\n"),
    (Table::MustVisits, "practice_id,from,until\n"),
    (Table::Contacts, "practice_id,name,role,phone,mail,best_time\n"),
    (Table::OpenIssues, "practice_id,what,since,closed\n"),
    (Table::Topics, "topic_id,text,specialties,tiers,segments,from,until,every_days\n"),
    (Table::HeardTopics, "practice_id,topic_id,date\n"),
    (Table::FollowUps, "practice_id,due,what,from,liaison_id,done\n"),
    (Table::Materials, "item_id,name,specialties,pieces,value,from,until,every_days\n"),
    (Table::Stock, "liaison_id,item_id,pieces,date\n"),
    (Table::LeftMaterials, "practice_id,date,item_id,pieces,liaison_id,value\n"),
    (Table::Providers, "provider_id,name,specialties,lat,lon,zip,per_week\n"),
    (Table::ProviderHours, "provider_id,weekday,date,from,until,lat,lon\n"),
    (Table::Introductions, "practice_id,specialty,provider_id,from,by,minutes,met\n"),
    (Table::Events, "event_id,kind,date,start,end,minutes,lat,lon,practice_id,liaisons,prepare_minutes\n"),
    (Table::Rests, "practice_id,from,until,trial\n"),
];

proptest! {
    #![proptest_config(draws::hunting())]

    #[test]
    fn any_rows_under_a_good_header(which in 0..22_usize, rows in table()) {
        let (table, header) = HEADERS[which];
        let text = [header.as_bytes(), &rows].concat();
        let good = [(Table::Practices, PRACTICES.as_bytes()), (Table::Liaisons, LIAISONS.as_bytes())];
        let tables: Vec<(Table, &[u8])> =
            good.into_iter().filter(|(name, _)| *name != table).chain([(table, text.as_slice())]).collect();
        if let Ok((book, issues)) = read(&tables) {
            prop_assert!(!book.practices().is_empty());
            prop_assert!(issues.is_sorted());
        }
    }

    #[test]
    fn any_bytes_as_every_table(bytes in table()) {
        let tables = HEADERS.map(|(table, _)| (table, bytes.as_slice()));
        let _ = read(&tables);
    }

    #[test]
    fn any_bytes_as_a_document(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = ingest::read_json(bytes.as_slice(), &Settings::default());
    }

    #[test]
    fn any_value_in_a_document(key in "practice_id|lat|lon|tier|skills|name", value in json()) {
        let mut practice = serde_json::json!({ "practice_id": "P1", "lat": 38.9, "lon": -77.0 });
        practice[key] = value;
        let liaison = serde_json::json!({ "liaison_id": "L1", "home_lat": 38.9, "home_lon": -77.0 });
        let document = serde_json::json!({ "practices": [practice], "liaisons": [liaison] }).to_string();
        let _ = ingest::read_json(document.as_bytes(), &Settings::default());
    }

    #[test]
    fn any_text_as_a_mapping(text in "[ -~]{0,30}|(practices\\.)?name=\\PC{0,5}") {
        if let Ok(columns) = Columns::parse([text.as_str()]) {
            let tables = [(Table::Practices, PRACTICES.as_bytes()), (Table::Liaisons, LIAISONS.as_bytes())];
            let _ = super::read_with(&tables, &columns);
        }
    }
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        any::<f64>().prop_map(serde_json::Value::from),
        any::<u64>().prop_map(serde_json::Value::from),
        ".{0,20}".prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(3, 20, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(serde_json::Value::from),
            proptest::collection::hash_map("[a-z]{1,5}", inner, 0..5)
                .prop_map(|map| serde_json::Value::from(serde_json::Map::from_iter(map))),
        ]
    })
}
