//! Or-opt (Or 1976; Babin, Deneault & Laporte 2007, doi 10.1057/palgrave.jors.2602188): a run of two or three visits
//! moves, in its order, to just before or just after another visit, in the same route or a different one.

use crate::routing::operators::local_search::exchange::{Exchange, Piece, PieceOrder};
use crate::routing::state::positions::Position;
use crate::routing::state::solution::SearchSolution;

/// Runs that begin at `from` to just after `to`, and runs that end at `from` to just before `to`.
pub(crate) fn propose(
    solution: &SearchSolution<'_>,
    from: Position,
    to: Position,
    consider: &mut dyn FnMut(Exchange),
) {
    for length in 2..=solution.data.tuning.run_longest {
        let ending = (from.position as usize + 1).checked_sub(length).filter(|first| *first > 0);
        let ending = ending.map(|first| Position { position: first as u32, ..from });
        for (start, position) in [(Some(from), to.position as usize + 1), (ending, to.position as usize)] {
            if let Some(exchange) =
                start.and_then(|start| move_run(solution, start, length, to.route, position))
            {
                consider(exchange);
            }
        }
    }
}

/// Moves `length` visits from `start` on to before stop `position` of `route`; `None` where there are not so many, or
/// the move would change nothing.
pub(crate) fn move_run(
    solution: &SearchSolution<'_>,
    start: Position,
    length: usize,
    route: u32,
    position: usize,
) -> Option<Exchange> {
    let (first, last) = (start.position as usize, start.position as usize + length);
    let stops = solution.routes[start.route as usize].stops.len();
    if last >= stops {
        return None;
    }
    let run = Piece::new(start.route, first, last);
    if start.route != route {
        let end = solution.routes[route as usize].stops.len();
        return Some(Exchange {
            first: PieceOrder {
                route: start.route,
                pieces: [
                    Piece::new(start.route, 0, first),
                    Piece::new(start.route, 0, 0),
                    Piece::new(start.route, 0, 0),
                    Piece::new(start.route, last, stops),
                ],
            },
            second: Some(PieceOrder {
                route,
                pieces: [
                    Piece::new(route, 0, position),
                    run,
                    Piece::new(route, 0, 0),
                    Piece::new(route, position, end),
                ],
            }),
        });
    }
    let (head, between, tail) = if position < first {
        (position, [run, Piece::new(route, position, first)], last)
    } else if position > last {
        (first, [Piece::new(route, last, position), run], position)
    } else {
        return None;
    };
    let pieces = [Piece::new(route, 0, head), between[0], between[1], Piece::new(route, tail, stops)];
    Some(Exchange { first: PieceOrder { route, pieces }, second: None })
}
