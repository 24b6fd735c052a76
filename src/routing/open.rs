//! Opens an unused shift for a client who is left out, and fills it with who is near: the absent, and strings torn out of the
//! routes around it.
//!
//! Far away, or where a journey is dear, clients are worth it only together: the first of them is a loss, the others
//! make up for it. Greedy insertion alone never starts such a route. O(neighbours * stops of the new route).

use super::demand::admits;
use super::draft::{Draft, Place};
use super::go_on::GoOn;
use super::insertion::fits;
use super::random::Stream;
use super::recreate::Recreate;
use super::ruin::Ruin;

/// How many kinds of unused shift are tried.
const TRIES: usize = 4;

/// Opens a shift for a random absent client. False, and nothing changed, where the client fits in none of a few.
pub(super) fn open(
    draft: &mut Draft<'_>,
    ruin: &mut Ruin,
    recreate: &mut Recreate,
    stream: &mut Stream,
    go_on: &GoOn<'_>,
) -> bool {
    let Some((client, place)) = vacancy(draft, stream) else { return false };
    ruin.near(draft, client, stream);
    draft.insert(client, place);
    draft.book(client);
    recreate.gather(draft, client, &ruin.clients, stream, go_on);
    true
}

/// A random absent client and an unused shift that can visit it.
fn vacancy(draft: &Draft<'_>, stream: &mut Stream) -> Option<(u32, Place)> {
    let absent = draft.absent.items();
    let &client = absent.get(stream.below(absent.len()))?;
    let place = (0..TRIES).find_map(|_| {
        if draft.free.len() == 0 {
            return None;
        }
        let &route = draft.free.items(stream.below(draft.free.len())).first()?;
        let place = Place { route, position: 1 };
        let day = draft.instance.duties[place.route as usize].day;
        (admits(draft.instance.demand(client), &[day]) && fits(draft, client, place)).then_some(place)
    })?;
    Some((client, place))
}
