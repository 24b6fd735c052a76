//! Tiers: their shares, who keeps one, and that they stay from week to week.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "positions and small counts, which are whole and positive"
)]

mod common;

use std::collections::BTreeMap;

use common::{as_of, draws, town};
use proptest::prelude::*;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::ingest;
use rounds::model::*;
use rounds::progress;
use rounds::score::{self, ScoreConfig, Scores};

fn evaluate(book: &Book, day: Date) -> Scores {
    score::evaluate(book, day, &ScoreConfig::default(), &progress::unobserved).unwrap()
}

fn tiers_of(records: Records) -> (Book, Vec<Tier>) {
    let (book, _) = Book::build(records).unwrap();
    let tiers = evaluate(&book, as_of()).practices.iter().map(|score| score.tier).collect();
    (book, tiers)
}

/// Counts A, B and C among the practices without a tier of their own.
fn counts(book: &Book, tiers: &[Tier]) -> [usize; 3] {
    let free = || book.practices().iter().zip(tiers).filter(|(practice, _)| practice.tier.is_none());
    [Tier::A, Tier::B, Tier::C].map(|tier| free().filter(|(_, it)| **it == tier).count())
}

/// Holds the counts to 20, 30 and 50 per cent, to the nearest practice.
fn assert_shares([a, b, c]: [usize; 3]) {
    let total = (a + b + c) as f64;
    let cut = |share: f64| (share * total).round() as usize;
    assert_eq!([a, a + b], [cut(0.2), cut(0.5)], "of {total}");
}

/// Practices of which many are alike, with or without referrals.
fn alike(seed: u64, practices: usize, refer: bool) -> Records {
    let mut records = town(seed, practices, 2);
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    for (_, practice) in &mut records.practices.0 {
        practice.location = Location::new(38.9, -77.0).ok();
        practice.specialty = Some("family".into());
        practice.providers = random.random_bool(0.5).then_some(2);
        practice.tier = random.random_bool(0.3).then_some(Tier::A);
    }
    if !refer {
        records.referrals.0.clear();
    }
    records
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..draws::hunting() })]

    #[test]
    fn any_book_is_cut_into_its_shares(seed in 0..1_000_u64, practices in 5..60_usize, refer: bool) {
        let records = alike(seed, practices, refer);
        let own: BTreeMap<PracticeId, Tier> =
            records.practices.0.iter().filter_map(|(_, it)| Some((it.id.clone(), it.tier?))).collect();
        let (book, tiers) = tiers_of(records);
        assert_shares(counts(&book, &tiers));
        for (practice, tier) in book.practices().iter().zip(&tiers) {
            prop_assert!(own.get(&practice.id).is_none_or(|own| own == tier));
        }
    }

    #[test]
    fn any_order_of_rows_gives_the_same_tiers(seed in 0..1_000_u64) {
        let mut records = alike(seed, 40, seed % 2 == 0);
        let straight = tiers_of(alike(seed, 40, seed % 2 == 0)).1;
        let mut random = Pcg64Mcg::seed_from_u64(seed);
        records.practices.0.shuffle(&mut random);
        records.referrals.0.shuffle(&mut random);
        prop_assert_eq!(straight, tiers_of(records).1);
    }
}

#[test]
fn tiny_books_are_cut_to_the_nearest_practice() {
    for practices in 1..=12 {
        let (book, tiers) = tiers_of(alike(3, practices, false));
        assert_shares(counts(&book, &tiers));
    }
}

/// Practices that send alike are told apart by their providers; only all alike by their place in the book.
#[test]
fn equal_potentials_are_cut_by_size_before_the_order_of_the_book() {
    let mut records = alike(5, 20, false);
    for (at, (_, practice)) in records.practices.0.iter_mut().enumerate() {
        practice.tier = None;
        // Not said, and three: the same to the potential.
        practice.providers = (at >= 16).then_some(3);
    }
    let (book, tiers) = tiers_of(records);
    let best: Vec<&str> = book
        .practices()
        .iter()
        .zip(&tiers)
        .filter(|(_, tier)| **tier == Tier::A)
        .map(|(it, _)| it.id.as_str())
        .collect();
    assert_eq!(best, ["P0016", "P0017", "P0018", "P0019"]);
}

