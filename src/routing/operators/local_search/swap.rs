//! Swap: two visits of different routes change places.

use crate::routing::operators::local_search::exchange::{Exchange, Order, Piece};
use crate::routing::state::positions::Place;
use crate::routing::state::solution::Draft;

/// The visit at `from` changes places with the one just before or just after `to`, so that it comes next to `to`.
pub(crate) fn propose(draft: &Draft<'_>, from: Place, to: Place, consider: &mut dyn FnMut(Exchange)) {
    if from.route == to.route {
        return;
    }
    let end = draft.routes[to.route as usize].stops.len() - 1;
    for position in [to.position as usize - 1, to.position as usize + 1] {
        if (1..end).contains(&position) {
            let other = Place { position: position as u32, ..to };
            let (first, second) = (replaced(draft, from, other), Some(replaced(draft, other, from)));
            consider(Exchange { first, second });
        }
    }
}

/// The route at `out` with the visit at `into` in the place of its own.
fn replaced(draft: &Draft<'_>, out: Place, into: Place) -> Order {
    let (position, other) = (out.position as usize, into.position as usize);
    let end = draft.routes[out.route as usize].stops.len();
    let pieces = [
        Piece::new(out.route, 0, position),
        Piece::new(into.route, other, other + 1),
        Piece::new(out.route, 0, 0),
        Piece::new(out.route, position + 1, end),
    ];
    Order { route: out.route, pieces }
}
