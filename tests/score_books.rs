//! Scores of books of many practices: steady, growing, fallen, closed, sending in batches, reported in totals.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "books hold small, whole, positive numbers"
)]

mod common;

use std::collections::BTreeMap;

use common::draws;
use proptest::prelude::*;
use rounds::forecast::{Exposure, History, LapseModel, Method, Source};
use rounds::model::*;
use rounds::progress;
use rounds::score::{self, ModelNote, PracticeScore, ScoreConfig, Scores};

/// Days that a practice of a book is watched.
const WATCHED: i64 = 800;

/// What a practice does.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Steady,
    Growing,
    Fallen,
    Closed,
    /// Closed for 90 days, and back.
    Paused,
    Batches,
}

const KINDS: [Kind; 6] =
    [Kind::Steady, Kind::Growing, Kind::Fallen, Kind::Closed, Kind::Paused, Kind::Batches];

/// Referrals of a day: those of a Bernoulli trial at the rate of that day, by a number that looks random.
fn of_day(kind: Kind, rate: f64, ago: i64, noise: u64) -> u32 {
    let share = match kind {
        Kind::Growing => 1.0 + 2.0 * (1.0 - ago as f64 / WATCHED as f64),
        Kind::Fallen if ago < 150 => 0.2,
        Kind::Closed if ago < 200 => 0.0,
        Kind::Paused if (60..150).contains(&ago) => 0.0,
        Kind::Batches => return if ago % 35 == 3 { 20 } else { 0 },
        _ => 1.0,
    };
    let (whole, part) = ((rate * share).trunc(), (rate * share).fract());
    let chance = (noise % 10_000) as f64 / 10_000.0;
    u32::from(chance < part) + (0..100).take_while(|count| f64::from(*count) < whole).count() as u32
}

/// A number that looks random (the mixing step of splitmix64).
fn mixed(seed: u64) -> u64 {
    let z = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB) >> 7
}

fn name(at: usize, kind: Kind) -> String {
    format!("{kind:?}{at:03}")
}

/// Practices of all kinds and of rates from one a season to five a day.
fn town(practices: usize, seed: u64) -> Records {
    let mut records = Records::default();
    let mut referrals = Vec::new();
    let mut list = Vec::new();
    for at in 0..practices {
        let (kind, rate) = (KINDS[at % KINDS.len()], 0.01 * 1.09_f64.powi(at as i32 % 72));
        list.push(practice(&name(at, kind)));
        for ago in (0..WATCHED).rev() {
            let count = of_day(kind, rate, ago, mixed(seed + 10_000 * at as u64 + ago as u64));
            if count > 0 {
                referrals.push(sent(&name(at, kind), ago, count));
            }
        }
    }
    records.practices = list.into();
    records.liaisons = vec![Liaison::new("L1", "Ada", Location::new(38.9, -77.0).unwrap())].into();
    records.referrals = referrals.into();
    records
}

fn practice(id: &str) -> Practice {
    Practice::new(id, id, Location::new(38.9, -77.0).unwrap())
}

fn sent(id: &str, days_ago: i64, count: u32) -> Referral {
    Referral {
        practice: id.into(),
        from: None,
        date: common::as_of().plus_days(-days_ago),
        count,
        value: None,
    }
}

fn scores_as_of(records: Records, as_of: Date, horizon_days: u32) -> Scores {
    let (book, _) = Book::build(records).unwrap();
    score::evaluate(&book, as_of, &with_horizon(horizon_days), &progress::unobserved).unwrap()
}

fn with_horizon(horizon_days: u32) -> ScoreConfig {
    let mut config = ScoreConfig::default();
    config.horizon_days = horizon_days; // the type may grow, so it has no literal here
    config
}

fn scores(records: Records, horizon_days: u32) -> Scores {
    scores_as_of(records, common::as_of(), horizon_days)
}

fn of<'a>(scores: &'a Scores, id: &str) -> &'a PracticeScore {
    scores.practices.iter().find(|score| score.practice.as_str() == id).unwrap()
}

