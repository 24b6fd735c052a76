//! The days of a liaison as they were found, with what each stop is there for.

use crate::model::index::PracticeIndex;
use crate::plan::itinerary::StopKind;
use crate::routing::model::problem::{ClientIndex, Day, ShiftIndex};
use crate::routing::model::solution::Solution;
use crate::routing::model::timetable::{Timetable, timetable_of_valid};
use crate::schedule::liaison_problem::LiaisonProblem;
use crate::schedule::work_day::WorkDay;

/// The planned days of a liaison: for each shift the clients in order, and their timetable.
pub(crate) struct PlannedDays {
    pub(crate) routes: Vec<Vec<ClientIndex>>,
    pub(crate) timetables: Vec<Option<Timetable>>,
    /// By client: the days on which it is visited, ascending.
    pub(crate) visits: Vec<Vec<Day>>,
}

impl PlannedDays {
    pub(crate) fn new(problem: &LiaisonProblem, solution: &Solution) -> Self {
        let mut routes = vec![Vec::new(); problem.routing.shifts.len()];
        let mut visits: Vec<Vec<Day>> = vec![Vec::new(); problem.roles.len()];
        for route in &solution.routes {
            routes[route.shift] = route.visits.iter().map(|visit| visit.client).collect();
            for visit in &route.visits {
                visits[visit.client].push(problem.routing.shifts[route.shift].day);
            }
        }
        for days in &mut visits {
            days.sort_unstable();
        }
        let timetable = |(shift, route): (ShiftIndex, &Vec<ClientIndex>)| {
            timetable_of_valid(&problem.routing, shift, route)
        };
        let timetables = routes.iter().enumerate().map(timetable).collect();
        Self { routes, timetables, visits }
    }

    /// Tells whether the practice is visited at all.
    pub(crate) fn visits(&self, problem: &LiaisonProblem, practice: PracticeIndex) -> bool {
        self.days_of(problem, practice).next().is_some()
    }

    /// Tells whether the practice is visited on a day.
    pub(crate) fn is_visited(&self, problem: &LiaisonProblem, practice: PracticeIndex, day: Day) -> bool {
        self.days_of(problem, practice).any(|other| other == day)
    }

    fn days_of<'a>(
        &'a self,
        problem: &'a LiaisonProblem,
        practice: PracticeIndex,
    ) -> impl Iterator<Item = Day> + 'a {
        let clients = problem.roles.iter().zip(&self.visits);
        let mine = clients.filter(move |(role, _)| role.visited() == Some(practice));
        mine.flat_map(|(_, days)| days.iter().copied())
    }

    /// Returns what a stop on a day is there for: the first one within the days of a promise keeps it.
    pub(crate) fn kind(&self, problem: &LiaisonProblem, client: ClientIndex, day: Day) -> StopKind {
        let role = problem.roles[client];
        let Some(practice) = role.practice.filter(|_| role.kind == StopKind::Chosen) else {
            return role.kind;
        };
        let before = |until: Day| self.visits[client].iter().rev().find(|&&other| other < until);
        let mut promises = problem.needs(practice).promises.iter().filter(|promise| promise.holds(day));
        let is_first = promises.any(|promise| before(day).is_none_or(|&other| !promise.holds(other)));
        if is_first { StopKind::MustVisit } else { role.kind }
    }

    /// Lists the shifts on whose day a client may be visited, at whatever time the liaison works.
    pub(crate) fn open_shifts<'a>(
        &'a self,
        problem: &'a LiaisonProblem,
        client: ClientIndex,
    ) -> impl Iterator<Item = ShiftIndex> + 'a {
        let open = move |shift: &ShiftIndex| {
            let day = problem.routing.shifts[*shift].day;
            let has_time = problem.work_days[day as usize].as_ref().is_some_and(WorkDay::has_time_for_visits);
            has_time && problem.roles[client].practice.is_some_and(|practice| problem.is_open(practice, day))
        };
        (0..self.routes.len()).filter(open)
    }
}
