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

fn workbook(bytes: Vec<u8>) -> Vec<BookFile> {
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
        judge(&case, read(&case, workbook(formats::xlsx(&case))), "rust_xlsxwriter");
    }
}

#[test]
fn workbooks_by_openpyxl_give_their_findings() {
    for case in cases() {
        let path = folder().join(format!("openpyxl/{}.xlsx", case.name));
        let bytes = std::fs::read(&path).expect("make.py has written every workbook");
        judge(&case, read(&case, workbook(bytes)), "openpyxl");
    }
}

#[test]
fn csv_files_of_the_same_content_give_the_same_findings_and_book() {
    for case in cases() {
        let csv = read(&case, formats::csv(&case));
        if let (Ok(csv), Ok(xlsx)) = (&csv, read(&case, workbook(formats::xlsx(&case)))) {
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
        let xlsx = read(&case, workbook(formats::xlsx(&case)));
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
            read(case, workbook(formats::xlsx(case))),
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
