//! History to [`Scores`]: who matters, who is about to be lost, and what one more visit is worth.

pub(crate) mod access;
pub(crate) mod backtest;
pub(crate) mod calendar;
pub(crate) mod config;
pub(crate) mod evaluate;
pub(crate) mod features;
pub(crate) mod note;
pub(crate) mod potential;
pub(crate) mod practice_forecast;
pub(crate) mod predictors;
pub(crate) mod ranks;
pub(crate) mod reason;
pub(crate) mod referral_centre;
pub(crate) mod reporting;
pub(crate) mod score_watch;
pub(crate) mod scores;
pub(crate) mod shared_effects;
pub(crate) mod size;
pub(crate) mod size_score;
pub(crate) mod specialty_rates;
pub(crate) mod value;
pub(crate) mod week_forecast;

pub use crate::model::score_fact::{LittleEvidence, Refers, Rhythm, ScoreFact, Silence};
pub use crate::model::segment::Segment;
pub use access::access_model::{AccessModel, ChanceInterval, OddsDifference};
pub use access::access_report::{AccessReport, BestTime, HoursDoubt, TimeOfWeek, TimeRecord, TriedVisits};
pub use backtest::{BackTest, backtest};
pub use config::{ResponsePrior, ScoreConfig, TierCuts};
pub use evaluate::evaluate;
pub use note::ModelNote;
pub use predictors::Predictor;
pub use reason::ScoreReason;
pub use scores::{Coefficient, ModelSummary, PracticeScore, Scores};
pub use value::VisitValue;
pub use week_forecast::{NoWeekForecast, WeekForecast, forecast_weeks};
