//! The first solution of a chain, and what leaving out a required client costs the search.

use crate::random::Stream;
use crate::routing::model::problem::Value;
use crate::routing::operators::greedy_insertion::GreedyInsertion;
use crate::routing::state::best::Grade;
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::cancellation::StopCheck;
use crate::routing::support::fixed_point::Share;

/// Fills the start routes greedily: with whom is worth its travel, or with everybody who fits, whichever is better.
/// The second leaves it to the search whom to drop, where clients far away are worth the journey only together.
pub(crate) fn first<'a>(
    start: &SearchSolution<'a>,
    greedy: &mut GreedyInsertion,
    stream: &mut Stream,
    stop_check: &StopCheck<'_>,
) -> SearchSolution<'a> {
    let mut filled = |price: Share| {
        let mut solution = start.clone();
        greedy.fill(&mut solution, price, stream, stop_check);
        solution
    };
    let (worth, full) = (filled(Share::WHOLE), filled(Share::NONE));
    if Grade::of(&full) > Grade::of(&worth) { full } else { worth }
}

/// The charge for required clients left out: where it begins, how it grows, and where it ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LeftOutCharge {
    first: Value,
    growth: Value,
    most: Value,
}

impl LeftOutCharge {
    /// Measures the charge in units of what a visit contributes to the objective of this solution.
    pub(crate) fn of(solution: &SearchSolution<'_>) -> Self {
        let tuning = &solution.data.tuning;
        let most = tuning.left_out_most * tuning.left_out;
        let unit = unit(solution, most);
        Self { first: tuning.left_out * unit, growth: 1 + unit / tuning.left_out_growth, most: most * unit }
    }

    /// Charges the first price for every required client.
    pub(crate) fn begin(self, solution: &mut SearchSolution<'_>) {
        for client in 0..solution.data.clients.len() as u32 {
            if solution.data.clients[client as usize].required {
                solution.set_penalty(client, self.first);
            }
        }
    }

    /// Raises the charge for a random unassigned client if it is required, so that the search makes room for it.
    pub(crate) fn raise(self, solution: &mut SearchSolution<'_>, stream: &mut Stream) {
        let unassigned = solution.unassigned.items();
        if solution.totals.unserved == 0 || unassigned.is_empty() {
            return;
        }
        let client = unassigned[stream.below(unassigned.len())];
        if solution.data.clients[client as usize].required {
            let penalty = solution.penalties[client as usize] + self.growth;
            solution.set_penalty(client, penalty.min(self.most));
        }
    }
}

/// Returns what a visit contributes to the objective of this solution, in absolute terms and at least 1; small enough
/// that `most` times it for all clients together fits 64 bits.
fn unit(solution: &SearchSolution<'_>, most: Value) -> Value {
    let size = solution.totals.value + solution.data.weight * solution.totals.travel;
    let most = (1 << 61) / (most * solution.data.clients.len().max(1) as Value);
    (size / solution.totals.visits.max(1) as Value).clamp(1, most)
}
