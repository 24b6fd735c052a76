//! Tables of practices from elsewhere through the column mapping: a made-up one everywhere, a public one where it is at hand.

use rounds::{
    ingest::Columns,
    model::{Book, IssueCode, Table},
};

use super::{LIAISONS, read_with};

/// Reads a table of practices that names streets and clinicians in words of its own. Only a street that stands twice at one place is found.
fn mapped(practices: &[u8]) -> Book {
    let columns = Columns::parse(["practices.name=street", "providers=clinicians_md"]).expect("a mapping");
    let tables = [(Table::Practices, practices), (Table::Liaisons, LIAISONS.as_bytes())];
    let (book, issues) = read_with(&tables, &columns).expect("a book");
    let others = issues.iter().find(|issue| issue.code != IssueCode::EnteredTwice);
    assert!(others.is_none() && issues.len() <= 7, "{issues:?}");
    for practice in book.practices() {
        assert!(practice.attributes.contains_key("medicare_services_est"));
        assert!(!practice.attributes.contains_key("county_fips"));
    }
    book
}

/// Asserts what became of the first practice.
fn assert_first(book: &Book, name: &str, address: &str, providers: u32) {
    let first = &book.practices()[0];
    assert_eq!(first.name, name);
    assert_eq!(first.address.as_deref(), Some(address));
    assert_eq!(first.providers, Some(providers));
}

#[test]
fn the_240_practices_of_a_made_up_region() {
    let book = mapped(include_bytes!("../vectors/region.csv"));
    assert_eq!(book.practices().len(), 240);
    assert_first(&book, "7604 Birch St", "7604 Birch St, Ashford, VA 20000", 1);
}

mod public_data {
    use super::super::common::public_data;
    use super::*;

    #[test]
    #[ignore = "needs the public data: set ROUNDS_SHARED and run with --ignored"]
    fn the_1855_locations_of_the_washington_region() {
        let path = public_data::path("data/region/ncr/practices.csv");
        let book = mapped(&std::fs::read(path).expect("a file"));
        assert_eq!(book.practices().len(), 1855);
        assert_first(&book, "1818 N ew", "1818 N ew, Washington, DC 20002", 1);
    }
}
