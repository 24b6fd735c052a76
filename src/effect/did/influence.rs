//! Influence functions: how much each unit moves a figure. Their spread is the standard error.

use crate::effect::did::sample::UnitClusters;

/// The influence function of one figure; units between the pieces have none.
#[derive(Debug, Clone, Default)]
pub(crate) struct Influence {
    pieces: Vec<InfluencePiece>,
}

#[derive(Debug, Clone)]
struct InfluencePiece {
    start: usize,
    values: Vec<f64>,
}

impl Influence {
    /// Adds a piece after those there are.
    pub(crate) fn push(&mut self, start: usize, values: Vec<f64>) {
        self.pieces.push(InfluencePiece { start, values });
    }

    /// Adds a multiple of it to a figure of every unit.
    pub(crate) fn add_to(&self, factor: f64, units: &mut [f64]) {
        for piece in &self.pieces {
            let units = units.iter_mut().skip(piece.start);
            units.zip(&piece.values).for_each(|(unit, value)| *unit += factor * value);
        }
    }

    /// Adds up products with another one.
    fn dot(&self, other: &Self) -> f64 {
        let mut sum = 0.0;
        let mut others = other.pieces.iter().peekable();
        for piece in &self.pieces {
            let end = piece.start + piece.values.len();
            while let Some(next) = others.peek() {
                let (from, to) = (piece.start.max(next.start), end.min(next.start + next.values.len()));
                if from < to {
                    // Both pieces hold the units from `from` to `to`.
                    let (a, b) = (&piece.values[from - piece.start..], &next.values[from - next.start..]);
                    sum += a.iter().zip(b).take(to - from).map(|(a, b)| a * b).sum::<f64>();
                }
                if next.start + next.values.len() > end {
                    break;
                }
                others.next();
            }
        }
        sum
    }
}

/// Adds the influence of units up by cluster; every unit is its own without clusters.
pub(crate) fn by_cluster(units: &[f64], clusters: Option<&UnitClusters>) -> Vec<f64> {
    let Some(clusters) = clusters else { return units.to_vec() };
    let mut sums = vec![0.0; clusters.count];
    // Clusters are numbered from 0 to their count.
    units.iter().zip(&clusters.of_unit).for_each(|(unit, cluster)| sums[*cluster] += unit);
    sums
}

/// Prepares influence functions for [`covariance`]: with clusters they are summed by cluster.
pub(crate) fn clustered(influence: &Influence, units: usize, clusters: Option<&UnitClusters>) -> Influence {
    if clusters.is_none() {
        return influence.clone();
    }
    let mut all = vec![0.0; units];
    influence.add_to(1.0, &mut all);
    let mut summed = Influence::default();
    summed.push(0, by_cluster(&all, clusters));
    summed
}

/// Returns the covariance of two figures from their influence functions, summed by cluster: the sum of products over the
/// square of the number of units. Callaway & Sant'Anna 2021, theorem 2 and remark 10.
pub(crate) fn covariance(a: &Influence, b: &Influence, units: usize) -> f64 {
    let count = units.max(1) as f64;
    a.dot(b) / (count * count)
}

/// Returns the standard error of a figure from the influence of all units.
pub(crate) fn standard_error(units: &[f64], clusters: Option<&UnitClusters>) -> f64 {
    let squares: f64 = by_cluster(units, clusters).iter().map(|sum| sum * sum).sum();
    squares.sqrt() / units.len().max(1) as f64
}
