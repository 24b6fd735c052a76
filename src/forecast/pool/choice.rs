//! Which models to pool: all of them, unless a back-test shows again and again that the pool is better
//! without one.

use crate::forecast::history::{Exposure, Source};
use crate::forecast::pool::fitting::Fitted;
use crate::forecast::pool::member::Member;
use crate::forecast::pool::method::{MemberName, Method, PoolReason};
use crate::forecast::pool::origin::Origin;
use crate::forecast::pool::overdispersion::{self, Past};
use crate::forecast::pool::recalibration::Logit;
use crate::forecast::pool::trial::PoolTrial;

/// The outcome of a choice.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    kept: Vec<MemberName>,
    pub(crate) recalibration: Logit,
    /// Relative variance of an error that all forecasts share.
    pub(crate) overdispersion: f64,
    pub(crate) reason: PoolReason,
}

/// Fewest origins that change the pool.
const FEWEST_ORIGINS: usize = 2;
/// Standard errors by which the pool must be better without a model.
const CLEARLY: f64 = 2.0;

impl Choice {
    /// Chooses among fitted models as the method asks.
    ///
    /// # Errors
    /// What `go_on` says, which is asked before each back-test.
    pub(crate) fn new<E>(
        method: Method,
        members: &[(Member, Fitted)],
        histories: (&[Source<'_>], &Exposure),
        horizon_days: u32,
        go_on: &dyn Fn() -> Result<(), E>,
    ) -> Result<Self, E> {
        match method.member() {
            Some(name) => Ok(Self::only(name)),
            None => Self::by_back_test(members, histories, horizon_days, go_on),
        }
    }

    /// Takes one model, as asked.
    fn only(name: MemberName) -> Self {
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
    /// The models are those that forecasts will come from, and are not fitted anew to what was known at each
    /// origin. A few parameters learnt from hundreds of histories hardly know one of them. A model is judged
    /// by what it does to the pool and not alone, since errors that differ cancel. Models leave and
    /// probabilities are recalibrated only from two origins on: one alone may be a season.
    fn by_back_test<E>(
        members: &[(Member, Fitted)],
        (sources, exposure): (&[Source<'_>], &Exposure),
        horizon_days: u32,
        go_on: &dyn Fn() -> Result<(), E>,
    ) -> Result<Self, E> {
        let origins = Origin::list(sources, exposure, horizon_days);
        let trial = |origin| go_on().map(|()| PoolTrial::new(origin, members));
        let trials: Vec<PoolTrial<'_>> = origins.iter().map(trial).collect::<Result<_, E>>()?;
        let telling = trials.len() >= FEWEST_ORIGINS;
        let kept = if telling { prune(&trials) } else { MemberName::ALL.to_vec() };
        let recalibration = if telling { recalibration(&trials, &kept) } else { Logit::IDENTITY };
        let reason = reason(trials.len(), &kept, horizon_days.max(1));
        let pasts: Vec<Past<'_>> = trials.iter().map(|trial| trial.past(&kept, &recalibration)).collect();
        go_on()?;
        let overdispersion = overdispersion::fit(&pasts);
        Ok(Self { kept, recalibration, overdispersion, reason })
    }
}

/// Takes out, one by one, the model without which the pool gains most, as long as it gains clearly at every
/// origin.
fn prune(trials: &[PoolTrial<'_>]) -> Vec<MemberName> {
    let mut kept = MemberName::ALL.to_vec();
    while let Some(worst) = most_harmful(trials, &kept) {
        kept.retain(|model| *model != worst);
    }
    kept
}

fn most_harmful(trials: &[PoolTrial<'_>], kept: &[MemberName]) -> Option<MemberName> {
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
fn recalibration(trials: &[PoolTrial<'_>], kept: &[MemberName]) -> Logit {
    let pooled: Vec<f64> = trials.iter().flat_map(|trial| trial.chances(kept)).collect();
    let happened: Vec<bool> = trials.iter().flat_map(PoolTrial::happened).collect();
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
