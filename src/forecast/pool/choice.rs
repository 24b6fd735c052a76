//! Which models to pool: all of them, unless a back-test shows again and again that the pool is better
//! without one.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::forecast::gamma_poisson::filter::Filter;
use crate::forecast::gamma_poisson::state::FilterState;
use crate::forecast::history::{Exposure, History, Source};
use crate::forecast::pool::fitting::{Fitted, fit_members};
use crate::forecast::pool::member::{Expectation, Member};
use crate::forecast::pool::method::{MemberName, PoolReason};
use crate::forecast::pool::overdispersion::{self, Past};
use crate::forecast::pool::pooled::pool;
use crate::forecast::pool::recalibration::Logit;
use crate::forecast::pool::source::Seen;

/// The outcome of a choice.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    kept: Vec<MemberName>,
    pub(crate) recalibration: Logit,
    /// Relative variance of an error that all forecasts share.
    pub(crate) overdispersion: f64,
    pub(crate) reason: PoolReason,
}

/// Fewest histories for a back-test that says anything.
const FEWEST: usize = 50;
/// Sources that a back-test looks at.
const SAMPLE: usize = 3_000;
/// Origins that a back-test looks at: one horizon ago, two, three.
const MOST_ORIGINS: u32 = 3;
/// Fewest origins that change the pool.
const FEWEST_ORIGINS: usize = 2;
/// Standard errors by which the pool must be better without a model.
const CLEARLY: f64 = 2.0;

impl Choice {
    /// Takes one model, as asked.
    pub(crate) fn only(name: MemberName) -> Self {
        Self {
            kept: vec![name],
            recalibration: Logit::IDENTITY,
            overdispersion: 0.0,
            reason: PoolReason::AskedFor(name),
        }
    }

    pub(crate) fn keeps(&self, name: MemberName) -> bool {
        self.kept.contains(&name)
    }

    /// Starts from the equal pool of all models, and leaves out a model only if the pool without it is
    /// clearly better at every origin. The equal pool is hard to beat, and its weights need no data (Clemen
    /// 1989, doi:10.1016/0169-2070(89)90012-5; Timmermann 2006, doi:10.1016/S1574-0706(05)01004-9).
    ///
    /// Origins lie one, two and three horizons back, as far as the history before them is at least one
    /// horizon long. A back-test over another horizon than the one asked for is evidence about another
    /// question (Tashman 2000, doi:10.1016/S0169-2070(00)00065-0). A model is judged by what it does to the
    /// pool and not alone, since errors that differ cancel. Models leave and probabilities are recalibrated
    /// only from two origins on: one alone may be a season.
    pub(crate) fn by_back_test(sources: &[Source<'_>], exposure: &Exposure, horizon_days: u32) -> Self {
        let oldest = sources.iter().map(|source| source.0.age_days()).max().unwrap_or(0);
        let days = horizon_days.max(1);
        let stride = sources.len().div_ceil(SAMPLE).max(1);
        let sample: Vec<Source<'_>> = sources.iter().step_by(stride).copied().collect();
        let trials: Vec<PoolTrial> = (1..=MOST_ORIGINS)
            .take_while(|back| days.saturating_mul(back + 1) <= oldest)
            .filter_map(|back| PoolTrial::run(&sample, exposure, days, back))
            .collect();
        let telling = trials.len() >= FEWEST_ORIGINS;
        let kept = if telling { prune(&trials) } else { MemberName::ALL.to_vec() };
        let recalibration = if telling { recalibration(&trials, &kept) } else { Logit::IDENTITY };
        let reason = reason(trials.len(), &kept, days);
        let pasts: Vec<Past<'_>> = trials.iter().map(|trial| trial.past(&kept, &recalibration)).collect();
        let overdispersion = overdispersion::fit(&pasts);
        Self { kept, recalibration, overdispersion, reason }
    }
}

/// All models at one origin, and what happened in the horizon after it.
struct PoolTrial {
    /// By model, those of every source.
    forecasts: BTreeMap<MemberName, Vec<Expectation>>,
    happened: Vec<bool>,
    filter: Filter,
    beliefs: Vec<(FilterState<f64>, f64)>,
    horizon: Vec<f64>,
    counts: Vec<u32>,
}

impl PoolTrial {
    /// Forecasts from `back` horizons ago. Returns `None` if too few histories had begun.
    ///
    /// Models are fitted to what was known then. The levels of the sources and the season are those of the
    /// whole record, which all models share. Trials compare models with each other. The back-test of a book
    /// judges the whole with nothing from later.
    fn run(sources: &[Source<'_>], exposure: &Exposure, days: u32, back: u32) -> Option<Self> {
        let past: Vec<(History, u32, f64)> = sources
            .iter()
            .filter_map(|(history, level)| {
                let (later, _) = history.earlier(days * (back - 1))?;
                let (known, after) = later.earlier(days)?;
                Some((known, after, *level))
            })
            .collect();
        if past.len() < FEWEST {
            return None;
        }
        let exposure = exposure.earlier_days(days * back);
        let known: Vec<Source<'_>> = past.iter().map(|(history, _, level)| (history, *level)).collect();
        let horizon = exposure.horizon(f64::from(days));
        let seen: Vec<Seen> = known.iter().map(|source| Seen::new(*source, &exposure)).collect();
        let members = fit_members(&known, &exposure, |_| true);
        let filter = members.iter().find_map(|(member, _)| member.as_filter())?;
        let of = |(member, fitted): &(Member, Fitted)| {
            let forecasts = seen.par_iter().map(|seen| member.forecast(seen, &horizon)).collect();
            (fitted.name, forecasts)
        };
        Some(Self {
            forecasts: members.iter().map(of).collect(),
            happened: past.iter().map(|(_, after, _)| *after > 0).collect(),
            beliefs: seen.par_iter().map(|seen| (filter.believe(&seen.weeks), seen.weeks.level)).collect(),
            counts: past.iter().map(|(_, after, _)| *after).collect(),
            filter,
            horizon,
        })
    }

    /// Puts what the pool expected beside what came.
    fn past(&self, kept: &[MemberName], recalibration: &Logit) -> Past<'_> {
        let pooled = |source: usize| {
            let forecasts: Vec<Expectation> =
                kept.iter().map(|model| self.forecasts[model][source]).collect();
            pool(&forecasts, recalibration)
        };
        Past {
            filter: &self.filter,
            beliefs: &self.beliefs,
            horizon: &self.horizon,
            expected: (0..self.counts.len()).map(pooled).collect(),
            counts: &self.counts,
        }
    }

