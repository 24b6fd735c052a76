//! Closes a shift: all its clients leave with all their visits, and go where they fit best, which may be an empty shift again.
//!
//! What strings take many steps for, each of them a loss: a route whose clients others could visit on their way. O(stops *
//! positions).

use crate::random::Stream;
use crate::routing::operators::greedy_insertion::GreedyInsertion;
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::cancellation::StopCheck;

/// Empties a random route, and puts its clients back. False, and nothing changed, where none is used.
pub(crate) fn close_route(
    solution: &mut SearchSolution<'_>,
    greedy: &mut GreedyInsertion,
    stream: &mut Stream,
    stop_check: &StopCheck<'_>,
) -> bool {
    let used = solution.used.items();
    let Some(&route) = used.get(stream.below(used.len())) else { return false };
    let visits = solution.routes[route as usize].visits();
    let mut leaving: Vec<u32> = visits.iter().map(|stop| stop.client).collect();
    solution.remove(&mut leaving);
    greedy.run(solution, &leaving, stream, stop_check);
    true
}
