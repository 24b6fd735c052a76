//! What a lot says, beside a program of the test's own and worlds with a planted effect.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use rounds::experiment::*;

/// Records of one block.
fn records(counts: &[(u32, f64, u32, u32)]) -> TrialRecords {
    let one = |&(count, forecast, before, visits): &(u32, f64, u32, u32)| {
        vec![TrialRecord { count, forecast, before, visits, goodwill: 0.0 }]
    };
    TrialRecords::new(&counts.iter().map(one).collect::<Vec<_>>()).unwrap()
}

/// Eight units in pairs by their forecasts.
fn pairs() -> (Vec<(u32, f64, u32, u32)>, LotPlan) {
    let all = vec![
        (31, 20.0, 19, 5),
        (17, 19.0, 18, 4),
        (16, 12.0, 14, 3),
        (9, 11.0, 10, 0),
        (9, 6.0, 5, 4),
        (4, 5.5, 6, 2),
        (3, 2.0, 1, 2),
        (1, 1.9, 2, 1),
    ];
    let units: Vec<LotUnit> = all.iter().map(|it| LotUnit { group: 0, size: it.1 }).collect();
    (all, LotPlan::new(&units, 0.5, 1).unwrap())
}

/// The log ratio over its standard error, written out.
fn distance(all: &[(u32, f64, u32, u32)], rests: &dyn Fn(usize) -> bool) -> f64 {
    let sum = |resting: bool, of: &dyn Fn(usize) -> f64| -> f64 {
        (0..all.len()).filter(|unit| rests(*unit) == resting).map(of).sum()
    };
    let (count, forecast) = (|at: usize| f64::from(all[at].0), |at: usize| all[at].1);
    let rate = [true, false].map(|arm| sum(arm, &count) / sum(arm, &forecast));
    let variance: f64 = [(true, rate[0]), (false, rate[1])]
        .map(|(arm, rate)| {
            sum(arm, &|at| (count(at) - rate * forecast(at)).powi(2)) / sum(arm, &count).powi(2)
        })
        .iter()
        .sum();
    ((rate[1] / rate[0]).ln() / variance.sqrt()).abs()
}

#[test]
fn p_values_are_those_of_all_lots() {
    let (all, plan) = pairs();
    // One of each pair rests: sixteen lots, each as likely.
    let distances: Vec<f64> =
        (0..16_usize).map(|lot| distance(&all, &|unit| unit % 2 == (lot >> (unit / 2)) % 2)).collect();
    let config = RedrawConfig { draws: 9_999, ..RedrawConfig::default() };
    for number in 0..12 {
        let lot = plan.draw(3, number);
        let used = distance(&all, &|unit| lot.rest(unit).is_some());
        let exact = distances.iter().filter(|it| **it >= used * (1.0 - 1e-9)).count() as f64 / 16.0;
        let found = read(&plan, &lot, &records(&all), &config).unwrap().log_ratio.unwrap().p_value;
        assert!((found - exact).abs() < 0.025, "{found} for {exact}");
    }
}

#[test]
fn estimates_are_those_of_the_formulas() {
    let (all, plan) = pairs();
    let lot = plan.draw(3, 0);
    let mean = |of: &dyn Fn(usize) -> f64, resting: bool| {
        let arm: Vec<usize> = (0..8).filter(|unit| lot.rest(*unit).is_some() == resting).collect();
        arm.iter().map(|unit| of(*unit)).sum::<f64>() / arm.len() as f64
    };
    let gap = |of: &dyn Fn(usize) -> f64| mean(of, false) - mean(of, true);
    let (count, before) = (|at: usize| f64::from(all[at].0), |at: usize| f64::from(all[at].2));
    let middle = (0..8).map(before).sum::<f64>() / 8.0;
    let slope_of = |of: &dyn Fn(usize) -> f64| {
        let spread: f64 = (0..8).map(|at| (before(at) - middle).powi(2)).sum();
        (0..8).map(|at| of(at) * (before(at) - middle)).sum::<f64>() / spread
    };
    let adjusted = |of: &dyn Fn(usize) -> f64| gap(&|at| of(at) - slope_of(of) * (before(at) - middle));
    let visited = |at: usize| f64::from(u8::from(lot.rest(at).is_none()));
    let visits = |at: usize| f64::from(all[at].3);
    let reading = read(&plan, &lot, &records(&all), &RedrawConfig::default()).unwrap();
    let close = |found: Option<LotEstimate>, wanted: f64| (found.unwrap().value - wanted).abs() < 1e-9;
    assert!(close(reading.difference, gap(&count)));
    assert!(close(reading.cuped, adjusted(&count) / adjusted(&visited)));
    assert!(close(reading.visit, adjusted(&count) / adjusted(&visits)));
}

