//! Rows that are added look like those that are there, and what is doubtful is refused.

use crate::{Scratch, VISITS, is_sound};

#[test]
fn a_row_is_added_and_taken_back() {
    let scratch = Scratch::new("row", VISITS);
    let said = scratch
        .rounds(&["log", "P1", "--outcome", "no_access", "--date", "2026-02-03", "--note", "=a, \"b\""])
        .ok();
    assert!(
        said.starts_with(
            "Logged in visits.csv: Cedar Clinic (P1), Tue 3 Feb 2026, Liaison Alder (L1), no_access."
        ),
        "{said}"
    );
    assert_eq!(
        scratch.text("visits.csv"),
        format!("{VISITS}P1,L1,2026-02-03,no_access,\"'=a, \"\"b\"\"\"\n")
    );
    is_sound(&scratch.book());
    let said = scratch.rounds(&["log", "--undo"]).ok();
    assert!(said.contains("Taken back from visits.csv: P1,L1,2026-02-03,no_access"), "{said}");
    assert_eq!(scratch.text("visits.csv"), VISITS);
    scratch.rounds(&["log", "--undo"]).refused(3);
}

/// Each file, and the row that is added to it.
#[test]
fn a_row_looks_like_the_rows_of_its_file() {
    let cases = [
        ("\u{feff}Visit Date;Rep;Account;Result\r\n31.1.2026;L1;P1;met\r\n", "3.2.2026;L2;P2;met\r\n"),
        ("practice_id\tdate\tliaison_id\toutcome\n\nP1\t01/31/26\tL1\tseen\n", "P2\t02/03/26\tL2\tmet\n"),
        ("sep=|\nliaison_id|date|practice_id\nL1|2026-01-31|P1\n", "L2|2026-02-03|P2\n"),
        (
            "Log of visits\n\npractice_id,liaison_id,date,outcome,mood\nP1,L1,1/31/2026,seen,good\n",
            "P2,L2,2/3/2026,met,\n",
        ),
        ("practice_id,liaison_id,date\r\nP1,L1,2026-01-31", "\r\nP2,L2,2026-02-03\r\n"),
        ("practice_id,liaison_id,date\n", "P2,L2,2026-02-03\n"),
        ("", "practice_id,liaison_id,date,time,outcome,note\nP2,L2,2026-02-03,,met,\n"),
    ];
    for (at, (before, row)) in cases.into_iter().enumerate() {
        let scratch = Scratch::new(&format!("form{at}"), before);
        scratch.rounds(&["log", "p2", "--outcome", "met", "--date", "2026-02-03"]).ok();
        assert_eq!(scratch.text("visits.csv"), format!("{before}{row}"));
        is_sound(&scratch.book());
        scratch.rounds(&["log", "--undo"]).ok();
        assert_eq!(scratch.text("visits.csv"), before);
        assert_eq!(scratch.book().join("visits.csv").exists(), !before.is_empty());
    }
}

#[test]
fn the_time_of_a_visit_goes_to_its_column() {
    let header = "practice_id,liaison_id,date,time,outcome\n";
    let scratch = Scratch::new("time", header);
    scratch.rounds(&["log", "P2", "--outcome", "seen", "--date", "2026-02-03", "--at", "10:30"]).ok();
    assert_eq!(scratch.text("visits.csv"), format!("{header}P2,L2,2026-02-03,10:30,seen\n"));
    let without = Scratch::new("timeless", VISITS);
    let said = without
        .rounds(&["log", "P2", "--outcome", "seen", "--date", "2026-02-03", "--at", "10:30"])
        .refused(2);
    assert!(said.contains("time"), "{said}");
    assert_eq!(without.text("visits.csv"), VISITS);
}

#[test]
fn a_promise_goes_with_its_visit() {
    let promises = "practice_id,from,until\nP2,2026-02-02,2026-02-13\n";
    for before in ["", promises] {
        let scratch = Scratch::new(&format!("promise{}", before.len()), VISITS);
        if !before.is_empty() {
            scratch.write("must_visits.csv", before);
        }
        let log =
            ["log", "Cedar Clinic", "--outcome", "seen", "--date", "2026-02-03", "--next", "2026-03-01"];
        let said = scratch.rounds(&log).ok();
        assert!(said.contains("Promised in must_visits.csv: the next visit by Sun 1 Mar 2026."), "{said}");
        let head = if before.is_empty() { "practice_id,from,until\n" } else { before };
        assert_eq!(scratch.text("must_visits.csv"), format!("{head}P1,2026-02-04,2026-03-01\n"));
        is_sound(&scratch.book());
        scratch.rounds(&["log", "--undo"]).ok();
        assert_eq!(
            (scratch.text("visits.csv").as_str(), scratch.text("must_visits.csv").as_str()),
            (VISITS, before)
        );
    }
}

