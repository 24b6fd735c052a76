//! 2-opt* (Potvin & Rousseau 1995, doi 10.1057/jors.1995.204): two routes change their tails.

use super::super::draft::{Draft, Place};
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
        let first = with_tail(draft, from.route, cut, to.route, other);
        let second = Some(with_tail(draft, to.route, other, from.route, cut));
        consider(Exchange { first, second });
    }
}

/// Stops `..cut` of a route, followed by stops `from..` of another.
fn with_tail(draft: &Draft<'_>, route: u32, cut: usize, other: u32, from: usize) -> Order {
    let end = draft.routes[other as usize].stops.len();
    let none = Piece::new(route, 0, 0);
    Order { route, pieces: [Piece::new(route, 0, cut), none, none, Piece::new(other, from, end)] }
}
