//! Books in SQLite: the same book as in CSV, and the same log.

use std::path::PathBuf;
use std::process::Stdio;

use crate::{Scratch, VISITS, command, is_sound, rounds};

/// Makes a database of the book.
fn imported(scratch: &Scratch) -> PathBuf {
    let database = scratch.0.join("book.sqlite");
    let folder = scratch.book();
    rounds(&database, &["import", "--yes", folder.to_str().unwrap()]).ok();
    database
}

/// Runs a query on a database and lists its rows.
fn rows(database: &std::path::Path, table: &str) -> Vec<Vec<String>> {
    let connection = rusqlite::Connection::open(database).unwrap();
    let mut query = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let width = query.column_count();
    let row = |row: &rusqlite::Row| {
        (0..width).map(|at| Ok(row.get::<_, Option<String>>(at)?.unwrap_or_default())).collect()
    };
    query.query_map([], row).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_database_is_the_same_book_as_its_files() {
    let visits = "Visit Date;Rep;Account;Result;comment;comment;\r\n31.1.2026;L1;Cedar Clinic;met;a|b;;\r\n5.1.2026;L2;P2;spoke;;;\r\n";
    let scratch = Scratch::new("digest", visits);
    scratch.write("rounds.toml", "[words.\"visits.outcome\"]\nspoke = \"seen\"\n");
    let database = imported(&scratch);
    std::fs::copy(scratch.book().join("rounds.toml"), scratch.0.join("book.toml")).unwrap();
    let back = scratch.0.join("back");
    rounds(&back, &["import", "--yes", database.to_str().unwrap()]).ok();
    std::fs::copy(scratch.book().join("rounds.toml"), back.join("rounds.toml")).unwrap();
    let plan = |book: &std::path::Path, out: &str| {
        let out = scratch.0.join(out);
        let words =
            ["plan", "--weeks", "1", "--effort", "10", "--show", "none", "--out", out.to_str().unwrap()];
        rounds(book, &words).ok();
        std::fs::read_to_string(out.join("plan.json")).unwrap()
    };
    let of_files = plan(&scratch.book(), "a");
    assert!(of_files.contains("\"P1\""));
    assert_eq!(plan(&database, "b"), of_files);
    assert_eq!(plan(&back, "c"), of_files);
}

#[test]
fn rows_are_added_and_taken_back() {
    let scratch = Scratch::new("rows", VISITS);
    let database = imported(&scratch);
    let log = [
        "log",
        "cedar clinic",
        "--outcome",
        "seen",
        "--date",
        "2026-02-03",
        "--note",
        "it's \"fine\"",
        "--next",
        "2026-03-01",
    ];
    let said = rounds(&database, &log).ok();
    assert!(said.starts_with("Logged in visits: Cedar Clinic (P1)"), "{said}");
    assert_eq!(rows(&database, "visits")[1], ["P1", "L1", "2026-02-03", "seen", "it's \"fine\""]);
    assert_eq!(rows(&database, "must_visits"), [["P1", "2026-02-04", "2026-03-01"]]);
    is_sound(&database);
    let said = rounds(&database, &log).refused(3);
    assert!(said.contains("Row 3 of visits"), "{said}");
    rounds(&database, &["log", "--undo"]).ok();
    assert_eq!((rows(&database, "visits").len(), rows(&database, "must_visits").len()), (1, 0));
    rounds(&database, &["log", "--undo"]).refused(3);
}

#[test]
fn a_row_that_somebody_changed_is_not_taken_back() {
    let scratch = Scratch::new("changed", VISITS);
    let database = imported(&scratch);
    rounds(&database, &["log", "P1", "--outcome", "seen", "--date", "2026-02-03", "--next", "2026-03-01"])
        .ok();
    let connection = rusqlite::Connection::open(&database).unwrap();
    connection.execute("UPDATE visits SET outcome = 'missed' WHERE date = '2026-02-03'", []).unwrap();
    let said = rounds(&database, &["log", "--undo"]).refused(1);
    assert!(said.contains("nothing was taken back"), "{said}");
    assert_eq!((rows(&database, "visits").len(), rows(&database, "must_visits").len()), (2, 1));
}

#[test]
fn several_log_at_once_and_no_row_is_lost() {
    let scratch = Scratch::new("crowd", VISITS);
    let database = imported(&scratch);
    let days: Vec<String> = (1..=8).map(|day| format!("2026-02-{day:02}")).collect();
    let log = |day: &String| {
        let words = ["log", "P1", "--outcome", "seen", "--next", "2026-04-01", "--date", day];
        command(&database, &words).stdout(Stdio::null()).spawn().unwrap()
    };
    let all: Vec<_> = days.iter().map(log).collect();
    for mut process in all {
        assert!(process.wait().unwrap().success());
    }
    let logged = rows(&database, "visits");
    assert!(days.iter().all(|day| logged.iter().filter(|row| row[2] == *day).count() == 1), "{logged:?}");
    assert_eq!((logged.len(), rows(&database, "must_visits").len()), (9, 8));
    is_sound(&database);
}

#[test]
fn a_table_that_is_imported_anew_is_kept() {
    let scratch = Scratch::new("anew", VISITS);
    let database = imported(&scratch);
    scratch.write("visits.csv", &VISITS.replace("seen", "missed"));
    imported(&scratch);
    assert_eq!(rows(&database, "visits")[0][3], "missed");
    assert_eq!(rows(&database, "replaced_1_visits")[0][3], "seen");
    is_sound(&database);
}

#[test]
fn a_json_document_becomes_a_database() {
    let scratch = Scratch::new("json", "");
    let json = r#"{ "practices": [{ "practice_id": "P1", "lat": 38.9, "lon": -77.0, "owner": "L1" }],
        "liaisons": [{ "liaison_id": "L1", "home_lat": 38.8, "home_lon": -77.1 }] }"#;
    let document = scratch.0.join("book.json");
    std::fs::write(&document, json).unwrap();
    let database = scratch.0.join("of_json.db");
    rounds(&database, &["import", "--yes", document.to_str().unwrap()]).ok();
    is_sound(&database);
    rounds(&database, &["log", "P1", "--outcome", "seen", "--date", "2026-02-03"]).ok();
    assert_eq!(rows(&database, "visits")[0][..5], ["P1", "L1", "2026-02-03", "", "seen"]);
}

/// Columns of patients come into no book, whether it is a folder or a database.
#[test]
fn patients_stay_out_of_an_import() {
    let visits = "MRN,Visit Date,Rep,Account,Patient name,Result\n7734091,2026-01-31,L1,Cedar Clinic,Zebulon Quagmire,met\n";
    let scratch = Scratch::new("patients", visits);
    let folder = scratch.0.join("folder");
    let told = rounds(&folder, &["import", "--yes", scratch.book().to_str().unwrap()]).ok();
    let database = imported(&scratch);
    let written = std::fs::read_to_string(folder.join("visits.csv")).unwrap();
    assert_eq!(written, "Visit Date,Rep,Account,Result\n2026-01-31,L1,Cedar Clinic,met\n");
    assert_eq!(rows(&database, "visits")[0][..4], ["2026-01-31", "L1", "Cedar Clinic", "met"]);
    assert!(told.contains("I030 visits") && told.contains("MRN"), "{told}");
    let bytes = std::fs::read(&database).unwrap();
    for secret in ["7734091", "Quagmire"] {
        assert!(!told.contains(secret) && !String::from_utf8_lossy(&bytes).contains(secret), "{secret}");
    }
}
