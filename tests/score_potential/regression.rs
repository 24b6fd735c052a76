//! The regression beside published software, and at every edge.

use proptest::prelude::*;
use rounds::forecast::{NegativeBinomial, NormalPrior, Observation, Priors};

use super::common::draws;

/// Rows, counts and exposures of a regression.
#[derive(Debug, Clone, Default)]
struct Cases {
    rows: Vec<Vec<f64>>,
    counts: Vec<u64>,
    exposures: Vec<f64>,
}

impl Cases {
    fn observations(&self) -> Vec<Observation<'_>> {
        let rows = self.rows.iter().zip(&self.counts).zip(&self.exposures);
        rows.map(|((row, count), exposure)| Observation { row, count: *count, exposure: *exposure }).collect()
    }

    fn fit(&self) -> NegativeBinomial {
        let columns = self.rows.first().map_or(0, Vec::len);
        NegativeBinomial::fit(&self.observations(), &Priors::flat(columns)).unwrap()
    }

    fn with(&self, change: impl Fn(&mut Vec<f64>)) -> Self {
        let mut cases = self.clone();
        cases.rows.iter_mut().for_each(change);
        cases
    }
}

fn assert_near(ours: f64, reference: f64, tolerance: f64) {
    assert!((ours - reference).abs() <= tolerance * reference.abs(), "{ours} beside {reference}");
}

/// The same numbers as the script below, by Knuth's linear congruential generator.
fn reference_cases() -> Cases {
    let mut state = 2026_u64;
    let mut uniform = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut cases = Cases::default();
    for _ in 0..200 {
        let (size, distance) = (3.0 * uniform(), 40.0 * uniform());
        let (group, exposure) = (f64::from(u8::from(uniform() < 0.4)), 0.5 + 2.0 * uniform());
        let mean = exposure * (0.4 + 0.6 * size - 0.03 * distance + 0.5 * group).exp();
        let drawn = mean * (1.0 / (1.0 - uniform())).ln();
        cases.counts.push((0..1_000).find(|count| *count as f64 + 1.0 > drawn).unwrap());
        cases.rows.push(vec![1.0, size, distance, group]);
        cases.exposures.push(exposure);
    }
    cases
}

/// Figures of statsmodels 0.15.0, made by this script:
///
/// ```python
/// import numpy as np
/// import statsmodels.api as sm
///
/// state = 2026
///
/// def uniform():
///     global state
///     state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
///     return (state >> 11) / 2**53
///
/// rows, counts, exposures = [], [], []
/// for _ in range(200):
///     size, distance = 3 * uniform(), 40 * uniform()
///     group, exposure = int(uniform() < 0.4), 0.5 + 2 * uniform()
///     mean = exposure * np.exp(0.4 + 0.6 * size - 0.03 * distance + 0.5 * group)
///     counts.append(int(mean * np.log(1 / (1 - uniform()))))
///     rows.append([1, size, distance, group])
///     exposures.append(exposure)
/// model = sm.NegativeBinomial(counts, np.array(rows), loglike_method="nb2", offset=np.log(exposures))
/// start = model.fit(disp=False).params
/// fit = model.fit(method="newton", start_params=start, tol=1e-14, disp=False)
/// for name in ["params", "bse", "llf"]:
///     print(name, np.array2string(np.asarray(getattr(fit, name)), precision=12, separator=", "))
/// ```
#[test]
fn the_fit_is_that_of_statsmodels() {
    let cases = reference_cases();
    assert_eq!((cases.counts.iter().sum::<u64>(), &cases.counts[..5]), (693, &[1, 5, 1, 5, 5][..]));
    let fit = cases.fit();
    assert!(fit.converged);
    let coefficients = [0.189_394_094_042, 0.543_722_180_844, -0.024_202_008_689, 0.371_496_282_527];
    let errors = [0.219_612_546_241, 0.094_739_872_667, 0.006_855_439_941, 0.163_859_530_432];
    for at in 0..4 {
        assert_near(fit.coefficients[at], coefficients[at], 1e-8);
        assert_near(fit.standard_errors[at].unwrap(), errors[at], 1e-8);
    }
    assert_near(fit.dispersion, 0.888_473_816_569, 1e-8);
    assert_near(fit.dispersion_error.unwrap(), 0.140_741_522_653, 1e-8);
    assert_near(fit.log_likelihood, -433.800_981_589_653, 1e-11);
}

