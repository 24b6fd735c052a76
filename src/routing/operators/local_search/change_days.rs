//! Change of days: a client leaves with all its visits and comes back on the best set of days there is now.

use crate::random::Stream;
use crate::routing::model::solution::StepStatistics;
use crate::routing::operators::greedy_insertion::Recreate;
use crate::routing::state::solution::Draft;
use crate::routing::support::cancellation::GoOn;

/// Tries it once for every client with visits, as long as it may go on, and keeps what gains.
pub(crate) fn improve(
    draft: &mut Draft<'_>,
    recreate: &mut Recreate,
    step: &mut StepStatistics,
    stream: &mut Stream,
    go_on: &GoOn<'_>,
) {
    for client in 0..draft.instance.visitors.len() as u32 {
        if !go_on.after(recreate.take_work()) {
            return;
        }
        if draft.places(client).is_empty() {
            continue;
        }
        let before = draft.score();
        draft.mark();
        draft.remove(&mut vec![client]);
        recreate.put_back(draft, client, stream);
        step.tried += 1;
        if draft.score() > before {
            step.kept += 1;
        } else {
            draft.rollback();
        }
    }
}
