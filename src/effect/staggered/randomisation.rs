//! A test that no unit was moved by treatment, from drawing the lot anew.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::effect::staggered::average::{Contrasts, RolloutAverage};
use crate::effect::staggered::estimate::{Adjustment, estimate};
use crate::effect::staggered::rollout::Rollout;
use crate::error::{Error, ErrorKind};
use crate::random::Stream;

/// A randomisation test.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct RandomisationTest {
    /// The share of lots, the drawn one among them, with an effect as many standard errors from 0 as the one found.
    pub p_value: f64,
    /// How many lots were drawn anew.
    pub draws: usize,
}

/// How many draws a test may have.
const DRAWS: std::ops::RangeInclusive<usize> = 1..=1_000_000;

impl Rollout {
    /// Draws the lot anew many times and counts how often chance alone gives so large an effect.
    ///
    /// Method: Fisher's randomisation test with the studentised statistic of Roth & Sant'Anna 2023 (doi:10.1086/726581),
    /// section 3.5. It is exact where treatment moves no unit at all. It holds for many units where it has no effect
    /// on average. A draw has a random stream of its own. O(draws x units x periods^2).
    ///
    /// # Errors
    /// [`ErrorKind::Setting`] for no draws or more than 1,000,000, or where the average has nothing to compare.
    pub fn randomisation_test(
        &self,
        average: RolloutAverage,
        adjustment: Adjustment,
        draws: usize,
        seed: u64,
    ) -> Result<RandomisationTest, Error> {
        if !DRAWS.contains(&draws) {
            return Err(Error::new(ErrorKind::Setting, "a randomisation test has 1 to 1,000,000 draws"));
        }
        let contrasts = self.contrasts(average)?;
        let found = self.size(&contrasts, adjustment, &self.cohort_of);
        let as_large = (0..draws).into_par_iter().filter(|draw| {
            let order = shuffled(&self.cohort_of, seed, *draw as u64);
            // Rounding must not make a lot that is the same look smaller.
            self.size(&contrasts, adjustment, &order) >= found * (1.0 - 1e-12)
        });
        let as_large = as_large.count();
        Ok(RandomisationTest { p_value: (as_large + 1) as f64 / (draws + 1) as f64, draws })
    }

    /// Returns how many standard errors an effect is from 0, given which cohort each unit is in.
    fn size(&self, contrasts: &Contrasts, adjustment: Adjustment, cohort_of: &[usize]) -> f64 {
        let names: Vec<Option<i64>> = self.cohorts.iter().map(|cohort| cohort.first_treated).collect();
        let found = estimate(contrasts, adjustment, &self.moments(&names, cohort_of), &self.periods);
        let size = found.effect.abs() / found.standard_error;
        if size.is_nan() { 0.0 } else { size }
    }
}

/// Shuffles cohorts over units.
fn shuffled(cohort_of: &[usize], seed: u64, draw: u64) -> Vec<usize> {
    let mut stream = Stream::new(seed, draw, 1);
    let mut order = cohort_of.to_vec();
    stream.shuffle(&mut order);
    order
}