#[test]
fn wrong_cases_are_refused() {
    let row: &[f64] = &[1.0, 2.0];
    let good = Observation { row, count: 3, exposure: 1.0 };
    let refused = |observation, priors: &Priors| NegativeBinomial::fit(&[good, observation], priors).is_err();
    let flat = Priors::flat(2);
    assert!(!refused(good, &flat));
    assert!(refused(Observation { row: &[1.0], ..good }, &flat), "ragged");
    for number in [f64::NAN, f64::INFINITY, f64::MAX] {
        let row = [1.0, number];
        assert!(NegativeBinomial::fit(&[Observation { row: &row, ..good }], &flat).is_err(), "{number}");
    }
    for exposure in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(refused(Observation { exposure, ..good }, &flat), "{exposure}");
    }
    for (mean, deviation) in [(f64::NAN, 1.0), (0.0, 0.0), (0.0, -1.0), (0.0, f64::NAN), (f64::INFINITY, 1.0)]
    {
        let priors = Priors { ln_dispersion: NormalPrior { mean, deviation }, ..flat.clone() };
        assert!(refused(good, &priors), "{mean} {deviation}");
    }
}

#[test]
fn without_observations_the_priors_speak() {
    let prior = |mean| NormalPrior { mean, deviation: 0.5 };
    let priors = Priors { coefficients: vec![prior(1.3), prior(-0.2)], ln_dispersion: prior(-1.0) };
    let fit = NegativeBinomial::fit(&[], &priors).unwrap();
    assert_eq!(fit.coefficients, [1.3, -0.2]);
    assert_near(fit.dispersion, (-1.0_f64).exp(), 1e-12);
    assert_near(fit.standard_errors[1].unwrap(), 0.5, 1e-9);
    let nothing = NegativeBinomial::fit(&[], &Priors::flat(2)).unwrap();
    assert_eq!((nothing.coefficients, nothing.standard_errors), (vec![0.0; 2], vec![None; 2]));
}

/// Cases in which the likelihood has no maximum, or more than one.
#[test]
fn edges_of_the_data_are_no_edges_of_the_fit() {
    let cases = |rows: Vec<Vec<f64>>, counts: Vec<u64>| {
        let exposures = vec![1.0; rows.len()];
        Cases { rows, counts, exposures }
    };
    let line = |at: u8| vec![1.0, f64::from(at)];
    let lines = || (0..6).map(line).collect::<Vec<_>>();
    let edges = [
        ("all zero", cases(lines(), vec![0; 6])),
        ("one row", cases(vec![vec![1.0]], vec![5])),
        ("one row, two columns", cases(vec![vec![1.0, 3.0]], vec![5])),
        ("no columns", cases(vec![vec![]; 3], vec![1, 2, 3])),
        ("a column of zeros", cases((0..6).map(|_| vec![1.0, 0.0]).collect(), vec![1, 0, 2, 4, 1, 3])),
        ("all the same", cases(lines(), vec![7; 6])),
        ("huge", cases(lines(), vec![u64::MAX, 1, 1 << 52, 0, 3, u64::MAX / 2])),
        ("only huge", cases(lines(), vec![u64::MAX; 6])),
        (
            "one apart",
            cases((0..6).map(|at| vec![1.0, f64::from(u8::from(at == 0))]).collect(), vec![0, 3, 4, 2, 9, 1]),
        ),
        (
            "large columns",
            cases((1..7).map(|at| vec![1.0, f64::from(at) * 1e99]).collect(), vec![1, 2, 4, 3, 9, 20]),
        ),
        (
            "small columns",
            cases((1..7).map(|at| vec![1.0, f64::from(at) * 1e-99]).collect(), vec![1, 2, 4, 3, 9, 20]),
        ),
    ];
    for (name, cases) in edges {
        let fit = cases.fit();
        let numbers = fit.coefficients.iter().chain([&fit.dispersion, &fit.log_likelihood]);
        assert!(numbers.clone().all(|x| x.is_finite()), "{name}: {fit:?}");
        assert!(fit.standard_errors.iter().flatten().all(|x| x.is_finite()), "{name}: {fit:?}");
        assert!(cases.rows.iter().all(|row| fit.mean(row, 1.0).is_finite()), "{name}: {fit:?}");
        println!("{name}: converged {}, {:?} {:e}", fit.converged, fit.coefficients, fit.dispersion);
    }
}