    fn pooled(&self, kept: &[MemberName], source: usize) -> f64 {
        // Every model forecast every source.
        kept.iter().map(|model| self.forecasts[model][source].p_active).sum::<f64>() / kept.len() as f64
    }

    fn squared_error(&self, kept: &[MemberName], source: usize) -> f64 {
        (self.pooled(kept, source) - f64::from(u8::from(self.happened[source]))).powi(2)
    }

    /// Returns by how much the squared error of one pool is above that of another, and the standard error of
    /// that.
    fn loss(&self, pool: &[MemberName], rival: &[MemberName]) -> (f64, f64) {
        let total = self.happened.len() as f64;
        let excess: Vec<f64> = (0..self.happened.len())
            .map(|source| self.squared_error(pool, source) - self.squared_error(rival, source))
            .collect();
        let mean = excess.iter().sum::<f64>() / total;
        let variance = excess.iter().map(|it| (it - mean).powi(2)).sum::<f64>() / total;
        (mean, (variance / total).sqrt())
    }
}

/// Takes out, one by one, the model without which the pool gains most, as long as it gains clearly at every
/// origin.
fn prune(trials: &[PoolTrial]) -> Vec<MemberName> {
    let mut kept = MemberName::ALL.to_vec();
    while let Some(worst) = most_harmful(trials, &kept) {
        kept.retain(|model| *model != worst);
    }
    kept
}

fn most_harmful(trials: &[PoolTrial], kept: &[MemberName]) -> Option<MemberName> {
    if trials.is_empty() || kept.len() < 2 {
        return None;
    }
    let gain = |model: &MemberName| {
        let others: Vec<MemberName> = kept.iter().copied().filter(|other| other != model).collect();
        let losses: Vec<(f64, f64)> = trials.iter().map(|trial| trial.loss(kept, &others)).collect();
        let clear = losses.iter().all(|(mean, error)| *mean > CLEARLY * error);
        clear.then(|| (losses.iter().map(|loss| loss.0).sum::<f64>(), *model))
    };
    kept.iter().filter_map(gain).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, model)| model)
}

/// Recalibrates the pool at all origins together.
fn recalibration(trials: &[PoolTrial], kept: &[MemberName]) -> Logit {
    let pooled: Vec<f64> = trials
        .iter()
        .flat_map(|trial| (0..trial.happened.len()).map(|source| trial.pooled(kept, source)))
        .collect();
    let happened: Vec<bool> = trials.iter().flat_map(|trial| trial.happened.iter().copied()).collect();
    Logit::fit(&pooled, &happened)
}

/// Says which models are kept, and why.
fn reason(origins: usize, kept: &[MemberName], horizon_days: u32) -> PoolReason {
    if origins < FEWEST_ORIGINS {
        return PoolReason::Untested;
    }
    let left_out = MemberName::ALL.into_iter().filter(|name| !kept.contains(name)).collect();
    PoolReason::Tested { left_out, horizon_days, origins }
}
