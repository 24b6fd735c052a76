//! Fits the members of the pool side by side.

use serde::{Deserialize, Serialize};

use crate::forecast::btyd::bg_nbd::BgNbd;
use crate::forecast::btyd::mbg_nbd::MbgNbd;
use crate::forecast::btyd::model::{BtydModel, Estimate, Fit, Summary};
use crate::forecast::btyd::pareto_nbd::ParetoNbd;
use crate::forecast::gamma_poisson;
use crate::forecast::gamma_poisson::filter::Filter;
use crate::forecast::gamma_poisson::fit::{Lapse, Weeks};
use crate::forecast::history::{Exposure, Source};
use crate::forecast::pool::member::Member;
use crate::forecast::pool::method::MemberName;
use crate::forecast::pool::priors;
use crate::forecast::pool::source::Seen;

/// The figures of one fitted model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fitted {
    /// Which model.
    pub name: MemberName,
    /// Its parameters.
    pub estimates: Vec<Estimate>,
    /// Logarithm of its likelihood.
    pub log_likelihood: f64,
    /// Parameters that the data do not fix: they rest on weak priors.
    pub ridge: Vec<String>,
    /// The search for the parameters came to its end. A model without is not in use, unless none has it.
    pub converged: bool,
}

/// Histories that a fit of the filter looks at; more move the parameters by less than the model is wrong.
const SAMPLE: usize = 1_500;

/// Fits the models that are wanted, in the order of [`MemberName::ALL`].
///
/// # Errors
/// What `go_on` says, which is asked before each fit.
pub(crate) fn fit_members<E>(
    sources: &[Source<'_>],
    exposure: &Exposure,
    wanted: impl Fn(MemberName) -> bool,
    go_on: &dyn Fn() -> Result<(), E>,
) -> Result<Vec<(Member, Fitted)>, E> {
    let stride = sources.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<Weeks> =
        sources.iter().step_by(stride).map(|source| Seen::new(*source, exposure).weeks).collect();
    let summaries: Vec<Summary> = sources.iter().map(|source| source.0.summary()).collect();
    let total = sources.len() as f64;
    let filter = |name, lapse| {
        described(name, gamma_poisson::fit::fit(&sample, total, lapse, &priors::FILTER), Member::Filter)
    };
    let fit = |name| match name {
        MemberName::GammaPoisson => filter(name, Lapse::Final),
        MemberName::GammaPoissonReturns => filter(name, Lapse::Pause),
        MemberName::BgNbd => {
            described(name, BgNbd::most_probable(&summaries, &priors::BETA_GEOMETRIC), Member::BgNbd)
        }
        MemberName::MbgNbd => {
            described(name, MbgNbd::most_probable(&summaries, &priors::BETA_GEOMETRIC), Member::MbgNbd)
        }
        MemberName::ParetoNbd => {
            described(name, ParetoNbd::most_probable(&summaries, &priors::PARETO_NBD), Member::ParetoNbd)
        }
    };
    let wanted = MemberName::ALL.into_iter().filter(|name| wanted(*name));
    wanted.map(|name| go_on().map(|()| fit(name))).collect()
}

/// Finds the filter that beliefs and trends come from.
pub(crate) fn filter_of(members: &[(Member, Fitted)]) -> Filter {
    members.iter().find_map(|(member, _)| member.as_filter()).unwrap_or(UNFITTED)
}

/// The filter before any data.
pub(crate) const UNFITTED: Filter =
    Filter { shape: 0.6, scale: 8.0, lapse_shape: 0.6, lapse_scale: 120.0, retention: 1.0, returns: 0.0 };

/// Lists the models whose search came to its end, or all if none did.
pub(crate) fn in_use(members: &[(Member, Fitted)]) -> impl Iterator<Item = &(Member, Fitted)> {
    let none_converged = !members.iter().any(|(_, fitted)| fitted.converged);
    members.iter().filter(move |(_, fitted)| fitted.converged || none_converged)
}

/// Puts a fitted model beside its name and its figures.
fn described<M>(name: MemberName, fit: Fit<M>, member: impl Fn(M) -> Member) -> (Member, Fitted) {
    let Fit { model, estimates, log_likelihood, converged, ridge } = fit;
    (member(model), Fitted { name, estimates, log_likelihood, ridge, converged })
}
