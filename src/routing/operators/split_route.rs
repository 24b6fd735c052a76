//! Splits a route in two by place: an unused shift takes over the stops that lie nearer to one of two poles than to the other.
//!
//! Few long routes that roam far become more that keep to a region each, in one step: a shift that is opened for a
//! string of stops is a loss until it is long. Either part then has time for absent clients near it. O(square of the
//! stops) at worst, and as [`fits`] says.

use crate::random::Stream;
use crate::routing::operators::greedy_insertion::Recreate;
use crate::routing::operators::insertion::fits;
use crate::routing::state::positions::Place;
use crate::routing::state::solution::Draft;
use crate::routing::support::cancellation::GoOn;

/// Splits a random route, and puts absent clients near one of the poles into its parts. False, and nothing changed, where there is
/// no unused shift of its kind or all its stops lie near one pole.
pub(crate) fn split(
    draft: &mut Draft<'_>,
    recreate: &mut Recreate,
    stream: &mut Stream,
    go_on: &GoOn<'_>,
) -> bool {
    let Some((from, to)) = routes(draft, stream) else { return false };
    let (pole, leaving) = parts(draft, from, stream);
    if leaving.is_empty() || leaving.len() == draft.routes[from as usize].len() {
        return false;
    }
    let mut torn = leaving.clone();
    draft.remove(&mut torn);
    seat(draft, &leaving, to, go_on);
    recreate.gather(draft, pole, &torn, stream, go_on);
    true
}

/// A random used route and an unused shift of its kind.
fn routes(draft: &Draft<'_>, stream: &mut Stream) -> Option<(u32, u32)> {
    let used = draft.used.items();
    let &from = used.get(stream.below(used.len()))?;
    let &to = draft.free.items(draft.instance.duties[from as usize].kind as usize).first()?;
    Some((from, to))
}

/// One of two random stops as a pole, and the clients nearer to the other, in their order. Who has several visits stays.
fn parts(draft: &Draft<'_>, route: u32, stream: &mut Stream) -> (u32, Vec<u32>) {
    let visits = draft.routes[route as usize].visits();
    let mut pole = || visits[stream.below(visits.len())];
    let (here, there) = (pole(), pole());
    let legs = &draft.instance.legs;
    let (stay, leave) = (legs.around(here.site), legs.around(there.site));
    let leaves = visits.iter().filter(|stop| leave.to(stop.site) < stay.to(stop.site));
    let single = |client: &u32| draft.places(*client).len() == 1;
    (here.client, leaves.map(|stop| stop.client).filter(single).collect())
}

/// Puts these clients, one behind the other, into an empty route, as far as they fit and it may go on.
fn seat(draft: &mut Draft<'_>, clients: &[u32], route: u32, go_on: &GoOn<'_>) {
    for &client in clients {
        let place = Place { route, position: draft.routes[route as usize].len() as u32 + 1 };
        if !go_on.after(clients.len()) {
            return;
        }
        if fits(draft, client, place) {
            draft.insert(client, place);
            draft.book(client);
        }
    }
}
