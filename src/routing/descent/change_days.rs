//! Change of days: a client leaves with all its visits and comes back on the best set of days there is now.

use super::super::draft::Draft;
use super::super::go_on::GoOn;
use super::super::random::Stream;
use super::super::recreate::Recreate;
use super::super::solution::StepStatistics;

/// Tries it once for every client with visits, as long as it may go on, and keeps what gains.
pub(in super::super) fn improve(
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
