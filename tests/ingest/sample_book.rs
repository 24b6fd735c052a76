//! The sample book is what its generator makes, and a good book.

#[path = "../../examples/generate_sample/sample/mod.rs"]
mod sample;

use std::{collections::BTreeMap, fs, path::Path};

use rounds::{
    ingest::{self, Settings},
    model::{Book, Issue, Table},
};
use sample::{Sample, Setting, truth::Kind};

fn read(sample: &Sample) -> (Book, Vec<Issue>) {
    let open = |table: Table| {
        sample.tables.get(&table).map(String::as_bytes).ok_or_else(|| std::io::ErrorKind::NotFound.into())
    };
    ingest::read_csv(open, &Settings::default()).expect("a book").parts()
}

#[test]
fn the_files_are_what_the_generator_makes() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let sample = sample::generate(&Setting::default());
    for (table, text) in &sample.tables {
        let file =
            fs::read_to_string(data.join(format!("sample/{table}.csv"))).expect("a file of the sample book");
        assert!(file == *text, "{table}.csv differs: run `cargo run --example generate_sample`");
        assert!(text.len() < 1 << 20, "{table}.csv is too large to carry");
    }
    let truth = fs::read_to_string(data.join("sample_truth.csv")).expect("the truth");
    assert!(truth == sample.truth_table(), "sample_truth.csv differs");
}

#[test]
fn the_sample_book_has_no_findings() {
    let (book, issues) = read(&sample::generate(&Setting::default()));
    assert!(issues.is_empty(), "{}", super::lines(&issues));
    assert_eq!((book.practices().len(), book.liaisons().len()), (1200, 10));
    assert!(book.later_than(sample::as_of()).is_empty());
}

#[test]
fn referrals_follow_the_truth() {
    let sample = sample::generate(&Setting { seed: 5, ..Setting::default() });
    let (book, _) = read(&sample);
    let mut by_kind: BTreeMap<Kind, (f64, f64)> = BTreeMap::new();
    for (at, truth) in book.practice_indices().zip(&sample.truth) {
        let (expected, seen) = by_kind.entry(truth.kind).or_default();
        *expected += (0..sample::WEEKS).map(|week| truth.rate(week)).sum::<f64>();
        *seen += book.referrals(at).iter().map(|referral| f64::from(referral.count)).sum::<f64>();
    }
    for (kind, (expected, seen)) in by_kind {
        // Holidays take away about 4 %; chance is within 4 standard deviations of a count.
        assert!(
            (seen - 0.96 * expected).abs() <= 0.06 * expected + 4.0 * expected.sqrt(),
            "{kind:?}: {seen} of {expected}"
        );
    }
}

#[test]
fn a_visit_effect_brings_more_referrals() {
    let total = |visit_effect| {
        let (book, _) = read(&sample::generate(&Setting { seed: 5, practices: 300, visit_effect }));
        book.practice_indices().flat_map(|at| book.referrals(at)).map(|referral| referral.count).sum::<u32>()
    };
    assert!(total(0.5) > total(0.0) + total(0.0) / 20);
}

#[test]
fn other_seeds_are_other_books() {
    let small = |seed| sample::generate(&Setting { seed, practices: 20, ..Setting::default() }).tables;
    assert_eq!(small(1), small(1));
    assert_ne!(small(1), small(2));
}
