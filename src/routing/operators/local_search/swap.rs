//! Swap: two visits of different routes change places.

use crate::routing::operators::local_search::exchange::{Exchange, Piece, PieceOrder};
use crate::routing::state::positions::Position;
use crate::routing::state::solution::SearchSolution;

/// The visit at `from` changes places with the one just before or just after `to`, so that it comes next to `to`.
pub(crate) fn propose(
    solution: &SearchSolution<'_>,
    from: Position,
    to: Position,
    consider: &mut dyn FnMut(Exchange),
) {
    if from.route == to.route {
        return;
    }
    let end = solution.routes[to.route as usize].stops.len() - 1;
    for position in [to.position as usize - 1, to.position as usize + 1] {
        if (1..end).contains(&position) {
            let other = Position { position: position as u32, ..to };
            let (first, second) = (replaced(solution, from, other), Some(replaced(solution, other, from)));
            consider(Exchange { first, second });
        }
    }
}

/// The route at `out` with the visit at `into` in the place of its own.
fn replaced(solution: &SearchSolution<'_>, out: Position, into: Position) -> PieceOrder {
    let (position, other) = (out.position as usize, into.position as usize);
    let end = solution.routes[out.route as usize].stops.len();
    let pieces = [
        Piece::new(out.route, 0, position),
        Piece::new(into.route, other, other + 1),
        Piece::new(out.route, 0, 0),
        Piece::new(out.route, position + 1, end),
    ];
    PieceOrder { route: out.route, pieces }
}
