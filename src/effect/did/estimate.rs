//! Effects by cohort and period.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::effect::did::changes::{LocalEffect, PairedOutcomes};
use crate::effect::did::comparison::{CohortComparison, comparisons};
use crate::effect::did::design::DidDesign;
use crate::effect::did::figure::{EffectFigure, GroupTime};
use crate::effect::did::influence::{Influence, clustered, covariance};
use crate::effect::did::levels::Levels;
use crate::effect::did::note::{DidNote, MissingCell};
use crate::effect::did::pretest::{NoPreTest, PreTest};
use crate::effect::did::sample::{DidSample, Layout, UnitClusters};
use crate::effect::did::weights::CohortShares;
use crate::effect::panel::Panel;
use crate::error::Error;

/// Effects by cohort and period, from differences in differences.
#[derive(Debug, Clone)]
pub struct DidEstimate {
    /// Effects, by cohort and period.
    pub cells: Vec<GroupTime>,
    /// A joint test that all effects before treatment are 0.
    pub pretest: Result<PreTest, NoPreTest>,
    /// What a reader should know.
    pub notes: Vec<DidNote>,
    /// How many units were used; rows with cross-sections.
    pub units: usize,
    /// One a cell; empty where there is no figure.
    pub(crate) influences: Vec<Influence>,
    pub(crate) clusters: Option<UnitClusters>,
    pub(crate) shares: CohortShares,
    /// Standard errors up to this come from rounding alone.
    pub(crate) least_error: f64,
}

/// Outcomes of the size of 1 carry rounding of less than this.
const ROUNDING: f64 = 1e-13;

impl DidEstimate {
    /// Estimates the effect on each cohort of treated units in each period.
    ///
    /// Method: group-time average treatment effects of Callaway & Sant'Anna 2021
    /// (doi:10.1016/j.jeconom.2020.12.001). Each compares the change in outcomes of a cohort between a base period and
    /// a period with that of controls, as [`DidDesign`] says. Standard errors come from influence functions. They are
    /// clustered where the panel has clusters. The influence of units is then added up by cluster. The variance is the
    /// sum of the squares of these sums, over the square of the number of units.
    ///
    /// Figures are those of the R package `did`, whose rules are kept. Weights and covariates are those of the earlier of
    /// the two periods. Some units may lack rows of some periods. Then the rows of both periods are taken as
    /// repeated cross-sections, and influence is added up by unit.
    ///
    /// Cost: O(comparisons x units x columns^2) time on all threads, O(comparisons x units) memory. Limits: the figures
    /// are effects only if controls show what treated units would have done (parallel trends, given the covariates).
    /// Standard errors are asymptotic: cohorts of a handful of units have too small ones.
    ///
    /// ```
    /// use rounds::effect::{DidDesign, DidEstimate, Panel, PanelColumns, Sampling};
    /// // Units 0 to 3 are never treated, 4 to 7 from period 2 on: they gain 5.
    /// let mut columns = PanelColumns::default();
    /// for unit in 0..8_u32 {
    ///     for period in 1..=2_u32 {
    ///         let is_treated = unit >= 4 && period == 2;
    ///         columns.unit.push(unit.into());
    ///         columns.period.push(period.into());
    ///         columns.first_treated.push((unit >= 4).then_some(2));
    ///         columns.outcome.push(f64::from(unit % 4 * period + if is_treated { 5 } else { 0 }));
    ///     }
    /// }
    /// let panel = Panel::new(&columns, Sampling::SameUnits)?;
    /// let estimate = DidEstimate::new(&panel, DidDesign::default())?;
    /// assert!((estimate.cells[0].figure.effect.unwrap() - 5.0).abs() < 1e-12);
    /// # Ok::<(), rounds::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::error::ErrorKind::Input) where no unit begins to be treated after the first period, or there is
    /// nobody to compare with.
    pub fn new(panel: &Panel, design: DidDesign) -> Result<Self, Error> {
        let mut notes = Vec::new();
        let sample = DidSample::new(panel, design, &mut notes)?;
        notes.extend(remarks(&sample));
        let comparisons = comparisons(&sample, design);
        let found: Vec<(GroupTime, Influence)> =
            comparisons.par_iter().map(|comparison| estimate(&sample, comparison, design)).collect();
        let (cells, influences): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        let shares = CohortShares::new(&sample);
        let (units, least_error) = (sample.unit_count(), sample.scale * ROUNDING);
        let clusters = sample.clusters;
        let pretest = Err(NoPreTest::NoPeriodBefore);
        let mut found = Self { cells, pretest, notes, units, influences, clusters, shares, least_error };
        let summed = found.clustered_influences();
        found.add_standard_errors(&summed);
        found.pretest = PreTest::new(&found.cells, &summed, found.units);
        Ok(found)
    }

    fn clustered_influences(&self) -> Vec<Influence> {
        let of = |influence| clustered(influence, self.units, self.clusters.as_ref());
        self.influences.par_iter().map(of).collect()
    }

    fn add_standard_errors(&mut self, summed: &[Influence]) {
        for (cell, influence) in self.cells.iter_mut().zip(summed) {
            let error = covariance(influence, influence, self.units).sqrt();
            let is_sure = cell.figure.effect.is_some() && error > self.least_error;
            cell.figure.standard_error = is_sure.then_some(error);
        }
    }
}

