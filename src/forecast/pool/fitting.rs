//! Fits the members of the pool side by side.

use serde::{Deserialize, Serialize};

use crate::forecast::btyd::bg_nbd::BgNbd;
use crate::forecast::btyd::mbg_nbd::MbgNbd;
use crate::forecast::btyd::model::{BtydModel, Estimate, Fit};
use crate::forecast::btyd::pareto_nbd::ParetoNbd;
use crate::forecast::gamma_poisson;
use crate::forecast::gamma_poisson::fit::{Lapse, Weeks};
use crate::forecast::history::{Exposure, Source};
use crate::forecast::pool::member::{FINAL, Member, PAUSE};
use crate::forecast::pool::priors;
use crate::forecast::pool::source::Seen;

/// One fitted model in words and numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fitted {
    /// What the field calls it.
    pub name: String,
    /// Its parameters.
    pub estimates: Vec<Estimate>,
    /// Logarithm of its likelihood.
    pub log_likelihood: f64,
    /// Parameters that the data do not fix: they rest on weak priors.
    pub ridge: Vec<String>,
    /// The search for the parameters came to its end. A model without is not in use, unless none has it.
    pub converged: bool,
}

/// Fits the models whose names are wanted.
pub(crate) fn fit_members(
    sources: &[Source<'_>],
    exposure: &Exposure,
    wanted: impl Fn(&str) -> bool,
) -> Vec<(Member, Fitted)> {
    /// Histories that a fit of the filter looks at; more move the parameters by less than the model is wrong.
    const SAMPLE: usize = 3_000;
    let stride = sources.len().div_ceil(SAMPLE).max(1);
    let sample = || -> Vec<Weeks> {
        sources.iter().step_by(stride).map(|source| Seen::new(*source, exposure).weeks).collect()
    };
    let total = sources.len() as f64;
    let mut fits = Vec::new();
    for (name, lapse) in [(FINAL, Lapse::Final), (PAUSE, Lapse::Pause)] {
        if wanted(name) {
            fits.push(described(
                name,
                gamma_poisson::fit::fit(&sample(), total, lapse, &priors::FILTER),
                Member::Filter,
            ));
        }
    }
    let summaries: Vec<_> = sources.iter().map(|source| source.0.summary()).collect();
    if wanted(BgNbd::NAME) {
        fits.push(described(
            BgNbd::NAME,
            BgNbd::most_probable(&summaries, &priors::BETA_GEOMETRIC),
            Member::BgNbd,
        ));
    }
    if wanted(MbgNbd::NAME) {
        fits.push(described(
            MbgNbd::NAME,
            MbgNbd::most_probable(&summaries, &priors::BETA_GEOMETRIC),
            Member::MbgNbd,
        ));
    }
    if wanted(ParetoNbd::NAME) {
        fits.push(described(
            ParetoNbd::NAME,
            ParetoNbd::most_probable(&summaries, &priors::PARETO_NBD),
            Member::ParetoNbd,
        ));
    }
    fits
}

pub(crate) fn described<M>(name: &str, fit: Fit<M>, member: impl Fn(M) -> Member) -> (Member, Fitted) {
    let fitted = Fitted {
        name: name.to_owned(),
        estimates: fit.estimates,
        log_likelihood: fit.log_likelihood,
        ridge: fit.ridge,
        converged: fit.converged,
    };
    (member(fit.model), fitted)
}
