//! Workbooks as people keep them: each gives the findings that it must give, whoever wrote the file, and the same book as CSV and JSON.
#![expect(clippy::expect_used, clippy::panic, reason = "helpers of tests may fail a test")]

mod case;
mod formats;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use case::Case;
use rounds::ingest::{self, BookFile, Reading, Settings};
use rounds::model::{Issue, Location};
use rounds::{Error, export, geo, progress, schedule, score};

/// Rows by code and table; an empty set where no row is meant.
type Findings = BTreeMap<(String, String), BTreeSet<u64>>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks")
}

/// Reads all cases.
fn cases() -> Vec<Case> {
    let files = std::fs::read_dir(folder().join("books")).expect("the folder of books");
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let cases: Vec<Case> = paths.iter().map(|path| Case::read(path)).collect();
    assert!(cases.len() >= 30);
    cases
}

fn settings(case: &Case) -> Settings {
    let home = |(id, lat, lon): &(String, f64, f64)| {
        (id.as_str().into(), Location::new(*lat, *lon).expect("a place"))
    };
    Settings { homes: case.homes.iter().map(home).collect(), ..Settings::default() }
}

fn read(case: &Case, files: Vec<BookFile>) -> Result<Reading, Error> {
    ingest::read_files(files, &settings(case))
}

fn workbook_files(bytes: Vec<u8>) -> Vec<BookFile> {
    vec![BookFile { name: "export.xlsx".into(), bytes }]
}

fn findings(issues: &[Issue]) -> Findings {
    let mut all = Findings::new();
    for issue in issues {
        let rows = all.entry((issue.code.to_string(), issue.table.to_string())).or_default();
        rows.extend(issue.row);
    }
    all
}

/// Compares what was read with what the case says.
fn judge(case: &Case, reading: Result<Reading, Error>, written_by: &str) {
    let name = &case.name;
    match (reading, &case.stops) {
        (Err(error), Some(text)) => {
            assert!(error.to_string().contains(text), "{name} by {written_by}: {error}");
        }
        (Ok(_), Some(_)) => panic!("{name} by {written_by} has to stop"),
        (Err(error), None) => panic!("{name} by {written_by}: {error}"),
        (Ok(reading), None) => {
            let told = export::findings_text(&reading.issues, usize::MAX);
            assert_eq!(findings(&reading.issues), case.findings, "{name} by {written_by}:\n{told}");
        }
    }
}

#[test]
fn workbooks_by_rust_xlsxwriter_give_their_findings() {
    for case in cases() {
        judge(&case, read(&case, workbook_files(formats::xlsx(&case))), "rust_xlsxwriter");
    }
}

#[test]
fn workbooks_by_openpyxl_give_their_findings() {
    for case in cases() {
        let path = folder().join(format!("openpyxl/{}.xlsx", case.name));
        let bytes = std::fs::read(&path).expect("make.py has written every workbook");
        judge(&case, read(&case, workbook_files(bytes)), "openpyxl");
    }
}

#[test]
fn csv_files_of_the_same_content_give_the_same_findings_and_book() {
    for case in cases() {
        let csv = read(&case, formats::csv(&case));
        if let (Ok(csv), Ok(xlsx)) = (&csv, read(&case, workbook_files(formats::xlsx(&case)))) {
            assert_eq!(csv.book.digest(), xlsx.book.digest(), "{}", case.name);
        }
        // A folder of CSV files has no hidden sheets.
        if case.sheets.iter().all(|sheet| !sheet.hidden) {
            judge(&case, csv, "CSV");
        }
    }
}

#[test]
fn json_of_the_same_content_gives_the_same_book() {
    let mut compared = 0;
    for case in cases() {
        let Some(document) = formats::json(&case) else { continue };
        let xlsx = read(&case, workbook_files(formats::xlsx(&case)));
        let json = ingest::read_json(document.as_bytes(), &settings(&case));
        if let (Ok(xlsx), Ok(json)) = (xlsx, json) {
            assert_eq!(xlsx.book.digest(), json.book.digest(), "{}", case.name);
            compared += 1;
        }
    }
    assert!(compared >= 20, "{compared}");
}

#[test]
fn plans_of_the_same_content_have_the_same_bytes() {
    for case in cases()
        .iter()
        .filter(|case| ["plain", "us_dates_as_text", "hours_in_one_cell"].contains(&case.name.as_str()))
    {
        let readings = [
            read(case, workbook_files(formats::xlsx(case))),
            read(case, formats::csv(case)),
            ingest::read_json(formats::json(case).expect("plain tables").as_bytes(), &settings(case)),
        ];
        let [xlsx, csv, json] = readings.map(|reading| plan(&reading.expect("a book")));
        assert!(xlsx == csv && csv == json, "{}", case.name);
    }
}

/// Plans two weeks, and writes the plan.
fn plan(reading: &Reading) -> Vec<u8> {
    let as_of = "2026-01-30".parse().expect("a date");
    let quiet = &progress::unobserved;
    let scores =
        score::evaluate(&reading.book, as_of, &score::ScoreConfig::default(), quiet).expect("scores");
    let config = schedule::ScheduleConfig { weeks: 2, effort: 50, ..Default::default() };
    let travel = geo::GreatCircle::default();
    let plan = schedule::plan(&reading.book, &scores, &travel, &config, quiet).expect("a plan");
    let mut bytes = Vec::new();
    export::json(&plan, &mut bytes).expect("writing to memory");
    bytes
}

#[test]
fn merged_text_counts_for_every_row_and_a_merged_number_for_the_first() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let page = workbook.add_worksheet();
    page.set_name("Practices").expect("a name");
    let rows =
        ["practice_id|lat|lon|owner|Jan-26", "P1|41.3|-96.02||", "P2|41.29|-95.98||", "P3|41.22|-96.06||"];
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells.split('|')) {
            page.write_string(row, column, cell).expect("a cell");
        }
    }
    let plain = rust_xlsxwriter::Format::new();
    page.merge_range(1, 3, 3, 3, "Ash", &plain).expect("merged cells");
    page.merge_range(1, 4, 3, 4, "", &plain).expect("merged cells");
    page.write_number(1, 4, 9).expect("a cell");
    let homes = [("Ash".into(), Location::new(41.25, -96.02).expect("a place"))].into();
    let settings = Settings { homes, ..Settings::default() };
    let files = workbook_files(workbook.save_to_buffer().expect("a workbook"));
    let book = ingest::read_files(files, &settings).expect("a book").book;
    assert!(book.practices().iter().all(|practice| practice.owner.is_some()));
    let sent = |at| book.referrals(at).iter().map(|referral| referral.count).sum::<u32>();
    assert_eq!(book.practice_indices().map(sent).collect::<Vec<_>>(), [9, 0, 0]);
}

#[test]
fn a_cell_at_the_far_corner_is_just_a_cell() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let page = workbook.add_worksheet();
    for (column, cell) in (0..).zip(["practice_id", "lat", "lon"]) {
        page.write_string(0, column, cell).expect("a cell");
    }
    page.write_string(1_048_575, 16_383, "x").expect("a cell");
    let files = workbook_files(workbook.save_to_buffer().expect("a workbook"));
    assert!(ingest::read_files(files, &Settings::default()).is_err(), "no practice");
}
