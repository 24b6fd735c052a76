//! The data of an effect: units that are watched over periods, some of which begin to be treated.

use std::cmp::Ordering;
use std::ops::Range;

use rayon::slice::ParallelSliceMut;

use crate::error::{Error, ErrorKind};

/// Outcomes, weights and covariates lie within this of 0, so that sums of their squares are finite.
const LARGEST: f64 = 1e100;

/// Rows of a panel, one vector a column; all are equally long.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PanelColumns {
    /// Which unit a row is about. The numbers are labels: their order and size mean nothing.
    pub unit: Vec<u64>,
    /// The period of the row. Periods need not be consecutive.
    pub period: Vec<i64>,
    /// The first period in which the unit is treated; `None` where it never is.
    pub first_treated: Vec<Option<i64>>,
    /// What was measured.
    pub outcome: Vec<f64>,
    /// Covariates, one vector each, as long as the others. The intercept is not among them.
    pub covariates: Vec<Vec<f64>>,
    /// What a row counts for, from 0 on; every row the same where there are none.
    pub weight: Option<Vec<f64>>,
    /// Labels of clusters of units whose outcomes depend on each other; every unit its own where there are none.
    pub cluster: Option<Vec<u64>>,
}

/// How the rows were drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sampling {
    /// The same units are seen again, in all periods or in some.
    SameUnits,
    /// The same units are seen again, and those that lack a row of some period are left out.
    CompleteUnits,
    /// Every row is a unit of its own: labels of units are not read.
    CrossSections,
}

/// A panel whose rows fit each other, in an order that depends on what the rows say alone.
#[derive(Debug, Clone)]
pub struct Panel {
    pub(crate) sampling: Sampling,
    pub(crate) units: Vec<PanelUnit>,
    pub(crate) rows: Vec<PanelRow>,
    /// Covariates of all rows, row by row.
    pub(crate) covariates: Vec<f64>,
    pub(crate) width: usize,
    pub(crate) has_weights: bool,
    pub(crate) has_clusters: bool,
}

/// A unit and where its rows are.
#[derive(Debug, Clone)]
pub(crate) struct PanelUnit {
    pub(crate) first_treated: Option<i64>,
    pub(crate) cluster: u64,
    pub(crate) rows: Range<usize>,
}

/// A row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PanelRow {
    pub(crate) period: i64,
    pub(crate) outcome: f64,
    pub(crate) weight: f64,
}

impl Panel {
    /// Checks rows and puts them in order. O(rows x log(rows)).
    ///
    /// # Errors
    /// [`ErrorKind::Input`] where there are no rows, columns differ in length, a number is not within 1e100 of 0, a
    /// weight is negative, or all weights are 0. Unless rows are cross-sections, also where a unit has two rows of a
    /// period, two first periods of treatment or two clusters.
    pub fn new(columns: &PanelColumns, sampling: Sampling) -> Result<Self, Error> {
        check(columns)?;
        let mut order: Vec<usize> = (0..columns.unit.len()).collect();
        if sampling != Sampling::CrossSections {
            order.par_sort_unstable_by_key(|row| (columns.unit[*row], columns.period[*row], *row));
        }
        let same = |a: &usize, b: &usize| {
            sampling != Sampling::CrossSections && columns.unit[*a] == columns.unit[*b]
        };
        let mut groups: Vec<&[usize]> = order.chunk_by(same).collect();
        groups.iter().try_for_each(|rows| check_unit(columns, rows))?;
        groups.par_sort_unstable_by(|a, b| by_content(columns, a, b));
        Ok(Self::gather(columns, sampling, &groups))
    }

    fn gather(columns: &PanelColumns, sampling: Sampling, groups: &[&[usize]]) -> Self {
        let mut panel = Self {
            sampling,
            units: Vec::with_capacity(groups.len()),
            rows: Vec::with_capacity(columns.unit.len()),
            covariates: Vec::with_capacity(columns.unit.len() * columns.covariates.len()),
            width: columns.covariates.len(),
            has_weights: columns.weight.is_some(),
            has_clusters: columns.cluster.is_some(),
        };
        for (at, rows) in groups.iter().enumerate() {
            let start = panel.rows.len();
            rows.iter().for_each(|row| panel.push(columns, *row));
            panel.units.push(PanelUnit {
                // No unit is without a row.
                first_treated: columns.first_treated[rows[0]],
                cluster: columns.cluster.as_ref().map_or(at as u64, |cluster| cluster[rows[0]]),
                rows: start..panel.rows.len(),
            });
        }
        panel
    }

