//! Forecasts of all methods from one origin, in one table.

use std::convert::Infallible;

use crate::forecast::backtest::forecasts::{ForecastMethod, Forecasts};
use crate::forecast::backtest::groups::SourceGroup;
use crate::forecast::backtest::measures::{ForecastTable, ForecastTrial};
use crate::forecast::backtest::rules;
use crate::forecast::history::{Exposure, History, Source};
use crate::forecast::pool::lapse_model::LapseModel;
use crate::forecast::pool::method::Method;

/// Forecasts every source over `days` days from the end of its history, by our models and by the simple
/// rules. Measures all of them by the count that came from each.
///
/// ```
/// use rounds::forecast::{Exposure, ForecastMethod, History, Method, judge};
/// let history = History::new(&[(60, 1), (31, 1), (3, 1)]).expect("it has events");
/// let table = judge(&[((&history, 1.0), 1)], &Exposure::even(), 30);
/// assert_eq!(table.rows[0].method, ForecastMethod::Model(Method::Best));
/// ```
#[must_use]
pub fn judge(outcomes: &[(Source<'_>, u32)], exposure: &Exposure, days: u32) -> ForecastTable {
    let (sources, came): (Vec<Source<'_>>, Vec<u32>) = outcomes.iter().copied().unzip();
    let Ok(trial) = trial(&sources, came, exposure, days, &|| Ok::<(), Infallible>(()));
    ForecastTable::of(&[trial])
}

/// Forecasts by every method and keeps what came beside them.
///
/// # Errors
/// What `go_on` says, which is asked before each fit and each back-test.
pub(crate) fn trial<E>(
    sources: &[Source<'_>],
    outcomes: Vec<u32>,
    exposure: &Exposure,
    days: u32,
    go_on: &dyn Fn() -> Result<(), E>,
) -> Result<ForecastTrial, E> {
    let histories: Vec<&History> = sources.iter().map(|source| source.0).collect();
    let simple = [rules::moving_average, rules::logit, rules::ninety_days].map(|rule| rule(&histories, days));
    let models = LapseModel::fit_all(sources, exposure, days, go_on)?;
    let ours = models.iter().map(|(method, model)| forecasts(*method, model, sources, exposure, days));
    let groups = histories.iter().map(|history| SourceGroup::of(history, days)).collect();
    Ok(ForecastTrial { forecasts: ours.chain(simple).collect(), outcomes, groups })
}

/// Asks a model about every source.
fn forecasts(
    method: Method,
    model: &LapseModel,
    sources: &[Source<'_>],
    exposure: &Exposure,
    days: u32,
) -> Forecasts {
    let predictions = model.predict_all(sources, exposure, days);
    Forecasts {
        method: ForecastMethod::Model(method),
        p_active: predictions.iter().map(|prediction| prediction.p_active).collect(),
        counts: predictions.iter().map(|prediction| prediction.expected_count).collect(),
    }
}
