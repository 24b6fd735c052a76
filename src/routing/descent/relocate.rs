//! Relocate: a visit moves to just before or just after another.

use super::super::draft::{Draft, Place};
use super::exchange::Exchange;
use super::or_opt::move_run;

/// Both places beside the visit at `to`.
pub(super) fn propose(draft: &Draft<'_>, from: Place, to: Place, consider: &mut dyn FnMut(Exchange)) {
    for position in [to.position as usize, to.position as usize + 1] {
        if let Some(exchange) = move_run(draft, from, 1, to.route, position) {
            consider(exchange);
        }
    }
}
