//! What a reader of scores should know: assumptions, and where the data do not reach.

use serde::{Deserialize, Serialize};

use crate::forecast::pool::method::MemberName;
use crate::model::time::Date;

/// A note on how scores were made. Its sentence is what it displays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ModelNote {
    /// The response to a visit is a prior.
    ResponseAssumed,
    /// The data do not fix some parameters of a lapse model.
    NotFixed {
        /// The model.
        model: MemberName,
        /// The parameters, by the names of the literature.
        parameters: Vec<String>,
    },
    /// The search for the parameters of a lapse model did not end.
    NotConverged {
        /// The model.
        model: MemberName,
    },
    /// The search for the coefficients of the potential did not end.
    PotentialNotConverged,
    /// Rows are totals of a period.
    Totals {
        /// Days from one total to the next.
        period_days: i64,
        /// The last day that the book tells of.
        known_until: Date,
    },
    /// Totals are dated on first days of months. Each is taken as the total of the month that begins there.
    FirstsOfMonths,
    /// Everybody was silent at once for some time, and then the feed went on. These days count for nothing.
    FeedInterrupted {
        /// The first day without referrals.
        first_day: Date,
        /// The last one.
        last_day: Date,
    },
    /// All practices together send much more, or less, from one week to the next, and it has stayed so. Earlier weeks
    /// are compared at the new level.
    LevelBreak {
        /// The first day of the new level, to the week.
        since: Date,
        /// The new level in per cent of the one before.
        percent: u32,
    },
    /// Referrals end before the day of the scores. Forecasts start at their end.
    FeedEnds {
        /// The last day whose referrals are all known.
        last_day: Date,
        /// The day of the scores.
        as_of: Date,
        /// Days from one to the other.
        days: i64,
        /// How the end shows.
        why: FeedEnd,
    },
    /// Entries have more than fifty providers.
    LargeGroups {
        /// How many.
        practices: usize,
    },
    /// The book has no referrals.
    NoReferrals,
}

impl ModelNote {
    /// Tells whether the note belongs above all figures: it says how the referrals of the book were read.
    #[must_use]
    pub fn comes_first(&self) -> bool {
        self.tells_end()
            || matches!(
                self,
                Self::Totals { .. }
                    | Self::FirstsOfMonths
                    | Self::FeedInterrupted { .. }
                    | Self::LevelBreak { .. }
            )
    }

    /// Tells whether the note says that referrals end before the day of the scores.
    #[must_use]
    pub fn tells_end(&self) -> bool {
        matches!(self, Self::FeedEnds { .. })
    }

    /// Tells whether the note is for those who know the models, and says nothing that others could act on.
    #[must_use]
    pub fn is_technical(&self) -> bool {
        matches!(self, Self::NotFixed { .. })
    }
}

/// How the end of a book's referrals shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FeedEnd {
    /// Everybody falls silent at once, which next to nobody does by chance.
    Silence {
        /// Rows that came later all the same, and do not count.
        later: usize,
    },
    /// The last period that is over ends then.
    Totals {
        /// A later total does not count, because it is far too small for a whole period.
        unfinished: bool,
    },
}
