//! Practices without coordinates, and places that cannot be.

use rounds::geo::Gazetteer;
use std::sync::Arc;

use rounds::ingest::{self, Settings};
use rounds::model::{Book, Issue, IssueCode, Practice, Table};

use super::{LIAISONS, lines, read, read_settings};

/// Three ZIP codes of a made-up town, one of them of post office boxes, and one of a saint's town.
const ZIPS: &str = "\
zip,lat,lon,city,state
20001,38.90,-77.00,Quietbrook,DC
20002,38.94,-77.04,Quietbrook,DC
20003,,,Quietbrook,DC
04401,44.80,-68.80,Saint Alder,ME
";

fn known() -> Settings {
    let gazetteer = Some(Arc::new(Gazetteer::from_csv(ZIPS).expect("a good file")));
    Settings { gazetteer, ..Settings::default() }
}

fn read_practices(table: &str, settings: &Settings) -> (Book, Vec<Issue>) {
    let tables = [(Table::Practices, table.as_bytes()), (Table::Liaisons, LIAISONS.as_bytes())];
    read_settings(&tables, settings).expect("nothing that stops the reading")
}

fn degrees(practice: &Practice) -> Option<(f64, f64)> {
    practice.location.map(|place| (place.lat(), place.lon()))
}

/// The codes of findings, each with its row.
fn codes(issues: &[Issue]) -> Vec<(IssueCode, u64)> {
    issues.iter().map(|issue| (issue.code, issue.row.expect("a row"))).collect()
}

#[test]
fn a_practice_without_a_place_is_read() {
    let table = "practice_id,name,lat,lon\nP1,Alder,38.9,-77.0\nP2,Birch,,\nP3,Cedar,0,0\nP4,Elm,0.00001,-0.0\n\
                 P5,Fir,38.9,\nP6,Hazel,95,-77\nP7,Ivy,0,-77.0\n";
    let (book, issues) = read_practices(table, &Settings::default());
    let without = book.practices().iter().filter(|practice| practice.location.is_none());
    assert_eq!(
        without.map(|practice| practice.id.as_str()).collect::<Vec<_>>(),
        ["P2", "P3", "P4", "P5", "P6"]
    );
    insta::assert_snapshot!(lines(&issues));
}

#[test]
fn zip_codes_and_cities_stand_in_for_coordinates() {
    let table = "practice_id,lat,lon,address,city,state,zip\n\
                 P1,,,1 Brook Road,,,20001\nP2,0,0,2 Brook Road,,,20002-1234\nP3,,,,,,4401\nP4,,,,,,4401.0\n\
                 P5,,,,QUIETBROOK,D.C.,\nP6,,,,St. Alder,Maine,\n\"P7\",,,\"3 Hill Street, St Alder, ME 04401\",,,\n\
                 P8,,,PO Box 7,,,20003\nP9,38.95,-77.05,,,,20001\nP10,,,,Nowhere,DC,99999\n";
    let (book, issues) = read_practices(table, &known());
    let near = |id: &str| {
        let practice = book.practice(&id.into()).expect("every practice is read");
        (practice.near.as_deref(), degrees(practice))
    };
    assert_eq!(near("P1"), (Some("ZIP 20001"), Some((38.90, -77.00))));
    assert_eq!(near("P2"), (Some("ZIP 20002"), Some((38.94, -77.04))));
    assert_eq!([near("P3"), near("P4"), near("P7")], [(Some("ZIP 04401"), Some((44.80, -68.80))); 3]);
    let middle = near("P5").1.expect("the middle of the town");
    assert_eq!(middle, (38.92, -77.02));
    assert_eq!((near("P5").0, near("P6").0), (Some("Quietbrook, DC"), Some("Saint Alder, ME")));
    assert_eq!((near("P8").0, near("P8").1), (Some("ZIP 20003"), Some(middle)));
    assert_eq!((near("P9"), near("P10")), ((None, Some((38.95, -77.05))), (None, None)));
    let placed = [2, 3, 4, 5, 6, 7, 8, 9].map(|row| (IssueCode::NearPlace, row));
    let mut found = codes(&issues);
    found.retain(|(code, _)| *code != IssueCode::UnlikelyPlace);
    assert_eq!(found, [&placed[..], &[(IssueCode::NoPlace, 11)]].concat());
    let address = book.practice(&"P3".into()).and_then(|it| it.address.as_deref());
    assert_eq!(address, Some("04401"), "the lost zero is back");
}

