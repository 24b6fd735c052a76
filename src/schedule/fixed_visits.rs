//! Where a search begins: with every appointment, and every promise for which there is a place beside them.

use crate::error::Error;
use crate::model::index::PracticeIndex;
use crate::plan::itinerary::StopKind;
use crate::progress::unobserved;
use crate::routing;
use crate::routing::model::demand::is_required;
use crate::routing::model::problem::{ClientIndex, Problem};
use crate::routing::model::solution::Solution;
use crate::routing::search::solve::SearchConfig;
use crate::routing::support::budget::Budget;
use crate::schedule::liaison_problem::LiaisonProblem;
use crate::schedule::visit_needs::Promise;

/// Iterations of the search for places, for each visit that has to happen.
const EFFORT: u64 = 200;

/// Fewest iterations of it: few visits have few places, and yet many orders.
const LEAST: u64 = 1_000;

/// By shift: the clients that a search begins with.
pub(crate) type Start = Vec<Vec<ClientIndex>>;

/// Finds days with every appointment and every promise that has a place. Promises without one are given up, one after the other:
/// first those of a practice that is left out, and of these the one that ends last.
///
/// A search that begins there keeps all of them, because nothing it finds is better with one of them less.
///
/// # Errors
/// As [`routing::solve`].
pub(crate) fn places(problem: &mut LiaisonProblem, seed: u64) -> Result<Start, Error> {
    loop {
        let fixed: Vec<ClientIndex> = fixed(&problem.routing);
        let (small, start) = (only(&problem.routing, &fixed), agreed(problem, &fixed));
        let iterations = LEAST.max(EFFORT * fixed.len() as u64);
        let has_promises = fixed.iter().any(|&client| problem.roles[client].kind == StopKind::Chosen);
        let budget = Budget::Iterations(if has_promises { iterations } else { 0 });
        let config = SearchConfig { seed, chains: 1, budget, start, ..SearchConfig::default() };
        let found = routing::solve(&small, &config, &unobserved)?;
        let Some((practice, promise)) = without_place(problem, &fixed, &found) else {
            let routes = found.to_start(small.shifts.len());
            return Ok(routes.iter().map(|route| route.iter().map(|&it| fixed[it]).collect()).collect());
        };
        problem.give_up(practice, promise);
    }
}

/// Lists the clients that have to be visited.
fn fixed(routing: &Problem) -> Vec<ClientIndex> {
    (0..routing.clients.len()).filter(|&client| is_required(&routing.clients[client].demand)).collect()
}

/// Returns the problem with some of its clients only.
fn only(routing: &Problem, clients: &[ClientIndex]) -> Problem {
    Problem {
        clients: clients.iter().map(|&client| routing.clients[client].clone()).collect(),
        ..routing.clone()
    }
}

/// Lists the appointments of each day in order of time, as positions in the list of fixed visits.
fn agreed(problem: &LiaisonProblem, fixed: &[ClientIndex]) -> Start {
    let on = |day| problem.basis.agendas.of(problem.liaison).on(day).map_or(&[][..], |it| &it.visits);
    let position = |number: usize| {
        let is_it = |&client: &ClientIndex| {
            let role = problem.roles[client];
            role.kind == StopKind::Appointment && role.number == number
        };
        fixed.iter().position(is_it)
    };
    let shifts = problem.routing.shifts.iter();
    shifts.map(|shift| on(shift.day).iter().filter_map(|it| position(it.number)).collect()).collect()
}

/// Finds a promise to give up, if some visit has no place.
fn without_place(
    problem: &LiaisonProblem,
    fixed: &[ClientIndex],
    found: &Solution,
) -> Option<(PracticeIndex, Promise)> {
    let practice = |client: usize| problem.roles[fixed[client]].practice;
    let last_promise = |practice: PracticeIndex| Some((practice, problem.promised(practice).last()?.promise));
    let unserved: Vec<PracticeIndex> = found.unserved.iter().map(|&client| practice(client)).collect();
    unserved.first()?;
    // An appointment cannot be without a place, but for a promise in its way.
    let others = found.routes.iter().flat_map(|route| &route.visits).map(|visit| practice(visit.client));
    unserved.into_iter().chain(others).find_map(last_promise)
}
