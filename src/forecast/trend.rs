//! Has the rate changed? A step against the source's own earlier rhythm.

use serde::{Deserialize, Serialize};

/// How a source's present rate compares with its own earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LevelStep {
    /// Probability that the rate has fallen within a year.
    pub fallen: f64,
    /// Probability that it has risen.
    pub risen: f64,
    /// The step, where one is likelier than none.
    pub last: Option<RateStep>,
}

/// One step of a rate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RateStep {
    /// Weeks since then, as believed.
    pub weeks_ago: u32,
    /// Events of a usual week before it.
    pub before: f64,
    /// Events of a usual week since.
    pub after: f64,
    /// Probability of a step of that direction.
    pub probability: f64,
}

impl LevelStep {
    /// Nothing has changed.
    pub const NONE: Self = Self { fallen: 0.0, risen: 0.0, last: None };

    /// Returns the same of events that come so many at a time.
    pub(crate) fn times(&self, unit: f64) -> Self {
        let scaled =
            |step: RateStep| RateStep { before: unit * step.before, after: unit * step.after, ..step };
        Self { last: self.last.map(scaled), ..*self }
    }
}

/// Weeks ago at which a step is looked for.
const AGO: [usize; 14] = [1, 2, 3, 4, 6, 8, 10, 13, 17, 21, 26, 32, 39, 52];
/// Present rate over earlier rate, and its prior weight among steps: falls are as likely as rises.
const RATIOS: [(f64, f64); 8] =
    [(0.02, 0.1), (0.1, 0.1), (0.25, 0.1), (0.45, 0.1), (0.7, 0.1), (1.4, 0.2), (2.0, 0.2), (3.0, 0.1)];
/// Prior probability that there was a step within the last year.
const PRIOR: f64 = 0.3;
/// Weeks ago at which a pause may have begun and ended, and what was left of the rate in it: such a source is back.
const BEGUN: [usize; 7] = [10, 13, 17, 26, 39, 52, 78];
const ENDED: [usize; 6] = [4, 6, 8, 13, 17, 26];
const LEFT: [f64; 3] = [0.02, 0.1, 0.25];
/// Prior probability of such a pause.
const PAUSE: f64 = 0.1;

/// A step that may have been, or that there was none.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    /// Present rate over earlier rate; 1 for none.
    ratio: f64,
    weeks_ago: usize,
    /// Weeks at the earlier rate that all exposure is worth, beyond the prior.
    scale: f64,
    weight: f64,
}

/// What is believed about steps of one source.
#[derive(Debug, Clone)]
pub(crate) struct RateSteps {
    /// Shape of the belief in the earlier rate, whichever step there was.
    shape: f64,
    /// Events of a usual day with an event.
    batch: f64,
    /// Every candidate; their weights add up to 1.
    candidates: Vec<Candidate>,
}

/// A chance of an event and a number of them, over some weeks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct RateOutlook {
    pub(crate) p_active: f64,
    pub(crate) expected_count: f64,
}

impl RateSteps {
    /// Weighs steps at a few moments and ratios by Bayes, each with its closed marginal likelihood under a
    /// Gamma prior of the earlier rate: `ratio^y2 (scale + e1 + ratio e2)^-(shape + y)`. It is the single
    /// change-point model of Raftery & Akman 1986 (doi:10.1093/biomet/73.1.85) on a grid. Events that come `batch` at a time
    /// are counted in batches, for one batch is one sign of life. O(weeks + 112).
    pub(crate) fn weigh(weeks: &[(u32, f64)], (shape, scale): (f64, f64), batch: f64) -> Self {
        let recent = sums(weeks, batch);
        let (count, exposed) = recent.last().map_or((0.0, 0.0), |sums| *sums);
        let shape = shape + count;
        let none = Candidate { ratio: 1.0, weeks_ago: 0, scale: scale + exposed, weight: (1.0 - PRIOR).ln() };
        let moments: Vec<(usize, (f64, f64))> =
            // Steps of which at least three weeks are known before.
            AGO.iter().filter(|ago| **ago + 3 < recent.len()).map(|ago| (*ago, recent[*ago])).collect();
        let ln_moments = (moments.len() as f64).ln();
        let mut candidates = vec![none];
        candidates.extend(pauses(&recent, shape, (scale, none.scale)));
        for (weeks_ago, (after, exposed_after)) in moments {
            for (ratio, prior) in RATIOS {
                let scale = scale + exposed - exposed_after + ratio * exposed_after;
                let odds = after * f64::ln(ratio) + shape * (none.scale.ln() - scale.ln());
                let weight = f64::ln(PRIOR * prior) - ln_moments + odds;
                candidates.push(Candidate { ratio, weeks_ago, scale, weight });
            }
        }
        Self { shape, batch, candidates: normalised(candidates) }
    }

