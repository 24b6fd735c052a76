//! Two arms compared: a ratio of sums in each, and the variance of their difference.
//!
//! Every comparison of a trial has one form. A cell (a unit in a block) has three amounts: `fixed`, `moving` and `base`. At a
//! coefficient `c` it counts as `fixed + c x moving`. An arm stands at the sum of these over the sum of `base`. So one set of sums for
//! a lot answers for every hypothesis, in no time that depends on the number of units.
//!
//! | comparison | fixed | moving | base | hypothesis |
//! |---|---|---|---|---|
//! | log ratio to the forecast | count of rested cells | count of visited cells | forecast | `c = e^-theta` |
//! | difference of means | count | 1 if visited | 1 | `c = -tau` |
//! | CUPED | the same, less what the time before explains | the same | 1 | `c = -tau` |
//! | effect of a visit | as in CUPED | visits, likewise | 1 | `c = -beta` |

use crate::experiment::lot::Lot;
use crate::experiment::records::{TrialRecord, TrialRecords};

/// How arms are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ArmContrast {
    /// By the logarithm of their ratio.
    LogRatio,
    /// By their difference.
    Difference,
}

/// A comparison of the cells of a trial.
#[derive(Debug, Clone)]
pub(crate) struct ArmComparison {
    pub(crate) contrast: ArmContrast,
    blocks: usize,
    /// `fixed`, `moving` and `base` of each cell.
    cells: Vec<[f64; 3]>,
}

/// Amounts of a unit: three while it is visited, three while it rests.
const AMOUNTS: usize = 6;
/// Products of two of them.
const PRODUCTS: usize = AMOUNTS * (AMOUNTS + 1) / 2;

/// Sums over the units of a lot: of each amount, and of each product of two.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LotMoments {
    sums: [f64; AMOUNTS],
    products: [f64; PRODUCTS],
}

/// How far the arms of a lot are apart, and the variance of that.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ArmGap {
    pub(crate) difference: f64,
    pub(crate) variance: f64,
}

impl ArmGap {
    /// Returns the difference in its own standard errors.
    pub(crate) fn studentised(&self) -> f64 {
        if self.difference == 0.0 { 0.0 } else { self.difference / libm::sqrt(self.variance.max(1e-300)) }
    }
}

impl ArmComparison {
    /// Compares counts with forecasts.
    pub(crate) fn log_ratio(records: &TrialRecords, lot: &Lot) -> Self {
        let cell = |(unit, block, it): (usize, usize, &TrialRecord)| {
            let count = f64::from(it.count);
            if rests(lot, unit, block) { [count, 0.0, it.forecast] } else { [0.0, count, it.forecast] }
        };
        Self::of(ArmContrast::LogRatio, records, cell)
    }

    /// Compares mean counts.
    pub(crate) fn means(records: &TrialRecords, lot: &Lot) -> Self {
        let cell = |(unit, block, it): (usize, usize, &TrialRecord)| {
            [f64::from(it.count), f64::from(u8::from(!rests(lot, unit, block))), 1.0]
        };
        Self::of(ArmContrast::Difference, records, cell)
    }

    /// Compares mean counts beside visits: by how much a visit moves them.
    pub(crate) fn visits(records: &TrialRecords) -> Self {
        let cell =
            |(_, _, it): (usize, usize, &TrialRecord)| [f64::from(it.count), f64::from(it.visits), 1.0];
        Self::of(ArmContrast::Difference, records, cell)
    }

    fn of(
        contrast: ArmContrast,
        records: &TrialRecords,
        cell: impl Fn((usize, usize, &TrialRecord)) -> [f64; 3],
    ) -> Self {
        Self { contrast, blocks: records.blocks(), cells: records.cells().map(cell).collect() }
    }

    /// Takes out what the time before the lot explains (CUPED; Deng, Xu, Kohavi & Walker 2013,
    /// doi:10.1145/2433396.2433413). The slope is that of all cells of both arms, so it is the same for every lot.
    pub(crate) fn adjusted(mut self, records: &TrialRecords) -> Self {
        let before: Vec<f64> = records.cells().map(|(_, _, it)| f64::from(it.before)).collect();
        let mean = before.iter().sum::<f64>() / before.len().max(1) as f64;
        let spread: f64 = before.iter().map(|x| (x - mean) * (x - mean)).sum();
        if spread > 0.0 {
            // Of the three amounts of a cell, the base stays.
            for at in [0, 1] {
                let shared: f64 = self.cells.iter().zip(&before).map(|(cell, x)| cell[at] * (x - mean)).sum();
                let slope = shared / spread;
                self.cells.iter_mut().zip(&before).for_each(|(cell, x)| cell[at] -= slope * (x - mean));
            }
        }
        self
    }

    /// Adds up the amounts of a lot. O(units x blocks).
    pub(crate) fn moments(&self, lot: &Lot) -> LotMoments {
        let mut moments = LotMoments { sums: [0.0; AMOUNTS], products: [0.0; PRODUCTS] };
        for (unit, cells) in self.cells.chunks_exact(self.blocks).enumerate() {
            moments.add(&amounts(cells, lot.rest(unit)));
        }
        moments
    }

