//! Today's problem with any number of edits: only what is frozen or pinned stays.

use crate::plan::itinerary::StopKind;
use crate::routing::model::problem::{ClientIndex, Day, Demand, Problem, RequiredVisit};
use crate::schedule::liaison_problem::LiaisonProblem;
use crate::schedule::replan::base::Base;

/// Returns today's problem with frozen days and pinned stops as they are without edits.
pub(crate) fn unlimited(of: &LiaisonProblem, base: &Base) -> Problem {
    let mut problem = of.routing.clone();
    for client in (0..problem.clients.len()).filter(|&it| of.roles[it].kind == StopKind::Chosen) {
        for day in 0..problem.days {
            let (is_there, is_frozen) = (base.plan.days[client].contains(&day), of.basis.is_frozen(day));
            let is_pinned = base.stays.iter().any(|stay| stay.stop.pinned && stay.is_on(client, day));
            if is_there && (is_frozen || is_pinned) {
                fix(&mut problem, base, client, day);
            } else if is_frozen {
                close(&mut problem, client, day);
            }
        }
    }
    problem
}

/// Asks for a visit on its day, at the time that it has without edits.
fn fix(problem: &mut Problem, base: &Base, client: ClientIndex, day: Day) {
    let (old, client) = (&base.problem.clients[client], &mut problem.clients[client]);
    if let Some((windows, old)) = client.windows.get_mut(day as usize).zip(old.windows.get(day as usize)) {
        windows.clone_from(old);
    }
    if let Demand::Recurring(recurrence) = &mut client.demand {
        recurrence.required.push(RequiredVisit { from: day, until: day, only: Vec::new() });
        recurrence.required.sort_by_key(|it| (it.until, it.from));
    }
}

fn close(problem: &mut Problem, client: ClientIndex, day: Day) {
    if let Some(windows) = problem.clients[client].windows.get_mut(day as usize) {
        windows.clear();
    }
}
