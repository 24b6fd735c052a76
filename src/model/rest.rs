//! Rests: days in which nobody chooses to visit a practice, because a lot said so.

use serde::{Deserialize, Serialize};

use crate::model::id::PracticeId;
use crate::model::time::Date;

/// Days in which a practice rests by lot, so that a trial can tell what visits bring.
///
/// No plan chooses a visit to it on these days. Appointments, promises and meetings are kept all the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rest {
    /// Who rests.
    pub practice: PracticeId,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// The trial that it belongs to.
    pub trial: String,
}

impl Rest {
    /// Tells whether a date is one of its days.
    ///
    /// ```
    /// use rounds::model::{Date, Rest};
    /// let (from, until): (Date, Date) = ("2026-02-02".parse()?, "2026-05-03".parse()?);
    /// let rest = Rest { practice: "P1".into(), from, until, trial: "spring".to_owned() };
    /// assert!(rest.holds(until) && !rest.holds(until.plus_days(1)));
    /// # Ok::<(), rounds::model::ParseTimeError>(())
    /// ```
    #[must_use]
    pub fn holds(&self, date: Date) -> bool {
        self.from <= date && date <= self.until
    }
}
