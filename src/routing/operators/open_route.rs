//! Opens an unused shift for a client, and fills it with who is near: the unassigned, and strings taken out of the routes around it.
//!
//! Far away, or where a journey is dear, clients are worth it only together: the first of them is a loss, the others
//! make up for it. Greedy insertion alone never starts such a route: neither where clients are left out, nor where few long
//! routes serve everybody and one more would be shorter. O(neighbours * stops of the new route).

use crate::random::Stream;
use crate::routing::model::demand::admits;
use crate::routing::operators::greedy_insertion::GreedyInsertion;
use crate::routing::operators::insertion::fits;
use crate::routing::operators::string_removal::StringRemoval;
use crate::routing::state::positions::Position;
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::cancellation::StopCheck;

/// Opens a shift for a random unassigned client, or for any client where nobody is unassigned. False, and nothing changed, where the
/// client fits in none of a few.
pub(crate) fn open_route(
    solution: &mut SearchSolution<'_>,
    string_removal: &mut StringRemoval,
    greedy: &mut GreedyInsertion,
    stream: &mut Stream,
    stop_check: &StopCheck<'_>,
) -> bool {
    let Some(client) = first(solution, stream) else { return false };
    let Some(place) = vacancy(solution, client, stream) else { return false };
    string_removal.near(solution, client, stream);
    if !solution.positions(client).is_empty() {
        let mut leaving = vec![client];
        solution.remove(&mut leaving);
        string_removal.clients.extend(leaving);
    }
    solution.insert(client, place);
    solution.book(client);
    greedy.gather(solution, client, &string_removal.clients, stream, stop_check);
    true
}

/// Whom to open a shift for.
fn first(solution: &SearchSolution<'_>, stream: &mut Stream) -> Option<u32> {
    let unassigned = solution.unassigned.items();
    if unassigned.is_empty() {
        let clients = solution.data.clients.len();
        return (clients > 0).then(|| stream.below(clients) as u32);
    }
    Some(unassigned[stream.below(unassigned.len())])
}

/// An unused shift that can visit the client, which is to have a single visit, and not to be alone in its shift already.
fn vacancy(solution: &SearchSolution<'_>, client: u32, stream: &mut Stream) -> Option<Position> {
    let alone = |place: &Position| solution.routes[place.route as usize].len() == 1;
    if solution.free.len() == 0
        || solution.positions(client).len() > 1
        || solution.positions(client).iter().any(alone)
    {
        return None;
    }
    (0..solution.data.tuning.open_tries).find_map(|_| {
        let &route = solution.free.items(stream.below(solution.free.len())).first()?;
        let place = Position { route, position: 1 };
        let day = solution.data.shifts[place.route as usize].day;
        (admits(solution.data.demand(client), &[day]) && fits(solution, client, place)).then_some(place)
    })
}
