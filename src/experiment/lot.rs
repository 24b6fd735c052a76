//! Who rests: a lot within strata of like units, in which every unit has the same chance.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::random::Stream;

/// A unit that may rest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LotUnit {
    /// Units are compared within groups, such as the practices of one liaison.
    pub group: u32,
    /// The expected count, by which units are alike.
    pub size: f64,
}

/// The strata of a lot and the share of the units that rests in each block of time.
///
/// Units of a group are sorted by size, and cut from the largest on into strata of `1 / share` units, 2 to 20 of them. The last
/// stratum of a group may be smaller. A lot shuffles each stratum and puts all of them into one list. Then it walks along the list
/// in steps of the share from a random start, and the unit on which each whole number falls rests (systematic sampling;
/// Madow & Madow 1944, doi:10.1214/aoms/1177731312). This holds for every lot:
///
/// - every unit rests in each block with exactly the chance `share`;
/// - in each block the number that rests is `share` x units, rounded up or down, in all and in each group;
/// - no unit rests in two blocks, because each block takes its own stretch of a step.
///
/// O(units x log units) to cut, O(units) to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct LotPlan {
    share: f64,
    blocks: u32,
    /// Positions of units.
    strata: Vec<Vec<u32>>,
}

/// Which block each unit rests in; a unit that never rests has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot(Vec<Option<u32>>);

impl LotPlan {
    /// Cuts units into strata.
    ///
    /// # Errors
    /// [`ErrorKind::Setting`] unless `0 < share <= 0.5`, there are 1 to 52 blocks, and `share x blocks <= 1`.
    pub fn new(units: &[LotUnit], share: f64, blocks: u32) -> Result<Self, Error> {
        let wrong = if !(share > 0.0 && share <= 0.5) {
            Error::new(ErrorKind::Setting, "the share that rests must be above 0 and at most 0.5")
        } else if !(1..=52).contains(&blocks) {
            Error::new(ErrorKind::Setting, "a trial has 1 to 52 blocks")
        } else if share * f64::from(blocks) > 1.0 + 1e-9 {
            Error::new(
                ErrorKind::Setting,
                "nobody rests twice, so share x blocks must be at most 1: take a smaller share or fewer blocks",
            )
        } else {
            return Ok(Self { share, blocks, strata: strata(units, share) });
        };
        Err(wrong)
    }

    /// Takes strata that were cut before, such as those of a design in a file.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] unless the strata hold the numbers from 0 on, each once; those of [`LotPlan::new`] besides.
    pub fn of_strata(strata: Vec<Vec<u32>>, share: f64, blocks: u32) -> Result<Self, Error> {
        let mut all: Vec<u32> = strata.concat();
        all.sort_unstable();
        if !all.iter().copied().eq(0..u32::try_from(all.len()).unwrap_or(u32::MAX)) {
            return Err(Error::new(ErrorKind::Input, "the strata of a lot must name each unit once"));
        }
        Ok(Self { strata, ..Self::new(&[], share, blocks)? })
    }

    /// Returns the share of the units that rests in each block.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.share
    }

    /// Returns the number of blocks.
    #[must_use]
    pub fn blocks(&self) -> u32 {
        self.blocks
    }

    /// Returns the strata: positions of units that are alike.
    #[must_use]
    pub fn strata(&self) -> &[Vec<u32>] {
        &self.strata
    }

    /// Draws the lot of a seed. Lot 0 is the one that a trial uses, and all others are re-draws.
    ///
    /// ```
    /// use rounds::experiment::{LotPlan, LotUnit};
    /// let units = [9.0, 7.0, 8.0, 1.0, 2.0, 3.0].map(|size| LotUnit { group: 0, size });
    /// let lot = LotPlan::new(&units, 0.5, 1)?.draw(1, 0);
    /// assert_eq!((0..6).filter(|unit| lot.rest(*unit) == Some(0)).count(), 3);
    /// # Ok::<(), rounds::Error>(())
    /// ```
    #[must_use]
    pub fn draw(&self, seed: u64, number: u64) -> Lot {
        let mut stream = Stream::new(seed, number, LOTS);
        let mut rests = vec![None; self.units()];
        let start = stream.unit();
        let mut walked = 0_u32;
        let mut order = Vec::new();
        for stratum in &self.strata {
            order.clone_from(stratum);
            stream.shuffle(&mut order);
            for unit in &order {
                if let Some(rest) = rests.get_mut(*unit as usize) {
                    *rest = self.block_at(start, walked);
                }
                walked += 1;
            }
        }
        Lot(rests)
    }

    /// Finds the block of the unit at a place of the list: which stretch of a step the place falls on.
    fn block_at(&self, start: f64, place: u32) -> Option<u32> {
        let at = start + self.share * f64::from(place);
        let part = at - libm::floor(at);
        (0..self.blocks).find(|block| part < self.share * f64::from(block + 1))
    }

    fn units(&self) -> usize {
        self.strata.iter().map(Vec::len).sum()
    }
}

impl Lot {
    /// Takes the block of each unit.
    #[must_use]
    pub fn of(rests: Vec<Option<u32>>) -> Self {
        Self(rests)
    }

    /// Returns the block in which a unit rests; `None` where it never does, and beyond the last unit.
    #[must_use]
    pub fn rest(&self, unit: usize) -> Option<u32> {
        self.0.get(unit).copied().flatten()
    }

    /// Counts the units.
    #[must_use]
    pub fn units(&self) -> usize {
        self.0.len()
    }
}

/// Keeps the streams of lots apart from others of the same seed.
const LOTS: u64 = 0x10_75;

/// Cuts the units of each group into strata, the largest first.
fn strata(units: &[LotUnit], share: f64) -> Vec<Vec<u32>> {
    let mut order: Vec<u32> = (0..u32::try_from(units.len()).unwrap_or(u32::MAX)).collect();
    // `order` holds positions of units.
    let key = |at: &u32| units[*at as usize];
    order.sort_by(|a, b| {
        let (a_unit, b_unit) = (key(a), key(b));
        a_unit.group.cmp(&b_unit.group).then(b_unit.size.total_cmp(&a_unit.size)).then(a.cmp(b))
    });
    let same_group = |a: &u32, b: &u32| key(a).group == key(b).group;
    let groups = order.chunk_by(same_group);
    groups.flat_map(|group| group.chunks(stratum_size(share)).map(<[u32]>::to_vec)).collect()
}

/// Returns how many units share one rest.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the number is 2 to 20")]
fn stratum_size(share: f64) -> usize {
    libm::round(1.0 / share).clamp(2.0, 20.0) as usize
}
