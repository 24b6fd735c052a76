//! The part of a panel that a design can use, period by period.

use std::ops::Range;

use crate::effect::did::design::{ControlGroup, DidDesign};
use crate::effect::did::note::DidNote;
use crate::effect::panel::{Panel, PanelUnit, Sampling};
use crate::error::{Error, ErrorKind};

/// Units that a design can use, cohort by cohort, and their rows, period by period.
#[derive(Debug)]
pub(crate) struct DidSample {
    pub(crate) layout: Layout,
    pub(crate) periods: Vec<PeriodRows>,
    /// First those never treated, if there are any, then by first period of treatment.
    pub(crate) cohorts: Vec<Cohort>,
    /// What a unit counts for in averages over cohorts.
    pub(crate) unit_weight: Vec<f64>,
    /// Dense numbers of clusters, and how many there are, where units are clustered.
    pub(crate) clusters: Option<UnitClusters>,
    /// Columns of the design, intercept included.
    pub(crate) width: usize,
    pub(crate) has_weights: bool,
    /// The largest outcome, up to its sign.
    pub(crate) scale: f64,
}

/// How rows and units belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Every unit has a row of every period.
    Balanced,
    /// Some rows are missing.
    Unbalanced,
    /// Every row is a unit.
    CrossSections,
}

/// Units first treated in the same period, or never.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cohort {
    pub(crate) first_treated: Option<i64>,
    pub(crate) units: Range<usize>,
    /// An effect on it is estimated.
    pub(crate) is_estimated: bool,
}

/// The rows of a period, in the order of units.
#[derive(Debug)]
pub(crate) struct PeriodRows {
    pub(crate) period: i64,
    pub(crate) unit: Vec<usize>,
    pub(crate) outcome: Vec<f64>,
    pub(crate) weight: Vec<f64>,
    /// Row by row, without the intercept.
    pub(crate) covariates: Vec<f64>,
}

impl PeriodRows {
    /// Returns where the rows of a range of units are.
    pub(crate) fn of(&self, units: &Range<usize>) -> Range<usize> {
        let place = |unit: usize| self.unit.partition_point(|it| *it < unit);
        place(units.start)..place(units.end)
    }
}

/// Which cluster each unit belongs to.
#[derive(Debug, Clone)]
pub(crate) struct UnitClusters {
    pub(crate) of_unit: Vec<usize>,
    pub(crate) count: usize,
}

/// What is kept of a panel.
struct KeptRows {
    /// Rows before this period.
    before: Option<i64>,
    /// Units first treated in this period count as never treated.
    as_never: Option<i64>,
    /// No effect is estimated on units first treated in this period.
    not_estimated: Option<i64>,
    /// Units first treated after this period count as never treated.
    latest: i64,
    /// Units first treated up to this period are left out.
    treated_by: i64,
    anticipation: i64,
}

impl DidSample {
    /// Takes what a design can use.
    ///
    /// Units treated after the last period (and anticipation) count as never treated. Where nobody is never treated, the last
    /// cohort stands for them, and periods in which it may act on its treatment are left out. Units treated in the first
    /// period are left out, since nothing is known of them before.
    pub(crate) fn new(panel: &Panel, design: DidDesign, notes: &mut Vec<DidNote>) -> Result<Self, Error> {
        let kept = KeptRows::of(panel, design, notes)?;
        let mut units = Vec::new();
        let mut already = 0;
        for unit in &panel.units {
            let first_treated = kept.first_treated(unit);
            let rows = kept.rows(panel, unit);
            if rows.is_empty() {
                continue;
            }
            if first_treated.is_some_and(|first| first <= kept.treated_by) {
                already += 1;
                continue;
            }
            units.push(PanelUnit { first_treated, cluster: unit.cluster, rows });
        }
        if already > 0 {
            notes.push(DidNote::AlreadyTreated { units: already });
        }
        if panel.sampling == Sampling::CompleteUnits {
            leave_out_incomplete(panel, &mut units, notes);
        }
        // Units that count as never treated by rule go to those that are; within a cohort the order stays.
        units.sort_by_key(|unit| unit.first_treated);
        Self::gather(panel, &units, &kept)
    }

    fn gather(panel: &Panel, units: &[PanelUnit], kept: &KeptRows) -> Result<Self, Error> {
        let periods = period_rows(panel, units);
        let rows: usize = periods.iter().map(|it| it.unit.len()).sum();
        let layout = match panel.sampling {
            Sampling::CrossSections => Layout::CrossSections,
            _ if rows == units.len() * periods.len() => Layout::Balanced,
            _ => Layout::Unbalanced,
        };
        let first = periods.first().map_or(i64::MAX, |it| it.period);
        let cohorts = cohorts(units, kept, first.saturating_add(kept.anticipation));
        if !cohorts.iter().any(|cohort| cohort.is_estimated) {
            return Err(Error::new(
                ErrorKind::Input,
                "no unit is first treated after the first period with somebody left to compare it with: \
                 give the first period of treatment for units treated, and units that are not",
            ));
        }
        let largest = |most: f64, value: &f64| most.max(value.abs());
        Ok(Self {
            layout,
            scale: periods.iter().flat_map(|it| &it.outcome).fold(0.0, largest),
            cohorts,
            unit_weight: units.iter().map(|unit| mean_weight(panel, unit, layout)).collect(),
            clusters: panel.has_clusters.then(|| clusters(units)),
            width: panel.width + 1,
            has_weights: panel.has_weights,
            periods,
        })
    }

