//! What must not change figures, and what changes them in a known way.

use rounds::effect::{AggregateKind, DidDesign, DidEstimate, DidMethod, Panel, PanelColumns, Sampling};

use crate::made_up::{Numbers, WORLD, World, panel};

const RICH: World =
    World { covariates: 2, weighted: true, clusters: Some(9), cohorts: &[0, 0, 2, 4, 5], ..WORLD };

fn estimate(columns: &PanelColumns) -> DidEstimate {
    DidEstimate::new(&Panel::new(columns, Sampling::SameUnits).unwrap(), DidDesign::default()).unwrap()
}

/// All figures, to the last bit.
fn text(estimate: &DidEstimate) -> String {
    let averages = estimate.aggregate(AggregateKind::Dynamic);
    let bands = estimate.bands(100, 0.95, 3).unwrap();
    format!(
        "{:?} {:?} {:?} {:?} {bands:?}",
        estimate.cells, estimate.pretest, averages.rows, averages.overall
    )
}

/// Puts rows in the order of `order`.
fn reordered(columns: &PanelColumns, order: &[usize]) -> PanelColumns {
    fn pick<T: Copy>(column: &[T], order: &[usize]) -> Vec<T> {
        order.iter().map(|row| column[*row]).collect()
    }
    PanelColumns {
        unit: pick(&columns.unit, order),
        period: pick(&columns.period, order),
        first_treated: pick(&columns.first_treated, order),
        outcome: pick(&columns.outcome, order),
        covariates: columns.covariates.iter().map(|column| pick(column, order)).collect(),
        weight: columns.weight.as_ref().map(|column| pick(column, order)),
        cluster: columns.cluster.as_ref().map(|column| pick(column, order)),
    }
}

fn shuffled(rows: usize, seed: u64) -> Vec<usize> {
    let mut numbers = Numbers::new(seed);
    let mut order: Vec<usize> = (0..rows).collect();
    (1..rows).rev().for_each(|at| order.swap(at, numbers.below(at + 1)));
    order
}

#[test]
fn order_of_rows_and_names_of_units_change_no_byte() {
    for gaps in [0.0, 0.1] {
        let columns = panel(&World { gaps, ..RICH }, 5);
        let expected = text(&estimate(&columns));
        for seed in 0..5 {
            let mut other = reordered(&columns, &shuffled(columns.unit.len(), seed));
            other
                .unit
                .iter_mut()
                .for_each(|unit| *unit = unit.wrapping_mul(0x9e37_79b9).wrapping_add(seed) % 1_000_003);
            other.cluster.iter_mut().flatten().for_each(|cluster| *cluster = (*cluster + 3) * 7 % 11);
            assert_eq!(text(&estimate(&other)), expected, "gaps {gaps}, shuffled by {seed}");
        }
    }
}

#[test]
fn threads_change_no_byte() {
    let columns = panel(&RICH, 8);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| text(&estimate(&columns)))
    };
    assert_eq!(with(1), with(5));
}

#[test]
fn a_unit_of_weight_two_is_two_units() {
    let mut once = panel(&World { covariates: 1, ..WORLD }, 11);
    let mut twice = once.clone();
    let is_double = |unit: u64| unit.is_multiple_of(3);
    once.weight = Some(once.unit.iter().map(|unit| if is_double(*unit) { 2.0 } else { 1.0 }).collect());
    let rows: Vec<usize> = (0..twice.unit.len()).collect();
    let copies: Vec<usize> = rows.iter().copied().filter(|row| is_double(twice.unit[*row])).collect();
    let count = rows.len();
    twice = reordered(&twice, &[rows, copies].concat());
    twice.unit.iter_mut().skip(count).for_each(|unit| *unit += 1_000);
    for (a, b) in estimate(&once).cells.iter().zip(&estimate(&twice).cells) {
        assert!((a.figure.effect.unwrap() - b.figure.effect.unwrap()).abs() < 1e-10);
    }
}

