//! Relocate: a visit moves to just before or just after another.

use crate::routing::operators::local_search::exchange::Exchange;
use crate::routing::operators::local_search::or_opt::move_run;
use crate::routing::state::positions::Place;
use crate::routing::state::solution::Draft;

/// Both places beside the visit at `to`.
pub(crate) fn propose(draft: &Draft<'_>, from: Place, to: Place, consider: &mut dyn FnMut(Exchange)) {
    for position in [to.position as usize, to.position as usize + 1] {
        if let Some(exchange) = move_run(draft, from, 1, to.route, position) {
            consider(exchange);
        }
    }
}
