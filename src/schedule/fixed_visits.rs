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
use crate::schedule::agreed::AgreedAs;
use crate::schedule::liaison_problem::LiaisonProblem;
use crate::schedule::visit_needs::Promise;

/// Iterations of the search for places, for each visit that has to happen.
const EFFORT: u64 = 200;

/// Fewest iterations of it: few visits have few places, and yet many orders.
const LEAST: u64 = 1_000;

/// By shift: the clients that a search begins with.
pub(crate) type Start = Vec<Vec<ClientIndex>>;

/// Most promises of practices with several that are tried again in the end.
const TRIED_AGAIN: usize = 50;

/// A promise to a practice.
type PromiseTo = (PracticeIndex, Promise);

/// Finds days with every appointment and every promise that has a place.
///
/// A promise that is left out is given up. Where a practice with several is left out, it is the one without which fewest visits
/// lack a place, and of several the one that ends last. In the end all of them are tried again. A search that begins there
/// keeps the others, because nothing it finds is better with one of them less. Each try is a search for days with fixed visits
/// alone.
///
/// # Errors
/// As [`routing::solve`].
pub(crate) fn places(problem: &mut LiaisonProblem, seed: u64) -> Result<Start, Error> {
    let mut given_up: Vec<PromiseTo> = Vec::new();
    let mut found = Places::find(problem, seed)?;
    while !found.without.is_empty() {
        let lost = without_place(problem, &found, seed)?;
        if lost.is_empty() {
            break;
        }
        for &(practice, promise) in &lost {
            problem.give_up(practice, promise);
        }
        given_up.extend(lost);
        found = Places::find(problem, seed)?;
    }
    try_again(problem, found, &given_up, seed)
}

/// Asks for promises again that were given up: they may have a place now.
fn try_again(
    problem: &mut LiaisonProblem,
    mut found: Places,
    given_up: &[PromiseTo],
    seed: u64,
) -> Result<Start, Error> {
    let is_only = |&&(practice, _): &&PromiseTo| problem.needs(practice).promises.len() == 1;
    let (only, several): (Vec<PromiseTo>, Vec<PromiseTo>) = given_up.iter().partition(|it| is_only(it));
    let each = several.chunks(1).take(TRIED_AGAIN);
    for promises in std::iter::once(only.as_slice()).chain(each).filter(|promises| !promises.is_empty()) {
        for &(practice, promise) in promises {
            problem.take_back(practice, promise);
        }
        let with = Places::find(problem, seed)?;
        let lost: Vec<&PromiseTo> =
            promises.iter().filter(|(practice, _)| with.without.contains(practice)).collect();
        let is_worse = with.without.len() > found.without.len() + lost.len();
        let again: Vec<&PromiseTo> = promises.iter().filter(|it| is_worse || lost.contains(it)).collect();
        for &&(practice, promise) in &again {
            problem.give_up(practice, promise);
        }
        found = if again.is_empty() { with } else { Places::find(problem, seed)? };
    }
    Ok(found.start)
}

/// Finds promises to give up: of all practices that are left out and have one, else one of the first that has several.
fn without_place(problem: &mut LiaisonProblem, found: &Places, seed: u64) -> Result<Vec<PromiseTo>, Error> {
    let of = |practice: PracticeIndex| -> Vec<PromiseTo> {
        problem.promised(practice).map(|it| (practice, it.promise)).collect()
    };
    let lost: Vec<Vec<PromiseTo>> = found.without.iter().map(|&practice| of(practice)).collect();
    let single: Vec<PromiseTo> =
        lost.iter().filter(|promises| promises.len() == 1).flatten().copied().collect();
    if !single.is_empty() {
        return Ok(single);
    }
    // An appointment cannot be without a place, but for a promise in its way.
    let all = || problem.covered.iter().flat_map(|&practice| of(practice)).collect();
    let several = lost.into_iter().find(|promises| !promises.is_empty()).unwrap_or_else(all);
    cheapest(problem, &several, seed)
}

/// Finds the promise without which fewest visits lack a place.
fn cheapest(
    problem: &mut LiaisonProblem,
    promises: &[PromiseTo],
    seed: u64,
) -> Result<Vec<PromiseTo>, Error> {
    let mut best: Option<(usize, PromiseTo)> = None;
    for &(practice, promise) in promises {
        problem.give_up(practice, promise);
        let left = Places::find(problem, seed)?.without.len();
        problem.take_back(practice, promise);
        let later = best.is_some_and(|(least, (_, last))| left == least && promise > last);
        if later || best.is_none_or(|(least, _)| left < least) {
            best = Some((left, (practice, promise)));
        }
    }
    Ok(best.map(|(_, promise)| promise).into_iter().collect())
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
            without: found.unserved.iter().filter_map(|&it| problem.roles[fixed[it]].practice).collect(),
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
        days: routing.days,
        travel: routing.travel.clone(),
        shifts: routing.shifts.clone(),
        clients: clients.iter().map(|&client| routing.clients[client].clone()).collect(),
        travel_weight: routing.travel_weight,
    }
}

/// Lists the appointments of each day in order of time, as positions in the list of fixed visits.
fn agreed(problem: &LiaisonProblem, fixed: &[ClientIndex]) -> Start {
    let on = |day| problem.basis.agendas.of(problem.liaison).on(day).map_or(&[][..], |it| &it.visits);
    let position =
        |what: AgreedAs| fixed.iter().position(|&client| problem.roles[client].agreed == Some(what));
    let shifts = problem.routing.shifts.iter();
    shifts.map(|shift| on(shift.day).iter().filter_map(|it| position(it.what)).collect()).collect()
}