    fn push(&mut self, columns: &PanelColumns, row: usize) {
        self.covariates.extend(columns.covariates.iter().map(|column| column[row]));
        self.rows.push(PanelRow {
            period: columns.period[row],
            outcome: columns.outcome[row],
            weight: weight(columns, row),
        });
    }

    /// Returns how many units it has; with [`Sampling::CrossSections`] how many rows.
    #[must_use]
    pub fn unit_count(&self) -> usize {
        self.units.len()
    }
}

fn weight(columns: &PanelColumns, row: usize) -> f64 {
    columns.weight.as_ref().map_or(1.0, |weights| weights[row])
}

fn check(columns: &PanelColumns) -> Result<(), Error> {
    let rows = columns.unit.len();
    if rows == 0 {
        return Err(no_rows());
    }
    let lengths = [columns.period.len(), columns.first_treated.len(), columns.outcome.len()];
    let numbers = || columns.covariates.iter().chain(&columns.weight);
    let equal = lengths.iter().all(|length| *length == rows) && numbers().all(|it| it.len() == rows);
    if !equal || columns.cluster.as_ref().is_some_and(|it| it.len() != rows) {
        return Err(uneven(rows));
    }
    for column in numbers().chain([&columns.outcome]) {
        if let Some(row) = column.iter().position(|value| value.is_nan() || value.abs() > LARGEST) {
            return Err(no_number(row));
        }
    }
    let Some(weights) = &columns.weight else { return Ok(()) };
    match weights.iter().position(|weight| *weight < 0.0) {
        Some(row) => Err(negative(row)),
        None if weights.iter().all(|weight| *weight == 0.0) => Err(weightless()),
        None => Ok(()),
    }
}

fn check_unit(columns: &PanelColumns, rows: &[usize]) -> Result<(), Error> {
    // Pairs of rows of one unit, in the order of periods.
    for pair in rows.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        if columns.period[a] == columns.period[b] {
            return Err(same_period(a, b));
        }
        if columns.first_treated[a] != columns.first_treated[b] {
            return Err(two_first_periods(a, b));
        }
        if columns.cluster.as_ref().is_some_and(|cluster| cluster[a] != cluster[b]) {
            return Err(two_clusters(a, b));
        }
    }
    Ok(())
}

fn wrong(what: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Input, what)
}

fn no_rows() -> Error {
    wrong("the panel has no rows: give at least two periods of some units")
}

fn weightless() -> Error {
    wrong("all weights of the panel are 0")
}

fn uneven(rows: usize) -> Error {
    wrong(format!("the columns of the panel are not all {rows} rows long"))
}

fn no_number(row: usize) -> Error {
    wrong(format!("row {row} of the panel holds no number within 1e100 of 0"))
}

fn negative(row: usize) -> Error {
    wrong(format!("row {row} of the panel has a weight below 0"))
}

fn same_period(a: usize, b: usize) -> Error {
    wrong(format!(
        "rows {a} and {b} are of one unit and period: give one row for both, or say that rows are cross-sections"
    ))
}

fn two_first_periods(a: usize, b: usize) -> Error {
    wrong(format!(
        "rows {a} and {b} are of one unit and have two first periods of treatment: once treated, it stays treated"
    ))
}

fn two_clusters(a: usize, b: usize) -> Error {
    wrong(format!("rows {a} and {b} are of one unit and have two clusters: a unit belongs to one cluster"))
}

/// Compares two units by what their rows say. Labels decide only between units whose rows are the same. So sums over
/// units are the same whatever the units are called.
fn by_content(columns: &PanelColumns, a: &[usize], b: &[usize]) -> Ordering {
    // No unit is without a row.
    let (first_a, first_b) = (a[0], b[0]);
    let group = |row: usize| (columns.first_treated[row], columns.period[row]);
    let labels = |row: usize| (columns.cluster.as_ref().map(|cluster| cluster[row]), columns.unit[row], row);
    (group(first_a).cmp(&group(first_b)))
        .then_with(|| {
            let rows = a.iter().zip(b).map(|(a, b)| compare_rows(columns, *a, *b));
            rows.into_iter().find(|order| order.is_ne()).unwrap_or(a.len().cmp(&b.len()))
        })
        .then_with(|| labels(first_a).cmp(&labels(first_b)))
}

fn compare_rows(columns: &PanelColumns, a: usize, b: usize) -> Ordering {
    let covariates = || {
        let pairs = columns.covariates.iter().map(|column| column[a].total_cmp(&column[b]));
        pairs.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    };
    (columns.period[a].cmp(&columns.period[b]))
        .then_with(|| columns.outcome[a].total_cmp(&columns.outcome[b]))
        .then_with(|| weight(columns, a).total_cmp(&weight(columns, b)))
        .then_with(covariates)
}
