//! The same lot drawn again: what would chance alone have done?

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::experiment::comparison::{ArmComparison, ArmContrast, LotMoments};
use crate::experiment::lot::{Lot, LotPlan};

/// How lots are drawn again.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RedrawConfig {
    /// How many lots are drawn.
    pub draws: u32,
    /// Probability with which an interval holds the effect, in 0..1.
    pub level: f64,
    /// Another seed gives other lots.
    pub seed: u64,
}

impl Default for RedrawConfig {
    fn default() -> Self {
        Self { draws: 1_999, level: 0.95, seed: 1 }
    }
}

/// An effect with what chance leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LotEstimate {
    /// The effect.
    pub value: f64,
    /// Its standard error: how much the lot alone moves it, if the effect is as estimated.
    pub standard_error: f64,
    /// Probability of at least as large an effect where there is none.
    pub p_value: f64,
    /// The effects that the lot does not refuse.
    pub interval: Limits,
}

/// Ends of an interval; an end that is absent lies nowhere within 24 standard errors.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// The lower end.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}

impl Limits {
    /// Tells whether a value lies within.
    #[must_use]
    pub fn hold(&self, value: f64) -> bool {
        self.low.is_none_or(|low| low <= value) && self.high.is_none_or(|high| value <= high)
    }

    /// Turns both ends into those of a rising function.
    #[must_use]
    pub fn map(self, f: impl Fn(f64) -> f64) -> Self {
        Self { low: self.low.map(&f), high: self.high.map(&f) }
    }
}

/// A comparison under the lot that was used and under lots drawn again.
#[derive(Debug)]
pub(crate) struct Redraws {
    comparison: ArmComparison,
    used: LotMoments,
    drawn: Vec<LotMoments>,
}

impl Redraws {
    /// Draws the lots of several comparisons. Each draw has its own stream, so threads change nothing. O(draws x units).
    pub(crate) fn of(
        comparisons: &[ArmComparison],
        plan: &LotPlan,
        lot: &Lot,
        config: &RedrawConfig,
    ) -> Vec<Self> {
        let draw = |number: u64| -> Vec<LotMoments> {
            let lot = plan.draw(config.seed, number);
            comparisons.iter().map(|it| it.moments(&lot)).collect()
        };
        let drawn: Vec<Vec<LotMoments>> = (1..=u64::from(config.draws)).into_par_iter().map(draw).collect();
        let redrawn = |(at, comparison): (usize, &ArmComparison)| Self {
            used: comparison.moments(lot),
            // Every draw has the moments of each comparison.
            drawn: drawn.iter().map(|all| all[at]).collect(),
            comparison: comparison.clone(),
        };
        comparisons.iter().enumerate().map(redrawn).collect()
    }

    /// Estimates the effect. `None` where the arms have nothing to tell them apart, such as visits where nobody was visited.
    pub(crate) fn estimate(&self, level: f64) -> Option<LotEstimate> {
        let (value, scale) = self.value()?;
        let standard_error = self.standard_error(value) / scale;
        let rejects = 1.0 - level;
        let end = |side: f64| self.end(value, side * standard_error * STEP, rejects);
        let interval = Limits { low: end(-1.0), high: end(1.0) };
        Some(LotEstimate { value, standard_error, p_value: self.p_value(0.0), interval })
    }

    /// Returns the effect at which the arms stand alike, and how much one of its units moves their difference.
    fn value(&self) -> Option<(f64, f64)> {
        match self.comparison.contrast {
            ArmContrast::LogRatio => Some((self.comparison.gap(&self.used, 1.0).difference, 1.0)),
            ArmContrast::Difference => {
                let [fixed, moving] = ArmComparison::parts(&self.used);
                let effect = fixed / moving;
                effect.is_finite().then_some((effect, moving.abs()))
            }
        }
    }

    /// Returns the standard deviation of the difference over the lots, where the effect is this one.
    fn standard_error(&self, effect: f64) -> f64 {
        let c = self.coefficient(effect);
        let differences = || self.drawn.iter().map(|it| self.comparison.gap(it, c).difference);
        let count = self.drawn.len().max(1) as f64;
        let mean = differences().sum::<f64>() / count;
        libm::sqrt(differences().map(|it| (it - mean) * (it - mean)).sum::<f64>() / count)
    }

    fn coefficient(&self, effect: f64) -> f64 {
        match self.comparison.contrast {
            ArmContrast::LogRatio => libm::exp(-effect),
            ArmContrast::Difference => -effect,
        }
    }

    /// Returns the share of lots whose arms are at least as far apart as those of the lot that was used, if the effect is this one on
    /// every unit. The lot that was used counts as one of them, so the test is exact (Phipson & Smyth 2010,
    /// doi:10.2202/1544-6115.1585). It is exact for one effect on all units.
    ///
    /// Distances are in their own standard errors. In a lot of one stratum, that keeps the level of large samples where effects differ
    /// between units (Wu & Ding 2021, doi:10.1080/01621459.2020.1750415). Here it is a help and no proof: lots are stratified, and the
    /// rested are few.
    pub(crate) fn p_value(&self, effect: f64) -> f64 {
        const ROUNDING: f64 = 1e-9;
        let c = self.coefficient(effect);
        let distance = |it: &LotMoments| self.comparison.gap(it, c).studentised().abs();
        let used = distance(&self.used) * (1.0 - ROUNDING);
        let as_far = self.drawn.iter().filter(|it| distance(it) >= used).count();
        (1 + as_far) as f64 / (1 + self.drawn.len()) as f64
    }

    /// Finds the farthest effect on one side that is not refused.
    ///
    /// Walks out from the estimate in steps, and on for some more after the first refusal. The outermost change from kept to refused is
    /// closed by bisection. So the interval has no holes, although p-values of re-draws need not fall all the way.
    fn end(&self, value: f64, step: f64, rejects: f64) -> Option<f64> {
        if step == 0.0 || !step.is_finite() {
            return None;
        }
        let (mut kept, mut refused) = (value, None);
        for count in 1..=MOST_STEPS {
            let at = value + step * f64::from(count);
            if self.p_value(at) > rejects {
                (kept, refused) = (at, None);
            } else {
                let (first, _) = *refused.get_or_insert((at, count));
                if count - refused.map_or(count, |it| it.1) >= STEPS_BEYOND {
                    return Some(self.bisected(kept, first, rejects));
                }
            }
        }
        refused.map(|(first, _)| self.bisected(kept, first, rejects))
    }

    fn bisected(&self, mut kept: f64, mut refused: f64, rejects: f64) -> f64 {
        const HALVINGS: u32 = 16;
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(kept, refused);
            if self.p_value(middle) > rejects { kept = middle } else { refused = middle }
        }
        refused
    }
}

/// A step of the search for an end, in standard errors.
const STEP: f64 = 0.25;
/// Most steps: 24 standard errors.
const MOST_STEPS: u32 = 96;
/// Steps that are looked at beyond a refusal.
const STEPS_BEYOND: u32 = 6;
