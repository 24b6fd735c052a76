//! Which rules forbid a visit: an irreducible set, found by leaving out one rule after the other.

use crate::plan::disposition::Rule;
use crate::routing::model::problem::{ClientIndex, Problem};
use crate::routing::model::timetable::timetable;
use crate::schedule::explain::displaced::Days;
use crate::schedule::liaison_problem::{Desk, Role};

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

/// An irreducible set of rules that forbids the visit beside the fixed visits of the plan: without any one of them it could
/// be made. `None` where it can be made.
///
/// By deletion (Chinneck & Dravnieks 1991, doi:10.1287/ijoc.3.2.157): a rule whose absence changes nothing is dropped for
/// good. Ten attempts, each O(days x fixed visits) timetables.
pub(crate) fn rules(desk: &Desk, days: &Days, role: Role) -> Option<Vec<Rule>> {
    if is_possible(desk, days, role, &[]) {
        return None;
    }
    if !is_possible(desk, days, role, &RELAXABLE) {
        return Some(vec![Rule::NoRoad]);
    }
    let mut relaxed: Vec<Rule> = Vec::new();
    let mut needed = Vec::new();
    for rule in RELAXABLE {
        relaxed.push(rule);
        if is_possible(desk, days, role, &relaxed) {
            relaxed.pop();
            needed.push(rule);
        }
    }
    needed.sort_unstable();
    Some(needed)
}

/// Whether the visit could be made on some day beside the fixed visits only.
fn is_possible(desk: &Desk, days: &Days, role: Role, relaxed: &[Rule]) -> bool {
    let fixed: Vec<Role> = if relaxed.contains(&Rule::FixedVisits) {
        Vec::new()
    } else {
        let kept = desk.demands(&[]).into_iter();
        kept.filter(|other| *other != role && days.holds(desk, *other)).collect()
    };
    let demands: Vec<Role> = fixed.into_iter().chain([role]).collect();
    let (problem, roles) = desk.translate(&demands, relaxed);
    let Some(client) = roles.iter().position(|known| *known == role) else { return false };
    (0..problem.shifts.len()).any(|shift| fits(desk, days, &problem, &roles, shift, client))
}

/// Whether the client fits somewhere among the fixed visits of the day, in their order or its reverse.
fn fits(
    desk: &Desk,
    days: &Days,
    problem: &Problem,
    roles: &[Role],
    shift: usize,
    client: ClientIndex,
) -> bool {
    let day = problem.shifts[shift].day;
    let place = |role: Role| roles.iter().position(|known| *known == role);
    let fixed: Vec<ClientIndex> =
        days.fixed(desk, day).filter_map(place).filter(|&other| other != client).collect();
    (0..=fixed.len()).any(|at| {
        let mut route = fixed.clone();
        route.insert(at, client);
        let there = timetable(problem, shift, &route).is_some();
        route.reverse();
        there || timetable(problem, shift, &route).is_some()
    })
}
