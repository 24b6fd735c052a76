//! One model of the pool.

use crate::forecast::btyd::bg_nbd::BgNbd;
use crate::forecast::btyd::mbg_nbd::MbgNbd;
use crate::forecast::btyd::model::BtydModel;
use crate::forecast::btyd::pareto_nbd::ParetoNbd;
use crate::forecast::gamma_poisson::filter::Filter;
use crate::forecast::pool::method::MemberName;
use crate::forecast::pool::source::Seen;
use crate::forecast::trend::RateOutlook;

/// A model of any kind, with its parameters.
#[derive(Debug, Clone, Copy)]
pub enum Member {
    /// The gamma-Poisson filter.
    Filter(Filter),
    /// BG/NBD.
    BgNbd(BgNbd),
    /// MBG/NBD.
    MbgNbd(MbgNbd),
    /// Pareto/NBD.
    ParetoNbd(ParetoNbd),
}

impl From<Filter> for Member {
    fn from(filter: Filter) -> Self {
        Self::Filter(filter)
    }
}

impl From<BgNbd> for Member {
    fn from(model: BgNbd) -> Self {
        Self::BgNbd(model)
    }
}

impl From<MbgNbd> for Member {
    fn from(model: MbgNbd) -> Self {
        Self::MbgNbd(model)
    }
}

impl From<ParetoNbd> for Member {
    fn from(model: ParetoNbd) -> Self {
        Self::ParetoNbd(model)
    }
}

/// What one model expects.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expectation {
    pub(crate) p_active: f64,
    pub(crate) expected_count: f64,
    /// `None` from a model that cannot tell.
    pub(crate) p_alive: Option<f64>,
}

impl Expectation {
    /// Returns the chance of an event and the expected number of them.
    pub(crate) fn outlook(&self) -> RateOutlook {
        RateOutlook { p_active: self.p_active, expected_count: self.expected_count }
    }

    /// Returns the expected events if there is one. Where a model is all but sure of none, rounding leaves no
    /// ratio: then one.
    pub(crate) fn count_if_active(&self) -> f64 {
        const LEAST: f64 = 1e-12;
        if self.p_active > LEAST { (self.expected_count / self.p_active).max(1.0) } else { 1.0 }
    }
}

impl Member {
    /// Returns its name and its parameters.
    pub(crate) fn described(&self) -> (MemberName, Vec<(&'static str, f64)>) {
        fn parameters<M: BtydModel>(model: &M) -> Vec<(&'static str, f64)> {
            M::PARAMETERS.into_iter().zip(model.parameters()).collect()
        }
        match self {
            // Given parameters do not say whether a lapse was meant to be a pause.
            Self::Filter(filter) => {
                let parameters = Filter::PARAMETERS.into_iter().zip(filter.parameters()).collect();
                (MemberName::GammaPoisson, parameters)
            }
            Self::BgNbd(model) => (MemberName::BgNbd, parameters(model)),
            Self::MbgNbd(model) => (MemberName::MbgNbd, parameters(model)),
            Self::ParetoNbd(model) => (MemberName::ParetoNbd, parameters(model)),
        }
    }

    pub(crate) fn as_filter(&self) -> Option<Filter> {
        if let Self::Filter(filter) = self { Some(*filter) } else { None }
    }

    /// Forecasts weeks of the given exposures. The published models know no exposure but its sum, and days
    /// with an event, each of which brings what such a day usually does.
    pub(crate) fn forecast(&self, seen: &Seen, horizon: &[f64]) -> Expectation {
        match self {
            Self::Filter(filter) => {
                let belief = filter.believe(&seen.weeks);
                let forecast = filter.forecast(&belief, seen.weeks.level, horizon);
                Expectation {
                    p_active: forecast.p_active,
                    expected_count: forecast.expected_count,
                    p_alive: Some(forecast.p_alive),
                }
            }
            // Without an event after the first, nothing can have dropped out by definition.
            Self::BgNbd(model) if seen.summary.events == 0 => {
                Expectation { p_alive: None, ..of_btyd(model, seen, horizon) }
            }
            Self::BgNbd(model) => of_btyd(model, seen, horizon),
            Self::MbgNbd(model) => of_btyd(model, seen, horizon),
            Self::ParetoNbd(model) => of_btyd(model, seen, horizon),
        }
    }
}

fn of_btyd(model: &impl BtydModel, seen: &Seen, horizon: &[f64]) -> Expectation {
    let weeks = horizon.iter().sum();
    Expectation {
        p_active: model.p_active(&seen.summary, weeks),
        expected_count: model.expected_count(&seen.summary, weeks) * seen.batch,
        p_alive: Some(model.p_alive(&seen.summary)),
    }
}
