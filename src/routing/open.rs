//! Opens an unused shift for a client who is left out, and fills it with the absent clients near it.
//!
//! Far away, or where a journey is dear, clients are worth it only together: the first of them is a loss, the others
//! make up for it. Greedy insertion alone never starts such a route. O(neighbours * stops of the new route).

use super::demand::admits;
use super::draft::{Draft, Place};
use super::insertion::fits;
use super::random::Stream;

/// How many kinds of unused shift are tried.
const TRIES: usize = 4;

/// Puts a random absent client alone into an unused shift; returns it, or `None` where it fits in none of a few.
pub(super) fn open(draft: &mut Draft<'_>, stream: &mut Stream) -> Option<u32> {
    let absent = draft.absent.items();
    let &client = absent.get(stream.below(absent.len()))?;
    let place = (0..TRIES).find_map(|_| {
        let free = draft.free.get(stream.below(draft.free.len()))?;
        let place = Place { route: *free.items().first()?, position: 1 };
        let day = draft.instance.duties[place.route as usize].day;
        (admits(draft.instance.demand(client), &[day]) && fits(draft, client, place)).then_some(place)
    })?;
    draft.insert(client, place);
    draft.book(client);
    Some(client)
}
