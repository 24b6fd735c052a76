//! What a crash leaves is never read, and a later call mends it.

use std::fs;

use crate::{Scratch, VISITS, command, is_sound};

/// The journal of a step that was begun: both rows were to be added.
fn begun(visits: &str, promises: &str) -> String {
    let piece = |file: &str, before: &str, rows: &str| {
        format!("{{\"file\":\"{file}\",\"at\":{},\"header\":\"\",\"rows\":\"{rows}\\n\"}}", before.len())
    };
    let pieces = [piece("must_visits.csv", promises, PROMISE), piece("visits.csv", visits, VISIT)].join(",");
    format!("{{\"step\":\"add\",\"id\":1,\"pieces\":[{pieces}]}}\n")
}

const VISIT: &str = "P2,L2,2026-02-03,seen,long note";
const PROMISE: &str = "P2,2026-02-04,2026-03-01";
const PROMISES: &str = "practice_id,from,until\nP1,2026-02-02,2026-02-13\n";

/// A crash after so many bytes of either row.
#[test]
fn a_half_row_is_no_row() {
    for (promise, visit) in [(0, 0), (1, 0), (12, 0), (24, 0), (25, 0), (25, 1), (25, 20), (25, 31), (25, 32)]
    {
        let scratch = Scratch::new(&format!("torn{promise}-{visit}"), "");
        let half =
            |before: &str, row: &str, length: usize| format!("{before}{}", &format!("{row}\n")[..length]);
        scratch.write("visits.csv", &half(VISITS, VISIT, visit));
        scratch.write("must_visits.csv", &half(PROMISES, PROMISE, promise));
        scratch.write("log-journal.jsonl", &(begun(VISITS, PROMISES) + "{\"step\":\"do"));
        let said = scratch.rounds(&["check", "--as-of", "2026-12-31"]).ok();
        assert!(said.contains("visits: its row is used") && said.contains("No findings."), "{said}");
        scratch.rounds(&["log", "P1", "--outcome", "seen", "--date", "2026-02-03"]).ok();
        assert_eq!(scratch.text("visits.csv"), format!("{VISITS}P1,L1,2026-02-03,seen,\n"));
        assert_eq!(scratch.text("must_visits.csv"), PROMISES);
        is_sound(&scratch.book());
    }
}

/// A spreadsheet leaves out the last line end: such a row is whole.
#[test]
fn a_row_without_a_line_end_is_a_row() {
    let visits = VISITS.trim_end();
    let scratch = Scratch::new("spreadsheet", visits);
    scratch.rounds(&["log", "P2", "--outcome", "seen", "--date", "2026-02-03"]).ok();
    assert_eq!(scratch.text("visits.csv"), format!("{visits}\nP2,L2,2026-02-03,seen,\n"));
    // Somebody writes to the file without us: what the journal says of its end holds no more.
    scratch.write("visits.csv", visits);
    is_sound(&scratch.book());
    let said = scratch.rounds(&["log", "--undo"]).refused(1);
    assert!(said.contains("nothing was taken back"), "{said}");
    assert_eq!(scratch.text("visits.csv"), visits);
}

#[test]
fn a_row_that_has_moved_is_found() {
    let scratch = Scratch::new("moved", VISITS);
    scratch.rounds(&["log", "P2", "--outcome", "seen", "--date", "2026-02-03"]).ok();
    let moved =
        "practice_id,liaison_id,date,outcome,note\nP2,L2,2026-02-03,seen,\nP1,L1,2026-01-05,seen,longer\n";
    scratch.write("visits.csv", moved);
    scratch.rounds(&["log", "--undo"]).ok();
    assert_eq!(
        scratch.text("visits.csv"),
        "practice_id,liaison_id,date,outcome,note\nP1,L1,2026-01-05,seen,longer\n"
    );
}

#[test]
fn several_log_at_once_and_no_row_is_lost() {
    let scratch = Scratch::new("many", VISITS);
    let days: Vec<String> = (1..=8).map(|day| format!("2026-02-{day:02}")).collect();
    let log = |day: &String| {
        let words = ["log", "P1", "--outcome", "seen", "--next", "2026-04-01", "--date", day];
        command(&scratch.book(), &words).stdout(std::process::Stdio::null()).spawn().unwrap()
    };
    let all: Vec<_> = days.iter().map(log).collect();
    for mut process in all {
        assert!(process.wait().unwrap().success());
    }
    let text = scratch.text("visits.csv");
    assert!(days.iter().all(|day| text.matches(&format!("P1,L1,{day},seen,\n")).count() == 1), "{text}");
    assert_eq!((text.lines().count(), scratch.text("must_visits.csv").lines().count()), (10, 9));
    is_sound(&scratch.book());
    (0..8).for_each(|_| drop(scratch.rounds(&["log", "--undo"]).ok()));
    assert_eq!(scratch.text("visits.csv"), VISITS);
    assert!(!fs::exists(scratch.book().join("must_visits.csv")).unwrap());
}
