//! Averages of the effects by cohort and period.

use std::ops::Range;

use crate::effect::did::estimate::DidEstimate;
use crate::effect::did::figure::{EffectFigure, GroupTime};
use crate::effect::did::influence::{Influence, by_cluster, standard_error};
use crate::effect::did::pretest::{NoPreTest, PreTest};

/// What effects are averaged over. Cohorts count by their weight in all averages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AggregateKind {
    /// Over all cohorts and periods since treatment: cohorts treated early count more often.
    Simple,
    /// By cohort, over its periods since treatment.
    Group,
    /// By time since treatment.
    Dynamic,
    /// By period, over the cohorts treated by then.
    Calendar,
}

/// One average.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct DidAggregateRow {
    /// The first period of treatment, the time since treatment (below 0 before it), or the period.
    pub at: i64,
    /// The effect.
    #[serde(flatten)]
    pub figure: EffectFigure,
}

/// Averages of one kind, and the average of them.
#[derive(Debug, Clone)]
pub struct DidAggregate {
    /// What they are averages over.
    pub kind: AggregateKind,
    /// One a cohort, time or period; none for [`AggregateKind::Simple`].
    pub rows: Vec<DidAggregateRow>,
    /// The average of all. Times before treatment are not in it.
    pub overall: EffectFigure,
    /// Group-times without a figure, which no average holds.
    pub left_out: usize,
    /// The influence functions of the rows, one value a unit.
    pub(crate) influences: Vec<Vec<f64>>,
}

/// An effect with the influence of every unit.
struct Averaged {
    effect: f64,
    influence: Vec<f64>,
}

impl DidEstimate {
    /// Averages effects over cohorts and periods.
    ///
    /// Method: section 3 of Callaway & Sant'Anna 2021 (doi:10.1016/j.jeconom.2020.12.001), with standard errors that
    /// count for the estimation of the sizes of cohorts. The average over times since treatment and over
    /// periods is a plain one, that over cohorts by their size. O(effects x units).
    #[must_use]
    pub fn aggregate(&self, kind: AggregateKind) -> DidAggregate {
        let left_out = self.cells.iter().filter(|cell| cell.figure.effect.is_none()).count();
        let keys = match kind {
            AggregateKind::Simple => Vec::new(),
            _ => self.keys(kind),
        };
        let averaged: Vec<(i64, Averaged)> =
            keys.iter().filter_map(|at| Some((*at, self.average(&self.members(kind, *at), kind)?))).collect();
        let overall = match kind {
            AggregateKind::Simple => self.average(&self.since_treatment(), kind),
            AggregateKind::Group => self.over_cohorts(&averaged),
            AggregateKind::Dynamic => self.plain(averaged.iter().filter(|row| row.0 >= 0)),
            AggregateKind::Calendar => self.plain(averaged.iter()),
        };
        DidAggregate {
            kind,
            rows: averaged
                .iter()
                .map(|(at, it)| DidAggregateRow { at: *at, figure: self.figure(it) })
                .collect(),
            overall: overall.map_or(EffectFigure::NONE, |it| self.figure(&it)),
            left_out,
            influences: averaged.into_iter().map(|(_, it)| it.influence).collect(),
        }
    }

    /// Tests jointly that the rows of an average over times since treatment are 0, for some of the times. Rows before
    /// treatment make it a test of trends with fewer restrictions than [`DidEstimate::pretest`].
    ///
    /// # Errors
    /// Where no row has a standard error, or rows depend on each other.
    pub fn pretest_of_times(&self, by_time: &DidAggregate, times: Range<i64>) -> Result<PreTest, NoPreTest> {
        let summed = by_time.influences.iter().map(|units| {
            let mut influence = Influence::default();
            influence.push(0, by_cluster(units, self.clusters.as_ref()));
            influence
        });
        let summed: Vec<Influence> = summed.collect();
        let rows = by_time.rows.iter().zip(&summed).filter(|(row, _)| times.contains(&row.at));
        PreTest::of_figures(rows.map(|(row, influence)| (row.figure, influence)), self.units)
    }

