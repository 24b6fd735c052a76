//! What more disruption would buy.

use super::problem::Problem;
use super::rebalance::{Rebalance, rebalance};
use super::search::Config;
use crate::Error;
use crate::progress::Observer;

/// One point of the front: an answer under tolerances of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontPoint {
    /// What every tolerance was multiplied by.
    pub factor: f64,
    /// Largest deviation from a target in any activity, as a share of the target.
    pub worst_imbalance: f64,
    /// The answer; `moved` is the other axis.
    pub answer: Rebalance,
}

/// The trade-off between relationships broken and worst imbalance: one rebalancing a factor on the tolerances. Points that
/// another one beats on both axes are left out; the rest are sorted by relationships broken.
///
/// # Errors
/// As [`rebalance`].
pub fn front(
    problem: &Problem,
    factors: &[f64],
    config: &Config,
    observer: Observer,
) -> Result<Vec<FrontPoint>, Error> {
    let mut points = Vec::with_capacity(factors.len());
    for &factor in factors {
        let mut scaled = problem.clone();
        scaled.activities.iter_mut().for_each(|activity| activity.tolerance *= factor);
        let answer = rebalance(&scaled, config, observer)?;
        let worst_imbalance = worst_imbalance(problem, &answer.solution.labels);
        points.push(FrontPoint { factor, worst_imbalance, answer });
    }
    points.sort_by(|a, b| {
        a.answer.moved.total_cmp(&b.answer.moved).then(a.worst_imbalance.total_cmp(&b.worst_imbalance))
    });
    let mut least = f64::INFINITY;
    points.retain(|point| {
        let better = point.worst_imbalance < least;
        least = least.min(point.worst_imbalance);
        better
    });
    Ok(points)
}

/// Largest deviation from a target, relative, over all territories and activities.
pub(crate) fn worst_imbalance(problem: &Problem, labels: &[usize]) -> f64 {
    let worst = problem.activities.iter().map(|activity| {
        let mut loads = vec![0.0; problem.territories];
        labels.iter().zip(&activity.amounts).for_each(|(&label, amount)| loads[label] += amount);
        let deviations =
            loads.iter().zip(&activity.targets).map(|(load, target)| (load / target - 1.0).abs());
        deviations.fold(0.0, f64::max)
    });
    worst.fold(0.0, f64::max)
}
