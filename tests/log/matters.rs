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
    refused(
        &["--topic", "T9"],
        "there is no talking point \"T9\" in the book; there are T1 (Open slots), T2 (Fast reports)",
    );
    refused(&["--left", "PAD:0"], "does not say how many pieces");
    refused(&["--left", "PAD:many"], "does not say how many pieces");
    refused(&["--left", "CUP"], "there is no material \"CUP\" in the book");
    refused(&["--topic", "open tables"], "there is no talking point \"open tables\" in the book");
    refused(&["--followup", "Call", "--due", "2026-02-01"], "is not after the visit");
    assert_eq!(scratch.text("visits.csv"), VISITS);
}

#[test]
fn a_visit_that_met_nobody_tells_leaves_and_settles_nothing() {
    let scratch = scratch("nobody");
    let options: [&[&str]; 4] =
        [&["--topic", "T1"], &["--left", "PAD"], &["--met", "Dr. Maple"], &["--done"]];
    for word in ["no_access", "cancelled", "missed"] {
        for option in options {
            let log = ["log", "P1", "--outcome", word, "--date", "2026-02-03"];
            let said = scratch.rounds(&[&log[..], option].concat()).refused(2);
            let why = format!("a visit that went \"{word}\" met nobody, so {} cannot be noted", option[0]);
            assert!(said.contains(&why), "{said}");
        }
    }
    assert_eq!(scratch.text("visits.csv"), VISITS);
    assert!(!scratch.book().join("left_collateral.csv").exists());
}

#[test]
fn another_outcome_than_that_of_the_book_is_refused() {
    let scratch = scratch("outcome");
    log(&scratch, &[]).ok();
    let other = ["log", "P1", "--outcome", "no_access", "--date", "2026-02-03"];
    let said = scratch.rounds(&other).refused(2);
    assert!(said.contains("row 3 of visits.csv has another outcome") && said.contains("--undo"), "{said}");
    assert_eq!(scratch.text("visits.csv"), format!("{VISITS}P1,L1,2026-02-03,seen,\n"));
    scratch.rounds(&[&other[..], &["--again"]].concat()).ok();
    assert!(scratch.text("visits.csv").ends_with("P1,L1,2026-02-03,no_access,\n"));
}

/// What is said, and the rows of topics and material that come of it.
#[test]
fn topics_and_material_go_by_what_they_say() {
    let scratch = scratch("names");
    scratch.write("topics.csv", "topic_id,text\nT1,One number for all referrals: 555-0199\nT2,One form\n");
    scratch.write("collateral.csv", "item_id,what,pieces\nPEN,Logo pens,2\nCARD,Card: small,1\n");
    let said = log(&scratch, &["--topic", "one"]).refused(2);
    assert!(said.contains("may be more than one talking point; say which one: T1 (One number"), "{said}");
    let topics = ["--topic", "one number for all referrals: 555-0199", "--topic", "One fo"];
    let left = ["--left", "logo pens:5", "--left", "Card: small", "--left", "card: small:3"];
    log(&scratch, &[&topics[..], &left].concat()).ok();
    assert_eq!(
        scratch.text("heard_topics.csv"),
        "practice_id,topic_id,date\nP1,T1,2026-02-03\nP1,T2,2026-02-03\n"
    );
    assert_eq!(
        scratch.text("left_collateral.csv"),
        "practice_id,date,item_id,pieces,liaison_id,value\nP1,2026-02-03,PEN,5,L1,\nP1,2026-02-03,CARD,1,L1,\n\
         P1,2026-02-03,CARD,3,L1,\n"
    );
    is_sound(&scratch.book());
}