    /// Adds up the amounts of a lot, without their products.
    pub(crate) fn sums(&self, lot: &Lot) -> LotMoments {
        let mut moments = LotMoments { sums: [0.0; AMOUNTS], products: [0.0; PRODUCTS] };
        for (unit, cells) in self.cells.chunks_exact(self.blocks).enumerate() {
            let amounts = amounts(cells, lot.rest(unit));
            moments.sums.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum += amount);
        }
        moments
    }

    /// Compares the arms of a lot at a coefficient.
    ///
    /// The variance adds up what each unit moves the difference by, squared (linearisation of a ratio, with units as clusters; Binder
    /// 1983, doi:10.2307/1402588). An arm without any count is taken for one with half of one, so that its logarithm is finite.
    pub(crate) fn gap(&self, moments: &LotMoments, c: f64) -> ArmGap {
        // Of six sums, three are of each arm.
        let [visited, rested] = [0, 3].map(|at| Arm::of(&moments.sums[at..at + 3], c, self.contrast));
        let (Some(visited), Some(rested)) = (visited, rested) else {
            return ArmGap { difference: 0.0, variance: 0.0 };
        };
        let [a, b] = [visited.weights(c), rested.weights(c)];
        let weights = [a[0], a[1], a[2], -b[0], -b[1], -b[2]];
        let difference = match self.contrast {
            ArmContrast::LogRatio => libm::log(visited.level) - libm::log(rested.level),
            ArmContrast::Difference => visited.level - rested.level,
        };
        ArmGap { difference, variance: moments.squared(&weights) }
    }

    /// Returns the differences of the arms in `fixed` and in `moving` alone.
    pub(crate) fn parts(moments: &LotMoments) -> [f64; 2] {
        let sums = &moments.sums;
        // Of six sums, three are of each arm.
        [0, 1].map(|amount| sums[amount] / sums[2] - sums[3 + amount] / sums[5])
    }

    /// Returns the variances of the differences in `fixed` and in `moving`, and their covariance.
    pub(crate) fn spreads(moments: &LotMoments) -> [f64; 3] {
        let sums = &moments.sums;
        // Of six sums, three are of each arm; `amount` is 0 or 1.
        let weights = |amount: usize| {
            let mut weights = [0.0; AMOUNTS];
            for (arm, sign) in [(0, 1.0), (3, -1.0)] {
                let base = sums[arm + 2];
                weights[arm + amount] = sign / base;
                weights[arm + 2] = -sign * sums[arm + amount] / base / base;
            }
            weights
        };
        let (fixed, moving) = (weights(0), weights(1));
        let both: [f64; AMOUNTS] = std::array::from_fn(|at| fixed[at] + moving[at]);
        let [one, other, sum] = [fixed, moving, both].map(|weights| moments.squared(&weights));
        [one, other, (sum - one - other) / 2.0]
    }
}

/// One arm at a coefficient.
struct Arm {
    /// What its amounts come to, over its base.
    level: f64,
    /// What the residual of a unit is divided by.
    divisor: f64,
}

impl Arm {
    /// `None` for an arm without any base: there is nothing to compare.
    fn of(sums: &[f64], c: f64, contrast: ArmContrast) -> Option<Self> {
        let [fixed, moving, base] = *sums else { return None };
        if base <= 0.0 {
            return None;
        }
        let sum = fixed + c * moving;
        Some(match contrast {
            ArmContrast::LogRatio => {
                let sum = sum.max(HALF);
                Self { level: sum / base, divisor: sum }
            }
            ArmContrast::Difference => Self { level: sum / base, divisor: base },
        })
    }

    /// Returns by how much each amount of a unit moves the level, or its logarithm.
    fn weights(&self, c: f64) -> [f64; 3] {
        [1.0 / self.divisor, c / self.divisor, -self.level / self.divisor]
    }
}

/// What an arm without any count counts as.
const HALF: f64 = 0.5;

impl LotMoments {
    /// Tells whether there is something to compare: both arms have a base.
    pub(crate) fn have_both_arms(&self) -> bool {
        let [_, _, visited, _, _, rested] = self.sums;
        visited > 0.0 && rested > 0.0
    }

    fn add(&mut self, amounts: &[f64; AMOUNTS]) {
        let mut at = 0;
        for (row, one) in amounts.iter().enumerate() {
            self.sums[row] += one;
            for other in &amounts[row..] {
                // There are as many products as pairs of rows, and as many sums as rows.
                self.products[at] += one * other;
                at += 1;
            }
        }
    }

    /// Adds up the squares of a weighted sum of the amounts of each unit.
    fn squared(&self, weights: &[f64; AMOUNTS]) -> f64 {
        let (mut at, mut sum) = (0, 0.0);
        for (row, one) in weights.iter().enumerate() {
            for (column, other) in weights.iter().enumerate().skip(row) {
                let twice = if row == column { 1.0 } else { 2.0 };
                // There are as many products as pairs of rows.
                sum += twice * one * other * self.products[at];
                at += 1;
            }
        }
        sum.max(0.0)
    }
}

/// Tells whether a unit rests in a block.
pub(crate) fn rests(lot: &Lot, unit: usize, block: usize) -> bool {
    lot.rest(unit).is_some_and(|rest| rest as usize == block)
}

/// Adds up the amounts of a unit: those of its visited blocks, then those of the block in which it rests.
fn amounts(cells: &[[f64; 3]], rest: Option<u32>) -> [f64; AMOUNTS] {
    let mut amounts = [0.0; AMOUNTS];
    for (block, cell) in cells.iter().enumerate() {
        let from = if rest.is_some_and(|rest| rest as usize == block) { 3 } else { 0 };
        // Six amounts, from 0 or from 3.
        amounts[from..from + 3].iter_mut().zip(cell).for_each(|(sum, amount)| *sum += amount);
    }
    amounts
}
