//! The lapse models by name, and why some of them are in use.

use serde::{Deserialize, Serialize};

/// Which lapse model to fit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The equal pool of all models, corrected as far as back-tests on the same histories ask for it. Models are fitted
    /// once, and the back-tests use them as they are.
    #[default]
    Best,
    /// The gamma-Poisson filter alone, in which lapses are final.
    GammaPoisson,
    /// The gamma-Poisson filter alone, in which lapses are pauses and sources return.
    GammaPoissonReturns,
    /// BG/NBD alone.
    BgNbd,
    /// MBG/NBD alone.
    MbgNbd,
    /// Pareto/NBD alone.
    ParetoNbd,
}

impl Method {
    /// All of them, the pool first.
    pub const ALL: [Self; 6] = [
        Self::Best,
        Self::GammaPoisson,
        Self::GammaPoissonReturns,
        Self::BgNbd,
        Self::MbgNbd,
        Self::ParetoNbd,
    ];

    /// Names the one model that is asked for; none where the pool is.
    pub(crate) fn member(self) -> Option<MemberName> {
        match self {
            Self::Best => None,
            Self::GammaPoisson => Some(MemberName::GammaPoisson),
            Self::GammaPoissonReturns => Some(MemberName::GammaPoissonReturns),
            Self::BgNbd => Some(MemberName::BgNbd),
            Self::MbgNbd => Some(MemberName::MbgNbd),
            Self::ParetoNbd => Some(MemberName::ParetoNbd),
        }
    }
}

/// A model of the pool, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MemberName {
    /// The gamma-Poisson filter in which lapses are final.
    GammaPoisson,
    /// The gamma-Poisson filter in which sources return.
    GammaPoissonReturns,
    /// BG/NBD.
    BgNbd,
    /// MBG/NBD.
    MbgNbd,
    /// Pareto/NBD.
    ParetoNbd,
}

impl MemberName {
    /// All of them, in the order in which they are fitted.
    pub const ALL: [Self; 5] =
        [Self::GammaPoisson, Self::GammaPoissonReturns, Self::BgNbd, Self::MbgNbd, Self::ParetoNbd];
}

/// Which models are in use, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PoolReason {
    /// The parameters were given.
    Given,
    /// One model, as asked for.
    AskedFor(MemberName),
    /// All models with equal weights, for there is too little history for a back-test.
    Untested,
    /// All models, corrected by what back-tests teach.
    Tested {
        /// Days that each back-test forecast.
        horizon_days: u32,
        /// Number of back-tests.
        origins: usize,
    },
}