/// Chance, expected count and 90 % interval are those of one distribution.
fn assert_coherent(score: &PracticeScore) {
    let (low, high) = (f64::from(score.interval.low), f64::from(score.interval.high));
    let none = 1.0 - score.p_active;
    let numbers = [score.p_active, score.expected_count, score.trend, score.p_alive, score.visit.base()];
    assert!(numbers.iter().all(|number| number.is_finite() && *number >= 0.0), "{score:?}");
    assert!(score.expected_count >= score.p_active - 1e-9, "{score:?}");
    assert!(low <= score.expected_count, "{score:?}");
    assert!(none > 0.3 || score.expected_count <= high, "{score:?}");
    // A discrete range holds what is closest to 90 %, so a chance of none of a little more than 10 % may be outside.
    assert!(low < 1.0 || none <= 0.15, "{score:?}");
    assert!(score.trend_probability >= 1.0 - score.p_alive - 1e-9, "{score:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, ..draws::hunting() })]

    #[test]
    fn any_forecast_is_one_distribution(seed in 0..1_000_u64, horizon in 1..3_660_u32) {
        scores(town(66, seed), horizon).practices.iter().for_each(assert_coherent);
    }
}

#[test]
fn forecasts_of_a_day_and_of_ten_years_are_one_distribution() {
    for horizon in [1, 6, 1_095, 3_660] {
        scores(town(72, 3), horizon).practices.iter().for_each(assert_coherent);
    }
}

#[test]
fn kinds_of_practices_are_told_apart() {
    let scores = scores(town(72, 5), 91);
    let mean = |kind: Kind, of: fn(&PracticeScore) -> f64| {
        let like = |score: &&PracticeScore| (24..72).any(|at| name(at, kind) == score.practice.as_str());
        // Of those with a referral every other week or more.
        let figures: Vec<f64> = scores.practices.iter().filter(like).map(of).collect();
        figures.iter().sum::<f64>() / figures.len() as f64
    };
    let risk = |kind| mean(kind, |score| score.lapse_risk);
    assert!(risk(Kind::Closed) > risk(Kind::Steady) + 0.5, "{} {}", risk(Kind::Closed), risk(Kind::Steady));
    assert!(risk(Kind::Paused) < 0.3, "{}", risk(Kind::Paused));
    let fallen = |kind| mean(kind, |score| score.trend_probability);
    assert!(fallen(Kind::Fallen) > fallen(Kind::Steady) + 0.3);
    let trend = |kind| mean(kind, |score| score.trend);
    assert!(trend(Kind::Fallen) < trend(Kind::Steady) && trend(Kind::Steady) < 1.2 * trend(Kind::Growing));
    // 20 on one day every five weeks: 52 in 13 weeks.
    let batch = mean(Kind::Batches, |score| score.expected_count);
    assert!((30.0..80.0).contains(&batch), "{batch}");
}

/// A practice that is back after a silence that looked impossible leaves the likelihood finite and the others' fit alone.
#[test]
fn a_return_after_an_impossible_silence_is_survived() {
    let paused: Vec<(u32, u32)> =
        (0..700).filter(|ago| !(100..190).contains(ago)).map(|ago| (ago, 14)).collect();
    let mut histories = vec![History::new(&paused).unwrap()];
    for source in 0..60_u32 {
        let days = (source..600).step_by(8 + source as usize).map(|ago| (ago, 1));
        histories.push(History::new(&days.collect::<Vec<_>>()).unwrap());
    }
    let sources: Vec<Source<'_>> = histories.iter().map(|history| (history, 1.0)).collect();
    for method in [Method::GammaPoisson, Method::GammaPoissonReturns] {
        let model = LapseModel::fit(&sources, &Exposure::even(), method, 91);
        assert!(
            model.fitted[0].log_likelihood.is_finite() && model.fitted[0].converged,
            "{:?}",
            model.fitted
        );
        let prediction = model.predict_all(&sources, &Exposure::even(), 91)[0];
        assert!(prediction.p_active > 0.99 && prediction.expected_count > 500.0, "{prediction:?}");
    }
}

#[test]
fn a_level_that_means_nothing_counts_as_one() {
    let history = History::new(&[(300, 1), (200, 2), (90, 1), (10, 1)]).unwrap();
    let levels = [1.0, 0.0, -1.0, f64::NAN, f64::INFINITY];
    let sources: Vec<Source<'_>> = levels.iter().map(|level| (&history, *level)).collect();
    let model = LapseModel::fit(&sources, &Exposure::even(), Method::Best, 91);
    let predictions = model.predict_all(&sources, &Exposure::even(), 91);
    assert!(predictions.iter().all(|prediction| *prediction == predictions[0]), "{predictions:?}");
}

#[test]
fn the_order_of_sources_does_not_matter() {
    let history = |at: u32| {
        let step = 3 + (mixed(u64::from(at)) % 60) as usize;
        History::new(&(at % 7..120).step_by(step).map(|ago| (ago, 1)).collect::<Vec<_>>()).unwrap()
    };
    let histories: Vec<History> = (0..3_100).map(history).collect();
    let straight: Vec<Source<'_>> = histories.iter().map(|history| (history, 1.0)).collect();
    let turned: Vec<Source<'_>> = straight.iter().rev().copied().collect();
    let fit = |sources: &[Source<'_>]| {
        LapseModel::fit(sources, &Exposure::even(), Method::GammaPoisson, 91).fitted[0].estimates.clone()
    };
    assert_eq!(fit(&straight), fit(&turned));
}

/// The same referrals as totals of the days since the upload before.
fn totals(records: &Records, period: i64) -> Vec<Referral> {
    let mut sums: BTreeMap<(String, i64), u32> = BTreeMap::new();
    for (_, referral) in &records.referrals.0 {
        let ago = common::as_of().days_since(referral.date) / period * period;
        *sums.entry((referral.practice.as_str().to_owned(), ago)).or_default() += referral.count;
    }
    sums.into_iter().map(|((id, ago), count)| sent(&id, ago, count)).collect()
}

#[test]
fn totals_of_weeks_and_months_score_as_their_days_do() {
    let by_day = scores(steady_town(), 91);
    for (period, late) in [(7, 0), (7, 6), (30, 0), (30, 25), (30, 33)] {
        let mut records = steady_town();
        records.referrals = totals(&records, period).into();
        let by_total = scores_as_of(records, common::as_of().plus_days(late), 91);
        assert!(
            by_total.model.notes.iter().any(|note| matches!(note, ModelNote::Totals { .. })),
            "{:?}",
            by_total.model.notes
        );
        for (day, total) in by_day.practices.iter().zip(&by_total.practices).skip(10) {
            let off = (day.p_active - total.p_active).abs();
            let ratio = total.expected_count / day.expected_count;
            assert!(
                off < 0.1 && (0.75..1.33).contains(&ratio),
                "{period} {late} {off} {ratio}\n{day:?}\n{total:?}"
            );
            assert_ne!(total.segment, score::Segment::Lapsed, "{period} {late} {total:?}");
        }
    }
    assert!(!by_day.model.notes.iter().any(|note| matches!(note, ModelNote::Totals { .. })));
}

/// Practices that all go on, from one a month on.
fn steady_town() -> Records {
    let mut records = town(0, 0);
    let list: Vec<String> = (0..60).map(|at| name(at, Kind::Steady)).collect();
    let days = |at: usize| {
        let rate = 0.03 * 1.06_f64.powi(at as i32);
        let count =
            move |ago: i64| of_day(Kind::Steady, rate, ago, mixed(7 + 9_000 * at as u64 + ago as u64));
        (0..WATCHED).map(move |ago| (ago, count(ago))).filter(|day| day.1 > 0)
    };
    let rows =
        (0..60).flat_map(|at| days(at).map(move |(ago, count)| sent(&name(at, Kind::Steady), ago, count)));
    records.referrals = rows.collect::<Vec<_>>().into();
    records.practices = list.iter().map(|id| practice(id)).collect::<Vec<_>>().into();
    records
}

#[test]
fn what_has_gone_for_good_is_nothing_to_keep() {
    let mut records = town(66, 9);
    records.practices.0.push((9_999, practice("DEAD")));
    records.referrals.0.push((9_999, sent("DEAD", 1_400, 1)));
    let scores = scores(records, 91);
    let dead = of(&scores, "DEAD");
    let living = scores.practices.iter().map(|it| it.visit.retention).fold(0.0, f64::max);
    assert!(dead.p_active < 0.3 && dead.visit.retention < 0.05 * living, "{dead:?}");
    assert!(dead.visit.recovery < 1e-9, "{dead:?}");
}

#[test]
fn the_horizon_of_the_forecast_hardly_moves_the_worth_of_a_visit() {
    let (short, long) = (scores(town(66, 4), 30), scores(town(66, 4), 180));
    let worth = |scores: &Scores| scores.practices.iter().map(|score| score.visit.base()).sum::<f64>();
    let ratio = worth(&long) / worth(&short);
    assert!((0.9..1.1).contains(&ratio), "{ratio}");
}

#[test]
fn a_book_of_one_day_is_forecast_from_what_is_usual() {
    let mut records = town(0, 0);
    records.practices = vec![practice("ONE"), practice("NEVER")].into();
    records.referrals = vec![sent("ONE", 0, 1)].into();
    let scores = scores(records, 91);
    let (one, never) = (of(&scores, "ONE"), of(&scores, "NEVER"));
    assert!((0.2..0.9).contains(&one.p_active) && (0.2..4.0).contains(&one.expected_count), "{one:?}");
    assert!(one.potential < 100.0 && never.potential < 100.0, "{one:?}");
    assert!(
        never.expected_count <= one.expected_count && never.p_active <= one.p_active,
        "{never:?} {one:?}"
    );
    assert!(one.reasons.iter().all(|reason| !reason.to_string().contains("usually every")), "{one:?}");
    // One day with a referral fixes no rhythm, and the notes say so.
    assert!(scores.model.notes.iter().any(|note| matches!(note, ModelNote::NotFixed { .. })));
}

#[test]
fn referrals_of_the_first_day_are_told() {
    let mut records = town(60, 2);
    records.practices.0.push((9_999, practice("ATONCE")));
    records.referrals.0.push((9_999, sent("ATONCE", 90, 50)));
    let scores = scores(records, 91);
    let score = of(&scores, "ATONCE");
    let says = |text: &str| score.reasons.iter().any(|reason| reason.to_string().contains(text));
    assert!(
        score.low_evidence && says("all 50 referrals on one day") && says("sent 50 in the last 12 months"),
        "{score:?}"
    );
}

#[test]
fn settings_that_mean_nothing_are_refused() {
    let (book, _) = Book::build(town(1, 0)).unwrap();
    for carry_over in [f64::NAN, -0.1, 1.0, f64::INFINITY] {
        let mut config = ScoreConfig::default();
        config.response.carry_over = carry_over;
        assert!(
            score::evaluate(&book, common::as_of(), &config, &progress::unobserved).is_err(),
            "{carry_over}"
        );
    }
}
