//! Recombination: a solution takes over the routes of a region from another solution, and mends what that tears apart.
//!
//! Method: selective route exchange (Nagata & Kobayashi 2010, doi 10.1007/978-3-642-15844-5_54): routes of
//! the other solution that lie together push out the own routes with which they share most clients; clients that would then
//! be visited twice leave their old routes, and those left over are put back greedily. A client of several visits comes
//! along only if all of them do. O(clients of the region * positions).

use crate::random::Stream;
use crate::routing::operators::greedy_insertion::GreedyInsertion;
use crate::routing::operators::insertion::fits;
use crate::routing::state::positions::Position;
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::cancellation::StopCheck;

/// Puts routes of the other solution into this one.
pub(crate) fn cross_over(
    solution: &mut SearchSolution<'_>,
    other: &SearchSolution<'_>,
    greedy: &mut GreedyInsertion,
    stream: &mut Stream,
    stop_check: &StopCheck<'_>,
) {
    let region = region(other, stream);
    let seats = seats(solution, other, &region);
    let own = seats.iter().flat_map(|seat| solution.routes[seat.to as usize].visits());
    let theirs = region.iter().flat_map(|&route| other.routes[route as usize].visits());
    let mut removed: Vec<u32> = own.chain(theirs).map(|stop| stop.client).collect();
    removed.sort_unstable();
    removed.dedup();
    let mut leaving: Vec<u32> =
        removed.iter().copied().filter(|&client| !solution.positions(client).is_empty()).collect();
    solution.remove(&mut leaving);
    seat(solution, other, &region, &seats);
    removed.extend(leaving);
    removed.retain(|&client| solution.positions(client).is_empty());
    greedy.run(solution, &removed, stream, stop_check);
}

/// A route of the other solution and the one of this solution whose shift it gets.
struct RouteSeat {
    from: u32,
    to: u32,
}

/// Up to half of the used routes: those that visit the clients nearest to one drawn at random.
fn region(other: &SearchSolution<'_>, stream: &mut Stream) -> Vec<u32> {
    let used = other.used.items();
    let mut region = Vec::new();
    if used.is_empty() {
        return region;
    }
    let most = 1 + stream.below(used.len().div_ceil(other.data.tuning.crossover_part));
    let first = &other.routes[used[stream.below(used.len())] as usize];
    let centre = first.visits()[stream.below(first.len())].client;
    for &client in std::iter::once(&centre).chain(other.data.neighbours.of(centre)) {
        for place in other.positions(client) {
            if region.len() < most && !region.contains(&place.route) {
                region.push(place.route);
            }
        }
    }
    region
}

/// For each route of the region a shift of its kind: the one whose route shares most clients with it, or an unused one.
fn seats(solution: &SearchSolution<'_>, other: &SearchSolution<'_>, region: &[u32]) -> Vec<RouteSeat> {
    let mut seats: Vec<RouteSeat> = Vec::new();
    let mut taken = vec![false; solution.routes.len()];
    let mut shared = vec![0; solution.routes.len()];
    for &from in region {
        let kind = solution.data.shifts[from as usize].kind;
        let visits = other.routes[from as usize].visits().iter();
        let hosts = || {
            visits.clone().flat_map(|stop| solution.positions(stop.client)).map(|place| place.route as usize)
        };
        hosts().for_each(|host| shared[host] += 1);
        let is_open = |to: u32| solution.data.shifts[to as usize].kind == kind && !taken[to as usize];
        let free = solution.free.items(kind as usize).iter();
        let all = solution.used.items().iter().chain(free).copied().filter(|&to| is_open(to));
        let rank = |&to: &u32| (shared[to as usize], solution.routes[to as usize].is_empty(), to);
        if let Some(to) = all.max_by_key(rank) {
            taken[to as usize] = true;
            seats.push(RouteSeat { from, to });
        }
        hosts().for_each(|host| shared[host] = 0);
    }
    seats
}

/// Inserts the visits of the region's routes, of clients that have no visit outside it.
fn seat(solution: &mut SearchSolution<'_>, other: &SearchSolution<'_>, region: &[u32], seats: &[RouteSeat]) {
    let mut seated = Vec::new();
    for seat in seats {
        for stop in other.routes[seat.from as usize].visits() {
            let is_whole = other.positions(stop.client).iter().all(|place| region.contains(&place.route));
            let place =
                Position { route: seat.to, position: solution.routes[seat.to as usize].len() as u32 + 1 };
            if is_whole && fits(solution, stop.client, place) {
                solution.insert(stop.client, place);
                seated.push(stop.client);
            }
        }
    }
    seated.sort_unstable();
    seated.dedup();
    for &client in &seated {
        solution.book(client);
    }
    seated.retain(|&client| solution.positions(client).len() < other.positions(client).len());
    solution.remove(&mut seated);
}

#[cfg(test)]
mod tests {
    use crate::draws::{self, SEED};
    use crate::random::Stream;
    use crate::routing::operators::greedy_insertion::GreedyInsertion;
    use crate::routing::state::solution::SearchSolution;
    use crate::routing::support::cancellation::StopCheck;
    use crate::routing::trial::{assert_books, data, filled, numbers, orders, problem};

    /// How many routes of the second solution the first takes over whole, other than those it has already.
    fn taken_over(own: &SearchSolution<'_>, other: &SearchSolution<'_>, child: &SearchSolution<'_>) -> usize {
        let (own, child) = (orders(own), orders(child));
        orders(other).iter().filter(|route| !own.contains(route) && child.contains(route)).count()
    }

    #[test]
    fn any_child_has_routes_of_both_and_keeps_every_rule() {
        let [theirs, kept] = draws::count(400, &numbers(), |(points, windows, rules, seed)| {
            let problem = problem(&points, &windows, &rules);
            let data = data(&problem);
            let (own, other) = (filled(&data, seed), filled(&data, seed.wrapping_add(1)));
            let mut child = own.clone();
            child.mark();
            let stream = &mut Stream::new(seed, 2, 0);
            crate::routing::operators::srex::cross_over(
                &mut child,
                &other,
                &mut GreedyInsertion::new(&data),
                stream,
                &StopCheck::always(),
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