    /// Returns how many units there are.
    pub(crate) fn unit_count(&self) -> usize {
        self.unit_weight.len()
    }
}

impl KeptRows {
    fn of(panel: &Panel, design: DidDesign, notes: &mut Vec<DidNote>) -> Result<Self, Error> {
        let anticipation = i64::from(design.anticipation);
        let last = panel.rows.iter().map(|row| row.period).max().unwrap_or(0);
        let first = panel.rows.iter().map(|row| row.period).min().unwrap_or(0);
        let mut kept = Self {
            before: None,
            as_never: None,
            not_estimated: None,
            latest: last.saturating_add(anticipation),
            treated_by: first.saturating_add(anticipation),
            anticipation,
        };
        if panel.units.iter().any(|unit| kept.first_treated(unit).is_none()) {
            return Ok(kept);
        }
        // All units are treated at some time, so there is a last one.
        let latest = panel.units.iter().filter_map(|unit| unit.first_treated).max().unwrap_or(0);
        let before = latest.saturating_sub(anticipation);
        if before <= first {
            return Err(Error::new(
                ErrorKind::Input,
                "all units are treated in the first period, so there is nobody to compare with: give earlier \
                 periods, or units that are never treated",
            ));
        }
        notes.push(DidNote::NobodyNeverTreated { last_cohort: latest, periods_before: before });
        kept.before = Some(before);
        match design.control {
            ControlGroup::NeverTreated => kept.as_never = Some(latest),
            ControlGroup::NotYetTreated => kept.not_estimated = Some(latest),
        }
        Ok(kept)
    }

    fn first_treated(&self, unit: &PanelUnit) -> Option<i64> {
        unit.first_treated.filter(|first| *first <= self.latest && Some(*first) != self.as_never)
    }

    /// Returns the rows of a unit that are kept: they stand in the order of periods.
    fn rows(&self, panel: &Panel, unit: &PanelUnit) -> Range<usize> {
        let rows = &panel.rows[unit.rows.clone()];
        let count = self.before.map_or(rows.len(), |before| rows.partition_point(|row| row.period < before));
        unit.rows.start..unit.rows.start + count
    }
}

/// Leaves units out that lack a row of some period.
fn leave_out_incomplete(panel: &Panel, units: &mut Vec<PanelUnit>, notes: &mut Vec<DidNote>) {
    let (periods, before) = (period_names(panel, units).len(), units.len());
    units.retain(|unit| unit.rows.len() == periods);
    if units.len() < before {
        notes.push(DidNote::Incomplete { units: before - units.len() });
    }
}

/// Lists the periods of the rows of units.
fn period_names(panel: &Panel, units: &[PanelUnit]) -> Vec<i64> {
    let mut names: Vec<i64> = Vec::new();
    for row in units.iter().flat_map(|unit| &panel.rows[unit.rows.clone()]) {
        if let Err(at) = names.binary_search(&row.period) {
            names.insert(at, row.period);
        }
    }
    names
}

fn period_rows(panel: &Panel, units: &[PanelUnit]) -> Vec<PeriodRows> {
    let names = period_names(panel, units);
    let empty = |period| PeriodRows {
        period,
        unit: Vec::new(),
        outcome: Vec::new(),
        weight: Vec::new(),
        covariates: Vec::new(),
    };
    let mut periods: Vec<PeriodRows> = names.iter().copied().map(empty).collect();
    for (unit, it) in units.iter().enumerate() {
        for at in it.rows.clone() {
            let row = &panel.rows[at];
            // Every period of a row is among the names.
            let Ok(place) = names.binary_search(&row.period) else { continue };
            let period = &mut periods[place];
            period.unit.push(unit);
            period.outcome.push(row.outcome);
            period.weight.push(row.weight);
            period.covariates.extend(&panel.covariates[at * panel.width..(at + 1) * panel.width]);
        }
    }
    periods
}

/// Lists the cohorts of units in order. An effect is estimated on those treated after `seen_from`.
fn cohorts(units: &[PanelUnit], kept: &KeptRows, seen_from: i64) -> Vec<Cohort> {
    let mut cohorts = Vec::new();
    let mut start = 0;
    for group in units.chunk_by(|a, b| a.first_treated == b.first_treated) {
        // No cohort is without a unit.
        let first_treated = group[0].first_treated;
        let is_estimated =
            first_treated.is_some_and(|first| Some(first) != kept.not_estimated && first > seen_from);
        cohorts.push(Cohort { first_treated, units: start..start + group.len(), is_estimated });
        start += group.len();
    }
    cohorts
}

/// Returns what a unit counts for: its weight in the first period of a balanced panel, else the mean of its weights.
fn mean_weight(panel: &Panel, unit: &PanelUnit, layout: Layout) -> f64 {
    let rows = &panel.rows[unit.rows.clone()];
    let rows = if layout == Layout::Balanced { &rows[..rows.len().min(1)] } else { rows };
    rows.iter().map(|row| row.weight).sum::<f64>() / rows.len().max(1) as f64
}

/// Gives clusters numbers in the order of their first units.
fn clusters(units: &[PanelUnit]) -> UnitClusters {
    let mut number = std::collections::BTreeMap::new();
    let of_unit = units.iter().map(|unit| {
        let next = number.len();
        *number.entry(unit.cluster).or_insert(next)
    });
    let of_unit = of_unit.collect();
    UnitClusters { of_unit, count: number.len() }
}