    fn key(&self, kind: AggregateKind, cell: usize) -> i64 {
        // Callers walk the cells.
        let cell = &self.cells[cell];
        match kind {
            AggregateKind::Simple => 0,
            AggregateKind::Group => cell.first_treated,
            AggregateKind::Dynamic => cell.time.saturating_sub(cell.first_treated),
            AggregateKind::Calendar => cell.time,
        }
    }

    /// Lists the cells with a figure that an average may hold.
    fn candidates(&self, kind: AggregateKind) -> impl Iterator<Item = usize> {
        let with_before = kind == AggregateKind::Dynamic;
        let is_in = move |(_, cell): &(usize, &GroupTime)| {
            cell.figure.effect.is_some() && (with_before || cell.first_treated <= cell.time)
        };
        self.cells.iter().enumerate().filter(is_in).map(|it| it.0)
    }

    fn since_treatment(&self) -> Vec<usize> {
        self.candidates(AggregateKind::Simple).collect()
    }

    fn keys(&self, kind: AggregateKind) -> Vec<i64> {
        let mut keys: Vec<i64> = self.candidates(kind).map(|cell| self.key(kind, cell)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    fn members(&self, kind: AggregateKind, at: i64) -> Vec<usize> {
        self.candidates(kind).filter(|cell| self.key(kind, *cell) == at).collect()
    }

    /// Averages cells by the shares of their cohorts.
    fn average(&self, cells: &[usize], kind: AggregateKind) -> Option<Averaged> {
        // The cells are those with a figure.
        let of = |cell: &usize| {
            let cell = &self.cells[*cell];
            (cell.first_treated, self.shares.of(cell.first_treated), cell.figure.effect.unwrap_or(0.0))
        };
        let total: f64 = cells.iter().map(|cell| of(cell).1).sum();
        if total <= 0.0 {
            return None;
        }
        let effect = cells.iter().map(|cell| of(cell).1 * of(cell).2).sum::<f64>() / total;
        let mut influence = vec![0.0; self.units];
        for cell in cells {
            self.influences[*cell].add_to(of(cell).1 / total, &mut influence);
        }
        // Within a cohort all cells count the same, whatever its size.
        if kind != AggregateKind::Group {
            let excess = cells.iter().map(|cell| (of(cell).0, of(cell).2 - effect));
            self.shares.add_influence(excess, total, &mut influence);
        }
        Some(Averaged { effect, influence })
    }

    fn over_cohorts(&self, rows: &[(i64, Averaged)]) -> Option<Averaged> {
        let total: f64 = rows.iter().map(|(cohort, _)| self.shares.of(*cohort)).sum();
        if total <= 0.0 {
            return None;
        }
        let part = |(cohort, it): &(i64, Averaged)| self.shares.of(*cohort) * it.effect;
        let effect = rows.iter().map(part).sum::<f64>() / total;
        let mut influence = vec![0.0; self.units];
        for (cohort, row) in rows {
            add(self.shares.of(*cohort) / total, &row.influence, &mut influence);
        }
        let excess = rows.iter().map(|(cohort, row)| (*cohort, row.effect - effect));
        self.shares.add_influence(excess, total, &mut influence);
        Some(Averaged { effect, influence })
    }

    /// Averages rows that count the same.
    fn plain<'a>(&self, rows: impl Iterator<Item = &'a (i64, Averaged)> + Clone) -> Option<Averaged> {
        let count = rows.clone().count() as f64;
        let effect = rows.clone().map(|(_, row)| row.effect).sum::<f64>() / count;
        let mut influence = vec![0.0; self.units];
        rows.for_each(|(_, row)| add(1.0 / count, &row.influence, &mut influence));
        (count > 0.0).then_some(Averaged { effect, influence })
    }

    fn figure(&self, averaged: &Averaged) -> EffectFigure {
        let error = standard_error(&averaged.influence, self.clusters.as_ref());
        EffectFigure {
            effect: Some(averaged.effect),
            standard_error: (error > self.least_error).then_some(error),
        }
    }
}

fn add(factor: f64, from: &[f64], to: &mut [f64]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += factor * from);
}
