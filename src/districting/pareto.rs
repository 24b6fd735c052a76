//! What more disruption would buy.

use crate::districting::config::DistrictingConfig;
use crate::districting::evaluation::Evaluation;
use crate::districting::problem::DistrictingProblem;
use crate::districting::rebalance::rebalance;
use crate::error::Error;
use crate::progress::Observer;

/// One point of the front: an answer under tolerances of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct ParetoPoint {
    /// What every tolerance was multiplied by.
    pub factor: f64,
    /// Largest deviation from a target in any activity, as a share of the target.
    pub worst_imbalance: f64,
    /// The answer; `moved` is the other axis.
    pub answer: Evaluation,
}

/// Finds the trade-off between relationships broken and worst imbalance: one rebalancing a factor on the
/// tolerances. Points that another one beats on both axes are left out; the rest are sorted by relationships
/// broken.
///
/// # Errors
/// As [`rebalance`].
pub fn pareto_front(
    problem: &DistrictingProblem,
    factors: &[f64],
    config: &DistrictingConfig,
    observer: Observer,
) -> Result<Vec<ParetoPoint>, Error> {
    let mut points = Vec::with_capacity(factors.len());
    for &factor in factors {
        let mut scaled = problem.clone();
        scaled.activities.iter_mut().for_each(|activity| activity.tolerance *= factor);
        let answer = rebalance(&scaled, config, observer)?;
        let worst_imbalance = worst_imbalance(problem, &answer.solution.labels);
        points.push(ParetoPoint { factor, worst_imbalance, answer });
    }
    Ok(undominated(points, |point| (point.answer.moved, point.worst_imbalance)))
}

/// Keeps the points that no other one beats on both axes, by the first.
pub(crate) fn undominated<T>(mut points: Vec<T>, axes: impl Fn(&T) -> (f64, f64)) -> Vec<T> {
    points.sort_by(|a, b| {
        let (a, b) = (axes(a), axes(b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let mut least = f64::INFINITY;
    points.retain(|point| {
        let second = axes(point).1;
        let better = second < least;
        least = least.min(second);
        better
    });
    points
}

/// Finds the largest deviation from a target, relative, over all territories and activities.
pub(crate) fn worst_imbalance(problem: &DistrictingProblem, labels: &[usize]) -> f64 {
    let worst = problem.activities.iter().map(|activity| {
        let mut loads = vec![0.0; problem.territories];
        labels.iter().zip(&activity.amounts).for_each(|(&label, amount)| loads[label] += amount);
        let deviations =
            loads.iter().zip(&activity.targets).map(|(load, target)| (load / target - 1.0).abs());
        deviations.fold(0.0, f64::max)
    });
    worst.fold(0.0, f64::max)
}
