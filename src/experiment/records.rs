//! What every unit did in every block of a trial.

use crate::error::{Error, ErrorKind};

/// What one unit did in one block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrialRecord {
    /// Events that were counted while the block ran.
    pub count: u32,
    /// Events that were expected of the block, from what was known before the lot.
    pub forecast: f64,
    /// Events of as long a time before the lot.
    pub before: u32,
    /// Visits that met somebody while the block ran.
    pub visits: u32,
    /// Goodwill in the mean of the block, 0 to 1.
    pub goodwill: f64,
}

/// The records of a trial, one for each unit and block.
#[derive(Debug, Clone, PartialEq)]
pub struct TrialRecords {
    blocks: usize,
    /// The blocks of the first unit, then those of the second one.
    records: Vec<TrialRecord>,
}

impl TrialRecords {
    /// Takes the records of each unit, in the order of the blocks.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] unless every unit has as many records as the first one, at least one, and forecasts are numbers of 0 or
    /// more.
    pub fn new(units: &[Vec<TrialRecord>]) -> Result<Self, Error> {
        let blocks = units.first().map_or(1, Vec::len);
        if blocks == 0 || units.iter().any(|unit| unit.len() != blocks) {
            return Err(Error::new(
                ErrorKind::Input,
                "every unit of a trial needs one record for each block",
            ));
        }
        let is_amount = |value: f64| value.is_finite() && value >= 0.0;
        if !units.iter().flatten().all(|it| is_amount(it.forecast) && is_amount(it.goodwill)) {
            return Err(Error::new(
                ErrorKind::Input,
                "forecasts and goodwill of a trial must be numbers of at least 0",
            ));
        }
        Ok(Self { blocks, records: units.concat() })
    }

    /// Returns the number of units.
    #[must_use]
    pub fn units(&self) -> usize {
        self.records.len() / self.blocks
    }

    /// Returns the number of blocks.
    #[must_use]
    pub fn blocks(&self) -> usize {
        self.blocks
    }

    /// Lists the records with their unit and block.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (usize, usize, &TrialRecord)> {
        self.records.iter().enumerate().map(|(at, it)| (at / self.blocks, at % self.blocks, it))
    }
}
