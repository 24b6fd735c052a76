//! Which cohorts are compared in which periods, and how much each comparison counts.

use crate::effect::staggered::cohort::CohortMoments;

/// What an effect is an average over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case", tag = "over", content = "at")]
pub enum RolloutAverage {
    /// All cohorts and periods since treatment, each unit and period the same.
    Simple,
    /// Cohorts, each by its size and over its periods since treatment.
    Cohort,
    /// Periods, each the same and over the cohorts treated by then.
    Calendar,
    /// Cohorts, so many units of time after treatment; before it, where below 0.
    EventTime(i64),
}

/// A cohort in a period, and the share that it has in an average.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct AverageShare {
    /// The number of the cohort.
    pub(crate) cohort: usize,
    /// The number of the period.
    pub(crate) time: usize,
    pub(crate) part: f64,
}

/// Weights of the means of cohorts in periods: a figure is the sum of weights times means.
#[derive(Debug, Clone)]
pub(crate) struct Contrast {
    /// By cohort, one a period.
    pub(crate) weights: Vec<Vec<f64>>,
}

/// An effect, and the difference before treatment that its adjustment takes away a part of.
#[derive(Debug, Clone)]
pub(crate) struct Contrasts {
    pub(crate) effect: Contrast,
    pub(crate) before: Contrast,
}

/// Returns the first period in which nobody is left untreated; `None` where somebody always is.
fn all_treated_from(cohorts: &[CohortMoments]) -> Option<i64> {
    // Those never treated come last.
    cohorts.last().and_then(|cohort| cohort.first_treated)
}

/// Lists the shares of an average; none where it has nothing to compare.
pub(crate) fn shares(
    average: RolloutAverage,
    cohorts: &[CohortMoments],
    periods: &[i64],
) -> Vec<AverageShare> {
    let end = all_treated_from(cohorts).unwrap_or(i64::MAX);
    let mut found = Vec::new();
    for (at, cohort) in cohorts.iter().enumerate() {
        let Some(first) = cohort.first_treated else { continue };
        for (time, period) in periods.iter().enumerate().filter(|it| *it.1 < end) {
            let is_in = match average {
                RolloutAverage::EventTime(after) => period.saturating_sub(first) == after && first < end,
                _ => *period >= first,
            };
            if is_in {
                found.push(AverageShare { cohort: at, time, part: cohort.units as f64 });
            }
        }
    }
    let by = |share: &AverageShare| match average {
        RolloutAverage::Cohort => share.cohort,
        RolloutAverage::Calendar => share.time,
        RolloutAverage::Simple | RolloutAverage::EventTime(_) => 0,
    };
    scaled(&found, average, by)
}

/// Divides sizes by what they add up to: within each cohort or period first, then over all of them.
fn scaled(
    found: &[AverageShare],
    average: RolloutAverage,
    by: impl Fn(&AverageShare) -> usize,
) -> Vec<AverageShare> {
    let mut groups: Vec<usize> = found.iter().map(&by).collect();
    groups.sort_unstable();
    groups.dedup();
    // All shares of a cohort are of its size; it counts by that. Periods count the same.
    let sizes: Vec<(usize, f64, f64)> = groups
        .iter()
        .map(|group| {
            let members = || found.iter().filter(|share| by(share) == *group).map(|share| share.part);
            let size = if average == RolloutAverage::Cohort { members().fold(0.0, f64::max) } else { 1.0 };
            (*group, members().sum::<f64>(), size)
        })
        .collect();
    let total: f64 = sizes.iter().map(|it| it.2).sum();
    let of = |share: &AverageShare| {
        let size = sizes.iter().find(|it| it.0 == by(share));
        size.map_or(0.0, |(_, sum, size)| share.part / sum * size / total)
    };
    found.iter().map(|share| AverageShare { part: of(share), ..*share }).collect()
}

impl Contrasts {
    /// Compares each cohort of an average with those treated later, in its period and in the last one before treatment.
    pub(crate) fn new(shares: &[AverageShare], cohorts: &[CohortMoments], periods: &[i64]) -> Self {
        let empty = || Contrast { weights: vec![vec![0.0; periods.len()]; cohorts.len()] };
        let (mut effect, mut before) = (empty(), empty());
        for share in shares {
            // Shares number cohorts and periods; every cohort has a period before treatment.
            let Some(first) = cohorts[share.cohort].first_treated else { continue };
            let base = periods.partition_point(|period| *period < first).saturating_sub(1);
            let later = periods[share.time].max(first);
            let is_control = |cohort: &CohortMoments| cohort.first_treated.is_none_or(|it| it > later);
            let controls: usize = cohorts.iter().filter(|it| is_control(it)).map(|it| it.units).sum();
            let mut add = |cohort: usize, weight: f64| {
                effect.weights[cohort][share.time] += weight;
                before.weights[cohort][base] += weight;
            };
            add(share.cohort, share.part);
            for (at, cohort) in cohorts.iter().enumerate().filter(|(_, cohort)| is_control(cohort)) {
                add(at, -share.part * cohort.units as f64 / controls as f64);
            }
        }
        Self { effect, before }
    }
}
