//! 2-opt* (Potvin & Rousseau 1995, doi 10.1057/jors.1995.204): two routes change their tails. In the descent where that
//! saves travel; under annealing behind torn strings, also where it costs: long routes in narrow windows are far from any other
//! order that strings alone lead to.

use crate::random::Stream;
use crate::routing::operators::local_search::exchange::{EFFORT, Exchange, Order, Piece};
use crate::routing::state::positions::Place;
use crate::routing::state::solution::Draft;
use crate::routing::support::cancellation::GoOn;

/// The tails are cut so that the visit at `to` follows the one at `from`, or comes before it. Only between shifts of
/// one kind, whose times carry over.
pub(crate) fn propose(draft: &Draft<'_>, from: Place, to: Place, consider: &mut dyn FnMut(Exchange)) {
    let kind = |place: Place| draft.instance.duties[place.route as usize].kind;
    if from.route == to.route || kind(from) != kind(to) {
        return;
    }
    let (here, there) = (from.position as usize, to.position as usize);
    for (cut, other) in [(here + 1, there), (here, there + 1)] {
        consider(swapped(draft, (from.route, cut), (to.route, other)));
    }
}

/// One in how many times a tail goes to an unused shift, so that one route becomes two.
const UNUSED: usize = 8;
/// One in how many cuts is passed over.
const BLINK: usize = 10;

/// Most cuts whose limits are looked at, which takes time with the number of stops.
const MOST_LOOKED_AT: usize = 20;

/// Exchanges the tail behind the first of these gaps for one of another of the torn routes, or of an unused shift: the
/// one that adds the least travel. False, and nothing changed, where none fits or it may not go on. O(stops), and as
/// [`fits`](Exchange::fits) says.
pub(crate) fn cross(draft: &mut Draft<'_>, gaps: &[Place], stream: &mut Stream, go_on: &GoOn<'_>) -> bool {
    let Some((gap, other)) = partners(draft, gaps, stream) else { return false };
    let Some(exchange) = cheapest(draft, gap, other, stream, go_on) else { return false };
    exchange.apply(draft);
    true
}

/// The first gap, and the route that it is to exchange tails with.
fn partners(draft: &Draft<'_>, gaps: &[Place], stream: &mut Stream) -> Option<(Place, u32)> {
    let (&gap, others) = gaps.split_first()?;
    let kind = |route: u32| draft.instance.duties[route as usize].kind;
    let other = if stream.below(UNUSED) == 0 {
        *draft.free.items(kind(gap.route) as usize).first()?
    } else {
        others.get(stream.below(others.len()))?.route
    };
    (other != gap.route && kind(other) == kind(gap.route)).then_some((gap, other))
}

/// The exchange of the tail behind a gap for one of the other route that adds the least travel, of a random part of them. That
/// may be all of a route, or nothing: leaving these out was tried, and was level.
fn cheapest(
    draft: &Draft<'_>,
    gap: Place,
    other: u32,
    stream: &mut Stream,
    go_on: &GoOn<'_>,
) -> Option<Exchange> {
    let length = |route: u32| draft.routes[route as usize].len();
    let here = (gap.position as usize).min(length(gap.route) + 1);
    let stops = length(gap.route) + length(other);
    let limits = if draft.instance.duties[other as usize].may_wait { stops * stops } else { stops };
    let mut best: Option<(i64, Exchange)> = None;
    let mut looked_at = 0;
    for there in 1..=length(other) + 1 {
        if looked_at == MOST_LOOKED_AT || !go_on.after(EFFORT) {
            break;
        }
        if stream.below(BLINK) == 0 {
            continue;
        }
        let exchange = swapped(draft, (gap.route, here), (other, there));
        let gain = exchange.gain(draft);
        if best.as_ref().is_none_or(|best| gain > best.0) && exchange.in_time(draft) {
            looked_at += 1;
            if go_on.after(limits) && exchange.within_limits(draft) {
                best = Some((gain, exchange));
            }
        }
    }
    best.map(|(_, exchange)| exchange)
}

/// Two routes exchange their stops from these positions on.
fn swapped(draft: &Draft<'_>, (one, here): (u32, usize), (other, there): (u32, usize)) -> Exchange {
    Exchange {
        first: with_tail(draft, one, here, other, there),
        second: Some(with_tail(draft, other, there, one, here)),
    }
}

/// Stops `..cut` of a route, followed by stops `from..` of another.
fn with_tail(draft: &Draft<'_>, route: u32, cut: usize, other: u32, from: usize) -> Order {
    let end = draft.routes[other as usize].stops.len();
    let none = Piece::new(route, 0, 0);
    Order { route, pieces: [Piece::new(route, 0, cut), none, none, Piece::new(other, from, end)] }
}
