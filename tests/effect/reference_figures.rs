//! Figures of the R package `did` 2.5.1 on a panel made by a formula.
//!
//! In the scenario of an unbalanced panel, one sign of its helper package DRDID 1.2.3 was put right before: it adds the
//! influence of a regression before treatment that has to be taken away. `derivatives.rs` shows that it has.

use rounds::effect::{
    AggregateKind, BasePeriod, ControlGroup, DidDesign, DidEstimate, DidMethod, Panel, PanelColumns, Sampling,
};

/// Which of the columns of the panel a scenario uses.
#[derive(Clone, Copy, PartialEq, Default)]
struct Uses {
    weights: bool,
    clusters: bool,
    missing_rows: bool,
}

fn columns(uses: Uses) -> PanelColumns {
    let mut columns = PanelColumns { covariates: vec![Vec::new()], ..PanelColumns::default() };
    let (mut weight, mut cluster) = (Vec::new(), Vec::new());
    for i in 0..60_u32 {
        let first = [0, 0, 6, 7, 8][(i * 7 % 5) as usize];
        let x = f64::from(i * 13 % 17) / 8.0 - 1.0 + if first > 0 { 0.25 } else { 0.0 };
        for (j, period) in (0_u32..).zip([3_i64, 4, 6, 7]) {
            if uses.missing_rows && (i * 3 + j * 5) % 8 == 0 {
                continue;
            }
            let effect = if first > 0 && period >= first { 1.0 + (period - first) as f64 / 2.0 } else { 0.0 };
            let noise = f64::from((i * 37 + j * 101 + i * j * 53) % 97) / 40.0;
            let trend = f64::from(j) * 0.3 + x * f64::from(j) * 0.4;
            columns.unit.push(i.into());
            columns.period.push(period);
            columns.first_treated.push((first > 0).then_some(first));
            columns.outcome.push(f64::from(i * 29 % 31) / 5.0 + trend + effect + noise);
            columns.covariates[0].push(x);
            weight.push(1.0 + f64::from(i * 5 % 4) / 2.0);
            cluster.push(u64::from(i * 3 % 11));
        }
    }
    columns.weight = uses.weights.then_some(weight);
    columns.cluster = uses.clusters.then_some(cluster);
    columns
}

/// Figures by cohort and period: effect, and standard error (0 where there is none).
type Figures = [(i64, i64, f64, f64)];

/// Compares figures, the average over times since treatment with its standard error, and the test of trends.
fn compare(
    uses: Uses,
    sampling: Sampling,
    design: DidDesign,
    figures: &Figures,
    overall: [f64; 2],
    test: f64,
) {
    let panel = Panel::new(&columns(uses), sampling).unwrap();
    let estimate = DidEstimate::new(&panel, design).unwrap();
    assert_eq!(estimate.cells.len(), figures.len());
    for (cell, (first_treated, time, effect, error)) in estimate.cells.iter().zip(figures) {
        assert_eq!((cell.first_treated, cell.time), (*first_treated, *time));
        assert!((cell.figure.effect.unwrap() - effect).abs() < 1e-11, "{cell:?}, not {effect}");
        assert!((cell.figure.standard_error.unwrap_or(0.0) - error).abs() < 1e-11, "{cell:?}, not {error}");
    }
    let found = estimate.aggregate(AggregateKind::Dynamic).overall;
    assert!((found.effect.unwrap() - overall[0]).abs() < 1e-11, "{found:?}");
    assert!((found.standard_error.unwrap() - overall[1]).abs() < 1e-11, "{found:?}");
    assert!((estimate.pretest.unwrap().statistic - test).abs() < 1e-9, "{:?}", estimate.pretest);
}

const NONE: Uses = Uses { weights: false, clusters: false, missing_rows: false };

fn design(control: ControlGroup, method: DidMethod, base: BasePeriod, anticipation: u32) -> DidDesign {
    DidDesign { control, method, base, anticipation }
}

#[test]
fn never_treated_and_doubly_robust() {
    let figures = [
        (6, 4, 0.086_216_220_272_4, 0.346_719_982_114_3),
        (6, 6, 1.158_145_610_140_6, 0.306_549_092_594_2),
        (6, 7, 1.614_373_359_020_2, 0.402_053_467_411_7),
        (7, 4, 0.003_076_965_308_2, 0.323_521_634_196_0),
        (7, 6, 0.073_802_105_607_4, 0.349_944_384_018_3),
        (7, 7, 0.871_748_982_228_8, 0.358_618_664_658_2),
    ];
    let design = design(ControlGroup::NeverTreated, DidMethod::DoublyRobust, BasePeriod::Varying, 0);
    compare(
        NONE,
        Sampling::SameUnits,
        design,
        &figures,
        [1.314_660_327_602_4, 0.269_828_314_828_3],
        0.127_056_264_461_,
    );
}