    /// Says what has probably changed.
    pub(crate) fn level(&self) -> LevelStep {
        let (fallen, risen) = (self.chance(Candidate::is_fall), self.chance(Candidate::is_rise));
        let last =
            if fallen >= risen { self.step(Candidate::is_fall) } else { self.step(Candidate::is_rise) };
        LevelStep { fallen, risen, last: last.filter(|step| step.probability > 0.5) }
    }

    /// Forecasts over some exposure, whatever step there was.
    pub(crate) fn outlook(&self, exposed: f64) -> RateOutlook {
        self.mixed(|_| true, exposed)
    }

    /// Forecasts as if the rate had fallen.
    pub(crate) fn outlook_after_a_fall(&self, exposed: f64) -> RateOutlook {
        self.mixed(Candidate::is_fall, exposed)
    }

    fn chance(&self, of: impl Fn(&Candidate) -> bool) -> f64 {
        self.candidates.iter().filter(|it| of(it)).map(|it| it.weight).sum()
    }

    /// Describes the step among those of one direction: the middle moment of the belief, and mean rates.
    fn step(&self, of: impl Fn(&Candidate) -> bool) -> Option<RateStep> {
        let such = || self.candidates.iter().filter(|it| of(it));
        let probability = self.chance(&of);
        if probability <= 0.0 {
            return None;
        }
        // Candidates stand in the order of their moments, the latest first.
        let mut passed = 0.0;
        let middle = such().find(|it| {
            passed += it.weight;
            passed >= probability / 2.0
        })?;
        let mean = |rate: fn(&Candidate, f64) -> f64| {
            self.batch * such().map(|it| it.weight * rate(it, self.shape)).sum::<f64>() / probability
        };
        Some(RateStep {
            weeks_ago: u32::try_from(middle.weeks_ago).unwrap_or(u32::MAX),
            before: mean(|it, shape| shape / it.scale),
            after: mean(|it, shape| it.ratio * shape / it.scale),
            probability,
        })
    }

    fn mixed(&self, of: impl Fn(&Candidate) -> bool, exposed: f64) -> RateOutlook {
        let mut mixed = RateOutlook { p_active: 0.0, expected_count: 0.0 };
        let mut total = 0.0;
        for it in self.candidates.iter().filter(|it| of(it)) {
            let exposure = it.ratio * exposed / it.scale;
            mixed.p_active -= it.weight * (-self.shape * exposure.ln_1p()).exp_m1();
            mixed.expected_count += it.weight * self.batch * self.shape * exposure;
            total += it.weight;
        }
        let share = if total > 0.0 { 1.0 / total } else { 0.0 };
        RateOutlook { p_active: share * mixed.p_active, expected_count: share * mixed.expected_count }
    }
}

impl Candidate {
    fn is_fall(&self) -> bool {
        self.ratio < 1.0
    }

    fn is_rise(&self) -> bool {
        self.ratio > 1.0
    }
}

/// Lists pauses that are over, with the logarithms of their weights, by the same likelihood as steps.
fn pauses(recent: &[(f64, f64)], shape: f64, (scale, whole): (f64, f64)) -> Vec<Candidate> {
    let exposed = recent.last().map_or(0.0, |sums| sums.1);
    let pairs = BEGUN.iter().filter(|begun| **begun + 3 < recent.len()).flat_map(|begun| {
        // Both lie within the sums.
        let of = |ended: &usize| (recent[*begun].0 - recent[*ended].0, recent[*begun].1 - recent[*ended].1);
        ENDED.iter().filter(|ended| *ended < begun).map(of).collect::<Vec<_>>()
    });
    let all: Vec<(f64, f64)> = pairs.collect();
    let ln_prior = (PAUSE / (all.len() * LEFT.len()).max(1) as f64).ln();
    let candidate = |(count, within): &(f64, f64), left: f64| {
        let scale = scale + exposed - within + left * within;
        let weight = ln_prior + count * left.ln() + shape * (whole.ln() - scale.ln());
        Candidate { ratio: 1.0, weeks_ago: 0, scale, weight }
    };
    all.iter().flat_map(|pair| LEFT.map(|left| candidate(pair, left))).collect()
}

