//! Scores against a simulated truth: the project's own generator, other seeds than the sample book's.
//! `cargo test --release --test score_simulation -- --nocapture` prints the figures.

#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positions and small counts")]

#[path = "../examples/generate_sample/sample/mod.rs"]
#[allow(dead_code, unused_imports, reason = "a test needs a part of the generator")]
mod sample;

use std::collections::BTreeMap;

use rounds::ingest;
use rounds::model::{Book, Date, Table};
use rounds::progress;
use rounds::score::{self, PracticeScore, ScoreConfig, Scores};
use sample::{Sample, Setting, truth::Kind};

const SEEDS: [u64; 3] = [11, 12, 13];

fn simulated(seed: u64) -> (Sample, Book) {
    let sample = sample::generate(&Setting { seed, practices: 1200, visit_effect: 0.0 });
    let book = book(&sample.tables);
    (sample, book)
}

fn book(tables: &BTreeMap<Table, String>) -> Book {
    let open = |table: Table| {
        tables.get(&table).map(String::as_bytes).ok_or_else(|| std::io::ErrorKind::NotFound.into())
    };
    ingest::read_csv(open, &ingest::Settings::default()).unwrap().book
}

fn evaluate(book: &Book, as_of: Date) -> Scores {
    score::evaluate(book, as_of, &ScoreConfig::default(), &progress::unobserved).unwrap()
}

/// Chance that a positive is ranked above a negative.
fn auc(positive: &[f64], negative: &[f64]) -> f64 {
    let wins = |p: &f64| -> f64 {
        negative.iter().map(|n| if p > n { 1.0 } else { f64::from(u8::from(p >= n)) / 2.0 }).sum()
    };
    positive.iter().map(wins).sum::<f64>() / (positive.len() * negative.len()) as f64
}

/// Scores of practices of a kind, four weeks or more after the change, that sent at least one a month before it.
fn of_kind(sample: &Sample, scores: &Scores, kind: Kind, score: impl Fn(&PracticeScore) -> f64) -> Vec<f64> {
    (sample.truth.iter().zip(&scores.practices))
        .filter(|(truth, _)| truth.kind == kind && truth.before >= 0.25)
        .filter(|(truth, _)| truth.change.is_none_or(|week| week + 4 <= sample::WEEKS))
        .map(|(_, practice)| score(practice))
        .collect()
}

#[test]
#[cfg_attr(debug_assertions, ignore = "takes minutes without optimisation: run it with --release")]
fn lapses_and_steps_down_are_found() {
    let (mut lapse, mut step) = (0.0, 0.0);
    for seed in SEEDS {
        let (sample, book) = simulated(seed);
        let scores = evaluate(&book, sample::as_of());
        let risk = |kind| of_kind(&sample, &scores, kind, |it| it.lapse_risk);
        let fall = |kind| of_kind(&sample, &scores, kind, |it| it.trend_probability);
        let found =
            (auc(&risk(Kind::Lapse), &risk(Kind::Steady)), auc(&fall(Kind::StepDown), &fall(Kind::Steady)));
        let trend = |kind| of_kind(&sample, &scores, kind, |it| -it.trend);
        println!(
            "seed {seed}: lapse AUC {:.3}, 60 % step-down AUC {:.3} (by trend {:.3}); {}",
            found.0,
            found.1,
            auc(&trend(Kind::StepDown), &trend(Kind::Steady)),
            scores.model.chosen
        );
        lapse += found.0 / SEEDS.len() as f64;
        step += found.1 / SEEDS.len() as f64;
    }
    assert!(lapse >= 0.96, "{lapse}");
    assert!(step >= 0.82, "{step}");
}

/// The score as of a horizon earlier, and the referrals that came in the horizon.
fn outcomes(book: &Book) -> (Scores, Vec<u32>) {
    let days = i64::from(ScoreConfig::default().horizon_days);
    let origin = sample::as_of().plus_days(-days);
    let came = |at| {
        let later = |date: Date| (1..=days).contains(&date.days_since(origin));
        book.referrals(at).iter().filter(|it| later(it.date)).map(|it| it.count).sum()
    };
    (evaluate(book, origin), book.practice_indices().map(came).collect())
}

#[test]
#[cfg_attr(debug_assertions, ignore = "takes minutes without optimisation: run it with --release")]
fn nine_of_ten_counts_fall_into_their_interval() {
    let (mut inside, mut all) = (0_usize, 0_usize);
    for seed in SEEDS {
        let (_, book) = simulated(seed);
        let (scores, came) = outcomes(&book);
        let known = scores.practices.iter().zip(&came).filter(|(it, _)| it.expected_count >= 2.0);
        let hits: Vec<bool> =
            known.map(|(it, came)| (it.interval.low..=it.interval.high).contains(came)).collect();
        inside += hits.iter().filter(|hit| **hit).count();
        all += hits.len();
    }
    let share = inside as f64 / all as f64;
    println!("{inside} of {all} counts within their 90 % interval: {share:.3}");
    assert!((0.88..=0.92).contains(&share), "{share}");
}

#[test]
#[cfg_attr(debug_assertions, ignore = "takes minutes without optimisation: run it with --release")]
fn knowing_the_holidays_lowers_the_error() {
    let (mut with, mut without) = (0.0, 0.0);
    for seed in SEEDS {
        let (sample, book) = simulated(seed);
        let mut tables = sample.tables.clone();
        tables.remove(&Table::Holidays);
        let error = |book: &Book| -> f64 {
            let (scores, came) = outcomes(book);
            scores
                .practices
                .iter()
                .zip(&came)
                .map(|(it, came)| (it.expected_count - f64::from(*came)).abs())
                .sum()
        };
        with += error(&book);
        without += error(&self::book(&tables));
    }
    println!("absolute error with holidays {with:.1}, without {without:.1}");
    assert!(with < without, "{with} {without}");
}
