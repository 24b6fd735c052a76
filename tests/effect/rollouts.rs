//! Rollouts by lot: beside differences in differences, published figures, and made-up lots.

use rounds::ErrorKind;
use rounds::effect::{
    Adjustment, AggregateKind, ControlGroup, DidDesign, DidEstimate, Panel, PanelColumns, Rollout,
    RolloutAverage, RolloutGaps, Sampling,
};

use crate::made_up::{Numbers, WORLD, World, panel};

/// Cohorts drawn by lot, and outcomes that stay close from period to period.
fn drawn(units: u64, effect: f64, seed: u64) -> PanelColumns {
    let mut numbers = Numbers::new(seed);
    let mut columns = PanelColumns::default();
    for unit in 0..units {
        let first = [0_i64, 3, 4, 5][numbers.below(4)];
        let (level, mut state) = (numbers.normal(), numbers.normal());
        for period in 1..=5 {
            state = 0.5 * state + numbers.normal();
            let is_treated = first > 0 && period >= first;
            columns.unit.push(unit);
            columns.period.push(period);
            columns.first_treated.push((first > 0).then_some(first));
            columns.outcome.push(level + state + if is_treated { effect } else { 0.0 });
        }
    }
    columns
}

fn rollout(columns: &PanelColumns) -> Rollout {
    Rollout::new(&Panel::new(columns, Sampling::SameUnits).unwrap()).unwrap()
}

#[test]
fn all_of_the_difference_before_is_a_difference_in_differences() {
    for seed in 0..5 {
        let columns = panel(&World { cohorts: &[0, 0, 2, 4, 5], ..WORLD }, seed);
        let design = DidDesign { control: ControlGroup::NotYetTreated, ..DidDesign::default() };
        let did = DidEstimate::new(&Panel::new(&columns, Sampling::SameUnits).unwrap(), design).unwrap();
        let found =
            |average| rollout(&columns).effect(average, Adjustment::DifferenceInDifferences).unwrap().effect;
        let same = |a: f64, b: Option<f64>| assert!((a - b.unwrap()).abs() < 1e-10, "{a} {b:?}");
        same(found(RolloutAverage::Simple), did.aggregate(AggregateKind::Simple).overall.effect);
        same(found(RolloutAverage::Cohort), did.aggregate(AggregateKind::Group).overall.effect);
        same(found(RolloutAverage::Calendar), did.aggregate(AggregateKind::Calendar).overall.effect);
        for row in did.aggregate(AggregateKind::Dynamic).rows.iter().filter(|row| row.at >= 0) {
            same(found(RolloutAverage::EventTime(row.at)), row.figure.effect);
        }
    }
}

#[test]
fn figures_are_those_of_published_software() {
    // The R package `staggered` 1.2.3 on a panel made by a formula: effect, standard error, conservative one.
    let mut columns = PanelColumns::default();
    for i in 0..48_u32 {
        let first = [0_i64, 2, 3, 4][if i % 5 > 0 { (i * 7 % 4) as usize } else { 0 }];
        for period in 1..=4_u32 {
            let since = i64::from(period) - first;
            let effect = if first > 0 && since >= 0 { 1.0 + since as f64 / 2.0 } else { 0.0 };
            let noise = f64::from((i * 37 + period * 101 + i * period * 53) % 97) / 40.0;
            columns.unit.push(i.into());
            columns.period.push(period.into());
            columns.first_treated.push((first > 0).then_some(first));
            columns.outcome.push(f64::from(i * 29 % 31) / 5.0 + f64::from(period) * 0.3 + effect + noise);
        }
    }
    let rollout = rollout(&columns);
    let (efficient, all) = (Adjustment::Efficient, Adjustment::DifferenceInDifferences);
    let figures = [
        (RolloutAverage::Simple, efficient, [1.473_683_620_537, 0.240_978_925_121, 0.241_004_339_240]),
        (RolloutAverage::Simple, all, [1.427_185_548_617, 0.257_641_626_647, 0.257_665_397_291]),
        (RolloutAverage::Cohort, efficient, [1.385_232_248_995, 0.247_341_408_847, 0.247_372_327_826]),
        (RolloutAverage::Cohort, all, [1.329_589_598_997, 0.257_343_694_756, 0.257_373_412_137]),
        (RolloutAverage::Calendar, efficient, [1.369_251_297_841, 0.238_508_963_438, 0.239_046_561_137]),
        (RolloutAverage::Calendar, all, [1.324_456_291_591, 0.265_106_535_497, 0.265_590_300_867]),
        (RolloutAverage::EventTime(1), efficient, [1.625_159_373_255, 0.317_082_187_034, 0.318_929_426_350]),
        (RolloutAverage::EventTime(1), all, [1.596_715_225_564, 0.341_177_040_978, 0.342_894_501_192]),
        (RolloutAverage::EventTime(2), efficient, [2.220_701_546_972, 0.316_901_218_300, 0.328_055_890_000]),
        (RolloutAverage::EventTime(2), all, [2.191_710_526_316, 0.324_107_209_426, 0.335_022_041_074]),
    ];
    for (average, adjustment, expected) in figures {
        let found = rollout.effect(average, adjustment).unwrap();
        for (a, b) in [found.effect, found.standard_error, found.conservative_error].iter().zip(expected) {
            assert!((a - b).abs() < 1e-11, "{average:?} {adjustment:?}: {found:?}");
        }
    }
}