#[test]
fn a_column_that_others_explain_changes_no_mean() {
    let cases = reference_cases();
    let twice = cases.with(|row| row.push(2.0 * row[1] - row[0]));
    let (once, both) = (cases.fit(), twice.fit());
    assert!(both.converged);
    assert_near(both.log_likelihood, once.log_likelihood, 1e-10);
    for (row, wide) in cases.rows.iter().zip(&twice.rows) {
        assert_near(both.mean(wide, 1.0), once.mean(row, 1.0), 1e-6);
    }
    let fixed: Vec<bool> = both.standard_errors.iter().map(Option::is_some).collect();
    assert_eq!(fixed, [false, false, true, true, false]);
}

fn any_cases() -> impl Strategy<Value = Cases> {
    let case = (prop::array::uniform2(-3.0..3.0_f64), 0..40_u64, 0.1..4.0_f64);
    prop::collection::vec(case, 12..60).prop_map(|list| {
        let mut cases = Cases::default();
        for ([first, second], count, exposure) in list {
            cases.rows.push(vec![1.0, first, second]);
            cases.counts.push(count);
            cases.exposures.push(exposure);
        }
        cases
    })
}

/// Logarithm of the likelihood straight from the definition.
fn log_likelihood(cases: &Cases, coefficients: &[f64], dispersion: f64) -> f64 {
    use statrs::function::gamma::ln_gamma;
    let shape = 1.0 / dispersion;
    let of = |observation: &Observation<'_>| {
        let rate: f64 = observation.row.iter().zip(coefficients).map(|(x, weight)| x * weight).sum();
        let (mean, count) = (observation.exposure * rate.exp(), observation.count as f64);
        ln_gamma(count + shape) - ln_gamma(shape) - ln_gamma(count + 1.0)
            + shape * (shape / (shape + mean)).ln()
            + count * (mean / (shape + mean)).ln()
    };
    cases.observations().iter().map(of).sum()
}

proptest! {
    #![proptest_config(draws::hunting())]

    #[test]
    fn any_coefficients_near_the_fit_are_less_likely(cases in any_cases()) {
        let fit = cases.fit();
        prop_assert!(fit.converged);
        let best = log_likelihood(&cases, &fit.coefficients, fit.dispersion);
        prop_assert!((best - fit.log_likelihood).abs() < 1e-6);
        for at in 0..4 {
            for step in [-1e-2, 1e-2] {
                let (mut coefficients, mut dispersion) = (fit.coefficients.clone(), fit.dispersion);
                coefficients.get_mut(at).map_or_else(|| dispersion *= 1.0 + step, |it| *it += step);
                prop_assert!(log_likelihood(&cases, &coefficients, dispersion) < best + 1e-9);
            }
        }
    }

    #[test]
    fn any_order_of_rows_gives_the_same_fit(cases in any_cases()) {
        let mut reversed = cases.clone();
        reversed.rows.reverse();
        reversed.counts.reverse();
        reversed.exposures.reverse();
        let (one, other) = (cases.fit(), reversed.fit());
        prop_assert!((one.log_likelihood - other.log_likelihood).abs() < 1e-9);
        for (a, b) in one.coefficients.iter().zip(&other.coefficients) {
            prop_assert!((a - b).abs() < 1e-7, "{} {}", a, b);
        }
    }

    #[test]
    fn any_unit_of_a_column_gives_the_same_fit(cases in any_cases(), unit in prop::sample::select(vec![1e-9, 0.3, 1e3, 1e12])) {
        let scaled = cases.with(|row| row[1] *= unit);
        let (one, other) = (cases.fit(), scaled.fit());
        prop_assert!(other.converged);
        prop_assert!((one.coefficients[1] - other.coefficients[1] * unit).abs() < 1e-6);
        prop_assert!((one.coefficients[2] - other.coefficients[2]).abs() < 1e-6);
        prop_assert!((one.log_likelihood - other.log_likelihood).abs() < 1e-9);
    }
}