/// Cohorts with fewer units than this beside the columns are small.
const SMALL: usize = 5;

fn remarks(sample: &DidSample) -> Vec<DidNote> {
    let rows: usize = sample.periods.iter().map(|it| it.unit.len()).sum();
    let missing_rows =
        sample.unit_count() * sample.periods.len() - rows.min(sample.unit_count() * sample.periods.len());
    let unbalanced = (sample.layout == Layout::Unbalanced).then_some(DidNote::Unbalanced { missing_rows });
    let small = sample.cohorts.iter().filter(|cohort| cohort.units.len() < SMALL + sample.width - 1);
    let small =
        small.map(|it| DidNote::SmallCohort { first_treated: it.first_treated, units: it.units.len() });
    unbalanced.into_iter().chain(small).collect()
}

fn estimate(sample: &DidSample, comparison: &CohortComparison, design: DidDesign) -> (GroupTime, Influence) {
    let (first_treated, time) = (comparison.first_treated, sample.periods[comparison.time].period);
    let cell = |effect, missing| {
        let figure = EffectFigure { effect, standard_error: None };
        GroupTime { first_treated, time, figure, missing }
    };
    if comparison.time == comparison.base {
        return (cell(Some(0.0), None), Influence::default());
    }
    let found = match sample.layout {
        Layout::Balanced => of_changes(sample, comparison, design),
        _ => of_levels(sample, comparison, design),
    };
    match found {
        Ok((effect, influence)) if effect.is_finite() => (cell(Some(effect), None), influence),
        Ok(_) => (cell(None, Some(MissingCell::NotFinite)), Influence::default()),
        Err(missing) => (cell(None, Some(missing)), Influence::default()),
    }
}

fn of_changes(
    sample: &DidSample,
    comparison: &CohortComparison,
    design: DidDesign,
) -> Result<(f64, Influence), MissingCell> {
    let (now, base) = (&sample.periods[comparison.time], &sample.periods[comparison.base]);
    let earlier = &sample.periods[comparison.time.min(comparison.base)];
    let mut changes = PairedOutcomes { has_weights: sample.has_weights, ..PairedOutcomes::default() };
    let width = sample.width - 1;
    for side in &comparison.units {
        // In a balanced panel the rows of a period are its units.
        let units = side.units.clone();
        changes.treated.extend(units.clone().map(|_| side.is_treated));
        let pairs = now.outcome[units.clone()].iter().zip(&base.outcome[units.clone()]);
        changes.change.extend(pairs.map(|(now, base)| now - base));
        changes.weight.extend(&earlier.weight[units.clone()]);
        changes.covariates.extend(&earlier.covariates[units.start * width..units.end * width]);
    }
    let LocalEffect { effect, influence } = changes.effect(design.method)?;
    let factor = sample.unit_count() as f64 / influence.len() as f64;
    let (mut placed, mut from) = (Influence::default(), 0);
    for side in &comparison.units {
        // The influence of the sides stands in their order.
        let to = from + side.units.len();
        placed.push(side.units.start, influence[from..to].iter().map(|it| factor * it).collect());
        from = to;
    }
    Ok((effect, placed))
}

fn of_levels(
    sample: &DidSample,
    comparison: &CohortComparison,
    design: DidDesign,
) -> Result<(f64, Influence), MissingCell> {
    let width = sample.width - 1;
    let mut levels = Levels { has_weights: sample.has_weights, ..Levels::default() };
    let mut unit = Vec::new();
    for side in &comparison.units {
        for at in [comparison.base, comparison.time] {
            let rows = &sample.periods[at];
            let range = rows.of(&side.units);
            levels.treated.extend(range.clone().map(|_| side.is_treated));
            levels.is_after.extend(range.clone().map(|_| at == comparison.time));
            levels.outcome.extend(&rows.outcome[range.clone()]);
            levels.weight.extend(&rows.weight[range.clone()]);
            levels.covariates.extend(&rows.covariates[range.start * width..range.end * width]);
            unit.extend(&rows.unit[range]);
        }
    }
    let LocalEffect { effect, influence } = levels.effect(design.method)?;
    let factor = sample.unit_count() as f64 / influence.len() as f64;
    Ok((effect, by_unit(&unit, &influence, factor)))
}

/// Adds the influence of rows up by unit, in pieces of units that follow each other.
fn by_unit(unit: &[usize], influence: &[f64], factor: f64) -> Influence {
    let mut rows: Vec<(usize, f64)> = unit.iter().copied().zip(influence.iter().copied()).collect();
    // A stable sort: the earlier of two rows of a unit comes first.
    rows.sort_by_key(|row| row.0);
    let sums = rows.chunk_by(|a, b| a.0 == b.0).map(|rows| {
        // No chunk is empty.
        (rows[0].0, factor * rows.iter().map(|row| row.1).sum::<f64>())
    });
    let sums: Vec<(usize, f64)> = sums.collect();
    let mut placed = Influence::default();
    for piece in sums.chunk_by(|a, b| a.0 + 1 == b.0) {
        placed.push(piece[0].0, piece.iter().map(|it| it.1).collect());
    }
    placed
}
