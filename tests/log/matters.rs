//! What is logged beside a visit: all of it with the visit, or nothing.

use crate::{Scratch, VISITS, is_sound};

const TOPICS: &str = "topic_id,text\nT1,Open slots\nT2,Fast reports\n";
const ITEMS: &str = "item_id,what,pieces\nPAD,Referral pad,2\nCARD:S,Small card,1\n";
const PROMISES: &str = "practice_id,due,from,what,liaison_id,done\nP1,2026-02-06,2026-01-06,Bring the form,L1,\n\
    P1,2026-03-06,2026-03-01,Show the portal,L1,\nP2,2026-02-06,,Call back,,\n";

/// A book with talking points, material and promises.
fn scratch(name: &str) -> Scratch {
    let scratch = Scratch::new(&format!("matters-{name}"), VISITS);
    scratch.write("topics.csv", TOPICS);
    scratch.write("collateral.csv", ITEMS);
    scratch.write("followups.csv", PROMISES);
    scratch
}

const VISIT: [&str; 6] = ["log", "P1", "--outcome", "seen", "--date", "2026-02-03"];

fn log(scratch: &Scratch, more: &[&str]) -> crate::Answer {
    scratch.rounds(&[&VISIT[..], more].concat())
}

#[test]
fn everything_is_logged_with_its_visit_and_taken_back_with_it() {
    let scratch = scratch("all");
    let said = log(
        &scratch,
        &[
            "--topic",
            "T1",
            "--topic",
            "T2",
            "--left",
            "PAD:3",
            "--left",
            "CARD:S",
            "--done",
            "--followup",
            "Send the list",
            "--due",
            "2026-02-20",
        ],
    )
    .ok();
    assert!(said.contains("Logged in heard_topics.csv: 2 rows."), "{said}");
    assert!(said.contains("Done: Bring the form.\nPromised by Fri 20 Feb 2026: Send the list."), "{said}");
    assert_eq!(
        scratch.text("heard_topics.csv"),
        "practice_id,topic_id,date\nP1,T1,2026-02-03\nP1,T2,2026-02-03\n"
    );
    assert_eq!(
        scratch.text("left_collateral.csv"),
        "practice_id,date,item_id,pieces,liaison_id,value\nP1,2026-02-03,PAD,3,L1,\nP1,2026-02-03,CARD:S,1,L1,\n"
    );
    assert_eq!(
        scratch.text("followups.csv"),
        format!(
            "{PROMISES}P1,2026-02-06,2026-01-06,Bring the form,L1,2026-02-03\nP1,2026-02-20,2026-02-04,Send the list,L1,\n"
        )
    );
    assert_eq!(scratch.text("visits.csv"), format!("{VISITS}P1,L1,2026-02-03,seen,\n"));
    is_sound(&scratch.book());
    scratch.rounds(&["log", "--undo"]).ok();
    assert_eq!((scratch.text("visits.csv"), scratch.text("followups.csv")), (VISITS.into(), PROMISES.into()));
    assert!(!scratch.book().join("heard_topics.csv").exists());
}

#[test]
fn what_is_there_already_is_not_logged_twice() {
    let scratch = scratch("twice");
    log(&scratch, &["--topic", "T1", "--done"]).ok();
    log(&scratch, &["--topic", "T1", "--done"]).refused(3);
    let said = log(&scratch, &["--topic", "T2"]).ok();
    assert!(said.starts_with("The visit is in row 3 of visits.csv already.\n"), "{said}");
    assert_eq!(
        scratch.text("heard_topics.csv"),
        "practice_id,topic_id,date\nP1,T1,2026-02-03\nP1,T2,2026-02-03\n"
    );
    assert_eq!(scratch.text("visits.csv"), format!("{VISITS}P1,L1,2026-02-03,seen,\n"));
    is_sound(&scratch.book());
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_logged() {
    let scratch = scratch("refused");
    let refused = |more: &[&str], why: &str| {
        let said = log(&scratch, more).refused(2);
        assert!(said.contains(why), "{said}");
    };
    refused(&["--topic", "T9"], "there is no talking point \"T9\" in the book; it has T1, T2");
    refused(&["--left", "PAD:0"], "does not say how many pieces");
    refused(&["--left", "PAD:many"], "does not say how many pieces");
    refused(&["--left", "CUP"], "there is no material \"CUP\" in the book");
    refused(&["--followup", "Call", "--due", "2026-02-01"], "is not after the visit");
    let nobody = |more: &[&str]| {
        scratch.rounds(&[&["log", "P1", "--outcome", "no_access", "--date", "2026-02-03"], more].concat())
    };
    assert!(nobody(&["--topic", "T1"]).refused(2).contains("met nobody"));
    assert_eq!(scratch.text("visits.csv"), VISITS);
    nobody(&["--left", "PAD"]).ok();
    assert!(scratch.text("left_collateral.csv").ends_with("P1,2026-02-03,PAD,2,L1,\n"));
}

/// The promise is kept by the visit, and stays on the sheet until it is noted as done.
#[test]
fn plans_write_what_to_take_along_where_the_book_says_it() {
    let scratch = scratch("plan");
    let out = scratch.0.join("out");
    let words =
        ["plan", "--weeks", "1", "--effort", "10", "--show", "none", "--as-of", "2026-02-03", "--out"];
    let words = [&words[..], &[out.to_str().unwrap()]].concat();
    let said = scratch.rounds(&words).ok();
    assert!(said.contains("brief.json, brief.txt, packing.csv"), "{said}");
    let text = std::fs::read_to_string(out.join("brief.txt")).unwrap();
    assert!(text.contains("Promised: Call back (overdue since Fri 6 Feb 2026)"), "{text}");
    for name in ["topics.csv", "collateral.csv", "followups.csv"] {
        std::fs::remove_file(scratch.book().join(name)).unwrap();
    }
    let said = scratch.rounds(&words).ok();
    assert!(!said.contains("brief.json") && !out.join("brief.json").exists(), "{said}");
}
