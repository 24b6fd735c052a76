//! How little could move at best.

use crate::districting::frame::exact_sum;
use crate::districting::problem::{Activity, DistrictingProblem};
use crate::error::Error;

/// Bounds the share of all relationships that every assignment within the ranges must break, whatever it
/// looks like: a proof, not an estimate.
///
/// A territory above a range must give units that hold the excess; one below must get units that hold the
/// shortfall. Each such need is filled with the units that cost least for what they bring, the last one in
/// part (the linear relaxation of a knapsack, Dantzig 1957, <https://doi.org/10.1287/opre.5.2.266>). A moved
/// unit leaves one territory and enters one, so what is given and what is got each bound the whole.
/// Contiguity is not used. O(a n k log n).
///
/// ```
/// # use rounds::districting::{Graph, DistrictingProblem, least_moved};
/// let row: Vec<_> = (0..4).map(|place| [f64::from(place), 0.0]).collect();
/// let mut problem = DistrictingProblem::even(row.clone(), Graph::from_points(&row)?, vec![1.0; 4], 2);
/// problem.incumbent = Some(vec![0, 0, 0, 1]);
/// // 3 against 1 where 5 % off 2 is allowed: at least 0.9 of 4 must move.
/// assert!((least_moved(&problem)? - 0.9 / 4.0).abs() < 1e-9);
/// # Ok::<(), rounds::Error>(())
/// ```
///
/// # Errors
/// Those of [`DistrictingProblem::validate`]. Without an incumbent the bound is 0.
pub fn least_moved(problem: &DistrictingProblem) -> Result<f64, Error> {
    problem.validate()?;
    let Some(incumbent) = &problem.incumbent else { return Ok(0.0) };
    let bound = Bound { problem, incumbent, fixed: fixed(problem), prices: problem.prices() };
    let sum = |of: &dyn Fn(usize) -> f64| (0..problem.territories).map(of).sum::<f64>();
    Ok(sum(&|territory| bound.least_given(territory)).max(sum(&|territory| bound.least_got(territory))))
}

/// Lists, by unit, the territory it is fixed to.
fn fixed(problem: &DistrictingProblem) -> Vec<Option<usize>> {
    let mut fixed = vec![None; problem.units()];
    for &(unit, territory) in &problem.rules.fixed {
        fixed[unit] = Some(territory);
    }
    fixed
}

struct Bound<'a> {
    problem: &'a DistrictingProblem,
    incumbent: &'a [usize],
    fixed: Vec<Option<usize>>,
    prices: Vec<f64>,
}

impl Bound<'_> {
    /// Returns what a territory must give away at least.
    fn least_given(&self, territory: usize) -> f64 {
        let may_leave =
            |&unit: &usize| self.incumbent[unit] == territory && self.fixed[unit] != Some(territory);
        self.dearest_need(may_leave, |activity| {
            self.load(activity, territory) - activity.targets[territory] * (1.0 + activity.tolerance)
        })
    }

    /// Returns what a territory must get at least.
    fn least_got(&self, territory: usize) -> f64 {
        let may_come = |&unit: &usize| {
            self.incumbent[unit] != territory && self.fixed[unit].is_none_or(|fixed| fixed == territory)
        };
        self.dearest_need(may_come, |activity| {
            activity.targets[territory] * (1.0 - activity.tolerance) - self.load(activity, territory)
        })
    }

    fn load(&self, activity: &Activity, territory: usize) -> f64 {
        let own = self.incumbent.iter().zip(&activity.amounts).filter(|&(&label, _)| label == territory);
        exact_sum(own.map(|(_, &amount)| amount))
    }

    /// Returns the largest price over activities of what fills the need of each.
    fn dearest_need(&self, may: impl Fn(&usize) -> bool, need: impl Fn(&Activity) -> f64) -> f64 {
        let each = self.problem.activities.iter().map(|activity| {
            // As much slack as the ranges of the search have.
            let need = need(activity) - 1e-9 * activity.targets.iter().copied().fold(0.0, f64::max);
            if need > 0.0 {
                self.cheapest(activity, (0..self.incumbent.len()).filter(&may), need)
            } else {
                0.0
            }
        });
        each.fold(0.0, f64::max)
    }

    /// Returns the least price of fractions of some units that hold `need` of an activity; all of them if
    /// they hold less.
    fn cheapest(&self, activity: &Activity, units: impl Iterator<Item = usize>, need: f64) -> f64 {
        let ratio = |unit: usize| self.prices[unit] / activity.amounts[unit];
        let mut units: Vec<usize> = units.filter(|&unit| activity.amounts[unit] > 0.0).collect();
        units.sort_by(|&a, &b| ratio(a).total_cmp(&ratio(b)).then(a.cmp(&b)));
        let (mut left, mut price) = (need, 0.0);
        for unit in units {
            let taken = activity.amounts[unit].min(left);
            price += taken * ratio(unit);
            left -= taken;
            if left <= 0.0 {
                break;
            }
        }
        price
    }
}
