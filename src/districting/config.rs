//! How much to search.

use crate::error::{Error, ErrorKind};

/// How much to search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DistrictingConfig {
    /// Same seed, same answer.
    pub seed: u64,
    /// Annealing chains side by side in each restart, however many threads there are.
    pub chains: u64,
    /// Most restarts, the first start included; each goes on from the best so far. The search ends sooner if
    /// most chains of a restart end with the same best that keeps all rules, which is then hardly beaten, or
    /// if the observer breaks; either way with the best found.
    pub restarts: u64,
    /// Proposals of each chain in each restart.
    pub steps: u64,
    /// For rebalancing: what compactness counts for against relationships. At 1, an average unit's share of
    /// the objective is worth as much as an average unit's relationship.
    pub compactness: f64,
}

impl DistrictingConfig {
    /// Suits the search to a problem of so many units: about a third of a second of one core for 100 units, a
    /// second for 1,000.
    #[must_use]
    pub fn for_units(units: usize) -> Self {
        let size = units as u64;
        let (chains, steps) = match units {
            0..=250 => (8, 50_000 + 150 * size),
            251..=2000 => (4, 75_000 + 100 * size),
            2001..=20_000 => (1, 200 * size),
            _ => (1, 2_000_000.max(5 * size)),
        };
        let restarts = match units {
            0..=250 => 5,
            251..=2000 => 2,
            _ => 1,
        };
        Self { seed: 1, chains, restarts, steps, compactness: 0.03 }
    }

    /// Checks that the weight of compactness is a number of 0 or more.
    ///
    /// # Errors
    /// [`ErrorKind::Setting`] if the weight of compactness is negative or not a number.
    pub(crate) fn validate(&self) -> Result<(), Error> {
        if (0.0..=f64::MAX).contains(&self.compactness) {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Setting, "the weight of compactness must be 0 or more"))
    }
}
