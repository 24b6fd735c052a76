//! The simple rules that any model has to beat.

use crate::forecast::backtest::forecasts::{ForecastMethod, Forecasts};
use crate::forecast::history::History;
use crate::forecast::logistic::{LogisticCase, logistic};
use crate::forecast::numeric::linear::dot;
use crate::forecast::numeric::special::sigmoid;

/// Days of the moving average.
const AVERAGE_DAYS: u32 = 91;
/// Days of silence after which the rule of thumb calls a source lost.
const RULE_DAYS: u32 = 90;

/// Standard deviation of the prior of a weight of the regression: next to nothing is believed.
const DEVIATION: f64 = 3.0;

/// Carries on the mean of the last 13 weeks. The probability is that of a Poisson count.
pub(crate) fn moving_average(histories: &[&History], days: u32) -> Forecasts {
    let expected = |history: &&History| {
        let watched = history.age_days().clamp(1, AVERAGE_DAYS);
        f64::from(history.recent_days(watched)) / f64::from(watched) * f64::from(days)
    };
    let counts: Vec<f64> = histories.iter().map(expected).collect();
    let p_active = counts.iter().map(|count| -(-count).exp_m1()).collect();
    Forecasts { method: ForecastMethod::MovingAverage, p_active, counts }
}

/// Gives up whoever was silent for 90 days. Carries on the mean of the whole history for everybody else.
pub(crate) fn ninety_days(histories: &[&History], days: u32) -> Forecasts {
    let active = |history: &&History| f64::from(u8::from(history.silent_days() <= RULE_DAYS));
    let p_active: Vec<f64> = histories.iter().map(active).collect();
    let mean = |history: &History| f64::from(history.events()) / f64::from(history.age_days().max(1));
    let counts =
        histories.iter().zip(&p_active).map(|(history, p)| p * mean(history) * f64::from(days)).collect();
    Forecasts { method: ForecastMethod::NinetyDays, p_active, counts }
}

/// Regresses activity on recency and frequency by logistic regression, trained one horizon earlier (or at
/// half the span). The count is the mean of the whole history times that probability.
pub(crate) fn logit(histories: &[&History], days: u32) -> Forecasts {
    let oldest = histories.iter().map(|history| history.age_days()).max().unwrap_or(0);
    let back = days.min(oldest / 2);
    let past: Vec<(History, u32)> = histories.iter().filter_map(|history| history.earlier(back)).collect();
    let rows: Vec<Vec<f64>> = past.iter().map(|(history, _)| columns(history)).collect();
    let cases: Vec<LogisticCase<'_>> = rows
        .iter()
        .zip(&past)
        .map(|(row, (_, after))| LogisticCase { row, offset: 0.0, happened: *after > 0, weight: 1.0 })
        .collect();
    let weights = logistic(&cases, 4, DEVIATION);
    let probability = |history: &&History| sigmoid(dot(&columns(history), &weights));
    let p_active: Vec<f64> = histories.iter().map(probability).collect();
    let mean = |history: &History| f64::from(history.events()) / f64::from(history.age_days().max(1));
    let counts =
        histories.iter().zip(&p_active).map(|(history, p)| p * mean(history) * f64::from(days)).collect();
    Forecasts { method: ForecastMethod::Logit, p_active, counts }
}

fn columns(history: &History) -> Vec<f64> {
    let ln = |count: u32| f64::from(count).ln_1p();
    vec![1.0, ln(history.events()), ln(history.silent_days()), ln(history.age_days())]
}
