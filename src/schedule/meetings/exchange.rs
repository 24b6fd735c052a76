//! A good choice of meetings: each wish in turn at its cheapest place, in many orders, and others moved to make room.

use crate::random::Stream;
use crate::routing::model::problem::Time;
use crate::schedule::meetings::calendars::{CalendarBasis, Calendars};
use crate::schedule::meetings::places::places;

/// Orders in which wishes are tried, beside the first, where there are few of them.
const ORDERS: usize = 24;

/// Wishes that are tried in all orders together.
const TRIES: usize = 500;

/// Most meetings that are moved, one at a time, to make room for a wish.
const MOVED: usize = 20;

/// Finds many meetings at low cost beside those that are in the calendars already.
///
/// Scarce wishes come first, then every order drawn. Where a wish has no place, another meeting of
/// the same people is moved out of its way. At most 500 wishes are tried in all orders together, and 20 moves for each left over.
pub(crate) fn search(on: &CalendarBasis, kept: &Calendars, seed: u64, step: Time) -> Calendars {
    let mut order: Vec<usize> = (0..on.wishes.len())
        .filter(|&wish| kept.placed(wish).is_none() && !on.wishes[wish].is_covered)
        .collect();
    let all = |wish: &usize| places(on, kept, *wish, step).len();
    order.sort_by_cached_key(|wish| (all(wish), *wish));
    let mut random = Stream::new(seed, 0, 0);
    let mut best: Option<(usize, std::cmp::Reverse<i64>, Calendars)> = None;
    for round in 0..=ORDERS.min(TRIES / order.len().max(1)) {
        let (found, cost) = in_order(on, kept.clone(), &order, step);
        let grade = (found.count(), std::cmp::Reverse(cost));
        if best.as_ref().is_none_or(|(count, least, _)| grade > (*count, *least)) {
            best = Some((grade.0, grade.1, found));
        }
        if round == 0 && order.len() < 2 {
            break;
        }
        random.shuffle(&mut order);
    }
    best.map_or_else(|| kept.clone(), |best| best.2)
}

/// Puts wishes into the calendars one after the other, each at its cheapest place; gives the cost with it.
fn in_order(on: &CalendarBasis, mut calendars: Calendars, order: &[usize], step: Time) -> (Calendars, i64) {
    let mut costs = vec![0; on.wishes.len()];
    let mut left = Vec::new();
    for &wish in order {
        match places(on, &calendars, wish, step).into_iter().min() {
            Some((cost, placed)) => {
                calendars.put(wish, Some(placed));
                costs[wish] = cost;
            }
            None => left.push(wish),
        }
    }
    for wish in left {
        make_room(on, &mut calendars, &mut costs, order, wish, step);
    }
    (calendars, costs.iter().sum())
}

/// Moves one meeting elsewhere, if that makes room for a wish.
fn make_room(
    on: &CalendarBasis,
    calendars: &mut Calendars,
    costs: &mut [i64],
    order: &[usize],
    wish: usize,
    step: Time,
) {
    let is_near = |other: &&usize| {
        let (mine, theirs) = (&on.wishes[wish], &on.wishes[**other]);
        let shared = theirs.providers.iter().any(|it| mine.providers.contains(it));
        **other != wish && (shared || mine.liaison == theirs.liaison)
    };
    for &other in order.iter().filter(is_near).take(MOVED) {
        let Some(old) = calendars.placed(other) else { continue };
        calendars.put(other, None);
        for (cost, placed) in places(on, calendars, wish, step) {
            calendars.put(wish, Some(placed));
            if let Some((moved, place)) = places(on, calendars, other, step).into_iter().min() {
                calendars.put(other, Some(place));
                (costs[wish], costs[other]) = (cost, moved);
                return;
            }
            calendars.put(wish, None);
        }
        calendars.put(other, Some(old));
    }
}