#[test]
fn columns_of_coordinates_may_be_missing_beside_others_that_say_the_place() {
    for table in ["practice_id,zip\nP1,20001\n", "practice_id,city,state\nP1,Quietbrook,DC\n"] {
        assert!(read_practices(table, &known()).0.practices()[0].near.is_some(), "{table}");
    }
    let (book, issues) = read_practices(
        "practice_id,address\nP1,\"1 Brook Road, Quietbrook, DC 20001\"\n",
        &Settings::default(),
    );
    assert_eq!((book.practices()[0].location, codes(&issues)), (None, vec![(IssueCode::NoPlace, 2)]));
    for table in
        ["practice_id,name\nP1,Alder\n", "practice_id,city\nP1,Quietbrook\n", "practice_id,lat\nP1,38.9\n"]
    {
        let tables = [(Table::Practices, table.as_bytes()), (Table::Liaisons, LIAISONS.as_bytes())];
        let error = read(&tables).expect_err("nothing says where practices are").to_string();
        assert!(error.contains("lon"), "{error}");
    }
}

#[test]
fn a_document_says_the_same() {
    let document = r#"{ "practices": [{ "practice_id": "P1", "zip": 4401 }, { "practice_id": "P2", "lat": 0, "lon": 0 }],
        "liaisons": [{ "liaison_id": "L1", "home_lat": 44.7, "home_lon": -68.8 }] }"#;
    let (book, issues) = ingest::read_json(document.as_bytes(), &known()).expect("a good document").parts();
    assert_eq!(book.practices()[0].near.as_deref(), Some("ZIP 04401"));
    assert_eq!(codes(&issues), [(IssueCode::NearPlace, 1), (IssueCode::NoPlace, 2)]);
    let again = Book::build(book.records()).expect("the rows of a book make a book").0;
    assert_eq!((again.practices(), again.digest()), (book.practices(), book.digest()));
}

#[test]
fn places_that_cannot_be() {
    let table = "practice_id,name,lat,lon\nP1,Alder,38.90,-77.00\nP2,Birch,38.95,77.05\nP3,Cedar,44.98,-99.1\n\
                 P4,Elm,38.70,-77.10\nP5,Fir,39.90,-79.50\nP6,Hazel,-38.8,-77.0\n";
    let (book, issues) = read_practices(table, &Settings::default());
    assert_eq!(book.practices().len(), 6, "they are read as they are");
    insta::assert_snapshot!(lines(&issues));
    let east = "practice_id,lat,lon\nP1,51.5,-0.4\nP2,51.6,-1.1\nP3,51.4,0.9\nP4,52.6,1.3\nP5,53.4,-3.0\n";
    let homes = "liaison_id,home_lat,home_lon\nL1,51.5,-0.1\n";
    let tables = [(Table::Practices, east.as_bytes()), (Table::Liaisons, homes.as_bytes())];
    assert!(read(&tables).expect("a good book").1.is_empty(), "both sides of the first meridian are home");
}

#[test]
fn a_home_that_cannot_be() {
    let homes = "liaison_id,home_lat,home_lon\nL1,38.92,-77.03\nL2,38.92,77.03\nL3,10,-100\n";
    let tables = [(Table::Practices, super::PRACTICES.as_bytes()), (Table::Liaisons, homes.as_bytes())];
    insta::assert_snapshot!(lines(&read(&tables).expect("a good book").1));
}

