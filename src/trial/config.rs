//! What a caller may set of a trial.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::model::time::Date;
use crate::score::config::ResponsePrior;

/// Settings of [`design`](super::design).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrialConfig {
    /// What the trial is called; the rows of its rests bear the name.
    pub name: String,
    /// The first day; the Monday after the last known day where absent.
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
        let wrong = if self.name.trim().is_empty() {
            Error::new(ErrorKind::Setting, "a trial needs a name")
        } else if !(1..=104).contains(&self.weeks) {
            Error::new(ErrorKind::Setting, "weeks must be within 1..=104")
        } else if self.blocks == 0 || self.blocks > self.weeks {
            Error::new(ErrorKind::Setting, "a trial needs one block or more, and none shorter than a week")
        } else {
            return Ok(());
        };
        Err(wrong)
    }
}
