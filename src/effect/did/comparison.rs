//! Which rows stand in a comparison of two periods.

use std::ops::Range;

use crate::effect::did::design::{BasePeriod, ControlGroup, DidDesign};
use crate::effect::did::sample::{Cohort, DidSample};

/// One cohort in one period: what is compared with what.
#[derive(Debug, Clone)]
pub(crate) struct CohortComparison {
    /// The first period of treatment.
    pub(crate) first_treated: i64,
    /// The number of the period among those of the sample.
    pub(crate) time: usize,
    /// The number of the period compared with.
    pub(crate) base: usize,
    /// Units of treated and controls, in order.
    pub(crate) units: Vec<ComparisonSide>,
}

/// A range of units of a comparison.
#[derive(Debug, Clone)]
pub(crate) struct ComparisonSide {
    pub(crate) is_treated: bool,
    pub(crate) units: Range<usize>,
}

/// Lists the comparisons of a design, by cohort and period.
pub(crate) fn comparisons(sample: &DidSample, design: DidDesign) -> Vec<CohortComparison> {
    let periods: Vec<i64> = sample.periods.iter().map(|it| it.period).collect();
    let anticipation = i64::from(design.anticipation);
    let mut found = Vec::new();
    for cohort in sample.cohorts.iter().filter(|cohort| cohort.is_estimated) {
        let Some(first_treated) = cohort.first_treated else { continue };
        // The last period before treatment (and anticipation).
        let untreated = periods.partition_point(|period| period.saturating_add(anticipation) < first_treated);
        let Some(last_before) = untreated.checked_sub(1) else { continue };
        let from = usize::from(design.base == BasePeriod::Varying);
        for time in from..periods.len() {
            let is_before = periods[time] < first_treated;
            let base = if is_before && design.base == BasePeriod::Varying { time - 1 } else { last_before };
            let treated_after = periods[time.max(base)].saturating_add(anticipation);
            let units = sides(sample, cohort, design.control, treated_after);
            found.push(CohortComparison { first_treated, time, base, units });
        }
    }
    found
}

fn sides(
    sample: &DidSample,
    treated: &Cohort,
    control: ControlGroup,
    treated_after: i64,
) -> Vec<ComparisonSide> {
    let side = |cohort: &Cohort| {
        let is_treated = cohort.first_treated == treated.first_treated;
        let is_control = match (cohort.first_treated, control) {
            (None, _) => true,
            (Some(_), ControlGroup::NeverTreated) => false,
            (Some(first), ControlGroup::NotYetTreated) => first > treated_after,
        };
        (is_treated || is_control).then(|| ComparisonSide { is_treated, units: cohort.units.clone() })
    };
    sample.cohorts.iter().filter_map(side).collect()
}