#[test]
fn scale_carries_over_and_levels_and_shared_trends_do_not() {
    let columns = panel(&RICH, 13);
    let mut other = columns.clone();
    for (row, outcome) in other.outcome.iter_mut().enumerate() {
        let (unit, period) = (columns.unit[row] as f64, columns.period[row] as f64);
        *outcome = -3.0 * *outcome + 40.0 * (unit * 0.7).sin() + period * period;
    }
    let (plain, moved) = (estimate(&columns), estimate(&other));
    for (a, b) in plain.cells.iter().zip(&moved.cells) {
        assert!((-3.0 * a.figure.effect.unwrap() - b.figure.effect.unwrap()).abs() < 1e-9);
        assert!((3.0 * a.figure.standard_error.unwrap() - b.figure.standard_error.unwrap()).abs() < 1e-9);
    }
    assert!((plain.pretest.unwrap().statistic - moved.pretest.unwrap().statistic).abs() < 1e-7);
}

#[test]
fn scales_of_covariates_do_not_matter() {
    let columns = panel(&World { covariates: 2, ..WORLD }, 17);
    let mut other = columns.clone();
    other.covariates[0].iter_mut().for_each(|x| *x = 1e7 + 1e3 * *x);
    for method in [DidMethod::DoublyRobust, DidMethod::OutcomeRegression, DidMethod::InverseProbability] {
        let of = |columns| {
            let panel = Panel::new(columns, Sampling::SameUnits).unwrap();
            DidEstimate::new(&panel, DidDesign { method, ..DidDesign::default() }).unwrap()
        };
        for (a, b) in of(&columns).cells.iter().zip(&of(&other).cells) {
            assert!((a.figure.effect.unwrap() - b.figure.effect.unwrap()).abs() < 1e-8);
            assert!((a.figure.standard_error.unwrap() - b.figure.standard_error.unwrap()).abs() < 1e-8);
        }
    }
}

#[test]
fn a_test_of_one_effect_is_its_square_in_standard_errors() {
    let columns = panel(&World { periods: &[1, 2, 3], cohorts: &[0, 3], ..WORLD }, 19);
    let estimate = estimate(&columns);
    let before = estimate.cells[0].figure;
    let test = estimate.pretest.unwrap();
    let square = (before.effect.unwrap() / before.standard_error.unwrap()).powi(2);
    assert_eq!(test.restrictions, 1);
    assert!((test.statistic - square).abs() < 1e-10);
    // The chance beyond 1.96 standard errors is 5 %; beyond others it is what tables of the normal distribution say.
    let normal = libm::erfc((square / 2.0).sqrt());
    assert!((test.p_value - normal).abs() < 1e-10);
}

#[test]
fn uniform_bands_are_wider_than_those_of_one_figure() {
    let estimate = estimate(&panel(&World { units: 200, ..WORLD }, 23));
    let bands = estimate.bands(2_000, 0.95, 1).unwrap();
    // Six figures that hang together: more than one alone has, less than six independent ones.
    assert!(bands.critical_value > 2.1 && bands.critical_value < 2.65, "{}", bands.critical_value);
    for (cell, error) in estimate.cells.iter().zip(&bands.standard_errors) {
        let ratio = error.unwrap() / cell.figure.standard_error.unwrap();
        assert!((ratio - 1.0).abs() < 0.08, "{ratio}");
    }
    assert_ne!(bands, estimate.bands(2_000, 0.95, 2).unwrap());
}

#[test]
fn controls_that_are_never_treated_for_certain_weigh_nothing() {
    let columns = panel(&World { covariates: 1, cohorts: &[0, 4], ..WORLD }, 29);
    let is_apart = |row: usize| columns.first_treated[row].is_none() && columns.unit[row].is_multiple_of(3);
    let rows: Vec<usize> = (0..columns.unit.len()).collect();
    let mut marked = columns.clone();
    marked.covariates.push(rows.iter().map(|row| f64::from(u8::from(is_apart(*row)))).collect());
    let others: Vec<usize> = rows.iter().copied().filter(|row| !is_apart(*row)).collect();
    let of = |columns| {
        let design = DidDesign { method: DidMethod::InverseProbability, ..DidDesign::default() };
        DidEstimate::new(&Panel::new(columns, Sampling::SameUnits).unwrap(), design).unwrap()
    };
    let (with, without) = (of(&marked), of(&reordered(&columns, &others)));
    assert!(without.units + 5 < with.units);
    for (a, b) in with.cells.iter().zip(&without.cells) {
        assert!((a.figure.effect.unwrap() - b.figure.effect.unwrap()).abs() < 1e-9);
        assert!((a.figure.standard_error.unwrap() - b.figure.standard_error.unwrap()).abs() < 1e-9);
    }
}
