//! What a lot says of the elasticity, beside distributions of a library and sums of the test's own.

use rounds::experiment::{ElasticityPrior, Learnt};
use statrs::distribution::{ContinuousCDF, Gamma};

#[test]
fn the_prior_is_a_gamma_distribution_around_its_mean() {
    let prior = ElasticityPrior { mean: 0.12 }.updated((0.0, f64::NAN), |it| it).prior;
    let gamma = Gamma::new(2.0, 2.0 / 0.12).unwrap();
    for (found, share) in [(prior.low, 0.05), (prior.median, 0.5), (prior.high, 0.95)] {
        assert!((found - gamma.inverse_cdf(share)).abs() < 2e-4, "{found} at {share}");
    }
    assert!((prior.mean - 0.12).abs() < 2e-4 && (prior.deviation - 0.12 / 2_f64.sqrt()).abs() < 2e-4);
}

#[test]
fn the_posterior_is_prior_times_likelihood() {
    let (effect, error) = (0.08, 0.05);
    let predicted = |it: f64| (0.7 * it).ln_1p();
    let found = ElasticityPrior { mean: 0.12 }.updated((effect, error), predicted).posterior;
    let density =
        |it: f64| it * (-it / 0.06).exp() * (-0.5 * ((effect - predicted(it)) / error).powi(2)).exp();
    let steps = || (0..90_000).map(|at| (f64::from(at) + 0.5) * 1e-5);
    let all: f64 = steps().map(density).sum();
    let mean = steps().map(|it| it * density(it)).sum::<f64>() / all;
    assert!((found.mean - mean).abs() < 1e-4, "{} for {mean}", found.mean);
    let below: f64 = steps().take_while(|it| *it < found.high).map(density).sum();
    assert!((below / all - 0.95).abs() < 1e-3, "{}", below / all);
}

#[test]
fn a_sharp_trial_is_believed_and_a_blunt_one_teaches_little() {
    let prior = ElasticityPrior { mean: 0.12 };
    let left = |error: f64| match prior.updated((0.2, error), |it| it) {
        after if after.learnt == Learnt::Nothing => 1.0,
        after => after.posterior.deviation / after.prior.deviation,
    };
    assert!(left(0.005) < 0.08 && left(0.05) < 0.7 && left(1.0) > 0.98, "{} {}", left(0.005), left(1.0));
    assert!((left(f64::INFINITY) - 1.0).abs() < 1e-12);
}
