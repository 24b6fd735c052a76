//! What no report can be made of, and what the error says.

use rounds::ErrorKind;
use rounds::model::{Book, Date, Outcome, Visit};
use rounds::progress::unobserved;
use rounds::report::{self, ReportRequest, ReportWeek};
use rounds::score::{self, ScoreConfig};

use crate::common;

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn refused(book: &Book, as_of: &str, day: &str) -> (ErrorKind, String) {
    let error = ReportWeek::of(book, date(as_of), date(day)).unwrap_err();
    (error.kind(), error.to_string())
}

#[test]
fn weeks_that_the_book_does_not_know_are_refused() {
    let book = common::book(1, 5, 2);
    let (kind, text) = refused(&book, "2026-01-30", "2026-02-04");
    assert!(
        kind == ErrorKind::Setting && text.contains("begins after 2026-01-30") && text.contains("--as-of"),
        "{text}"
    );
    let (kind, text) = refused(&book, "2026-01-30", "2020-02-04");
    assert!(
        kind == ErrorKind::Setting
            && text.contains("the first day in the book")
            && text.contains("later week"),
        "{text}"
    );
    let (kind, text) = refused(&book, "2019-01-30", "2019-01-28");
    assert!(kind == ErrorKind::Input && text.contains("knows no visit and no referral"), "{text}");
    assert_eq!(ReportWeek::last(&book, date("2019-01-30")).unwrap_err().kind(), ErrorKind::Input);
}

#[test]
fn the_last_complete_week_is_the_usual_one() {
    let mut records = common::town(1, 5, 2);
    for days in 0..20 {
        let visit = Visit {
            practice: "P0000".into(),
            liaison: "L0".into(),
            date: common::as_of().plus_days(-days),
            outcome: Outcome::Seen,
            time: None,
            note: None,
        };
        records.visits.0.push((500, visit));
    }
    let book = Book::build(records).unwrap().0;
    for (as_of, monday) in [
        ("2026-01-29", "2026-01-19"),
        ("2026-01-30", "2026-01-26"),
        ("2026-02-01", "2026-01-26"),
        ("2026-01-25", "2026-01-19"),
    ] {
        let week = ReportWeek::last(&book, date(as_of)).unwrap();
        assert!(week.monday == date(monday) && week.is_complete(), "{as_of}: {week:?}");
    }
    // Long after the last entry it is the week of that entry.
    let week = ReportWeek::last(&book, date("2026-06-30")).unwrap();
    assert!(week.is_complete() && week.monday <= date("2026-01-26"), "{week:?}");
}

#[test]
fn unknown_liaisons_and_scores_of_another_day_are_refused() {
    let book = common::book(1, 5, 2);
    let week = ReportWeek::last(&book, common::as_of()).unwrap();
    let scores = score::evaluate(&book, week.until, &ScoreConfig::default(), &unobserved).unwrap();
    let request =
        |liaison: &str| ReportRequest { week, as_of: common::as_of(), liaison: Some(liaison.into()) };
    let error = report::report(&book, &scores, &[], &request("L9"), &unobserved).unwrap_err();
    let text = error.to_string();
    assert!(
        error.kind() == ErrorKind::Setting && text.contains("no liaison L9; the book has L0, L1"),
        "{text}"
    );
    let late =
        score::evaluate(&book, common::as_of().plus_days(-1), &ScoreConfig::default(), &unobserved).unwrap();
    let error = report::report(&book, &late, &[], &request("L0"), &unobserved).unwrap_err();
    assert!(
        error.kind() == ErrorKind::Setting && error.to_string().contains(&week.until.to_string()),
        "{error}"
    );
}
