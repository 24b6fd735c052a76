//! What a caller may set of a trial.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::model::time::Date;
use crate::score::config::ResponsePrior;

/// Settings of [`design`](super::design).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrialConfig {
    /// What the trial is called; the rows of its rests bear the name, without spaces around it.
    pub name: String,
    /// The first day, at most a year after the last known day; the Monday after that day where absent.
    pub start: Option<Date>,
    /// How many weeks it runs.
    pub weeks: u32,
    /// How many blocks the weeks are cut into; in each, other practices rest.
    pub blocks: u32,
    /// Share of the practices that rests in a block.
    pub share: f64,
    /// Another seed lets others rest.
    pub seed: u64,
    /// What visits are believed to do.
    pub response: ResponsePrior,
    /// Whether lots are tried on the past, to say what the trial would see. That takes most of the time of a design.
    pub rehearse: bool,
}

impl Default for TrialConfig {
    fn default() -> Self {
        Self {
            name: "trial-1".to_owned(),
            start: None,
            weeks: 26,
            blocks: 2,
            share: 0.2,
            seed: 1,
            response: ResponsePrior::default(),
            rehearse: true,
        }
    }
}

impl TrialConfig {
    /// Refuses settings that mean nothing.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let wrong = if !is_name(self.name.trim()) {
            Error::new(ErrorKind::Setting, "a trial needs a name, without control characters")
        } else if !(1..=LONGEST_WEEKS).contains(&self.weeks) {
            Error::new(ErrorKind::Setting, format!("weeks must be within 1..={LONGEST_WEEKS}"))
        } else if self.blocks == 0 || self.blocks > self.weeks {
            Error::new(ErrorKind::Setting, "a trial needs one block or more, and none shorter than a week")
        } else {
            return self.response.check();
        };
        Err(wrong)
    }

    /// Returns the first day of a trial that is designed when the last known day is `known`.
    pub(crate) fn first_day(&self, as_of: Date, known: Date) -> Result<Date, Error> {
        let start = self.start.unwrap_or_else(|| as_of.plus_days(7).monday());
        let wrong = if start <= known {
            Error::new(
                ErrorKind::Setting,
                format!("the trial begins on {start}, but the book is known up to {known}"),
            )
        } else if start.days_since(known) > FARTHEST_START {
            let latest = known.plus_days(FARTHEST_START);
            Error::new(
                ErrorKind::Setting,
                format!(
                    "the trial begins on {start}; take a day until {latest}, a year after the last known one"
                ),
            )
        } else {
            return Ok(start);
        };
        Err(wrong)
    }
}

/// Most weeks of a trial.
pub(crate) const LONGEST_WEEKS: u32 = 104;
/// Most days from the last known one to the first one of a trial.
const FARTHEST_START: i64 = 366;

/// Tells whether a name comes back from a table as it was written.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.trim() == name && !name.chars().any(char::is_control)
}
