//! Which rules forbid a visit: an irreducible set, found by leaving out one rule after the other.

use crate::plan::disposition::Rule;
use crate::routing::model::problem::{ClientIndex, Problem};
use crate::routing::model::timetable::timetable_of_valid;
use crate::schedule::explain::displaced::PlannedDays;
use crate::schedule::liaison_problem::{ClientRole, LiaisonProblem};

/// Rules that can be relaxed, those first that people can least easily change, so that they are named least.
const RELAXABLE: [Rule; 10] = [
    Rule::MaxStops,
    Rule::Lunch,
    Rule::LeadTime,
    Rule::FixedVisits,
    Rule::MinGap,
    Rule::MustVisitDates,
    Rule::Skills,
    Rule::MaxDrive,
    Rule::VisitingHours,
    Rule::WorkingHours,
];

/// Finds an irreducible set of rules that forbids the visit beside the fixed visits of the plan: without any one of them it could
/// be made. `None` where it can be made.
///
/// By deletion (Chinneck & Dravnieks 1991, doi:10.1287/ijoc.3.2.157): a rule whose absence changes nothing is dropped for
/// good. Ten attempts, each O(days x fixed visits) timetables.
pub(crate) fn rules(problem: &LiaisonProblem, days: &PlannedDays, role: ClientRole) -> Option<Vec<Rule>> {
    if is_possible(problem, days, role, &[]) {
        return None;
    }
    if !is_possible(problem, days, role, &RELAXABLE) {
        return Some(vec![Rule::NoRoad]);
    }
    let mut relaxed: Vec<Rule> = Vec::new();
    let mut needed = Vec::new();
    for rule in RELAXABLE {
        relaxed.push(rule);
        if is_possible(problem, days, role, &relaxed) {
            relaxed.pop();
            needed.push(rule);
        }
    }
    needed.sort_unstable();
    Some(needed)
}

/// Tells whether the visit could be made on some day beside the fixed visits only.
fn is_possible(problem: &LiaisonProblem, days: &PlannedDays, role: ClientRole, relaxed: &[Rule]) -> bool {
    let fixed: Vec<ClientRole> = if relaxed.contains(&Rule::FixedVisits) {
        Vec::new()
    } else {
        let kept = problem.demands(&[]).into_iter();
        kept.filter(|other| *other != role && days.holds(problem, *other)).collect()
    };
    let demands: Vec<ClientRole> = fixed.into_iter().chain([role]).collect();
    let (routing, roles) = problem.translate(&demands, relaxed);
    let Some(client) = roles.iter().position(|known| *known == role) else { return false };
    (0..routing.shifts.len()).any(|shift| fits(problem, days, &routing, &roles, shift, client))
}

/// Tells whether the client fits somewhere among the fixed visits of the day, in their order or its reverse.
fn fits(
    problem: &LiaisonProblem,
    days: &PlannedDays,
    routing: &Problem,
    roles: &[ClientRole],
    shift: usize,
    client: ClientIndex,
) -> bool {
    let day = routing.shifts[shift].day;
    let place = |role: ClientRole| roles.iter().position(|known| *known == role);
    let fixed: Vec<ClientIndex> =
        days.fixed(problem, day).filter_map(place).filter(|&other| other != client).collect();
    (0..=fixed.len()).any(|at| {
        let mut route = fixed.clone();
        route.insert(at, client);
        let there = timetable_of_valid(routing, shift, &route).is_some();
        route.reverse();
        there || timetable_of_valid(routing, shift, &route).is_some()
    })
}