#[test]
fn not_yet_treated_and_regression_with_weights_and_universal_base() {
    let figures = [
        (6, 3, -0.046_311_371_574_5, 0.309_979_747_493_5),
        (6, 4, 0.000_000_000_000_0, 0.000_000_000_000_0),
        (6, 6, 1.187_526_082_226_4, 0.252_148_429_453_9),
        (6, 7, 1.606_355_700_530_4, 0.395_411_355_459_4),
        (7, 3, 0.072_719_243_557_8, 0.354_760_324_788_5),
        (7, 4, -0.033_341_250_049_5, 0.425_192_615_235_0),
        (7, 6, 0.000_000_000_000_0, 0.000_000_000_000_0),
        (7, 7, 1.114_302_970_252_9, 0.334_704_651_668_7),
    ];
    let design = design(ControlGroup::NotYetTreated, DidMethod::OutcomeRegression, BasePeriod::Universal, 0);
    compare(
        Uses { weights: true, ..NONE },
        Sampling::SameUnits,
        design,
        &figures,
        [1.378_635_113_385_0, 0.255_603_517_855_2],
        0.121_693_328_71,
    );
}

#[test]
fn odds_with_clusters_and_anticipation() {
    let figures = [
        (6, 4, 0.063_259_955_157_5, 0.432_614_325_912_5),
        (6, 6, 1.131_084_932_346_9, 0.248_224_271_953_2),
        (6, 7, 1.672_485_092_739_8, 0.491_202_381_125_7),
        (7, 4, -0.013_217_295_156_8, 0.343_246_438_775_2),
        (7, 6, 0.032_524_206_135_1, 0.286_247_976_148_0),
        (7, 7, 1.009_904_008_909_4, 0.370_324_729_941_2),
        (8, 4, -0.022_665_286_951_7, 0.351_697_540_613_6),
        (8, 6, -0.148_190_540_541_0, 0.547_008_612_819_4),
        (8, 7, 0.353_199_379_433_9, 0.397_919_382_367_7),
    ];
    let design = design(ControlGroup::NeverTreated, DidMethod::InverseProbability, BasePeriod::Varying, 1);
    compare(
        Uses { clusters: true, ..NONE },
        Sampling::SameUnits,
        design,
        &figures,
        [1.371_489_781_684_0, 0.304_336_055_240_1],
        3.891_331_092_86,
    );
}

#[test]
fn an_unbalanced_panel_with_weights() {
    let figures = [
        (6, 4, 0.046_678_082_302_2, 0.494_144_453_013_3),
        (6, 6, 1.475_547_300_923_4, 0.469_220_905_287_3),
        (6, 7, 1.855_667_275_044_1, 0.644_519_317_920_5),
        (7, 4, -0.228_364_831_848_9, 0.498_233_407_786_6),
        (7, 6, 0.076_793_930_052_9, 0.705_277_305_790_4),
        (7, 7, 1.136_339_501_699_2, 0.664_980_043_239_4),
    ];
    let design = design(ControlGroup::NotYetTreated, DidMethod::DoublyRobust, BasePeriod::Varying, 0);
    compare(
        Uses { weights: true, missing_rows: true, ..NONE },
        Sampling::SameUnits,
        design,
        &figures,
        [1.580_805_338_177_7, 0.427_460_205_168_7],
        0.268_772_578_263_,
    );
}

#[test]
fn cross_sections() {
    let figures = [
        (6, 3, -0.080_646_604_938_3, 0.925_842_502_331_3),
        (6, 4, 0.000_000_000_000_0, 0.000_000_000_000_0),
        (6, 6, 1.158_486_111_111_1, 0.950_616_837_352_8),
        (6, 7, 1.614_888_888_888_9, 0.959_660_048_930_0),
        (7, 3, -0.075_898_148_148_1, 0.849_919_025_829_4),
        (7, 4, -0.073_875_000_000_0, 0.804_835_829_907_1),
        (7, 6, 0.000_000_000_000_0, 0.000_000_000_000_0),
        (7, 7, 0.871_791_666_666_7, 0.812_078_901_030_3),
    ];
    let design = design(ControlGroup::NeverTreated, DidMethod::OutcomeRegression, BasePeriod::Universal, 0);
    compare(
        NONE,
        Sampling::CrossSections,
        design,
        &figures,
        [1.315_013_888_888_9, 0.683_433_994_495_3],
        0.020_001_270_074_9,
    );
}
