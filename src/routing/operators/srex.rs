//! Recombination: a draft takes over the routes of a region from another draft, and mends what that tears apart.
//!
//! Method: selective route exchange (Nagata & Kobayashi 2010, doi 10.1007/978-3-642-15844-5_54): routes of
//! the other draft that lie together push out the own routes with which they share most clients; clients that would then
//! be visited twice leave their old routes, and those left over are put back greedily. A client of several visits comes
//! along only if all of them do. O(clients of the region * positions).

use crate::random::Stream;
use crate::routing::operators::greedy_insertion::Recreate;
use crate::routing::operators::insertion::fits;
use crate::routing::state::positions::Place;
use crate::routing::state::solution::Draft;
use crate::routing::support::cancellation::GoOn;

/// Puts routes of the other draft into this one.
pub(crate) fn recombine(
    draft: &mut Draft<'_>,
    other: &Draft<'_>,
    recreate: &mut Recreate,
    stream: &mut Stream,
    go_on: &GoOn<'_>,
) {
    let region = region(other, stream);
    let seats = seats(draft, other, &region);
    let own = seats.iter().flat_map(|seat| draft.routes[seat.to as usize].visits());
    let theirs = region.iter().flat_map(|&route| other.routes[route as usize].visits());
    let mut torn: Vec<u32> = own.chain(theirs).map(|stop| stop.client).collect();
    torn.sort_unstable();
    torn.dedup();
    let mut leaving: Vec<u32> =
        torn.iter().copied().filter(|&client| !draft.places(client).is_empty()).collect();
    draft.remove(&mut leaving);
    seat(draft, other, &region, &seats);
    torn.extend(leaving);
    torn.retain(|&client| draft.places(client).is_empty());
    recreate.run(draft, &torn, stream, go_on);
}

/// A route of the other draft and the one of this draft whose shift it gets.
struct Seat {
    from: u32,
    to: u32,
}

/// Up to half of the used routes: those that visit the clients nearest to one drawn at random.
fn region(other: &Draft<'_>, stream: &mut Stream) -> Vec<u32> {
    let used = other.used.items();
    let mut region = Vec::new();
    if used.is_empty() {
        return region;
    }
    let most = 1 + stream.below(used.len().div_ceil(2));
    let first = &other.routes[used[stream.below(used.len())] as usize];
    let centre = first.visits()[stream.below(first.len())].client;
    for &client in std::iter::once(&centre).chain(other.instance.neighbours.of(centre)) {
        for place in other.places(client) {
            if region.len() < most && !region.contains(&place.route) {
                region.push(place.route);
            }
        }
    }
    region
}

/// For each route of the region a shift of its kind: the one whose route shares most clients with it, or an unused one.
fn seats(draft: &Draft<'_>, other: &Draft<'_>, region: &[u32]) -> Vec<Seat> {
    let mut seats: Vec<Seat> = Vec::new();
    let mut taken = vec![false; draft.routes.len()];
    let mut shared = vec![0; draft.routes.len()];
    for &from in region {
        let kind = draft.instance.duties[from as usize].kind;
        let visits = other.routes[from as usize].visits().iter();
        let hosts =
            || visits.clone().flat_map(|stop| draft.places(stop.client)).map(|place| place.route as usize);
        hosts().for_each(|host| shared[host] += 1);
        let is_open = |to: u32| draft.instance.duties[to as usize].kind == kind && !taken[to as usize];
        let free = draft.free.items(kind as usize).iter();
        let all = draft.used.items().iter().chain(free).copied().filter(|&to| is_open(to));
        let rank = |&to: &u32| (shared[to as usize], draft.routes[to as usize].is_empty(), to);
        if let Some(to) = all.max_by_key(rank) {
            taken[to as usize] = true;
            seats.push(Seat { from, to });
        }
        hosts().for_each(|host| shared[host] = 0);
    }
    seats
}

/// Inserts the visits of the region's routes, of clients that have no visit outside it.
fn seat(draft: &mut Draft<'_>, other: &Draft<'_>, region: &[u32], seats: &[Seat]) {
    let mut seated = Vec::new();
    for seat in seats {
        for stop in other.routes[seat.from as usize].visits() {
            let is_whole = other.places(stop.client).iter().all(|place| region.contains(&place.route));
            let place = Place { route: seat.to, position: draft.routes[seat.to as usize].len() as u32 + 1 };
            if is_whole && fits(draft, stop.client, place) {
                draft.insert(stop.client, place);
                seated.push(stop.client);
            }
        }
    }
    seated.sort_unstable();
    seated.dedup();
    for &client in &seated {
        draft.book(client);
    }
    seated.retain(|&client| draft.places(client).len() < other.places(client).len());
    draft.remove(&mut seated);
}

#[cfg(test)]
mod tests {
    use crate::draws::{self, SEED};
    use crate::random::Stream;
    use crate::routing::operators::greedy_insertion::Recreate;
    use crate::routing::state::solution::Draft;
    use crate::routing::support::cancellation::GoOn;
    use crate::routing::trial::{assert_books, drafted, instance, numbers, orders, problem};

    /// How many routes of the second draft the first takes over whole, other than those it has already.
    fn taken_over(own: &Draft<'_>, other: &Draft<'_>, child: &Draft<'_>) -> usize {
        let (own, child) = (orders(own), orders(child));
        orders(other).iter().filter(|route| !own.contains(route) && child.contains(route)).count()
    }

    #[test]
    fn any_child_has_routes_of_both_and_keeps_every_rule() {
        let [theirs, kept] = draws::count(400, &numbers(), |(points, windows, rules, seed)| {
            let problem = problem(&points, &windows, &rules);
            let instance = instance(&problem);
            let (own, other) = (drafted(&instance, seed), drafted(&instance, seed.wrapping_add(1)));
            let mut child = own.clone();
            child.mark();
            let stream = &mut Stream::new(seed, 2, 0);
            crate::routing::operators::srex::recombine(
                &mut child,
                &other,
                &mut Recreate::new(&instance),
                stream,
                &GoOn::always(),
            );
            assert_books(&child, &problem);
            let counts = [taken_over(&own, &other, &child), taken_over(&other, &own, &child)];
            child.rollback();
            assert_eq!(orders(&child), orders(&own));
            assert_books(&child, &problem);
            counts
        });
        assert!(theirs > 100 && kept > 100, "seed {SEED}: {theirs} routes taken over, {kept} kept");
    }
}
