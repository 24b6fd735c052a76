//! Splits a route in two by place: an unused shift takes over the stops that lie nearer to one of two poles than to the other.
//!
//! Few long routes that roam far become more that keep to a region each, in one step: a shift that is opened for a
//! string of stops is a loss until it is long. Either part then has time for unassigned clients near it. O(square of the
//! stops) at worst, and as [`fits`] says.

use crate::random::Stream;
use crate::routing::operators::greedy_insertion::GreedyInsertion;
use crate::routing::operators::insertion::fits;
use crate::routing::state::positions::Position;
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::cancellation::StopCheck;

/// Splits a random route, and puts unassigned clients near one of the poles into its parts. False, and nothing changed, where there is
/// no unused shift of its kind or all its stops lie near one pole.
pub(crate) fn split_route(
    solution: &mut SearchSolution<'_>,
    greedy: &mut GreedyInsertion,
    stream: &mut Stream,
    stop_check: &StopCheck<'_>,
) -> bool {
    let Some((from, to)) = routes(solution, stream) else { return false };
    let (pole, leaving) = parts(solution, from, stream);
    if leaving.is_empty() || leaving.len() == solution.routes[from as usize].len() {
        return false;
    }
    let mut removed = leaving.clone();
    solution.remove(&mut removed);
    seat(solution, &leaving, to, stop_check);
    greedy.gather(solution, pole, &removed, stream, stop_check);
    true
}

/// A random used route and an unused shift of its kind.
fn routes(solution: &SearchSolution<'_>, stream: &mut Stream) -> Option<(u32, u32)> {
    let used = solution.used.items();
    let &from = used.get(stream.below(used.len()))?;
    let &to = solution.free.items(solution.data.shifts[from as usize].kind as usize).first()?;
    Some((from, to))
}

/// One of two random stops as a pole, and the clients nearer to the other, in their order. Who has several visits stays.
fn parts(solution: &SearchSolution<'_>, route: u32, stream: &mut Stream) -> (u32, Vec<u32>) {
    let visits = solution.routes[route as usize].visits();
    let mut pole = || visits[stream.below(visits.len())];
    let (here, there) = (pole(), pole());
    let travel = &solution.data.travel;
    let (stay, leave) = (travel.around(here.site), travel.around(there.site));
    let leaves = visits.iter().filter(|stop| leave.to(stop.site) < stay.to(stop.site));
    let single = |client: &u32| solution.positions(*client).len() == 1;
    (here.client, leaves.map(|stop| stop.client).filter(single).collect())
}

/// Puts these clients, one behind the other, into an empty route, as far as they fit and it may go on.
fn seat(solution: &mut SearchSolution<'_>, clients: &[u32], route: u32, stop_check: &StopCheck<'_>) {
    for &client in clients {
        let place = Position { route, position: solution.routes[route as usize].len() as u32 + 1 };
        if !stop_check.allows(clients.len()) {
            return;
        }
        if fits(solution, client, place) {
            solution.insert(client, place);
            solution.book(client);
        }
    }
}
