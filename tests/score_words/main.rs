//! What scores say of odd practices, as a liaison reads it.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "the made-up books hold small, whole, positive numbers"
)]

#[path = "../common/mod.rs"]
mod common;

use common::as_of;
use rounds::export;
use rounds::model::*;
use rounds::progress;
use rounds::score::{self, LevelChange, PracticeScore, ScoreConfig, ScoreFact, Scores, Segment};

/// Days before the day of the score, and referrals.
type Sent = Vec<(i64, u32)>;

/// One referral every so many days, from the oldest day to the latest.
fn every(days: usize, oldest: i64, latest: i64) -> Sent {
    (latest..=oldest).rev().step_by(days).map(|ago| (ago, 1)).collect()
}

/// Odd practices, by what they do.
fn odd() -> Vec<(&'static str, Sent)> {
    let first_of_month = |ago: &i64| as_of().plus_days(-ago).day() == 1;
    let autumn = |ago: &i64| (9..=12).contains(&as_of().plus_days(-ago).month());
    vec![
        ("collapse and straggler", [every(3, 360, 120), vec![(12, 1)]].concat()),
        ("new", vec![(33, 1), (27, 1), (20, 1), (13, 2), (4, 1)]),
        ("growing", [every(10, 700, 300), every(4, 299, 2)].concat()),
        ("once a year", vec![(1_000, 1), (650, 1), (300, 1)]),
        ("silent", every(4, 500, 71)),
        ("daily", every(1, 500, 0)),
        ("batches", (0..14).map(|at| (10 + 35 * at, 20)).collect()),
        ("first of the month", (0..700).filter(first_of_month).map(|ago| (ago, 6)).collect()),
        ("autumn", (0..1_100).step_by(5).filter(autumn).map(|ago| (ago, 1)).collect()),
        ("giant that halves", (0..700).map(|ago| (ago, if ago > 110 { 40 } else { 20 })).collect()),
        ("long gone", every(9, 1_400, 900)),
        ("once, long ago", vec![(1_400, 1)]),
        ("never", vec![]),
    ]
}

/// A book with one odd practice among twenty that refer on and on.
fn book(sent: &Sent) -> Book {
    let place = Location::new(38.9, -77.0).unwrap();
    let practice = |at: usize| Practice {
        providers: Some(2),
        specialty: Some("family medicine".into()),
        ..Practice::new(format!("P{at:02}"), format!("Practice {at}"), place)
    };
    let steady = |at: usize| every(3 + at, 700 - at as i64, at as i64 % 3);
    let histories = std::iter::once(sent.clone()).chain((1..=20).map(steady));
    let referrals = histories.enumerate().flat_map(|(at, sent)| {
        sent.into_iter().map(move |(ago, count)| Referral {
            practice: format!("P{at:02}").into(),
            from: None,
            date: as_of().plus_days(-ago),
            count,
            value: None,
        })
    });
    let records = Records {
        practices: (0..=20).map(practice).collect(),
        liaisons: vec![Liaison::new("L1", "Liaison Ash", place)].into(),
        referrals: referrals.collect(),
        ..Records::default()
    };
    Book::build(records).unwrap().0
}

fn scores(book: &Book) -> Scores {
    score::evaluate(book, as_of(), &ScoreConfig::default(), &progress::unobserved).unwrap()
}

/// Holds what is said of a practice to its figures, and to what a liaison would not laugh at.
fn assert_sensible(score: &PracticeScore, text: &str) {
    for laughable in [
        "100 %",
        " 0 %",
        "0.0 ",
        "0.000 extra",
        "-0",
        "NaN",
        "inf",
        " 0 a ",
        "about 0",
        "every 1 days",
        " 1 days",
    ] {
        assert!(!text.contains(laughable), "{laughable:?} in\n{text}");
    }
    let silence = score.reasons.iter().find_map(|reason| match reason.fact {
        ScoreFact::Retention { silence } => silence,
        _ => None,
    });
    let surely = silence.is_some_and(|it| it.chance >= 0.95 || it.usual_chance >= 0.95);
    assert!(!text.contains("almost certain ") || surely, "{text}");
    let told = score.reasons.iter().find_map(|reason| match reason.fact {
        ScoreFact::Trend(change) => Some(change),
        _ => None,
    });
    if let Some(change) = told.filter(LevelChange::is_fall) {
        assert!(score.trend < 1.0 && score.lapse_risk > 0.0, "{score:?}\n{text}");
        assert!(score.trend_probability >= 0.75, "{score:?}\n{text}");
        assert!(change.ratio() > 0.5 || score.segment != Segment::Loyalist, "{score:?}\n{text}");
    }
    assert!(told.is_none() || !text.contains("silent"), "{text}");
    assert!(score.p_alive >= score.p_active, "{score:?}");
}

fn told(name: &str, book: &Book) -> String {
    let scores = scores(book);
    let score = &scores.practices[0];
    let text = export::score_text(book, &scores, &ScoreConfig::default(), &score.practice);
    assert_sensible(score, &text);
    format!("# {name}\n{text}")
}

#[test]
fn odd_practices_are_told_as_a_liaison_would() {
    let texts: Vec<String> = odd().iter().map(|(name, sent)| told(name, &book(sent))).collect();
    insta::assert_snapshot!(texts.join("\n"));
}

#[test]
fn all_of_a_town_are_told_sensibly() {
    for seed in 0..4 {
        let book = common::book(seed, 60, 2);
        let scores = scores(&book);
        for score in &scores.practices {
            let text = export::score_text(&book, &scores, &ScoreConfig::default(), &score.practice);
            assert_sensible(score, &text);
        }
    }
}

/// A collapse with one straggler is called a fall, and nobody calls the practice loyal.
#[test]
fn a_straggler_does_not_hide_a_collapse() {
    let (_, sent) = &odd()[0];
    let scores = scores(&book(sent));
    let score = &scores.practices[0];
    assert_eq!(score.segment, Segment::Lapsed, "{score:?}");
    assert!(score.reasons.iter().any(|reason| reason.to_string().contains("fallen")), "{score:?}");
}

#[test]
fn a_book_without_referrals_is_told_sensibly() {
    let mut book = common::town(3, 30, 2);
    book.referrals.0.clear();
    let (book, _) = Book::build(book).unwrap();
    let scores = scores(&book);
    let text = export::score_text(&book, &scores, &ScoreConfig::default(), &scores.practices[0].practice);
    insta::assert_snapshot!(text);
}
