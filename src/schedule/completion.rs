//! The last touch to a plan: no practice is left out that has a free place and is worth it.

use crate::progress::unobserved;
use crate::routing;
use crate::routing::model::solution::Solution;
use crate::routing::search::solve::SearchConfig;
use crate::routing::support::budget::Budget;
use crate::schedule::explain::displaced;
use crate::schedule::explain::planned_days::PlannedDays;
use crate::schedule::liaison_problem::LiaisonProblem;

/// Puts every practice that is left out into a free place where that makes the plan better.
///
/// The search looks at places at random, so it may pass one over. What is in the plan stays. A look at all places for each
/// practice that is put in, and one more.
pub(crate) fn completed(problem: &LiaisonProblem, mut solution: Solution) -> Solution {
    while let Some(better) = with_one_more(problem, &solution) {
        solution = Solution { iterations: solution.iterations, cut_short: solution.cut_short, ..better };
    }
    solution
}

/// Returns a better plan with one more practice in it, if there is one.
fn with_one_more(problem: &LiaisonProblem, solution: &Solution) -> Option<Solution> {
    let days = PlannedDays::new(problem, solution);
    let mut left_out = problem.covered.iter().filter(|&&practice| !days.visits(problem, practice));
    let start = left_out.find_map(|&practice| displaced::in_free_place(problem, &days, practice))?;
    let budget = Budget::Iterations(0);
    let config = SearchConfig { budget, chains: 1, start, ..SearchConfig::default() };
    let found = routing::solve(&problem.routing, &config, &unobserved).ok()?;
    let is_better = found.unserved.len() <= solution.unserved.len() && found.objective > solution.objective;
    is_better.then_some(found)
}
