//! Change of days: a client leaves with all its visits and comes back on the best set of days there is now.

use crate::random::Stream;
use crate::routing::model::solution::StepStatistics;
use crate::routing::operators::greedy_insertion::GreedyInsertion;
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::cancellation::StopCheck;

/// Tries it once for every client with visits, as long as it may go on, and keeps what gains.
pub(crate) fn improve(
    solution: &mut SearchSolution<'_>,
    greedy: &mut GreedyInsertion,
    step: &mut StepStatistics,
    stream: &mut Stream,
    stop_check: &StopCheck<'_>,
) {
    for client in 0..solution.data.clients.len() as u32 {
        if !stop_check.allows(greedy.take_work()) {
            return;
        }
        if solution.positions(client).is_empty() {
            continue;
        }
        let before = solution.score();
        solution.mark();
        solution.remove(&mut vec![client]);
        greedy.put_back(solution, client, stream);
        step.tried += 1;
        if solution.score() > before {
            step.kept += 1;
        } else {
            solution.rollback();
        }
    }
}