/// Turns logarithms of weights into weights that add up to 1.
fn normalised(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    let most = candidates.iter().fold(f64::NEG_INFINITY, |most, it| most.max(it.weight));
    for it in &mut candidates {
        it.weight = (it.weight - most).exp();
    }
    let total: f64 = candidates.iter().map(|it| it.weight).sum();
    for it in &mut candidates {
        it.weight /= total;
    }
    candidates
}

/// Adds up batches and exposures of the last 0, 1, 2, ... weeks, up to all of them.
fn sums(weeks: &[(u32, f64)], batch: f64) -> Vec<(f64, f64)> {
    let add = |sum: &mut (f64, f64), (count, exposure): &(u32, f64)| {
        *sum = (sum.0 + f64::from(*count) / batch, sum.1 + exposure);
        Some(*sum)
    };
    std::iter::once((0.0, 0.0)).chain(weeks.iter().rev().scan((0.0, 0.0), add)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_overwhelming_steps_the_likeliest_wins() {
        let weeks: Vec<(u32, f64)> =
            (0..120).map(|week| (if week < 110 { 5_000 } else { 2_250 }, 1.0)).collect();
        let level = RateSteps::weigh(&weeks, (0.6, 6.0), 1.0).level();
        let step = level.last.unwrap();
        assert!(level.fallen > 0.999 && step.weeks_ago == 10, "{level:?}");
        assert!((step.after / step.before - 0.45).abs() < 0.01, "{step:?}");
    }

    #[test]
    fn a_steady_rate_has_not_changed() {
        let level = RateSteps::weigh(&[(3, 1.0); 100], (0.6, 6.0), 1.0).level();
        assert!(level.fallen < 0.2 && level.risen < 0.2 && level.last.is_none(), "{level:?}");
    }

    #[test]
    fn one_straggler_does_not_bring_a_level_back() {
        let mut weeks = vec![(2, 1.0); 35];
        weeks.extend([(0, 1.0); 16]);
        weeks.push((1, 1.0));
        let steps = RateSteps::weigh(&weeks, (0.6, 6.0), 1.0);
        let step = steps.level().last.unwrap();
        assert!((14..=20).contains(&step.weeks_ago) && step.after < 0.25 * step.before, "{step:?}");
        assert!(steps.outlook_after_a_fall(13.0).expected_count < 4.0);
    }

    #[test]
    fn a_batch_a_month_is_steady() {
        let weeks: Vec<(u32, f64)> = (0..100).map(|week| (if week % 4 == 3 { 20 } else { 0 }, 1.0)).collect();
        let steps = RateSteps::weigh(&weeks, (0.6, 6.0), 20.0);
        assert!(steps.level().last.is_none(), "{:?}", steps.level());
        assert!((steps.outlook(12.0).expected_count / 60.0 - 1.0).abs() < 0.2, "{:?}", steps.outlook(12.0));
    }

    #[test]
    fn a_source_that_is_back_has_not_fallen() {
        let week = |at: u32| (if (60..98).contains(&at) { 0 } else { 2 }, 1.0);
        let weeks: Vec<(u32, f64)> = (0..110).map(week).collect();
        let steps = RateSteps::weigh(&weeks, (0.6, 6.0), 1.0);
        assert!(steps.level().fallen < 0.1, "{:?}", steps.level());
        assert!(steps.outlook(13.0).expected_count > 20.0);
    }

    #[test]
    fn a_rise_is_told() {
        let weeks: Vec<(u32, f64)> = (0..100).map(|week| (if week < 80 { 2 } else { 5 }, 1.0)).collect();
        let level = RateSteps::weigh(&weeks, (0.6, 6.0), 1.0).level();
        let step = level.last.unwrap();
        assert!(level.risen > 0.9 && step.after > 1.5 * step.before, "{level:?}");
    }

    #[test]
    fn without_weeks_there_is_no_step() {
        let steps = RateSteps::weigh(&[], (0.6, 6.0), 1.0);
        assert!(steps.level() == LevelStep::NONE && steps.outlook_after_a_fall(13.0).expected_count == 0.0);
        assert!((steps.outlook(13.0).expected_count - 1.3).abs() < 1e-12);
    }
}
