//! Room.

pub(crate) mod backtest;
pub(crate) mod btyd;
pub(crate) mod gamma_poisson;
pub(crate) mod history;
pub(crate) mod negative_binomial;
pub(crate) mod numeric;
pub(crate) mod pool;
pub(crate) mod trend;

pub use backtest::judge::judge;
pub use backtest::measures::{CalibrationBin, Table, TableRow};
pub use btyd::bg_nbd::BgNbd;
pub use btyd::estimate::{Estimate, Fit};
pub use btyd::gamma_gamma::GammaGamma;
pub use btyd::mbg_nbd::MbgNbd;
pub use btyd::pareto_nbd::ParetoNbd;
pub use btyd::{Referee, Summary};
pub use gamma_poisson::Filter;
pub use history::{Exposure, History};
pub use negative_binomial::regression::{NegativeBinomial, NormalPrior, Observation, Priors};
pub use pool::member::Member;
pub use pool::{Fitted, LapseModel, Method, Prediction, Source};
