//! 2-opt* (Potvin & Rousseau 1995, doi 10.1057/jors.1995.204): two routes change their tails. In the descent where that
//! saves travel; under annealing behind torn strings, whatever it costs: long routes in narrow windows are far from any other
//! order that strings alone lead to.

use super::super::draft::{Draft, Place};
use super::super::random::Stream;
use super::exchange::{Exchange, Order, Piece};

/// The tails are cut so that the visit at `to` follows the one at `from`, or comes before it. Only between shifts of
/// one kind, whose times carry over.
pub(super) fn propose(draft: &Draft<'_>, from: Place, to: Place, consider: &mut dyn FnMut(Exchange)) {
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

/// Exchanges the tail behind the first of these gaps for one of another of the torn routes, or of an unused shift: the
/// one that adds the least travel. False, and nothing changed, where none fits. O(stops), and as
/// [`fits`](Exchange::fits) says.
pub(in super::super) fn cross(draft: &mut Draft<'_>, gaps: &[Place], stream: &mut Stream) -> bool {
    let Some(exchange) = crossing(draft, gaps, stream) else { return false };
    exchange.apply(draft);
    true
}

fn crossing(draft: &Draft<'_>, gaps: &[Place], stream: &mut Stream) -> Option<Exchange> {
    let (gap, others) = gaps.split_first()?;
    let kind = |route: u32| draft.instance.duties[route as usize].kind;
    let length = |route: u32| draft.routes[route as usize].len();
    let other = if stream.below(UNUSED) == 0 {
        *draft.free.items(kind(gap.route) as usize).first()?
    } else {
        others.get(stream.below(others.len()))?.route
    };
    if other == gap.route || kind(other) != kind(gap.route) {
        return None;
    }
    let here = (gap.position as usize).min(length(gap.route) + 1);
    let mut best: Option<(i64, Exchange)> = None;
    for there in 1..=length(other) + 1 {
        if stream.below(BLINK) == 0 {
            continue;
        }
        let exchange = swapped(draft, (gap.route, here), (other, there));
        let gain = exchange.gain(draft);
        if best.as_ref().is_none_or(|best| gain > best.0) && exchange.fits(draft) {
            best = Some((gain, exchange));
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
