//! How often will a source refer, and will it go on? Forecasts from the dates of its past, for any kind of
//! source.
//!
//! This room knows histories of events and no book: a [`History`] goes in, a [`Prediction`] comes out.
//! [`crate::score`] asks it about practices, the benchmark about public event logs.
//!
//! | folder | what it holds |
//! |---|---|
//! | `pool` | the lapse models together: what they say, and what back-tests teach of it |
//! | `gamma_poisson` | the weekly filter, the model of our own |
//! | `btyd` | the published models of customers who buy till they die |
//! | `negative_binomial` | how much sources alike send: a regression of counts |
//! | `backtest` | how well forecasts did, beside simple rules |
//! | `trend` | has a source's own level changed, when, and by how much |
//! | `distribution` | how many events there may be, as one distribution |
//! | `logistic` | which columns raise the chance of an event |
//! | `season` | what a week of the year brings beside the year's average |
//! | `numeric` | derivatives, minimisers, linear algebra, special functions |

pub(crate) mod backtest;
pub(crate) mod btyd;
pub(crate) mod distribution;
pub(crate) mod gamma_poisson;
pub(crate) mod history;
pub(crate) mod interval;
pub(crate) mod logistic;
pub(crate) mod negative_binomial;
pub(crate) mod numeric;
pub(crate) mod pool;
pub(crate) mod season;
pub(crate) mod trend;

pub use backtest::forecasts::ForecastMethod;
pub use backtest::groups::SourceGroup;
pub use backtest::judge::judge;
pub use backtest::measures::{CalibrationBin, ForecastRow, ForecastTable};
pub use btyd::bg_nbd::BgNbd;
pub use btyd::gamma_gamma::GammaGamma;
pub use btyd::mbg_nbd::MbgNbd;
pub use btyd::model::{BtydModel, Estimate, Fit, Summary};
pub use btyd::pareto_nbd::ParetoNbd;
pub use gamma_poisson::filter::Filter;
pub use history::{Exposure, History, Source};
pub use interval::CountInterval;
pub use negative_binomial::prior::{NormalPrior, Observation, Priors};
pub use negative_binomial::regression::NegativeBinomial;
pub use pool::fitting::Fitted;
pub use pool::lapse_model::{LapseModel, Prediction};
pub use pool::member::Member;
pub use pool::method::{MemberName, Method, PoolReason};
pub use trend::{LevelStep, RateStep};
