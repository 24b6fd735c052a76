//! How little could move at best.

use super::instance::{Instance, NONE};
use super::problem::Problem;
use crate::Error;

/// A share of all relationships that every assignment within the ranges must break, whatever it looks like: a proof, not an
/// estimate.
///
/// A territory above a range must give units that hold the excess; one below must get units that hold the shortfall. Each such
/// need is filled with the units that cost least for what they bring, the last one in part (the linear relaxation of a
/// knapsack, Dantzig 1957, <https://doi.org/10.1287/opre.5.2.266>). A moved unit leaves one territory and enters one, so what is
/// given and what is got each bound the whole. Contiguity is not used. O(a k n log n).
///
/// # Errors
/// Those of [`Problem::validate`]. Without an incumbent the bound is 0.
pub fn least_moved(problem: &Problem) -> Result<f64, Error> {
    problem.validate()?;
    let instance = Instance::new(problem);
    let given: f64 = (0..instance.territories).map(|territory| least_given(&instance, territory)).sum();
    let got: f64 = (0..instance.territories).map(|territory| least_got(&instance, territory)).sum();
    Ok(given.max(got))
}

fn load(instance: &Instance, territory: usize, activity: usize) -> i64 {
    let mine = (0..instance.len()).filter(|&node| instance.incumbent[node] as usize == territory);
    mine.map(|node| instance.amounts(node)[activity]).sum()
}

fn least_given(instance: &Instance, territory: usize) -> f64 {
    let may_leave =
        |&node: &usize| instance.incumbent[node] as usize == territory && instance.fixed[node] == NONE;
    let ranges = instance.ranges(territory).iter().enumerate();
    let each = ranges.map(|(activity, range)| {
        cheapest(
            instance,
            (0..instance.len()).filter(may_leave),
            activity,
            load(instance, territory, activity) - range.high,
        )
    });
    each.fold(0.0, f64::max)
}

fn least_got(instance: &Instance, territory: usize) -> f64 {
    let may_come = |&node: &usize| {
        let home = instance.incumbent[node];
        home != NONE
            && home as usize != territory
            && (instance.fixed[node] == NONE || instance.fixed[node] as usize == territory)
    };
    let ranges = instance.ranges(territory).iter().enumerate();
    let each = ranges.map(|(activity, range)| {
        cheapest(
            instance,
            (0..instance.len()).filter(may_come),
            activity,
            range.low - load(instance, territory, activity),
        )
    });
    each.fold(0.0, f64::max)
}

/// The least price of fractions of some nodes that hold `need` of an activity; all of them if they hold less.
fn cheapest(instance: &Instance, nodes: impl Iterator<Item = usize>, activity: usize, need: i64) -> f64 {
    if need <= 0 {
        return 0.0;
    }
    let ratio = |node: usize| instance.prices[node] / instance.amounts(node)[activity] as f64;
    let mut nodes: Vec<usize> = nodes.filter(|&node| instance.amounts(node)[activity] > 0).collect();
    nodes.sort_by(|&a, &b| ratio(a).total_cmp(&ratio(b)).then(a.cmp(&b)));
    let (mut left, mut price) = (need as f64, 0.0);
    for node in nodes {
        let taken = (instance.amounts(node)[activity] as f64).min(left);
        price += taken * ratio(node);
        left -= taken;
        if left <= 0.0 {
            break;
        }
    }
    price
}
