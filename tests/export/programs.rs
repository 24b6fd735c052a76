//! What programs read back.

use std::fs;
use std::path::Path;

use rounds::export;
use rounds::model::{Liaison, Location, Practice};
use rounds::plan::Plan;

use crate::fixture::{FORMULA, RIGHT_TO_LEFT, SCRIPT, small};

#[test]
fn json_reads_back_as_the_same_plan_and_the_same_bytes() {
    let (_, plan) = small();
    let mut first = Vec::new();
    export::json(&plan, &mut first).unwrap();
    let read: Plan = serde_json::from_slice(&first).unwrap();
    assert_eq!(read, plan);
    let mut second = Vec::new();
    export::json(&read, &mut second).unwrap();
    assert_eq!(first, second);
}

/// Write it anew with `ROUNDS_WRITE_SCHEMA=1 cargo test --test export schema`.
#[test]
fn the_published_schema_is_the_one_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/plan.schema.json");
    let schema = export::json_schema();
    if std::env::var_os("ROUNDS_WRITE_SCHEMA").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &schema).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert!(published == schema, "docs/plan.schema.json is out of date; see this test's comment");
}

#[test]
fn csv_gives_back_every_name_and_runs_none() {
    let (book, plan) = small();
    let mut out = Vec::new();
    export::stops_csv(&book, &plan, &mut out).unwrap();
    let mut table = csv::Reader::from_reader(out.as_slice());
    let column = table.headers().unwrap().iter().position(|name| name == "practice_name").unwrap();
    let names: Vec<String> = table.records().map(|row| row.unwrap()[column].to_owned()).collect();
    assert!(names.iter().all(|name| !name.starts_with(['=', '+', '-', '@'])));
    let shown: Vec<&str> = names.iter().map(|name| name.strip_prefix('\'').unwrap_or(name)).collect();
    assert_eq!((shown[0], shown[1], shown[3]), (SCRIPT, FORMULA, RIGHT_TO_LEFT));
}

#[test]
fn every_disposition_has_an_answer() {
    let (book, plan) = small();
    let mut out = Vec::new();
    export::dispositions_csv(&book, &plan, &mut out).unwrap();
    let mut reader = csv::Reader::from_reader(out.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), plan.dispositions.len());
    assert!(rows.iter().all(|row| row.iter().next_back().is_some_and(|answer| answer.ends_with('.'))));
}

#[test]
fn a_failing_writer_is_an_error() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("disk full"))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let (book, plan) = small();
    let errors = [
        export::json(&plan, Full).unwrap_err(),
        export::stops_csv(&book, &plan, Full).unwrap_err(),
        export::dispositions_csv(&book, &plan, Full).unwrap_err(),
    ];
    assert!(errors.iter().all(|error| error.kind() == rounds::ErrorKind::Output));
}

/// A plan beside a book it was not made from shows identifiers and does not fail.
#[test]
fn a_foreign_book_is_no_accident() {
    let (_, plan) = small();
    let place = Location::new(0.0, 0.0).unwrap();
    let records = rounds::model::Records {
        practices: vec![Practice::new("X", "Elsewhere", place)].into(),
        liaisons: vec![Liaison::new("Y", "Nobody", place)].into(),
        ..Default::default()
    };
    let (book, _) = rounds::model::Book::build(records).unwrap();
    assert!(export::text(&book, &plan, export::Units::Miles).contains("P1"));
    assert!(export::html(&book, &plan, &export::Page::default()).unwrap().contains("L 1"));
    let shapes: geojson::FeatureCollection = export::geojson(&book, &plan).parse().unwrap();
    assert_eq!(shapes.features.len(), 0);
}

#[test]
fn a_route_over_the_antimeridian_stays_short() {
    let (_, mut plan) = small();
    plan.itineraries[0].days.truncate(1);
    plan.itineraries[0].days[0].stops.truncate(1);
    let records = rounds::model::Records {
        practices: vec![Practice::new("P1", "East of it", Location::new(52.0, -179.9).unwrap())].into(),
        liaisons: vec![Liaison::new("L 1", "West of it", Location::new(52.0, 179.9).unwrap())].into(),
        ..Default::default()
    };
    let (book, _) = rounds::model::Book::build(records).unwrap();
    let value: serde_json::Value = serde_json::from_str(&export::geojson(&book, &plan)).unwrap();
    let line = value["features"][0]["geometry"]["coordinates"].as_array().unwrap();
    let longitudes: Vec<f64> = line.iter().map(|position| position[0].as_f64().unwrap()).collect();
    assert!(longitudes.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1.0), "{longitudes:?}");
}
