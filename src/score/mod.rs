//! History to [`Scores`]: who matters, who is about to be lost, and what one more visit is worth.

mod config;
mod evaluate;
mod numeric;
mod reason;
mod referee;
mod scores;
mod value;

pub use config::{Config, ResponsePrior, TierCuts};
pub use evaluate::evaluate;
pub use reason::{Reason, ReasonKind};
pub use referee::{BgNbd, Estimate, Fit, GammaGamma, MbgNbd, ParetoNbd, Referee, Summary};
pub use scores::{CountInterval, ModelSummary, PracticeScore, Scores, Segment};
pub use value::VisitValue;
