//! Routes of a liaison under change, with what they are worth.

use crate::routing::model::demand::{admits, is_required, worth};
use crate::routing::model::problem::{ClientIndex, Day, Problem, ShiftIndex, Value};
use crate::routing::model::solution::Solution;
use crate::routing::model::timetable::timetable_of_valid;

/// The routes of all shifts, and the days of every client.
#[derive(Debug, Clone)]
pub(crate) struct DayRoutes {
    pub(crate) routes: Vec<Vec<ClientIndex>>,
    /// By client: the days on which it is visited, ascending.
    pub(crate) days: Vec<Vec<Day>>,
}

impl DayRoutes {
    pub(crate) fn new(problem: &Problem, routes: Vec<Vec<ClientIndex>>) -> Self {
        let mut days = vec![Vec::new(); problem.clients.len()];
        for (shift, route) in problem.shifts.iter().zip(&routes) {
            for &client in route {
                days[client].push(shift.day);
            }
        }
        for days in &mut days {
            days.sort_unstable();
        }
        Self { routes, days }
    }

    /// Returns what visits are worth, less the price of all travel.
    pub(crate) fn objective(&self, problem: &Problem) -> Value {
        let visits = problem.clients.iter().zip(&self.days).map(|(client, days)| worth(&client.demand, days));
        let travel = (0..self.routes.len()).map(|shift| self.travel(problem, shift));
        visits.sum::<Value>() - problem.travel_weight * travel.sum::<Value>()
    }

    /// Returns the travel of one route.
    pub(crate) fn travel(&self, problem: &Problem, shift: ShiftIndex) -> Value {
        timetable_of_valid(problem, shift, &self.routes[shift]).map_or(0, |times| times.travel)
    }

    /// Hands the routes over as a solution.
    pub(crate) fn solution(&self, problem: &Problem, iterations: u64) -> Solution {
        let narrow =
            |route: &Vec<ClientIndex>| route.iter().map(|&it| u32::try_from(it).unwrap_or(0)).collect();
        let routes: Vec<Vec<u32>> = self.routes.iter().map(narrow).collect();
        let unserved = |client: &ClientIndex| {
            let (demand, days) = (&problem.clients[*client].demand, &self.days[*client]);
            is_required(demand) && (days.is_empty() || !admits(demand, days))
        };
        Solution {
            routes: crate::routing::model::solution::planned(problem, &routes),
            unserved: (0..problem.clients.len()).filter(unserved).collect(),
            objective: self.objective(problem),
            iterations,
            ..Solution::default()
        }
    }
}
