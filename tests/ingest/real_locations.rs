//! Real practice locations through the column mapping, where the shared data is at hand.

use std::path::PathBuf;

use rounds::{ingest::Columns, model::Table};

use super::{LIAISONS, read_with};

#[test]
fn the_1855_locations_of_the_washington_region() {
    let beside = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared"));
    let shared = std::env::var_os("ROUNDS_SHARED").map_or(beside, PathBuf::from);
    let path = shared.join("data/region/ncr/practices.csv");
    let Ok(bytes) = std::fs::read(&path) else {
        println!("SKIPPED: {} is not at hand", path.display());
        return;
    };
    let columns = Columns::parse(["practices.name=street", "providers=clinicians_md"]).expect("a mapping");
    let tables = [(Table::Practices, bytes.as_slice()), (Table::Liaisons, LIAISONS.as_bytes())];
    let (book, issues) = read_with(&tables, &columns).expect("a book");
    assert_eq!((book.practices().len(), issues.len()), (1855, 0), "{:?}", issues.first());
    let first = &book.practices()[0];
    assert_eq!(first.name, "1818 N ew");
    assert_eq!(first.address.as_deref(), Some("1818 N ew, Washington, DC 20002"));
    assert_eq!(first.providers, Some(1));
    assert!(first.attributes.contains_key("medicare_services_est"));
    assert!(!first.attributes.contains_key("county_fips"));
}
