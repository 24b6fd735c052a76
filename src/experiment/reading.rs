//! All estimates of one lot.

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::experiment::comparison::{ArmComparison, rests};
use crate::experiment::fieller::{FiellerSet, fieller};
use crate::experiment::lot::{Lot, LotPlan};
use crate::experiment::records::TrialRecords;
use crate::experiment::redraws::{LotEstimate, RedrawConfig, Redraws};

/// What a lot says.
///
/// Everything is by intention to treat: a unit counts as rested in the block in which the lot let it rest, whoever went there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LotReading {
    /// Blocks of units in which they were visited as usual.
    pub visited: ArmTotals,
    /// Blocks of units in which they rested.
    pub rested: ArmTotals,
    /// Logarithm of the ratio of the arms, each counted over its forecast. Absent where neither arm has any count.
    pub log_ratio: Option<LotEstimate>,
    /// Difference of the means of a unit and block.
    pub difference: Option<LotEstimate>,
    /// The same, less what the time before the lot explains.
    pub cuped: Option<LotEstimate>,
    /// Events that a visit brings: the adjusted difference over the difference in visits, with the interval of re-draws.
    pub visit: Option<LotEstimate>,
    /// The interval of the same by Fieller, at the level of the re-draws.
    pub fieller: FiellerSet,
}

/// What one arm adds up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct ArmTotals {
    /// Units, one for each block.
    pub unit_blocks: u32,
    /// Events.
    pub count: u64,
    /// Events that were expected.
    pub forecast: f64,
    /// Events of as long a time before.
    pub before: u64,
    /// Visits that met somebody.
    pub visits: u64,
}

impl ArmTotals {
    /// Returns the visits of a unit in a block, in the mean.
    #[must_use]
    pub fn visits_each(&self) -> f64 {
        self.visits as f64 / f64::from(self.unit_blocks.max(1))
    }
}

/// Reads a lot.
///
/// The intervals turn the test of re-draws around. They hold every effect that, taken out of the visited arm, leaves arms which the
/// lot alone could have set as far apart. O(draws x units) and some thousand steps that do not depend on the units.
///
/// Limits: an interval assumes one effect on all units, as a factor or as a sum. Where effects differ, its level is not proven. It stays
/// close while the noise of counts is larger than the differences, and falls far below where it is not. A test in tests/trial
/// (`differing`) has the figures. Fewer than 20 rested units leave few different lots and wide intervals.
///
/// # Errors
/// [`ErrorKind::Input`] where lot, plan and records are not of the same units, or one arm has no units or no forecast.
/// [`ErrorKind::Setting`] for fewer than 99 draws or a level outside 0.5 to 0.999.
pub fn read(
    plan: &LotPlan,
    lot: &Lot,
    records: &TrialRecords,
    config: &RedrawConfig,
) -> Result<LotReading, Error> {
    check(plan, lot, records, config)?;
    let [visited, rested] = [false, true].map(|resting| totals(lot, records, resting));
    if visited.forecast <= 0.0 || rested.forecast <= 0.0 {
        return Err(Error::new(
            ErrorKind::Input,
            "a trial needs units that rest and units that do not, and a forecast above 0 for both",
        ));
    }
    let visits = ArmComparison::visits(records).adjusted(records);
    let moments = visits.moments(lot);
    let fieller = fieller(config.level, ArmComparison::spreads(&moments), ArmComparison::parts(&moments));
    let comparisons = [
        ArmComparison::log_ratio(records, lot),
        ArmComparison::means(records, lot),
        ArmComparison::means(records, lot).adjusted(records),
        visits,
    ];
    let redraws = Redraws::of(&comparisons, plan, lot, config);
    let mut estimates = redraws.iter().map(|it| it.estimate(config.level));
    let mut next = || estimates.next().flatten();
    let (log_ratio, difference, cuped, visit) = (next(), next(), next(), next());
    let log_ratio = log_ratio.filter(|_| visited.count + rested.count > 0);
    Ok(LotReading { visited, rested, log_ratio, difference, cuped, visit, fieller })
}

fn check(plan: &LotPlan, lot: &Lot, records: &TrialRecords, config: &RedrawConfig) -> Result<(), Error> {
    let planned: usize = plan.strata().iter().map(Vec::len).sum();
    if lot.units() != records.units() || planned != records.units() {
        return Err(Error::new(
            ErrorKind::Input,
            "lot, plan and records of a trial must be of the same units",
        ));
    }
    if plan.blocks() as usize != records.blocks() {
        return Err(Error::new(ErrorKind::Input, "a trial needs the records of each of its blocks"));
    }
    if config.draws < 99 || !(0.5..=0.999).contains(&config.level) {
        return Err(Error::new(
            ErrorKind::Setting,
            "re-draws must be 99 or more, and the level 0.5 to 0.999",
        ));
    }
    Ok(())
}

fn totals(lot: &Lot, records: &TrialRecords, resting: bool) -> ArmTotals {
    let arm = records.cells().filter(|(unit, block, _)| rests(lot, *unit, *block) == resting);
    arm.fold(ArmTotals::default(), |sum, (_, _, it)| ArmTotals {
        unit_blocks: sum.unit_blocks + 1,
        count: sum.count + u64::from(it.count),
        forecast: sum.forecast + it.forecast,
        before: sum.before + u64::from(it.before),
        visits: sum.visits + u64::from(it.visits),
    })
}
