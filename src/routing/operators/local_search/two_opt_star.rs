//! 2-opt* (Potvin & Rousseau 1995, doi 10.1057/jors.1995.204): two routes change their tails. In the descent where that
//! saves travel; under annealing behind removed strings, also where it costs: long routes in narrow windows are far from any other
//! order that strings alone lead to.

use crate::random::Stream;
use crate::routing::operators::local_search::exchange::{EFFORT, Exchange, Piece, PieceOrder};
use crate::routing::state::positions::Position;
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::cancellation::StopCheck;

/// The tails are cut so that the visit at `to` follows the one at `from`, or comes before it. Only between shifts of
/// one kind, whose times carry over.
pub(crate) fn propose(
    solution: &SearchSolution<'_>,
    from: Position,
    to: Position,
    consider: &mut dyn FnMut(Exchange),
) {
    let kind = |place: Position| solution.data.shifts[place.route as usize].kind;
    if from.route == to.route || kind(from) != kind(to) {
        return;
    }
    let (here, there) = (from.position as usize, to.position as usize);
    for (cut, other) in [(here + 1, there), (here, there + 1)] {
        consider(swapped(solution, (from.route, cut), (to.route, other)));
    }
}

/// Exchanges the tail behind the first of these gaps for one of another of the removed routes, or of an unused shift: the
/// one that adds the least travel. False, and nothing changed, where none fits or it may not go on. O(stops), and as
/// [`fits`](Exchange::fits) says.
pub(crate) fn cross_tails(
    solution: &mut SearchSolution<'_>,
    gaps: &[Position],
    stream: &mut Stream,
    stop_check: &StopCheck<'_>,
) -> bool {
    let Some((gap, other)) = partners(solution, gaps, stream) else { return false };
    let Some(exchange) = cheapest(solution, gap, other, stream, stop_check) else { return false };
    exchange.apply(solution);
    true
}

/// The first gap, and the route that it is to exchange tails with.
fn partners(
    solution: &SearchSolution<'_>,
    gaps: &[Position],
    stream: &mut Stream,
) -> Option<(Position, u32)> {
    let (&gap, others) = gaps.split_first()?;
    let kind = |route: u32| solution.data.shifts[route as usize].kind;
    let other = if stream.below(solution.data.tuning.tails_unused_every) == 0 {
        *solution.free.items(kind(gap.route) as usize).first()?
    } else {
        others.get(stream.below(others.len()))?.route
    };
    (other != gap.route && kind(other) == kind(gap.route)).then_some((gap, other))
}

/// The exchange of the tail behind a gap for one of the other route that adds the least travel, of a random part of them. That
/// may be all of a route, or nothing: leaving these out was tried, and was level.
fn cheapest(
    solution: &SearchSolution<'_>,
    gap: Position,
    other: u32,
    stream: &mut Stream,
    stop_check: &StopCheck<'_>,
) -> Option<Exchange> {
    let tuning = &solution.data.tuning;
    let length = |route: u32| solution.routes[route as usize].len();
    let here = (gap.position as usize).min(length(gap.route) + 1);
    let stops = length(gap.route) + length(other);
    let limits = if solution.data.shifts[other as usize].may_wait { stops * stops } else { stops };
    let mut best: Option<(i64, Exchange)> = None;
    let mut looked_at = 0;
    for there in 1..=length(other) + 1 {
        if looked_at == tuning.tails_most_cuts || !stop_check.allows(EFFORT) {
            break;
        }
        if stream.below(tuning.tails_blink_every) == 0 {
            continue;
        }
        let exchange = swapped(solution, (gap.route, here), (other, there));
        let gain = exchange.gain(solution);
        if best.as_ref().is_none_or(|best| gain > best.0) && exchange.in_time(solution) {
            looked_at += 1;
            if stop_check.allows(limits) && exchange.within_limits(solution) {
                best = Some((gain, exchange));
            }
        }
    }
    best.map(|(_, exchange)| exchange)
}

/// Two routes exchange their stops from these positions on.
fn swapped(
    solution: &SearchSolution<'_>,
    (one, here): (u32, usize),
    (other, there): (u32, usize),
) -> Exchange {
    Exchange {
        first: with_tail(solution, one, here, other, there),
        second: Some(with_tail(solution, other, there, one, here)),
    }
}

/// Stops `..cut` of a route, followed by stops `from..` of another.
fn with_tail(solution: &SearchSolution<'_>, route: u32, cut: usize, other: u32, from: usize) -> PieceOrder {
    let end = solution.routes[other as usize].stops.len();
    let none = Piece::new(route, 0, 0);
    PieceOrder { route, pieces: [Piece::new(route, 0, cut), none, none, Piece::new(other, from, end)] }
}
