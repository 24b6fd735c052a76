//! Forecasts of all methods from one origin, in one table.

use crate::forecast::backtest::forecasts::Forecasts;
use crate::forecast::backtest::measures::{ForecastTable, ForecastTrial};
use crate::forecast::backtest::rules;
use crate::forecast::history::{Exposure, History, Source};
use crate::forecast::pool::lapse_model::{LapseModel, Method};

/// Forecasts every source over `days` days from the end of its history, by our models and by the simple rules, and
/// measures all of them by the count that came from each.
///
/// ```
/// use rounds::forecast::{Exposure, History, judge};
/// let history = History::new(&[(60, 1), (31, 1), (3, 1)]).expect("it has events");
/// let table = judge("a toy", &[((&history, 1.0), 1)], &Exposure::even(), 30);
/// assert_eq!(table.rows[0].method, "best");
/// ```
#[must_use]
pub fn judge(title: &str, outcomes: &[(Source<'_>, u32)], exposure: &Exposure, days: u32) -> ForecastTable {
    let (sources, came): (Vec<Source<'_>>, Vec<u32>) = outcomes.iter().copied().unzip();
    ForecastTable::of(title, &[trial(&sources, came, exposure, days)])
}

pub(crate) fn trial(
    sources: &[Source<'_>],
    outcomes: Vec<u32>,
    exposure: &Exposure,
    days: u32,
) -> ForecastTrial {
    const METHODS: [(&str, Method); 6] = [
        ("best", Method::Best),
        ("gamma-Poisson filter", Method::GammaPoisson),
        ("the same with returns", Method::GammaPoissonReturns),
        ("BG/NBD", Method::BgNbd),
        ("MBG/NBD", Method::MbgNbd),
        ("Pareto/NBD", Method::ParetoNbd),
    ];
    let histories: Vec<&History> = sources.iter().map(|source| source.0).collect();
    let simple = [rules::moving_average, rules::logit, rules::ninety_days].map(|rule| rule(&histories, days));
    let ours = METHODS.iter().map(|(name, method)| forecasts(name, *method, sources, exposure, days));
    ForecastTrial { forecasts: ours.chain(simple).collect(), outcomes }
}

fn forecasts(
    name: &str,
    method: Method,
    sources: &[Source<'_>],
    exposure: &Exposure,
    days: u32,
) -> Forecasts {
    let model = LapseModel::fit(sources, exposure, method, days);
    let predictions = model.predict_all(sources, exposure, days);
    Forecasts {
        name: name.to_owned(),
        p_active: predictions.iter().map(|prediction| prediction.p_active).collect(),
        counts: predictions.iter().map(|prediction| prediction.expected_count).collect(),
    }
}