#[test]
fn more_than_the_stock_is_logged_with_a_warning() {
    let scratch = scratch("stock");
    scratch.write("stock.csv", "liaison_id,item_id,date,pieces\nL1,PAD,2026-02-01,4\n");
    let warning = |answer: crate::Answer| (answer.code, answer.err);
    let (code, said) = warning(log(&scratch, &["--left", "PAD:3"]));
    assert!(code == Some(0) && !said.contains("warning"), "{said}");
    let next = ["log", "P1", "--outcome", "seen", "--date", "2026-02-04", "--left", "PAD:3"];
    let (code, said) = warning(scratch.rounds(&next));
    assert!(code == Some(0) && said.contains("3 pieces of PAD were left, but L1 had 1"), "{said}");
    assert!(scratch.text("left_collateral.csv").ends_with("P1,2026-02-04,PAD,3,L1,\n"));
}

/// A file may lack what nobody has said, but not what somebody has.
#[test]
fn columns_for_what_nobody_said_may_lack() {
    let scratch = scratch("columns");
    scratch.write("followups.csv", "practice_id,due,what\nP2,2026-02-06,Call back\n");
    scratch.write("left_collateral.csv", "practice_id,date,item_id\n");
    log(&scratch, &["--followup", "Send the list", "--due", "2026-03-20", "--left", "CARD:S"]).ok();
    assert!(scratch.text("followups.csv").ends_with("\nP1,2026-03-20,Send the list\n"));
    assert!(scratch.text("left_collateral.csv").ends_with("\nP1,2026-02-03,CARD:S\n"));
    let said = log(&scratch, &["--left", "PAD:3"]).refused(2);
    assert!(said.contains("left_collateral.csv has no column for pieces"), "{said}");
    is_sound(&scratch.book());
}

/// The row settles the wish for the specialty that the physician has, and a second one finds none.
#[test]
fn a_physician_who_was_met_settles_a_wish() {
    let scratch = scratch("met");
    scratch.write(
        "providers.csv",
        "provider_id,name,specialties\nD1,Dr. Maple,cardiology;urology\nD2,Dr. Pine,oncology\n",
    );
    let wishes = "practice_id,specialty,provider_id,by,met\nP1,cardiology,D2,,\nP1,urology,,2026-04-01,\nP1,oncology,D2,,\n\
        P2,cardiology,,,\n";
    scratch.write("introductions.csv", wishes);
    log(&scratch, &["--met", "dr. maple"]).ok();
    assert_eq!(scratch.text("introductions.csv"), format!("{wishes}P1,urology,D1,,2026-02-03\n"));
    let said = log(&scratch, &["--met", "D1"]).refused(2);
    assert!(said.contains("practice P1 has no open wish that Dr. Maple can fulfil"), "{said}");
    let said = log(&scratch, &["--met", "Dr. Oak"]).refused(2);
    assert!(said.contains("there are D1 (Dr. Maple), D2 (Dr. Pine)"), "{said}");
    scratch.rounds(&["log", "--undo"]).ok();
    assert_eq!(
        (scratch.text("introductions.csv"), scratch.text("visits.csv")),
        (wishes.into(), VISITS.into())
    );
}

/// The row is repeated with the day, and the briefs of the next plan do not name it any more.
#[test]
fn an_issue_that_is_settled_is_open_no_more() {
    let scratch = scratch("settled");
    let issues = "practice_id,since,what,closed\nP1,2026-01-10,Reports come late,\nP1,2026-01-10,Wrong number,\n\
        P2,2026-01-10,No portal,\n";
    scratch.write("open_issues.csv", issues);
    let said = log(&scratch, &["--settled", "reports come"]).ok();
    assert!(said.contains("Settled: Reports come late."), "{said}");
    assert_eq!(
        scratch.text("open_issues.csv"),
        format!("{issues}P1,2026-01-10,Reports come late,2026-02-03\n")
    );
    let said = log(&scratch, &["--settled", "Reports come late"]).refused(2);
    assert!(
        said.contains("there is no open issue \"Reports come late\" in the book; there are \"Wrong number\""),
        "{said}"
    );
    is_sound(&scratch.book());
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
