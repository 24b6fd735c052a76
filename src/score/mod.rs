//! History to [`Scores`]: who matters, who is about to be lost, and what one more visit is worth.

pub mod backtest;
mod calendar;
mod config;
mod evaluate;
mod filter;
mod history;
mod lapse;
mod numeric;
mod outlook;
mod potential;
mod ranks;
mod reason;
mod record;
mod referee;
mod reporting;
mod scores;
mod season;
mod sentences;
mod trend;
mod value;

pub use backtest::backtest;
pub use config::{Config, ResponsePrior, TierCuts};
pub use evaluate::evaluate;
pub use filter::Filter;
pub use history::{Exposure, History};
pub use lapse::{Fitted, LapseModel, Member, Method, Prediction, Source};
pub use potential::{NegativeBinomial, NormalPrior, Observation, Priors};
pub use reason::{Reason, ReasonKind};
pub use referee::{BgNbd, Estimate, Fit, GammaGamma, MbgNbd, ParetoNbd, Referee, Summary};
pub use scores::{CountInterval, ModelSummary, PracticeScore, Scores, Segment};
pub use value::VisitValue;
