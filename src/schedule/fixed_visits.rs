//! Where a search begins: with every appointment, and every promise for which there is a place beside them.

use crate::error::Error;
use crate::model::index::PracticeIndex;
use crate::plan::itinerary::StopKind;
use crate::progress::unobserved;
use crate::routing;
use crate::routing::model::demand::is_required;
use crate::routing::model::problem::{ClientIndex, Problem};
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

/// Finds days with every appointment and every promise that has a place.
///
/// Where some visit has no place, one promise of those left out is given up: the one without which fewest visits lack a place,
/// and of several the one that ends last. In the end each of them is tried again. A search that begins there keeps the others,
/// because nothing it finds is better with one of them less. A search of its own for each promise that is tried.
///
/// # Errors
/// As [`routing::solve`].
pub(crate) fn places(problem: &mut LiaisonProblem, seed: u64) -> Result<Start, Error> {
    let mut given_up = Vec::new();
    let mut found = Places::find(problem, seed)?;
    while let Some((practice, promise)) = cheapest(problem, &found, seed)? {
        problem.give_up(practice, promise);
        given_up.push((practice, promise));
        found = Places::find(problem, seed)?;
    }
    for (practice, promise) in given_up {
        problem.take_back(practice, promise);
        let with = Places::find(problem, seed)?;
        if with.without.len() > found.without.len() {
            problem.give_up(practice, promise);
        } else {
            found = with;
        }
    }
    // Clients stand elsewhere after another promise was tried.
    Ok(Places::find(problem, seed)?.start)
}

/// Finds the promise to give up, if some visit has no place.
fn cheapest(
    problem: &mut LiaisonProblem,
    found: &Places,
    seed: u64,
) -> Result<Option<(PracticeIndex, Promise)>, Error> {
    let mut best: Option<(usize, Promise, PracticeIndex)> = None;
    for (practice, promise) in candidates(problem, found) {
        problem.give_up(practice, promise);
        let left = Places::find(problem, seed)?.without.len();
        problem.take_back(practice, promise);
        let later = best.is_some_and(|(least, last, _)| left == least && promise > last);
        if later || best.is_none_or(|(least, ..)| left < least) {
            best = Some((left, promise, practice));
        }
    }
    Ok(best.map(|(_, promise, practice)| (practice, promise)))
}

/// Lists the promises of practices that are left out; where an appointment is, those of all practices.
fn candidates(problem: &LiaisonProblem, found: &Places) -> Vec<(PracticeIndex, Promise)> {
    let of = |practice: PracticeIndex| problem.promised(practice).map(move |it| (practice, it.promise));
    let own: Vec<(PracticeIndex, Promise)> =
        found.without.iter().flat_map(|&practice| of(practice)).collect();
    if found.without.is_empty() || !own.is_empty() {
        return own;
    }
    problem.covered.iter().flat_map(|&practice| of(practice)).collect()
}

/// Days with fixed visits alone.
struct Places {
    start: Start,
    /// Whose visit has no place.
    without: Vec<PracticeIndex>,
}

impl Places {
    fn find(problem: &LiaisonProblem, seed: u64) -> Result<Self, Error> {
        let fixed: Vec<ClientIndex> = fixed(&problem.routing);
        let (small, start) = (only(&problem.routing, &fixed), agreed(problem, &fixed));
        let iterations = LEAST.max(EFFORT * fixed.len() as u64);
        let has_promises = fixed.iter().any(|&client| problem.roles[client].kind == StopKind::Chosen);
        let budget = Budget::Iterations(if has_promises { iterations } else { 0 });
        let config = SearchConfig { seed, chains: 1, budget, start, ..SearchConfig::default() };
        let found = routing::solve(&small, &config, &unobserved)?;
        let routes = found.to_start(small.shifts.len());
        Ok(Self {
            start: routes.iter().map(|route| route.iter().map(|&it| fixed[it]).collect()).collect(),
            without: found.unserved.iter().map(|&it| problem.roles[fixed[it]].practice).collect(),
        })
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
