//! Reading books: what people write into tables, right and wrong.
#![expect(clippy::expect_used, clippy::panic, reason = "helpers of tests may fail a test")]

mod accounting;
mod arbitrary_bytes;
mod bad_tables;
mod bad_values;
mod columns;
#[path = "../common/mod.rs"]
mod common;
mod documentation;
mod formats;
mod large;
mod log;
mod matters;
mod patient_data;
mod periods;
mod places;
mod real_locations;
mod sample_book;
mod survey;
mod travel;

use rounds::{
    Error,
    ingest::{self, Columns, Settings},
    model::{Book, Issue, Table},
};

/// Tables as bytes.
type Tables<'a> = &'a [(Table, &'a [u8])];

const PRACTICES: &str = "\
practice_id,name,lat,lon
P1,Cedar Ridge Family Medicine,38.90,-77.00
P2,Stone Bridge Pediatrics,38.95,-77.10
P3,Quiet Brook Cardiology,38.85,-76.95
";
const LIAISONS: &str = "\
liaison_id,name,home_lat,home_lon
L1,Liaison Alder,38.92,-77.03
L2,Liaison Birch,38.80,-77.05
";

/// Reads tables under the usual names of columns; those not given are missing.
fn read(tables: Tables<'_>) -> Result<(Book, Vec<Issue>), Error> {
    read_with(tables, &Columns::default())
}

fn read_with(tables: Tables<'_>, columns: &Columns) -> Result<(Book, Vec<Issue>), Error> {
    read_settings(tables, &Settings::from(columns.clone()))
}

fn read_settings(tables: Tables<'_>, settings: &Settings) -> Result<(Book, Vec<Issue>), Error> {
    let reading = ingest::read_csv(
        |table| {
            let found = tables.iter().find(|(name, _)| *name == table);
            found.map(|(_, bytes)| *bytes).ok_or_else(|| std::io::ErrorKind::NotFound.into())
        },
        settings,
    )?;
    Ok(reading.parts())
}

/// Reads one table beside good practices and liaisons.
fn read_beside(table: Table, text: &str) -> (Book, Vec<Issue>) {
    let good = [(Table::Practices, PRACTICES), (Table::Liaisons, LIAISONS)];
    let others = good.into_iter().filter(|(name, _)| *name != table);
    let tables: Vec<(Table, &[u8])> =
        others.chain([(table, text)]).map(|(table, text)| (table, text.as_bytes())).collect();
    read(&tables).expect("nothing that stops the reading")
}

/// The findings as people read them, a line each.
fn lines(issues: &[Issue]) -> String {
    issues.iter().map(|issue| issue.to_string() + "\n").collect()
}

/// What stopped the reading.
fn error(tables: Tables<'_>) -> String {
    read(tables).expect_err("nothing to plan with").to_string()
}
