//! What every reader keeps to, whatever bytes it is given. Ordinary tests replay the files of `corpus` through these
//! functions, and the fuzz targets in `fuzz/fuzz_targets` call the same ones with bytes that nobody has thought of.

#![allow(dead_code, reason = "a fuzz target calls one of them")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rounds::geo::{GreatCircle, TravelTable, TravelTimes};
use rounds::ingest::{self, Columns, Settings};
use rounds::model::{Book, Consequence, Issue, Table};
use rounds::plan::Plan;
use rounds::{check, export};

/// A small book with every kind of table. Plans and travel files are read beside it.
const SMALL_BOOK: &str = include_str!("corpus/csv_book/small.txt");

/// The book of `SMALL_BOOK`.
pub static SMALL: LazyLock<Book> = LazyLock::new(|| {
    let (tables, columns) = folder(SMALL_BOOK.as_bytes());
    read(&tables, &columns).expect("the small book can be read").0
});

/// Reads a folder of CSV files, written as one file: a line `== practices` stands before the content of each table, and a
/// line `== columns` before mappings such as `name=street`.
pub fn csv_book(bytes: &[u8]) {
    let (tables, columns) = folder(bytes);
    if let Ok((book, issues)) = read(&tables, &columns) {
        holds(&book, &issues);
    }
}

/// Reads a JSON document.
pub fn json_book(bytes: &[u8]) {
    if let Ok(reading) = ingest::read_json(bytes, &Settings::default()) {
        holds(&reading.book, &reading.issues);
    }
}

/// Reads a plan, has it checked against the small book, shows it, and writes it again without a loss.
pub fn plan(bytes: &[u8]) {
    let Ok(plan) = serde_json::from_slice::<Plan>(bytes) else { return };
    for violation in violations(&plan) {
        assert!(!violation.detail.to_string().is_empty() && !violation.to_string().is_empty());
    }
    let mut written = Vec::new();
    export::json(&plan, &mut written).expect("a buffer takes every byte");
    assert_eq!(plan, serde_json::from_slice(&written).expect("what was written can be read"));
    assert!(export::text(&SMALL, &plan, export::Units::Miles).ends_with('\n'));
    export::stops_csv(&SMALL, &plan, &mut written).expect("a buffer takes every byte");
    export::dispositions_csv(&SMALL, &plan, &mut written).expect("a buffer takes every byte");
}

/// Has a plan checked against the small book.
pub fn violations(plan: &Plan) -> Vec<check::Violation> {
    check::plan(&check::Facts::new(&SMALL, &GreatCircle::default()), plan)
}

/// Reads a travel file for the small book.
pub fn travel(bytes: &[u8]) {
    let Ok(table) = TravelTable::read(bytes, &SMALL) else { return };
    assert!(table.issues.iter().all(|issue| issue.table == Table::Travel && !issue.to_string().is_empty()));
    let left_out = |it: &&Issue| it.consequence == Consequence::RowLeftOut;
    let rows: BTreeSet<_> = table.issues.iter().filter(left_out).filter_map(|issue| issue.row).collect();
    let all = table.issues.iter().any(|it| it.consequence == Consequence::TableLeftOut);
    assert!(all && table.used == 0 || table.used + rows.len() == table.rows);
    let matrix = table.matrix;
    let practices = SMALL.practices().iter().filter_map(|practice| practice.location);
    for place in practices.chain(SMALL.liaisons().iter().map(|liaison| liaison.home)) {
        assert_eq!(matrix.drive(place, place).map(|drive| drive.time.0), Some(0));
    }
}

/// A book that was read has practices and liaisons, its findings are in order, and its rows make the same book again.
fn holds(book: &Book, issues: &[Issue]) {
    assert!(!book.practices().is_empty() && !book.liaisons().is_empty());
    assert!(issues.is_sorted());
    assert!(issues.iter().all(|issue| !issue.to_string().is_empty()));
    let (again, _) = Book::build(book.records()).expect("the rows of a book make a book");
    assert_eq!(book.practices(), again.practices());
    assert_eq!(book.liaisons(), again.liaisons());
    assert_eq!((book.providers(), book.events()), (again.providers(), again.events()));
    assert_eq!(book.rests(), again.rests());
}

type Tables<'a> = Vec<(Table, &'a [u8])>;

fn read(tables: &Tables<'_>, columns: &Columns) -> Result<(Book, Vec<Issue>), rounds::Error> {
    let open = |wanted| {
        let found = tables.iter().find(|(table, _)| *table == wanted);
        found.map(|(_, content)| *content).ok_or_else(|| std::io::ErrorKind::NotFound.into())
    };
    Ok(ingest::read_csv(open, &Settings::from(columns.clone()))?.parts())
}

const TABLES: [Table; 22] = [
    Table::Practices,
    Table::Liaisons,
    Table::Hours,
    Table::Referrals,
    Table::Visits,
    Table::Appointments,
    Table::TimeOff,
    Table::Holidays,
    Table::MustVisits,
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

/// The tables and mappings of a folder that was written as one file.
fn folder(bytes: &[u8]) -> (Tables<'_>, Columns) {
    let (mut tables, mut columns) = (Vec::new(), Columns::default());
    for part in parts(bytes) {
        let title = part.iter().position(|&byte| byte == b'\n').unwrap_or(part.len());
        // The line feed after the title belongs to neither.
        let content = &part[(title + 1).min(part.len())..];
        let name = String::from_utf8_lossy(&part[..title]);
        if name.trim() == "columns" {
            columns = mappings(content);
        }
        tables.extend(
            TABLES.into_iter().find(|table| table.name() == name.trim()).map(|table| (table, content)),
        );
    }
    (tables, columns)
}

/// The mappings, one a line; those that no file could have are passed over.
fn mappings(content: &[u8]) -> Columns {
    let text = String::from_utf8_lossy(content);
    let known = text.lines().filter(|line| Columns::parse([*line]).is_ok());
    Columns::parse(known).unwrap_or_default()
}

/// The text after each `== ` that opens a line.
fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    const MARK: &[u8] = b"== ";
    let is_start = |at: &usize| (*at == 0 || bytes[at - 1] == b'\n') && bytes[*at..].starts_with(MARK);
    let starts: Vec<usize> = (0..bytes.len()).filter(is_start).collect();
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    starts.iter().zip(ends).map(|(start, end)| &bytes[start + MARK.len()..end]).collect()
}