#[test]
fn homes_in_doubt_accuse_no_practice() {
    let table = "practice_id,lat,lon\nP1,44.9,-99.1\nP2,44.8,-99.0\nP3,38.9,-77.0\n";
    let (_, issues) = read_practices(table, &Settings::default());
    assert!(issues.is_empty(), "{issues:?}");
}

#[test]
fn far_from_every_zip_code() {
    let table = "practice_id,lat,lon\nP1,38.91,-77.0\nP2,38.95,-77.0\nP3,38.9,-76.0\n";
    let (_, issues) = read_practices(table, &known());
    assert_eq!(codes(&issues), [(IssueCode::UnlikelyPlace, 4)]);
    let abroad = "practice_id,lat,lon\nP1,38.5,-76.0\nP2,38.4,-76.0\nP3,38.91,-77.0\n";
    assert!(read_practices(abroad, &known()).1.is_empty(), "most of the book has other ZIP codes");
}

#[test]
fn practices_entered_twice() {
    let table = "practice_id,name,lat,lon,zip,address\nP1,Alder Clinic,38.90,-77.00,,\nP2,Plaza Heart Group,38.95,-77.05,,\n\
                 P3,Plaza Kidney Group,38.95,-77.05,,\nP4,Alder Clinic,38.99,-77.00,,\nP9,\"ALDER-CLINIC\",38.9003,-77.00,,\n\
                 P5,Elm Lab,,,20001,1 Brook Road\nP6,Elm Lab,,,20001,9 Hill Street\nP7,Elm Lab,,,20001,1 BROOK ROAD.\n";
    let (book, issues) = read_practices(table, &known());
    let double = |issue: &&Issue| issue.code == IssueCode::EnteredTwice;
    let found: Vec<Issue> = issues.iter().filter(double).cloned().collect();
    insta::assert_snapshot!(lines(&found));
    assert_eq!(book.practices().len(), 8, "nothing is merged");
    let turned: Vec<&str> = table.lines().skip(1).collect();
    let turned = turned.into_iter().rev().collect::<Vec<_>>().join("\n");
    let (_, again) = read_practices(&format!("practice_id,name,lat,lon,zip,address\n{turned}\n"), &known());
    let ids = |issues: &[Issue]| issues.iter().filter(double).map(|it| it.value.clone()).collect::<Vec<_>>();
    let (mut first, mut then) = (ids(&issues), ids(&again));
    first.sort();
    then.sort();
    assert_eq!(first, then, "the order of rows changes nothing");
}

#[cfg(feature = "us-zips")]
#[test]
fn the_zip_codes_of_the_united_states() {
    let country = Gazetteer::united_states();
    let metres = |found: Option<rounds::geo::AreaMiddle>, lat: f64, lon: f64| {
        let place = rounds::model::Location::new(lat, lon).expect("a place");
        rounds::geo::distance_metres(found.expect("a known area").location, place)
    };
    assert!(metres(country.zip("20001"), 38.91, -77.02) < 3_000.0);
    assert!(metres(country.zip("00601"), 18.18, -66.75) < 5_000.0);
    assert!(metres(country.zip("99503"), 61.19, -149.89) < 20_000.0, "not where the census file has it");
    assert!(metres(country.zip("04402"), 44.80, -68.78) < 10_000.0, "post office boxes lie in their town");
    assert!(metres(country.city("st. louis", "Missouri"), 38.63, -90.24) < 15_000.0);
    assert!(metres(country.address("1 Main Street, Augusta, ME 04330"), 44.34, -69.77) < 15_000.0);
    assert!(country.zip("99999").or(country.city("Bangor", "Ontario")).is_none());
    let far = rounds::model::Location::new(30.0, -40.0).expect("the sea");
    assert!(country.metres_to_nearest(far).expect("a distance") > 1_000_000.0);
}
