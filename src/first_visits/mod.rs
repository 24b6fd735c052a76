//! What did first visits bring? Practices that were visited for the first time, beside those that were not yet.
//!
//! | file | what it holds |
//! |---|---|
//! | `measure` | the answer to a book |
//! | `answer` | its values: the effect by time since the visit, what is wrong with before and after, why there is none |
//! | `periods` | months or weeks of a book |
//! | `practices` | who was visited first, when, and what came from whom |
//! | `covariates` | what practices are made alike by |
//! | `before_after` | the naive figure, and what it mixes up |

pub(crate) mod answer;
pub(crate) mod before_after;
pub(crate) mod covariates;
pub(crate) mod measure;
pub(crate) mod periods;
pub(crate) mod practices;

pub use answer::{
    BeforeAfter, ChangeReason, EffectAtTime, EffectInterval, EffectVerdict, FirstVisitAnswer,
    FirstVisitCounts, FirstVisitEffect, FirstVisitNote, FirstVisitRefusal, TrendsBefore,
};
pub use measure::first_visit_effect;
pub use periods::PeriodLength;