const ADJUSTMENTS: [Adjustment; 3] =
    [Adjustment::Efficient, Adjustment::DifferenceInMeans, Adjustment::DifferenceInDifferences];

#[test]
fn lots_give_unbiased_effects_whose_intervals_hold_and_the_efficient_one_is_the_surest() {
    let draws = 400;
    let (mut sums, mut errors, mut held) = ([0.0; 3], [0.0; 3], [0; 3]);
    for seed in 0..draws {
        let rollout = rollout(&drawn(120, 1.0, seed));
        for (at, adjustment) in ADJUSTMENTS.into_iter().enumerate() {
            let found = rollout.effect(RolloutAverage::Simple, adjustment).unwrap();
            sums[at] += found.effect / draws as f64;
            errors[at] += found.standard_error / draws as f64;
            held[at] += usize::from((found.effect - 1.0).abs() < 1.959_963_985 * found.standard_error);
            assert!(found.standard_error <= found.conservative_error);
        }
    }
    for at in 0..3 {
        // Three standard errors of the mean of the draws.
        assert!((sums[at] - 1.0).abs() < 3.0 * errors[at] / (draws as f64).sqrt(), "{sums:?}");
        assert!((362..=394).contains(&held[at]), "{held:?}");
    }
    assert!(errors[0] < 0.95 * errors[2] && errors[2] < 0.8 * errors[1], "{errors:?}");
}

#[test]
fn the_efficient_multiple_makes_the_variance_smallest() {
    for seed in 0..20 {
        let rollout = rollout(&drawn(40, 0.0, seed));
        let times: Vec<RolloutAverage> =
            rollout.event_times().into_iter().map(RolloutAverage::EventTime).collect();
        assert_eq!(times.len(), 7, "from four periods before to two after");
        for average in times.into_iter().chain([RolloutAverage::Simple, RolloutAverage::Calendar]) {
            let error = |adjustment| rollout.effect(average, adjustment).unwrap().conservative_error;
            let [efficient, means, differences] = ADJUSTMENTS.map(error);
            assert!(efficient <= means + 1e-12 && efficient <= differences + 1e-12, "{average:?}");
        }
    }
}

#[test]
fn drawing_lots_anew_rejects_as_often_as_it_says_and_sees_effects() {
    let p_value = |effect, seed| {
        let rollout = rollout(&drawn(40, effect, seed));
        rollout.randomisation_test(RolloutAverage::Simple, Adjustment::Efficient, 99, seed).unwrap().p_value
    };
    let rejected = (0..200).filter(|seed| p_value(0.0, *seed) <= 0.05).count();
    // 5 % of 200 are 10; three standard deviations are 9.
    assert!((1..=19).contains(&rejected), "{rejected}");
    let seen = (0..20).filter(|seed| p_value(2.0, *seed) <= 0.05).count();
    assert!(seen >= 17, "{seen}");
}

#[test]
fn order_and_names_change_no_byte() {
    let columns = drawn(30, 1.0, 3);
    let mut other = columns.clone();
    other.unit.iter_mut().for_each(|unit| *unit = 1_000 - *unit);
    other.unit.reverse();
    other.period.reverse();
    other.first_treated.reverse();
    other.outcome.reverse();
    let text = |columns| {
        let rollout = rollout(columns);
        let test = rollout.randomisation_test(RolloutAverage::Simple, Adjustment::Efficient, 50, 1);
        format!("{:?} {test:?}", rollout.effect(RolloutAverage::Cohort, Adjustment::Efficient))
    };
    assert_eq!(text(&columns), text(&other));
}

#[test]
fn what_cannot_be_compared_is_left_out_or_refused() {
    let mut columns = drawn(30, 1.0, 4);
    let mut add = |unit: u64, first: i64, periods: std::ops::RangeInclusive<i64>| {
        for period in periods {
            columns.unit.push(unit);
            columns.period.push(period);
            columns.first_treated.push(Some(first));
            columns.outcome.push(0.0);
        }
    };
    add(100, 1, 1..=5);
    add(101, 3, 2..=5);
    add(102, 2, 1..=5);
    let gaps = RolloutGaps { already_treated: 1, incomplete: 1, single: 1 };
    let rollout = rollout(&columns);
    assert_eq!((rollout.left_out, rollout.unit_count()), (gaps, 30));
    let kind = rollout.effect(RolloutAverage::EventTime(9), Adjustment::Efficient).unwrap_err().kind();
    assert_eq!(kind, ErrorKind::Setting);
    assert!(rollout.randomisation_test(RolloutAverage::Simple, Adjustment::Efficient, 0, 1).is_err());
    for world in [
        World { covariates: 1, ..WORLD },
        World { weighted: true, ..WORLD },
        World { periods: &[1], ..WORLD },
        World { cohorts: &[4], ..WORLD },
    ] {
        let panel = Panel::new(&panel(&world, 1), Sampling::SameUnits).unwrap();
        assert_eq!(Rollout::new(&panel).unwrap_err().kind(), ErrorKind::Input);
    }
}
