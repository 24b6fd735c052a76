//! What is wrong with a book, as a table and on the page.

use rounds::export::{self, Page};
use rounds::ingest;
use rounds::ingest::TableCount;
use rounds::model::{Consequence, Finding, Issue, Table};

use crate::fixture::small;

fn table(findings: &[Issue]) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    export::findings_csv(findings, &mut out).unwrap();
    assert!(out.starts_with("\u{feff}code,".as_bytes()));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_slice());
    let cells = |row: csv::StringRecord| row.iter().map(|cell| ingest::unguarded(cell).to_owned()).collect();
    reader.records().map(|row| cells(row.unwrap())).collect()
}

#[test]
fn a_finding_is_a_row() {
    let found = Issue::new(Table::Visits, Finding::UnknownPractice, Consequence::RowLeftOut);
    let rows = table(&[
        found.at(7).about("practice_id", "=P77"),
        Issue::new(Table::Hours, Finding::EmptyTable { has_header: true }, Consequence::TableLeftOut),
    ]);
    assert_eq!(rows[0], ["code", "table", "row", "column", "value", "what", "consequence", "advice"]);
    assert_eq!(rows[1][1..5], ["visits", "7", "practice_id", "=P77"]);
    assert_eq!(rows[1][6..], ["The row is left out.", "Add the practice, or correct the identifier."]);
    assert_eq!(rows[2][1..5], ["hours", "", "", ""]);
}

#[test]
fn a_book_without_findings_gives_a_header_alone() {
    assert_eq!(table(&[]).len(), 1);
}

#[test]
fn the_page_says_what_was_left_out() {
    let (book, plan) = small();
    let read = [
        TableCount { table: Table::Referrals, rows: 1511, used: 1499 },
        TableCount { table: Table::Practices, rows: 9, used: 9 },
    ];
    let page = export::html(&book, &plan, &Page { read: &read, ..Page::default() }).unwrap();
    assert!(page.contains("1,499 of 1,511 rows of referrals used; 12 left out, see findings.csv."));
    assert!(!page.contains("rows of practices"));
}
