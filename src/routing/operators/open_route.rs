//! Opens an unused shift for a client, and fills it with who is near: the absent, and strings torn out of the routes around it.
//!
//! Far away, or where a journey is dear, clients are worth it only together: the first of them is a loss, the others
//! make up for it. Greedy insertion alone never starts such a route: neither where clients are left out, nor where few long
//! routes serve everybody and one more would be shorter. O(neighbours * stops of the new route).

use crate::random::Stream;
use crate::routing::model::demand::admits;
use crate::routing::operators::greedy_insertion::Recreate;
use crate::routing::operators::insertion::fits;
use crate::routing::operators::string_removal::Ruin;
use crate::routing::state::positions::Place;
use crate::routing::state::solution::Draft;
use crate::routing::support::cancellation::GoOn;

/// How many kinds of unused shift are tried.
const TRIES: usize = 4;

/// Opens a shift for a random absent client, or for any client where nobody is absent. False, and nothing changed, where the
/// client fits in none of a few.
pub(crate) fn open(
    draft: &mut Draft<'_>,
    ruin: &mut Ruin,
    recreate: &mut Recreate,
    stream: &mut Stream,
    go_on: &GoOn<'_>,
) -> bool {
    let Some(client) = first(draft, stream) else { return false };
    let Some(place) = vacancy(draft, client, stream) else { return false };
    ruin.near(draft, client, stream);
    if !draft.places(client).is_empty() {
        let mut leaving = vec![client];
        draft.remove(&mut leaving);
        ruin.clients.extend(leaving);
    }
    draft.insert(client, place);
    draft.book(client);
    recreate.gather(draft, client, &ruin.clients, stream, go_on);
    true
}

/// Whom to open a shift for.
fn first(draft: &Draft<'_>, stream: &mut Stream) -> Option<u32> {
    let absent = draft.absent.items();
    if absent.is_empty() {
        let clients = draft.instance.visitors.len();
        return (clients > 0).then(|| stream.below(clients) as u32);
    }
    Some(absent[stream.below(absent.len())])
}

/// An unused shift that can visit the client, which is to have a single visit, and not to be alone in its shift already.
fn vacancy(draft: &Draft<'_>, client: u32, stream: &mut Stream) -> Option<Place> {
    let alone = |place: &Place| draft.routes[place.route as usize].len() == 1;
    if draft.free.len() == 0 || draft.places(client).len() > 1 || draft.places(client).iter().any(alone) {
        return None;
    }
    (0..TRIES).find_map(|_| {
        let &route = draft.free.items(stream.below(draft.free.len())).first()?;
        let place = Place { route, position: 1 };
        let day = draft.instance.duties[place.route as usize].day;
        (admits(draft.instance.demand(client), &[day]) && fits(draft, client, place)).then_some(place)
    })
}