fn sample() -> Book {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
    let open = |table: Table| std::fs::File::open(folder.join(format!("{table}.csv")));
    let (mut records, settings) = (Records::default(), ingest::Settings::default());
    let (book, _) = ingest::read_csv(open, &settings).unwrap().parts();
    records.practices = book.practices().iter().map(|it| Practice { tier: None, ..it.clone() }).collect();
    records.liaisons = book.liaisons().to_vec().into();
    records.holidays =
        book.holidays().iter().map(|(date, name)| Holiday { date: *date, name: name.clone() }).collect();
    records.referrals = book.practice_indices().flat_map(|at| book.referrals(at).to_vec()).collect();
    Book::build(records).unwrap().0
}

/// Tiers of the sample book at the end of each week, the earliest first.
fn by_week(book: &Book, weeks: i64) -> Vec<Vec<Tier>> {
    let day = |ago: i64| as_of().plus_days(-7 * ago);
    let of = |ago| evaluate(book, day(ago)).practices.iter().map(|score| score.tier).collect();
    (0..weeks).rev().map(of).collect()
}

fn flips(before: &[Tier], after: &[Tier]) -> usize {
    before.iter().zip(after).filter(|(before, after)| before != after).count()
}

/// Seen over the turn of a quarter.
#[test]
fn no_tier_flips_and_flips_back() {
    let book = sample();
    let weeks = by_week(&book, 6);
    for three in weeks.windows(3) {
        let [one, two, three] = three else { unreachable!("windows of three") };
        let back = one.iter().zip(two).zip(three).filter(|((one, two), three)| one == three && one != two);
        assert_eq!(back.count(), 0);
    }
}

#[test]
#[cfg_attr(debug_assertions, ignore = "takes minutes without optimisation: run it with --release")]
fn half_a_year_flips_few_tiers() {
    let book = sample();
    let weeks = by_week(&book, 27);
    let flips: Vec<usize> = weeks.windows(2).map(|pair| flips(&pair[0], &pair[1])).collect();
    let a_week = flips.iter().sum::<usize>() as f64 / flips.len() as f64 / book.practices().len() as f64;
    println!("tiers that change, week by week: {flips:?}; in the mean {:.2} %", 100.0 * a_week);
    assert!(a_week <= 0.005, "{a_week}");
}

/// A small practice that sends ten times as much from some day on is an A within a quarter.
#[test]
fn a_level_that_really_changes_moves_the_tier_within_a_quarter() {
    let mut records = Records::default();
    let practices: Vec<Practice> = (0..40)
        .map(|at| {
            Practice::new(format!("P{at:02}"), format!("Practice {at}"), Location::new(38.9, -77.0).unwrap())
        })
        .collect();
    let change = as_of().plus_days(-7 * 13);
    let mut random = Pcg64Mcg::seed_from_u64(7);
    let mut referrals = Vec::new();
    for (at, practice) in practices.iter().enumerate() {
        for date in (0..730).map(|ago| as_of().plus_days(-ago)) {
            let gap = if at == 39 && date >= change { 4.0 } else { 4.0 + at as f64 };
            if random.random_bool(1.0 / gap) {
                let practice = practice.id.clone();
                referrals.push(Referral { practice, from: None, date, count: 1, value: None });
            }
        }
    }
    records.practices = practices.into();
    records.liaisons = vec![Liaison::new("L1", "Ada", Location::new(38.9, -77.0).unwrap())].into();
    records.referrals = referrals.into();
    let (book, _) = Book::build(records).unwrap();
    let tier = |day| evaluate(&book, day).practices[39].tier;
    assert_eq!((tier(change), tier(as_of())), (Tier::C, Tier::A));
}
