//! Headers of other systems.

use rounds::{
    ErrorKind,
    ingest::Columns,
    model::{Book, Issue, Table},
};

use super::{LIAISONS, read_with};

const FOREIGN: &str = "\
Account Number,Facility,Geo-Y,Geo-X,ZIP,visits per year,Medicare $,npi
A-1,Cedar Ridge,38.9,-77.0,20001,12,1050.5,1234567890
A-2,Stone Bridge,38.8,-77.1,20002,n/a,99,1234567891
A-3,Quiet Brook,38.7,-77.2,20003,7,,1234567892
";
const MAPPING: [&str; 4] =
    ["practices.practice_id=account number", "name=facility", "lat=GEO Y", "practices.lon=geo_x"];

fn read(columns: &Columns) -> Result<(Book, Vec<Issue>), rounds::Error> {
    read_with(&[(Table::Practices, FOREIGN.as_bytes()), (Table::Liaisons, LIAISONS.as_bytes())], columns)
}

#[test]
fn foreign_headers_are_mapped() {
    let (book, issues) = read(&Columns::parse(MAPPING).expect("a mapping")).expect("a book");
    let practice = &book.practices()[0];
    assert_eq!((practice.id.as_str(), practice.name.as_str()), ("A-1", "Cedar Ridge"));
    assert_eq!(book.liaisons()[0].name, "Liaison Alder", "a table without the header keeps its own name");
    insta::assert_snapshot!(super::lines(&issues));
}

#[test]
fn further_numbers_are_kept_unless_they_are_labels() {
    let (book, _) = read(&Columns::parse(MAPPING).expect("a mapping")).expect("a book");
    let numbers: Vec<_> = book.practices()[0].attributes.iter().collect();
    assert_eq!(numbers, [(&"Medicare $".to_owned(), &1050.5), (&"visits per year".to_owned(), &12.0)]);
    assert_eq!(book.practices()[1].attributes.len(), 1);
}

#[test]
fn mappings_that_lead_nowhere() {
    let texts = ["name", "nmae=street", "practise.name=street", "visits.tier=x", "=x"].map(|mapping| {
        let error = Columns::parse([mapping]).expect_err("no mapping");
        assert_eq!(error.kind(), ErrorKind::Setting);
        format!("{mapping:?}: {error}\n")
    });
    let columns = Columns::parse(MAPPING.into_iter().chain(["tier=Class"])).expect("a mapping");
    let missing = read(&columns).expect_err("a header that is not there");
    assert_eq!(missing.kind(), ErrorKind::Setting);
    insta::assert_snapshot!(texts.concat() + &missing.to_string());
}

#[test]
fn a_mapping_for_a_table_that_is_missing_is_no_error() {
    let columns = Columns::parse(MAPPING.into_iter().chain(["visits.date=when"])).expect("a mapping");
    assert!(read(&columns).is_ok());
}
