//! The best of all plans of a tiny book: every set of visits that keeps the rules, with every order of each day.

use crate::plan::itinerary::StopKind;
use crate::routing::model::problem::{Day, Problem, Time};
use crate::routing::model::timetable::timetable;
use crate::schedule::liaison_problem::{ClientRole, LiaisonProblem};
use crate::schedule::tiny_tests::definition::Definition;

/// A tiny book's problem made ready to try all plans.
pub(super) struct AllPlans<'a> {
    problem: &'a LiaisonProblem<'a>,
    /// By shift and set of clients: the least travel of a route that visits them.
    travel: Vec<Vec<Option<Time>>>,
    /// By client, the best first: sets of shifts and what visits on them are worth, in referrals.
    choices: Vec<Vec<(usize, f64)>>,
    /// By client: what this client and those after it can be worth at most.
    most: Vec<f64>,
}

/// The best worth found so far, and the shifts that visit each client.
type BestPlan = (f64, Vec<usize>);

impl<'a> AllPlans<'a> {
    pub(super) fn new(problem: &'a LiaisonProblem<'a>) -> Self {
        let routing = &problem.routing;
        let travel = (0..routing.shifts.len()).map(|shift| least_travel(routing, shift)).collect();
        let choices: Vec<Vec<(usize, f64)>> =
            problem.roles.iter().map(|role| choices(problem, role)).collect();
        let best = |from: usize| choices[from..].iter().map(|sets| sets[0].1).sum();
        let most = (0..=choices.len()).map(best).collect();
        Self { problem, travel, choices, most }
    }

    /// Returns what the best plan is worth, and the shifts that visit each client in it.
    pub(super) fn best(&self) -> BestPlan {
        let mut best = (f64::NEG_INFINITY, Vec::new());
        self.combine(&mut Vec::new(), 0.0, &mut best);
        best
    }

    fn combine(&self, chosen: &mut Vec<usize>, so_far: f64, best: &mut BestPlan) {
        let client = chosen.len();
        if so_far + self.most[client] <= best.0 {
            return; // Even without any travel it is no better.
        }
        let Some(choices) = self.choices.get(client) else {
            let worth = self.drive(chosen).map(|drive| so_far - drive);
            if let Some(worth) = worth.filter(|worth| *worth > best.0) {
                *best = (worth, chosen.clone());
            }
            return;
        };
        for &(shifts, worth) in choices {
            chosen.push(shifts);
            self.combine(chosen, so_far + worth, best);
            chosen.pop();
        }
    }

    /// Returns what the driving costs, in referrals; `None` where the visits of some day fit in no order.
    pub(super) fn drive(&self, chosen: &[usize]) -> Option<f64> {
        let on = |shift: usize| {
            let is_here = |&(_, shifts): &(usize, &usize)| shifts >> shift & 1 == 1;
            chosen.iter().enumerate().filter(is_here).map(|(client, _)| 1 << client).sum::<usize>()
        };
        let travel = self.travel.iter().enumerate().map(|(shift, least)| least[on(shift)]);
        let minutes: Time = travel.sum::<Option<Time>>()?;
        Some(self.problem.referrals(self.problem.drive_price * minutes))
    }

    /// Returns what a client's visits in these shifts are worth; `None` where a rule forbids them.
    pub(super) fn worth(&self, client: usize, shifts: usize) -> Option<f64> {
        self.choices[client].iter().find(|(set, _)| *set == shifts).map(|(_, worth)| *worth)
    }
}

/// Finds the least travel of a shift by set of clients, trying every order of every set.
fn least_travel(problem: &Problem, shift: usize) -> Vec<Option<Time>> {
    let mut least = vec![None; 1 << problem.clients.len()];
    least[0] = Some(0);
    let mut orders: Vec<Vec<usize>> = vec![Vec::new()];
    while let Some(order) = orders.pop() {
        for client in (0..problem.clients.len()).filter(|client| !order.contains(client)) {
            let longer = [&order[..], &[client]].concat();
            let set: usize = longer.iter().map(|client| 1 << client).sum();
            if let Some(times) = timetable(problem, shift, &longer) {
                least[set] = Some(least[set].map_or(times.travel, |least: Time| least.min(times.travel)));
            }
            if longer.len() < problem.shifts[shift].max_stops.unwrap_or(usize::MAX) {
                orders.push(longer);
            }
        }
    }
    least
}

/// Lists the sets of shifts in which a client may be visited, the most worth first.
fn choices(problem: &LiaisonProblem, role: &ClientRole) -> Vec<(usize, f64)> {
    let days: Vec<Day> = problem.routing.shifts.iter().map(|shift| shift.day).collect();
    let chosen = match Definition::new(problem, role.practice.unwrap()) {
        None if role.kind == StopKind::Chosen => return vec![(0, 0.0)],
        chosen => chosen.filter(|_| role.kind == StopKind::Chosen),
    };
    let least = problem.basis.needs[role.practice.unwrap().get()].cadence.min();
    let worth = |set: usize| {
        let days = days_of(set, &days);
        match &chosen {
            None => (days.len() == 1).then_some((set, 0.0)),
            Some(chosen) => {
                let rested = days.windows(2).all(|pair| pair[1] - pair[0] >= least);
                rested.then(|| (set, chosen.worth(&days)))
            }
        }
    };
    let mut choices: Vec<(usize, f64)> = (0..1 << days.len()).filter_map(worth).collect();
    choices.sort_by(|one, other| other.1.total_cmp(&one.1));
    choices
}

/// Lists the days of a set of shifts.
pub(super) fn days_of(set: usize, days: &[Day]) -> Vec<Day> {
    days.iter().enumerate().filter(|(shift, _)| set >> shift & 1 == 1).map(|(_, day)| *day).collect()
}
