//! A broken rule: which, where, and with what figures.

use serde::Serialize;

use crate::check::broken_rule::BrokenRule;
use crate::check::detail::ViolationDetail;
use crate::model::id::{LiaisonId, PracticeId};
use crate::model::time::Date;

/// One broken rule. Its sentence is what it displays.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(into = "WrittenViolation")]
pub struct Violation {
    /// Which rule.
    pub rule: BrokenRule,
    /// Whose itinerary.
    pub liaison: Option<LiaisonId>,
    /// On which day.
    pub date: Option<Date>,
    /// At which practice.
    pub practice: Option<PracticeId>,
    /// What is wrong.
    pub detail: ViolationDetail,
}

/// A violation as it is written. Programs that show it need no English of their own.
#[derive(Serialize)]
struct WrittenViolation {
    rule: BrokenRule,
    liaison: Option<LiaisonId>,
    date: Option<Date>,
    practice: Option<PracticeId>,
    what: String,
    detail: ViolationDetail,
}

impl From<Violation> for WrittenViolation {
    fn from(violation: Violation) -> Self {
        let Violation { rule, liaison, date, practice, detail } = violation;
        Self { rule, liaison, date, practice, what: detail.to_string(), detail }
    }
}
