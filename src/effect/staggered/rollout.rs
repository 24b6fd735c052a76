//! Units whose time of treatment was drawn by lot.

use crate::effect::panel::{Panel, PanelUnit};
use crate::effect::staggered::cohort::CohortMoments;
use crate::error::{Error, ErrorKind};

/// A rollout: units that begin to be treated at times drawn by lot, with an outcome of every period.
#[derive(Debug, Clone)]
pub struct Rollout {
    pub(crate) periods: Vec<i64>,
    /// By unit, one a period.
    pub(crate) outcomes: Vec<Vec<f64>>,
    /// The number of each unit's cohort.
    pub(crate) cohort_of: Vec<usize>,
    /// In order, those never treated last.
    pub(crate) cohorts: Vec<CohortMoments>,
    /// Units that were left out, and why.
    pub left_out: RolloutGaps,
}

/// How many units a rollout leaves out, by reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct RolloutGaps {
    /// Treated in the first period already: nothing is known of them before.
    pub already_treated: usize,
    /// Without a row of some period.
    pub incomplete: usize,
    /// Alone in their cohort: nothing is known of how it varies.
    pub single: usize,
}

impl Rollout {
    /// Takes the units of a panel that can be compared. O(units x periods^2).
    ///
    /// # Errors
    /// [`ErrorKind::Input`] where the panel has weights, covariates or clusters, which the method does not know, and where
    /// fewer than two cohorts are left, or only one period.
    pub fn new(panel: &Panel) -> Result<Self, Error> {
        if panel.has_weights || panel.has_clusters || panel.width > 0 {
            return Err(Error::new(
                ErrorKind::Input,
                "a rollout by lot knows no weights, clusters or covariates: leave them out",
            ));
        }
        let mut periods: Vec<i64> = panel.rows.iter().map(|row| row.period).collect();
        periods.sort_unstable();
        periods.dedup();
        let Some(first) = periods.first().copied().filter(|_| periods.len() > 1) else {
            return Err(Error::new(ErrorKind::Input, "a rollout needs two periods at least"));
        };
        let mut left_out = RolloutGaps::default();
        let mut units: Vec<&PanelUnit> = panel.units.iter().collect();
        left_out.already_treated =
            drop_where(&mut units, |unit| unit.first_treated.is_some_and(|it| it <= first));
        left_out.incomplete = drop_where(&mut units, |unit| unit.rows.len() != periods.len());
        left_out.single = drop_single(&mut units, periods[periods.len() - 1]);
        let last = periods[periods.len() - 1];
        units.sort_by_key(|unit| cohort_key(unit, last));
        let outcomes = units.iter().map(|unit| outcomes(panel, unit)).collect();
        let keys: Vec<(bool, Option<i64>)> = units.iter().map(|unit| cohort_key(unit, last)).collect();
        let mut names = keys.clone();
        names.dedup();
        if names.len() < 2 {
            return Err(Error::new(
                ErrorKind::Input,
                "a rollout needs two cohorts of two units: give more units, or units treated later",
            ));
        }
        // Every key is among the names, which are in order.
        let cohort_of = keys.iter().map(|key| names.partition_point(|name| name < key)).collect();
        let mut rollout = Self { periods, outcomes, cohort_of, cohorts: Vec::new(), left_out };
        let names: Vec<Option<i64>> = names.into_iter().map(|name| name.1).collect();
        rollout.cohorts = rollout.moments(&names, &rollout.cohort_of);
        Ok(rollout)
    }

    /// Reckons the moments of cohorts, given which cohort each unit is in.
    pub(crate) fn moments(&self, names: &[Option<i64>], cohort_of: &[usize]) -> Vec<CohortMoments> {
        let of = |(at, first): (usize, &Option<i64>)| {
            let units = self.outcomes.iter().zip(cohort_of).filter(move |it| *it.1 == at);
            CohortMoments::new(*first, units.map(|it| it.0.as_slice()), self.periods.len())
        };
        names.iter().enumerate().map(of).collect()
    }

    /// Returns how many units are compared.
    #[must_use]
    pub fn unit_count(&self) -> usize {
        self.outcomes.len()
    }
}

fn outcomes(panel: &Panel, unit: &PanelUnit) -> Vec<f64> {
    panel.rows[unit.rows.clone()].iter().map(|row| row.outcome).collect()
}

/// Orders cohorts: those never treated, or after the last period, come last.
fn cohort_key(unit: &PanelUnit, last: i64) -> (bool, Option<i64>) {
    let first = unit.first_treated.filter(|first| *first <= last);
    (first.is_none(), first)
}

fn drop_where(units: &mut Vec<&PanelUnit>, is_out: impl Fn(&PanelUnit) -> bool) -> usize {
    let before = units.len();
    units.retain(|unit| !is_out(unit));
    before - units.len()
}

/// Leaves units out that are alone in their cohort.
fn drop_single(units: &mut Vec<&PanelUnit>, last: i64) -> usize {
    let mut keys: Vec<(bool, Option<i64>)> = units.iter().map(|unit| cohort_key(unit, last)).collect();
    keys.sort_unstable();
    let single: Vec<_> = keys.chunk_by(|a, b| a == b).filter(|it| it.len() == 1).map(|it| it[0]).collect();
    drop_where(units, |unit| single.binary_search(&cohort_key(unit, last)).is_ok())
}
