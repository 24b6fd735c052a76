//! Filled-in sheets: all of their rows are logged, or none, and never twice.

use std::fs;

use crate::{Scratch, VISITS, is_sound};

const HEAD: &str = "liaison_id,date,practice_id,outcome,note,next\n";

#[test]
fn a_sheet_is_logged_once() {
    let scratch = Scratch::new("sheet", VISITS);
    let sheet = scratch.0.join("stops.csv");
    let rows = "L1,2026-01-05,P1,seen,,\nL1,2/3/2026,P1,no access,nobody in,2/28/2026\nL2,1/30/2026,P2,seen,,\nL2,2/5/2026,P2,,,\n";
    fs::write(&sheet, format!("\u{feff}{HEAD}{rows}")).unwrap();
    let log = ["log", "--from", sheet.to_str().unwrap()];
    let said = scratch.rounds(&log).ok();
    assert!(
        said.contains("Logged 2 visits and 1 promises. 1 were in the book already. 1 have no outcome yet."),
        "{said}"
    );
    let added = "P1,L1,2026-02-03,no access,nobody in\nP2,L2,2026-01-30,seen,\n";
    assert_eq!(scratch.text("visits.csv"), format!("{VISITS}{added}"));
    assert_eq!(scratch.text("must_visits.csv"), "practice_id,from,until\nP1,2026-02-04,2026-02-28\n");
    is_sound(&scratch.book());
    let said = scratch.rounds(&log).ok();
    assert!(said.contains("Logged 0 visits and 0 promises. 3 were in the book already."), "{said}");
    scratch.rounds(&["log", "--undo"]).ok();
    assert_eq!((scratch.text("visits.csv").as_str(), scratch.text("must_visits.csv").as_str()), (VISITS, ""));
}

#[test]
fn one_wrong_row_keeps_all_of_a_sheet_out() {
    let scratch = Scratch::new("faulty", VISITS);
    let sheet = scratch.0.join("stops.csv");
    let rows = "L1,2026-02-03,P1,seen,,\nL1,2026-02-04,P9,seen,,\nL1,2060-02-05,P1,seen,,\nL1,2026-02-06,P1,,note,\n\
        L1,2026-02-07,P1,seen,,soon\nL1,2026-02-03,P1,missed,,\nL1,someday,P1,seen,,\n";
    fs::write(&sheet, format!("{HEAD}{rows}")).unwrap();
    let said = scratch.rounds(&["log", "--from", sheet.to_str().unwrap()]).refused(1);
    let wanted = [
        "row 3: there is no practice \"P9\"",
        "row 4: 2060-02-05 lies ahead",
        "row 5: it has a note or a next visit, but no outcome",
        "row 6: the next visit by \"soon\"",
        "row 7: it tells of the same visit as row 2",
        "row 8: ",
    ];
    assert!(wanted.iter().all(|why| said.contains(why)), "{said}");
    assert_eq!(scratch.text("visits.csv"), VISITS);
}

#[test]
fn the_stops_of_a_plan_can_be_filled_in() {
    let scratch = Scratch::new("plan", VISITS);
    let out = scratch.0.join("out");
    let words = ["plan", "--weeks", "1", "--effort", "10", "--show", "none", "--out", out.to_str().unwrap()];
    scratch.rounds(&words).ok();
    let stops = out.join("stops.csv");
    let mut reader = csv::Reader::from_path(&stops).unwrap();
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|column| column == name).unwrap();
    let outcome = at("outcome");
    assert_eq!((at("note"), at("next")), (outcome + 1, outcome + 2));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(!rows.is_empty());
    let mut writer = csv::Writer::from_path(&stops).unwrap();
    writer.write_record(&header).unwrap();
    for row in &rows {
        assert!((outcome..outcome + 3).all(|at| row[at].is_empty()), "{row:?}");
        let filled = row.iter().enumerate().map(|(at, field)| if at == outcome { "seen" } else { field });
        writer.write_record(filled).unwrap();
    }
    writer.flush().unwrap();
    let said = scratch.rounds(&["log", "--from", stops.to_str().unwrap()]).ok();
    assert!(said.contains(&format!("Logged {} visits", rows.len())), "{said}");
    is_sound(&scratch.book());
    let empty = scratch.rounds(&["log", "--from", out.join("plan.xlsx").to_str().unwrap()]).ok();
    assert!(
        empty.contains(&format!(
            "Logged 0 visits and 0 promises. 0 were in the book already. {} have",
            rows.len()
        )),
        "{empty}"
    );
}

#[test]
fn a_visit_that_is_logged_gets_the_promise_of_a_sheet() {
    let scratch = Scratch::new("late promise", VISITS);
    let sheet = scratch.0.join("stops.csv");
    let filled = |next: &str| fs::write(&sheet, format!("{HEAD}L1,2026-01-05,P1,seen,,{next}\n")).unwrap();
    let log = ["log", "--from", sheet.to_str().unwrap()];
    filled("2026-03-01");
    for promises in [1, 0] {
        let said = scratch.rounds(&log).ok();
        assert!(said.contains(&format!("Logged 0 visits and {promises} promises. 1 were in")), "{said}");
        assert_eq!(scratch.text("must_visits.csv"), "practice_id,from,until\nP1,2026-01-06,2026-03-01\n");
    }
    // A visit by then is one by a later day, too.
    filled("2026-03-15");
    assert!(scratch.rounds(&log).ok().contains("Logged 0 visits and 0 promises."));
    scratch.rounds(&["log", "--undo"]).ok();
    assert_eq!((scratch.text("visits.csv").as_str(), scratch.text("must_visits.csv").as_str()), (VISITS, ""));
}

#[test]
fn a_sheet_that_contradicts_the_book_is_not_logged() {
    let scratch = Scratch::new("contradiction", VISITS);
    let sheet = scratch.0.join("stops.csv");
    fs::write(&sheet, format!("{HEAD}L2,2026-02-03,P2,seen,,\nL1,2026-01-05,P1,no access,,\n")).unwrap();
    let said = scratch.rounds(&["log", "--from", sheet.to_str().unwrap()]).refused(1);
    assert!(
        said.contains("row 3: it says \"no access\", but row 2 of visits.csv has another outcome"),
        "{said}"
    );
    assert_eq!(scratch.text("visits.csv"), VISITS);
}
