//! Forecasts of small books that public logs do not hold: mixed sizes, pauses, falls, and ranges of few practices.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::forecast::{Exposure, History, LapseModel, Method, Prediction, Source};

const DAYS: u32 = 730;

/// A source that sends on each day with the chance that the rate of the day says, `batch` events at a time.
fn source(random: &mut Pcg64Mcg, batch: u32, rate: impl Fn(u32) -> f64) -> History {
    let is_sent = |day: &u32| random.random::<f64>() < rate(*day);
    let events: Vec<(u32, u32)> = (0..DAYS).filter(is_sent).map(|day| (DAYS - day, batch)).collect();
    History::new(&events).unwrap()
}

fn predicted(histories: &[History]) -> Vec<Prediction> {
    let sources: Vec<Source<'_>> = histories.iter().map(|history| (history, 1.0)).collect();
    let model = LapseModel::fit(&sources, &Exposure::even(), Method::Best, 91);
    model.predict_all(&sources, &Exposure::even(), 91)
}

/// Fifty steady sources with rates from 0.02 to 0.21 a day.
fn steady(random: &mut Pcg64Mcg) -> Vec<History> {
    (0..50_u32).map(|at| source(random, 1, |_| 0.02 + 0.01 * f64::from(at % 20))).collect()
}

#[test]
fn batches_of_some_do_not_raise_the_others() {
    let mut random = Pcg64Mcg::seed_from_u64(5);
    let mut histories = steady(&mut random);
    let alone: f64 = predicted(&histories).iter().map(|it| it.expected_count).sum();
    histories.extend((0..60).map(|_| source(&mut random, 20, |day| f64::from(u8::from(day % 14 == 0)))));
    let all = predicted(&histories);
    let beside: f64 = all[..50].iter().map(|it| it.expected_count).sum();
    assert!((beside / alone - 1.0).abs() < 0.2, "{beside} {alone}");
    let batches = all[50..].iter().map(|it| it.expected_count).sum::<f64>() / 60.0;
    assert!((batches / 130.0 - 1.0).abs() < 0.2, "{batches}");
}

#[test]
fn a_few_that_grow_hardly_move_the_steady_ones() {
    let mut random = Pcg64Mcg::seed_from_u64(6);
    let mut histories = steady(&mut random);
    let alone: f64 = predicted(&histories).iter().map(|it| it.expected_count).sum();
    histories.extend((0..5).map(|_| source(&mut random, 1, |day| if day > 600 { 0.3 } else { 0.1 })));
    let beside: f64 = predicted(&histories)[..50].iter().map(|it| it.expected_count).sum();
    assert!((beside / alone - 1.0).abs() < 0.1, "{beside} {alone}");
}

#[test]
fn who_has_gone_is_gone_and_who_is_back_is_back() {
    let mut random = Pcg64Mcg::seed_from_u64(7);
    let mut histories = steady(&mut random);
    histories.push(source(&mut random, 1, |day| if day < 590 { 0.5 } else { 0.0 }));
    histories.push(source(&mut random, 1, |day| if (300..610).contains(&day) { 0.0 } else { 0.3 }));
    let all = predicted(&histories);
    assert!(all[50].p_active < 0.3 && all[50].expected_count < 2.0, "{:?}", all[50]);
    assert!(all[51].p_active > 0.95 && all[51].expected_count > 12.0, "{:?}", all[51]);
}

#[test]
fn nine_of_ten_counts_of_a_handful_of_practices_fall_into_their_range() {
    let mut random = Pcg64Mcg::seed_from_u64(8);
    let (mut within, mut all) = (0_u32, 0_u32);
    for _ in 0..60 {
        let rates: Vec<f64> = (0..8).map(|_| 0.05 + 0.35 * random.random::<f64>()).collect();
        let histories: Vec<History> = rates.iter().map(|rate| source(&mut random, 1, |_| *rate)).collect();
        for (rate, it) in rates.iter().zip(predicted(&histories)) {
            let came: u32 = (0..91).map(|_| u32::from(random.random::<f64>() < *rate)).sum();
            let range = it.interval(0.9);
            within += u32::from((range.low..=range.high).contains(&came));
            all += 1;
        }
    }
    let share = f64::from(within) / f64::from(all);
    assert!((0.85..0.995).contains(&share), "{share}");
}
