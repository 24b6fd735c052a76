//! One model of the pool.

use super::Seen;
use crate::score::{BgNbd, Filter, MbgNbd, ParetoNbd, Referee};

/// A fitted model of any kind.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Member {
    Filter(Filter),
    BgNbd(BgNbd),
    MbgNbd(MbgNbd),
    ParetoNbd(ParetoNbd),
}

/// What one model expects.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expectation {
    pub(crate) p_active: f64,
    pub(crate) expected_count: f64,
    pub(crate) p_alive: f64,
}

impl Member {
    pub(crate) fn as_filter(&self) -> Option<Filter> {
        if let Self::Filter(filter) = self { Some(*filter) } else { None }
    }

    /// What the model expects over weeks of the given exposures. The referees know no exposure but its sum.
    pub(crate) fn forecast(&self, seen: &Seen, horizon: &[f64]) -> Expectation {
        match self {
            Self::Filter(filter) => {
                let belief = filter.believe(&seen.weeks);
                let forecast = filter.forecast(&belief, seen.weeks.level, horizon);
                Expectation {
                    p_active: forecast.p_active,
                    expected_count: forecast.expected_count,
                    p_alive: forecast.p_alive,
                }
            }
            Self::BgNbd(model) => of_referee(model, seen, horizon),
            Self::MbgNbd(model) => of_referee(model, seen, horizon),
            Self::ParetoNbd(model) => of_referee(model, seen, horizon),
        }
    }
}

fn of_referee(model: &impl Referee, seen: &Seen, horizon: &[f64]) -> Expectation {
    let weeks = horizon.iter().sum();
    Expectation {
        p_active: model.p_active(&seen.summary, weeks),
        expected_count: model.expected_count(&seen.summary, weeks),
        p_alive: model.p_alive(&seen.summary),
    }
}