/// A trial of 100 units in two blocks, whose counts rise by a factor where they are visited.
fn planted(seed: u64, factor: f64) -> LotReading {
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let mut poisson = |mean: f64| {
        let (limit, mut product, mut count) = ((-mean).exp(), random.random::<f64>(), 0);
        while product > limit {
            product *= random.random::<f64>();
            count += 1;
        }
        count
    };
    let size = |unit: usize| 0.5 + 16.0 / (1.0 + unit as f64 / 6.0);
    let units: Vec<LotUnit> =
        (0..100).zip((0..3).cycle()).map(|(at, group)| LotUnit { group, size: size(at) }).collect();
    let plan = LotPlan::new(&units, 0.2, 2).unwrap();
    let lot = plan.draw(seed, 0);
    let mut record = |unit: usize, block: u32| {
        let rests = lot.rest(unit) == Some(block);
        // Some units have fallen off, and the forecast does not know.
        let level = if (unit as u64 * 7 + seed).is_multiple_of(9) { 0.2 } else { 1.0 };
        let rate = level * size(unit) * if rests { 1.0 } else { factor };
        TrialRecord {
            count: poisson(rate),
            forecast: size(unit),
            before: poisson(size(unit)),
            visits: u32::from(!rests) * 3,
            goodwill: 0.0,
        }
    };
    let records: Vec<Vec<TrialRecord>> =
        (0..100).map(|unit| vec![record(unit, 0), record(unit, 1)]).collect();
    let config = RedrawConfig { draws: 399, seed, ..RedrawConfig::default() };
    read(&plan, &lot, &TrialRecords::new(&records).unwrap(), &config).unwrap()
}

#[test]
fn intervals_hold_a_planted_effect_as_often_as_they_say() {
    for factor in [1.0_f64, 1.12, 1.3] {
        let drawn: Vec<LotEstimate> = (0..300).map(|seed| planted(seed, factor).log_ratio.unwrap()).collect();
        let held = drawn.iter().filter(|it| it.interval.hold(factor.ln())).count();
        let mean = drawn.iter().map(|it| it.value).sum::<f64>() / 300.0;
        println!("factor {factor}: {held} of 300 held, {:.1} % in the mean", 100.0 * mean.exp_m1());
        assert!((274..=296).contains(&held), "{held} of 300 at {factor}");
        assert!((mean - factor.ln()).abs() < 0.02, "{mean} at {factor}");
    }
}

#[test]
fn intervals_and_p_values_agree() {
    let mut refused = 0;
    for seed in 0..60 {
        let reading = planted(seed, 1.25);
        for estimate in [reading.log_ratio, reading.difference, reading.cuped].into_iter().flatten() {
            assert_eq!(estimate.p_value > 0.05, estimate.interval.hold(0.0), "{estimate:?}");
            assert!(estimate.interval.hold(estimate.value));
            refused += u32::from(estimate.p_value <= 0.05);
        }
    }
    assert!((40..170).contains(&refused), "{refused} of 180");
}

#[test]
fn nothing_counted_is_nothing_said_and_one_empty_arm_is_finite() {
    let (mut all, plan) = pairs();
    let lot = plan.draw(3, 0);
    for (unit, it) in all.iter_mut().enumerate() {
        it.0 = if lot.rest(unit).is_some() { 0 } else { it.0 };
    }
    let one = read(&plan, &lot, &records(&all), &RedrawConfig::default()).unwrap().log_ratio.unwrap();
    assert!(one.value.is_finite() && one.value > 1.0 && one.standard_error.is_finite(), "{one:?}");
    for it in &mut all {
        it.0 = 0;
    }
    let none = read(&plan, &lot, &records(&all), &RedrawConfig::default()).unwrap();
    assert_eq!(none.log_ratio, None);
}

#[test]
fn visits_that_are_alike_say_nothing_of_a_visit() {
    let (mut all, plan) = pairs();
    for it in &mut all {
        it.3 = 2;
    }
    let reading = read(&plan, &plan.draw(3, 0), &records(&all), &RedrawConfig::default()).unwrap();
    assert_eq!(reading.fieller, FiellerSet::Everything);
    let price = VisitPrice { hours: 1.0, miles: 10.0, per_hour: 60.0, per_mile: 0.5 };
    assert_eq!(Payback::of(0.2, reading.fieller, &price, None), Payback::NotMeasurable);
}

#[test]
fn an_extra_referral_costs_what_visits_cost_over_what_they_bring() {
    let price = VisitPrice { hours: 0.5, miles: 10.0, per_hour: 60.0, per_mile: 1.0 };
    let of = |low, high, margin| Payback::of(0.2, FiellerSet::Interval { low, high }, &price, margin);
    let measured = Payback::Measured {
        visit: 40.0,
        referral: 200.0,
        low: 100.0,
        high: 400.0,
        gain: Some([60.0, 10.0, 160.0]),
    };
    assert_eq!(of(0.1, 0.4, Some(500.0)), measured);
    assert_eq!(of(-0.1, 0.4, None), Payback::NotMeasurable);
    assert_eq!(of(-0.4, -0.1, None), Payback::NothingExtra);
}
