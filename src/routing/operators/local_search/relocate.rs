//! Relocate: a visit moves to just before or just after another.

use crate::routing::operators::local_search::exchange::Exchange;
use crate::routing::operators::local_search::or_opt::move_run;
use crate::routing::state::positions::Position;
use crate::routing::state::solution::SearchSolution;

/// Both places beside the visit at `to`.
pub(crate) fn propose(
    solution: &SearchSolution<'_>,
    from: Position,
    to: Position,
    consider: &mut dyn FnMut(Exchange),
) {
    for position in [to.position as usize, to.position as usize + 1] {
        if let Some(exchange) = move_run(solution, from, 1, to.route, position) {
            consider(exchange);
        }
    }
}
