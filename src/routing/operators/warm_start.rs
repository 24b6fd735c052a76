//! A warm start: given routes, however broken, become a feasible draft.

use crate::routing::data::instance::Instance;
use crate::routing::model::demand::admits;
use crate::routing::operators::insertion;
use crate::routing::state::positions::Place;
use crate::routing::state::solution::Draft;
use crate::routing::support::cancellation::GoOn;

/// A draft with the visits of the given routes (clients in order, by shift), as far as they fit: unknown
/// clients, repeated days and visits that break a rule are passed over, then clients whose days do not satisfy their
/// demand are taken out. Where it may not go on, the rest is passed over too.
pub(crate) fn restore<'a>(instance: &'a Instance<'a>, start: &[Vec<usize>], go_on: &GoOn<'_>) -> Draft<'a> {
    let mut draft = Draft::new(instance);
    let mut days: Vec<Vec<u32>> = vec![Vec::new(); instance.visitors.len()];
    for (shift, clients) in start.iter().enumerate().take(instance.duties.len()) {
        for &client in clients.iter().filter(|&&client| client < instance.visitors.len()) {
            let day = instance.duties[shift].day;
            if days[client].len() < instance.visitors[client].most_visits as usize
                && !days[client].contains(&day)
                && go_on.after(draft.routes[shift].stops.len())
                && append(&mut draft, shift as u32, client as u32)
            {
                days[client].push(day);
            }
        }
    }
    settle(&mut draft, instance, days);
    draft
}

/// Adds a client at the end of a shift's route if it fits there.
fn append(draft: &mut Draft<'_>, route: u32, client: u32) -> bool {
    let position = draft.routes[route as usize].len() as u32 + 1;
    let place = Place { route, position };
    let fits = insertion::fits(draft, client, place);
    if fits {
        draft.insert(client, place);
    }
    fits
}

fn settle(draft: &mut Draft<'_>, instance: &Instance<'_>, mut days: Vec<Vec<u32>>) {
    let mut misfits = Vec::new();
    for (client, days) in days.iter_mut().enumerate().filter(|(_, days)| !days.is_empty()) {
        days.sort_unstable();
        draft.book(client as u32);
        if !admits(instance.demand(client as u32), days) {
            misfits.push(client as u32);
        }
    }
    draft.remove(&mut misfits);
}
