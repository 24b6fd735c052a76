//! Which models to use: all that a back-test cannot tell from the best.

use rayon::prelude::*;

use super::{FINAL, Logit, PAUSE, Seen, Source, fit_members};
use crate::score::{BgNbd, Exposure, History, MbgNbd, ParetoNbd, Referee};

/// The outcome of a choice.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    names: Vec<String>,
    pub(crate) recalibration: Logit,
    pub(crate) reason: String,
}

/// Fewest histories, and fewest weeks on either side of the origin, for a back-test that says anything.
const FEWEST: usize = 50;
const FEWEST_WEEKS: u32 = 4;
/// Sources that a back-test looks at.
const SAMPLE: usize = 3_000;
/// Standard errors by which a model must lose to be left out.
const CLEARLY: f64 = 2.0;

impl Choice {
    /// One model, as asked.
    pub(crate) fn only(name: &str) -> Self {
        Self {
            names: vec![name.to_owned()],
            recalibration: Logit::IDENTITY,
            reason: format!("{name}, as asked for"),
        }
    }

    pub(crate) fn keeps(&self, name: &str) -> bool {
        self.names.iter().any(|kept| kept == name)
    }

    /// Fits every model to what was known one horizon earlier (or half the span, if that is shorter), scores its
    /// probabilities by what happened since, and keeps those within two standard errors of the best: a model confidence
    /// set (Hansen, Lunde & Nason 2011, doi:10.3982/ECTA5771), to be pooled with equal weights, which is hard to beat
    /// (Stock & Watson 2004, doi:10.1002/for.928).
    pub(crate) fn by_back_test(sources: &[Source<'_>], exposure: &Exposure, horizon_days: u32) -> Self {
        let oldest = sources.iter().map(|source| source.0.age_days()).max().unwrap_or(0);
        let weeks = (horizon_days / 7).max(1).min(oldest / 14);
        let stride = sources.len().div_ceil(SAMPLE).max(1);
        let past: Vec<(History, u32, f64)> = (sources.iter().step_by(stride))
            .filter_map(|(history, level)| {
                history.earlier(7 * weeks).map(|(before, after)| (before, after, *level))
            })
            .collect();
        if past.len() < FEWEST || weeks < FEWEST_WEEKS {
            return Self::everything("too little history for a back-test");
        }
        Self::judge(&past, &exposure.earlier(weeks as usize), weeks)
    }

    /// The choice after a back-test over `weeks` weeks.
    fn judge(past: &[(History, u32, f64)], exposure: &Exposure, weeks: u32) -> Self {
        let sources: Vec<Source<'_>> = past.iter().map(|(history, _, level)| (history, *level)).collect();
        let happened: Vec<bool> = past.iter().map(|(_, after, _)| *after > 0).collect();
        let horizon = exposure.horizon(f64::from(7 * weeks));
        let seen: Vec<Seen> = sources.iter().map(|source| Seen::new(*source, exposure)).collect();
        let (names, forecasts): (Vec<String>, Vec<Vec<f64>>) = fit_members(&sources, exposure, |_| true)
            .into_iter()
            .map(|(member, fitted)| {
                let forecast = |seen: &Seen| member.forecast(seen, &horizon).p_active;
                (fitted.name, seen.par_iter().map(forecast).collect())
            })
            .unzip();
        let kept = confidence_set(&forecasts, &happened);
        let pooled: Vec<f64> = (0..past.len())
            .map(|at| kept.iter().map(|m| forecasts[*m][at]).sum::<f64>() / kept.len() as f64)
            .collect();
        let names: Vec<String> = kept.iter().map(|member| names[*member].clone()).collect();
        let reason = format!(
            "{}: not worse than the best of five models in a back-test over the last {weeks} weeks",
            names.join(", ")
        );
        Self { names, recalibration: Logit::fit(&pooled, &happened), reason }
    }

    /// The pool of all models.
    fn everything(reason: &str) -> Self {
        let names = [FINAL, PAUSE, BgNbd::NAME, MbgNbd::NAME, ParetoNbd::NAME].map(str::to_owned);
        Self {
            names: names.to_vec(),
            recalibration: Logit::IDENTITY,
            reason: format!("all models: {reason}"),
        }
    }
}

/// Positions of the forecasts whose squared error is not clearly above that of the best.
fn confidence_set(forecasts: &[Vec<f64>], happened: &[bool]) -> Vec<usize> {
    let losses: Vec<Vec<f64>> = forecasts.iter().map(|forecast| squared_errors(forecast, happened)).collect();
    let mean = |list: &[f64]| list.iter().sum::<f64>() / list.len() as f64;
    let means: Vec<f64> = losses.iter().map(|list| mean(list)).collect();
    let best = (0..means.len()).fold(0, |best, at| if means[at] < means[best] { at } else { best });
    let clearly_worse = |member: &usize| {
        let differences: Vec<f64> = losses[*member].iter().zip(&losses[best]).map(|(a, b)| a - b).collect();
        let centre = mean(&differences);
        let variance =
            differences.iter().map(|d| (d - centre).powi(2)).sum::<f64>() / differences.len() as f64;
        centre > CLEARLY * (variance / differences.len() as f64).sqrt()
    };
    (0..losses.len()).filter(|member| !clearly_worse(member)).collect()
}

fn squared_errors(forecast: &[f64], happened: &[bool]) -> Vec<f64> {
    forecast.iter().zip(happened).map(|(p, happened)| (p - f64::from(u8::from(*happened))).powi(2)).collect()
}
