//! Rests: days in which nobody chooses to visit a practice, because a lot said so.

use serde::{Deserialize, Serialize};

use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::index::PracticeIndex;
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
    /// let (from, until) = (Date::new(2026, 2, 2)?, Date::new(2026, 5, 3)?);
    /// let rest = Rest { practice: "P1".into(), from, until, trial: "spring".to_owned() };
    /// assert!(rest.holds(until) && !rest.holds(until.plus_days(1)));
    /// # Ok::<(), rounds::Error>(())
    /// ```
    #[must_use]
    pub fn holds(&self, date: Date) -> bool {
        self.from <= date && date <= self.until
    }
}

impl Book {
    /// Returns all rests by lot, by practice and first day.
    #[must_use]
    pub fn rests(&self) -> &[Rest] {
        &self.rests
    }

    /// Returns the rests of a practice, by first day; none beyond the last practice.
    #[must_use]
    pub fn rests_of(&self, practice: PracticeIndex) -> &[Rest] {
        self.of(practice, &self.rests, |row| &row.practice)
    }

    /// Tells whether a practice rests by lot on a date.
    #[must_use]
    pub fn is_resting(&self, practice: PracticeIndex, date: Date) -> bool {
        self.rests_of(practice).iter().any(|rest| rest.holds(date))
    }

    /// Finds the last day of a rest that holds from one date to another without a gap; `None` where a day between them is free.
    #[must_use]
    pub fn rests_until(&self, practice: PracticeIndex, from: Date, until: Date) -> Option<Date> {
        let mut next = from;
        for rest in self.rests_of(practice).iter().filter(|rest| rest.until >= from) {
            if rest.from > next {
                break;
            }
            next = next.max(rest.until.plus_days(1));
        }
        (next > until).then(|| next.plus_days(-1))
    }
}
