//! A warm start: given routes, however broken, become a feasible solution.

use crate::routing::data::problem_data::ProblemData;
use crate::routing::model::demand::admits;
use crate::routing::operators::insertion;
use crate::routing::state::positions::Position;
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::cancellation::StopCheck;

/// A solution with the visits of the given routes (clients in order, by shift), as far as they fit: unknown
/// clients, repeated days and visits that break a rule are passed over, then clients whose days do not satisfy their
/// demand are taken out. Where it may not go on, the rest is passed over too.
pub(crate) fn restore<'a>(
    data: &'a ProblemData<'a>,
    start: &[Vec<usize>],
    stop_check: &StopCheck<'_>,
) -> SearchSolution<'a> {
    let mut solution = SearchSolution::new(data);
    let mut days: Vec<Vec<u32>> = vec![Vec::new(); data.clients.len()];
    for (shift, clients) in start.iter().enumerate().take(data.shifts.len()) {
        for &client in clients.iter().filter(|&&client| client < data.clients.len()) {
            let day = data.shifts[shift].day;
            if days[client].len() < data.clients[client].most_visits as usize
                && !days[client].contains(&day)
                && stop_check.allows(solution.routes[shift].stops.len())
                && append(&mut solution, shift as u32, client as u32)
            {
                days[client].push(day);
            }
        }
    }
    settle(&mut solution, data, days);
    solution
}

/// Adds a client at the end of a shift's route if it fits there.
fn append(solution: &mut SearchSolution<'_>, route: u32, client: u32) -> bool {
    let position = solution.routes[route as usize].len() as u32 + 1;
    let place = Position { route, position };
    let fits = insertion::fits(solution, client, place);
    if fits {
        solution.insert(client, place);
    }
    fits
}

fn settle(solution: &mut SearchSolution<'_>, data: &ProblemData<'_>, mut days: Vec<Vec<u32>>) {
    let mut misfits = Vec::new();
    for (client, days) in days.iter_mut().enumerate().filter(|(_, days)| !days.is_empty()) {
        days.sort_unstable();
        solution.book(client as u32);
        if !admits(data.demand(client as u32), days) {
            misfits.push(client as u32);
        }
    }
    solution.remove(&mut misfits);
}
