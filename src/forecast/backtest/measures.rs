//! Measures of a forecast, and the table that shows them.

use serde::{Deserialize, Serialize};

use crate::forecast::backtest::forecasts::{ForecastMethod, Forecasts, kept};
use crate::forecast::backtest::groups::SourceGroup;

/// How forecasts from the past compare with what came after.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ForecastTable {
    /// Sources with an event in the horizon.
    pub active: usize,
    /// Sources without one.
    pub silent: usize,
    /// One row a method, ours first.
    pub rows: Vec<ForecastRow>,
}

/// One method's measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ForecastRow {
    /// The method.
    pub method: ForecastMethod,
    /// Chance that an active source was ranked above a silent one; 0.5 is guessing, and stands where all are
    /// active or all silent.
    pub auc: f64,
    /// Mean squared error of the probability of activity; lower is better.
    pub brier: f64,
    /// Mean distance between forecast and observed shares over ten bins of equal size.
    pub calibration_error: f64,
    /// Mean absolute error of the count.
    pub mae: f64,
    /// Root mean squared error of the count.
    pub rmse: f64,
    /// Events of the tenth forecast highest, relative to an average tenth.
    pub top_decile_lift: f64,
    /// The calibration curve.
    pub calibration: Vec<CalibrationBin>,
}

/// One bin of a calibration curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CalibrationBin {
    /// Mean forecast probability.
    pub forecast: f64,
    /// Share that was active.
    pub observed: f64,
    /// Sources in the bin.
    pub sources: usize,
}

impl ForecastTable {
    /// Measures every method over all the trials, as if they were one.
    pub(crate) fn of(trials: &[ForecastTrial]) -> Self {
        let methods = trials.first().map_or(&[][..], |trial| &trial.forecasts);
        let outcomes: Vec<u32> = trials.iter().flat_map(|trial| trial.outcomes.iter().copied()).collect();
        // Every trial holds the same methods in the same order.
        let joined = |(at, first): (usize, &Forecasts)| {
            let parts = || trials.iter().map(|trial| &trial.forecasts[at]);
            Forecasts {
                method: first.method,
                p_active: parts().flat_map(|part| part.p_active.iter().copied()).collect(),
                counts: parts().flat_map(|part| part.counts.iter().copied()).collect(),
            }
        };
        let row = |method| ForecastRow::new(&joined(method), &outcomes);
        let rows = methods.iter().enumerate().map(row).collect();
        let active = outcomes.iter().filter(|count| **count > 0).count();
        Self { active, silent: outcomes.len() - active, rows }
    }
}

impl ForecastRow {
    /// Measures forecasts by the counts that came.
    pub(crate) fn new(forecasts: &Forecasts, outcomes: &[u32]) -> Self {
        let happened: Vec<bool> = outcomes.iter().map(|count| *count > 0).collect();
        let errors = || forecasts.counts.iter().zip(outcomes).map(|(count, came)| count - f64::from(*came));
        let calibration = calibration(&forecasts.p_active, &happened);
        let total = (outcomes.len() as f64).max(1.0);
        let gap = |bin: &CalibrationBin| bin.sources as f64 * (bin.forecast - bin.observed).abs();
        Self {
            method: forecasts.method,
            auc: auc(&forecasts.p_active, &happened),
            brier: brier(&forecasts.p_active, &happened),
            calibration_error: calibration.iter().map(gap).sum::<f64>() / total,
            mae: errors().map(f64::abs).sum::<f64>() / total,
            rmse: (errors().map(|error| error * error).sum::<f64>() / total).sqrt(),
            top_decile_lift: top_decile_lift(&forecasts.counts, outcomes),
            calibration,
        }
    }
}

fn brier(p_active: &[f64], happened: &[bool]) -> f64 {
    let square = |(p, happened): (&f64, &bool)| (p - f64::from(u8::from(*happened))).powi(2);
    p_active.iter().zip(happened).map(square).sum::<f64>() / (happened.len() as f64).max(1.0)
}

/// Ranks positions by rising value.
fn ranking(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    // The order holds positions of the values.
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    order
}

/// Returns the area under the ROC curve by ranks, ties counted half (Hanley & `McNeil` 1982,
/// doi:10.1148/radiology.143.1.7063747). Returns 0.5 where all happened or none.
#[must_use]
pub(crate) fn auc(scores: &[f64], happened: &[bool]) -> f64 {
    let order = ranking(scores);
    let (mut rank_sum, mut rank) = (0.0, 0.0);
    // Positions of the scores, which are those of the outcomes.
    for ties in order.chunk_by(|a, b| scores[*a].total_cmp(&scores[*b]).is_eq()) {
        let middle = rank + f64::midpoint(ties.len() as f64, 1.0);
        rank_sum += middle * ties.iter().filter(|at| happened[**at]).count() as f64;
        rank += ties.len() as f64;
    }
    let active = happened.iter().filter(|happened| **happened).count() as f64;
    let silent = happened.len() as f64 - active;
    if active == 0.0 || silent == 0.0 {
        0.5
    } else {
        (rank_sum - active * (active + 1.0) / 2.0) / (active * silent)
    }
}

/// Returns ten bins of equal size by rising forecast.
fn calibration(p_active: &[f64], happened: &[bool]) -> Vec<CalibrationBin> {
    let order = ranking(p_active);
    let bin = |members: &[usize]| {
        let size = members.len() as f64;
        CalibrationBin {
            forecast: members.iter().map(|at| p_active[*at]).sum::<f64>() / size,
            observed: members.iter().filter(|at| happened[**at]).count() as f64 / size,
            sources: members.len(),
        }
    };
    order.chunks(order.len().div_ceil(10).max(1)).map(bin).collect()
}

fn top_decile_lift(counts: &[f64], outcomes: &[u32]) -> f64 {
    let order = ranking(counts);
    let size = order.len().div_ceil(10);
    let sum = |members: &[usize]| members.iter().map(|at| f64::from(outcomes[*at])).sum::<f64>();
    // A tenth, rounded up, is never longer than the whole.
    let (top, all) = (sum(&order[order.len() - size..]), sum(&order));
    if all > 0.0 { top / size as f64 / (all / order.len() as f64) } else { 1.0 }
}

/// The forecasts of one origin by every method, and what came.
#[derive(Debug, Clone)]
pub(crate) struct ForecastTrial {
    pub(crate) forecasts: Vec<Forecasts>,
    pub(crate) outcomes: Vec<u32>,
    /// By source, what it was on the day of the forecast.
    pub(crate) groups: Vec<SourceGroup>,
}

impl ForecastTrial {
    /// Keeps the sources of one group.
    pub(crate) fn of_group(&self, group: SourceGroup) -> Self {
        Self {
            forecasts: self.forecasts.iter().map(|it| it.kept(|at| self.groups[at] == group)).collect(),
            outcomes: kept(&self.outcomes, |at| self.groups[at] == group),
            groups: kept(&self.groups, |at| self.groups[at] == group),
        }
    }
}
