//! The published models against reference values: those of `tests/vectors/make.py` everywhere, and those of the field's
//! software on public logs where they are at hand.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    reason = "reference files hold counts as floats, and exact values"
)]

mod common;
mod score_data;

use rounds::forecast::{BgNbd, BtydModel, Fit, GammaGamma, MbgNbd, ParetoNbd, Summary};
use serde_json::Value;

/// Relative difference, absolute below 1e-300.
fn difference(ours: f64, theirs: f64) -> f64 {
    (ours - theirs).abs() / theirs.abs().max(1e-300)
}

fn number(value: &Value) -> f64 {
    value.as_f64().or_else(|| value.as_str()?.parse().ok()).unwrap_or(f64::NAN)
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().map(|list| list.iter().map(number).collect()).unwrap_or_default()
}

fn history(row: &Value) -> Summary {
    Summary::new(number(&row["x"]) as u32, number(&row["t_x"]), number(&row["T"]))
}

/// A model's value for a history over a horizon.
type Column<M> = (&'static str, fn(&M, &Summary, f64) -> f64);

/// The worst relative difference of a model's fixed-parameter values from the reference rows.
fn worst<M: BtydModel>(dataset: &Value, reference: &Value) -> f64 {
    let model = M::new(M::PARAMETERS.map(|name| number(&reference["params"][name])));
    let horizon = number(&dataset["horizon"]);
    let rows: Vec<Summary> = dataset["rows"].as_array().unwrap().iter().map(history).collect();
    let columns: [Column<M>; 3] = [
        ("p_alive", |model, row, _| model.p_alive(row)),
        ("cond_expected", M::expected_count),
        ("p_active_h", M::p_active),
    ];
    let mut worst = 0.0_f64;
    for (name, value) in columns {
        for (row, theirs) in rows.iter().zip(numbers(&reference[name])) {
            let ours = value(&model, row, horizon);
            let off = difference(ours, theirs);
            assert!(off < 1e-6, "{} {name} {row:?}: {ours} {theirs}", M::NAME);
            worst = worst.max(off);
        }
    }
    for (horizon, theirs) in reference["expected_new"].as_object().unwrap() {
        let ours = model.expected_count(&Summary::new(0, 0.0, 0.0), horizon.parse().unwrap());
        assert!(difference(ours, number(theirs)) < 1e-6, "{} new {horizon}: {ours} {theirs}", M::NAME);
    }
    worst
}

/// The log-likelihood is not below the peer's and the standard errors agree.
fn same_optimum<M: BtydModel>(fit: &Fit<M>, reference: &Value) {
    let theirs = number(&reference["loglik"]);
    println!("{}: log-likelihood {:.4} (peer {theirs:.4}) {:?}", M::NAME, fit.log_likelihood, fit.estimates);
    assert!(fit.log_likelihood >= theirs - 0.01, "{}: {} {theirs}", M::NAME, fit.log_likelihood);
    assert!(fit.converged && fit.ridge.is_empty());
    for estimate in &fit.estimates {
        let peer = number(&reference["se_from_hessian"][&estimate.name]);
        if peer.is_finite() {
            let off = difference(estimate.standard_error.unwrap(), peer);
            assert!(off < 0.02, "{} {}: {:?} {peer}", M::NAME, estimate.name, estimate.standard_error);
        }
    }
}

/// Asserts that fixed parameters give the reference values.
fn assert_fixed(dataset: &Value) {
    let models = &dataset["models"];
    let worst = [
        worst::<BgNbd>(dataset, &models["bgnbd"]),
        worst::<MbgNbd>(dataset, &models["mbgnbd"]),
        worst::<ParetoNbd>(dataset, &models["pareto_nbd"]),
    ];
    println!("{}: worst relative difference {worst:?}", dataset["dataset"]);
}

/// Asserts that fits to these histories are as likely as the reference's.
fn assert_fits(dataset: &Value, rows: &[Summary]) {
    let models = &dataset["models"];
    same_optimum(&BgNbd::fit(rows), &models["bgnbd"]);
    same_optimum(&MbgNbd::fit(rows), &models["mbgnbd"]);
    same_optimum(&ParetoNbd::fit(rows), &models["pareto_nbd"]);
}

/// Asserts that histories at the edge of what can be give the values of many digits.
fn assert_extremes(rows: &Value) {
    for row in rows.as_array().unwrap() {
        let (history, horizon) = (history(row), number(&row["t"]));
        check_extreme::<BgNbd>(&row["bgnbd"], &history, horizon);
        check_extreme::<ParetoNbd>(&row["pareto_nbd"], &history, horizon);
    }
}

fn check_extreme<M: BtydModel>(reference: &Value, history: &Summary, horizon: f64) {
    let model = M::new(numbers(&reference["params"]).try_into().unwrap());
    for (name, ours) in [
        ("p_alive", model.p_alive(history)),
        ("cond_expected", model.expected_count(history, horizon)),
        ("loglik", model.log_likelihood(history)),
    ] {
        let theirs = number(&reference[name]);
        assert!(
            theirs.is_nan() || difference(ours, theirs) < 1e-6,
            "{} {name} {history:?}: {ours} {theirs}",
            M::NAME
        );
    }
}

/// Asserts that the fit of values has the reference's parameters, and that those give its values of sources.
fn assert_values(reference: &Value, sources: &[(u32, f64)], shown: &[(u32, f64)]) {
    let fit = GammaGamma::fit(sources);
    println!("{fit:?}");
    for estimate in &fit.estimates {
        let theirs = number(&reference["params"][&estimate.name]);
        assert!(difference(estimate.value, theirs) < 0.002, "{estimate:?}");
    }
    let [p, q, v] = ["p", "q", "v"].map(|name| number(&reference["params"][name]));
    let model = GammaGamma { p, q, v };
    for (&(count, mean), theirs) in shown.iter().zip(numbers(&reference["cond_avg_value"])) {
        let ours = model.expected_value(count, mean);
        assert!(difference(ours, theirs) < 1e-6, "{count} {mean}: {ours} {theirs}");
    }
}

/// The reference values of made-up sources.
fn made_up() -> Value {
    serde_json::from_str(include_str!("vectors/models.json")).unwrap()
}

#[test]
fn fixed_parameters_give_the_reference_values() {
    assert_fixed(&made_up()["datasets"][0]);
}

#[test]
fn extreme_histories_give_the_values_of_many_digits() {
    assert_extremes(&made_up()["extreme_mpmath"]);
}

#[test]
fn fits_reach_the_reference_likelihood_and_standard_errors() {
    let dataset = &made_up()["datasets"][0];
    let rows = dataset["summaries"].as_array().unwrap().iter().map(numbers);
    let rows: Vec<Summary> = rows.map(|row| Summary::new(row[0] as u32, row[1], row[2])).collect();
    assert_fits(dataset, &rows);
}

#[test]
fn gamma_gamma_gives_the_reference_parameters_and_values() {
    let reference = &made_up()["gamma_gamma"];
    let rows = reference["rows"].as_array().unwrap().iter().map(numbers);
    let rows: Vec<(u32, f64)> = rows.map(|row| (row[0] as u32, row[1])).collect();
    assert_values(reference, &rows, &rows);
}

mod public_data {
    use super::*;

    #[test]
    #[ignore = "needs the public data: set ROUNDS_SHARED and run with --ignored"]
    fn fixed_parameters_give_the_peers_values() {
        score_data::vectors()["datasets"].as_array().unwrap().iter().for_each(assert_fixed);
    }

    #[test]
    #[ignore = "needs the public data: set ROUNDS_SHARED and run with --ignored"]
    fn extreme_histories_give_the_values_of_600_digits() {
        assert_extremes(&score_data::vectors()["extreme_mpmath"]);
    }

    #[test]
    #[ignore = "needs the public data: set ROUNDS_SHARED and run with --ignored"]
    fn fits_reach_the_peers_likelihood_and_standard_errors() {
        let summaries = [
            score_data::cdnow_summary(),
            score_data::summaries(&score_data::cdnow(), "1997-09-30"),
            score_data::summaries(&score_data::grocery(), "2006-12-31"),
        ];
        for (dataset, rows) in score_data::vectors()["datasets"].as_array().unwrap().iter().zip(summaries) {
            assert_eq!(rows.len() as f64, number(&dataset["n"]));
            assert_fits(dataset, &rows);
        }
    }

    #[test]
    #[ignore = "needs the public data: set ROUNDS_SHARED and run with --ignored"]
    fn gamma_gamma_gives_the_published_parameters_and_values() {
        let vectors = score_data::vectors();
        let dataset = &vectors["datasets"][0];
        let rows = dataset["rows"].as_array().unwrap().iter();
        let shown: Vec<(u32, f64)> =
            rows.map(|row| (number(&row["x"]) as u32, number(&row["m_x"]))).collect();
        assert_values(&dataset["models"]["gamma_gamma"], &score_data::cdnow_values(), &shown);
    }
}
