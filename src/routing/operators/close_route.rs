//! Closes a shift: all its clients leave with all their visits, and go where they fit best, which may be an empty shift again.
//!
//! What strings take many steps for, each of them a loss: a route whose clients others could visit on their way. O(stops *
//! positions).

use crate::random::Stream;
use crate::routing::operators::greedy_insertion::Recreate;
use crate::routing::state::solution::Draft;
use crate::routing::support::cancellation::GoOn;

/// Empties a random route, and puts its clients back. False, and nothing changed, where none is used.
pub(crate) fn close(
    draft: &mut Draft<'_>,
    recreate: &mut Recreate,
    stream: &mut Stream,
    go_on: &GoOn<'_>,
) -> bool {
    let used = draft.used.items();
    let Some(&route) = used.get(stream.below(used.len())) else { return false };
    let visits = draft.routes[route as usize].visits();
    let mut leaving: Vec<u32> = visits.iter().map(|stop| stop.client).collect();
    draft.remove(&mut leaving);
    recreate.run(draft, &leaving, stream, go_on);
    true
}