#[test]
fn a_visit_that_is_there_is_not_logged_twice() {
    let scratch = Scratch::new("double", VISITS);
    let log = ["log", "P1", "--outcome", "seen", "--date", "2026-01-05"];
    let said = scratch.rounds(&log).refused(3);
    assert!(said.contains("Row 2 of visits.csv"), "{said}");
    assert_eq!(scratch.text("visits.csv"), VISITS);
    scratch.rounds(&[&log[..], &["--again"]].concat()).ok();
    assert_eq!(scratch.text("visits.csv"), format!("{VISITS}P1,L1,2026-01-05,seen,\n"));
    scratch.rounds(&[&log[..], &["--liaison", "Liaison Elm"]].concat()).ok();
}

#[test]
fn what_is_doubtful_is_refused_and_nothing_is_written() {
    let scratch = Scratch::new("doubt", VISITS);
    let cases: [(&[&str], &str); 10] = [
        (&["P7", "--outcome", "seen"], "no practice \"P7\""),
        (&["Cedar Clinik", "--outcome", "seen"], "near it are P1 (Cedar Clinic)"),
        (&["Birch Clinic", "--outcome", "seen"], "2 practices are called \"Birch Clinic\""),
        (&["P1", "--outcome", "nice"], "say one of seen, staff_only"),
        (&["P1", "--outcome", "seen", "--liaison", "L9"], "no liaison \"L9\""),
        (&["P3", "--outcome", "seen"], "nobody covers practice P3"),
        (&["P1", "--outcome", "seen", "--date", "2060-01-01"], "lies ahead"),
        (&["P1", "--outcome", "seen", "--date", "1999-01-01"], "ten years ago"),
        (&["P1", "--outcome", "seen", "--date", "2026-02-03", "--next", "2026-02-03"], "not after the visit"),
        (&["P1", "--outcome", "seen", "--date", "2026-02-03", "--next", "2036-02-03"], "is the year right"),
    ];
    for (words, why) in cases {
        let said = scratch.rounds(&[&["log"], words].concat()).refused(2);
        assert!(said.contains(why), "{words:?}: {said}");
    }
    assert_eq!(scratch.text("visits.csv"), VISITS);
}

#[test]
fn a_file_that_cannot_take_the_entry_is_left_alone() {
    let cases = [
        ("practice_id,liaison_id,date\nP1,L1,2026-01-05\n", "no column for outcome"),
        (
            "practice_id,liaison_id,date,outcome\nP1,L1,2026-01-05,\"seen\nP1,L1,2026-01-06,seen\n",
            "a quote in it is never closed",
        ),
        ("practice_id,date,outcome\nP1,2026-01-05,seen\n", "visits.csv cannot be used"),
    ];
    for (at, (visits, why)) in cases.into_iter().enumerate() {
        let scratch = Scratch::new(&format!("unfit{at}"), visits);
        let answer = scratch.rounds(&["log", "P1", "--outcome", "missed", "--date", "2026-02-03"]);
        assert!(answer.code != Some(0) && answer.err.contains(why), "{answer:?}");
        assert_eq!(scratch.text("visits.csv"), visits);
    }
}

#[test]
fn the_words_of_the_book_count() {
    let scratch = Scratch::new("words", VISITS);
    scratch.write("rounds.toml", "[words.\"visits.outcome\"]\n\"spoke w/ MD\" = \"seen\"\nlunch = \"\"\n");
    scratch.rounds(&["log", "P1", "--outcome", "Spoke w/ MD", "--date", "2026-02-03"]).ok();
    assert!(scratch.text("visits.csv").ends_with("P1,L1,2026-02-03,Spoke w/ MD,\n"));
    is_sound(&scratch.book());
    scratch.rounds(&["log", "P1", "--outcome", "lunch", "--date", "2026-02-04"]).refused(2);
}

#[test]
fn only_folders_and_databases_are_written_to() {
    let scratch = Scratch::new("single", VISITS);
    let file = scratch.book().join("practices.csv");
    let said = crate::rounds(&file, &["log", "P1", "--outcome", "seen"]).refused(2);
    assert!(said.contains("Import it first"), "{said}");
}
