//! The plan before, with nothing changed that does not have to: what every number of edits starts from.

use std::collections::BTreeMap;

use crate::error::Error;
use crate::model::index::PracticeIndex;
use crate::plan::itinerary::StopKind;
use crate::plan::replan::EditReason;
use crate::routing::model::demand::{is_required, worth};
use crate::routing::model::problem::{
    Client, ClientIndex, Day, Demand, Problem, RequiredVisit, ShiftIndex, Value,
};
use crate::routing::model::timetable::timetable_of_valid;
use crate::schedule::liaison_problem::LiaisonProblem;
use crate::schedule::replan::day_routes::DayRoutes;
use crate::schedule::replan::previous::PreviousStop;
use crate::schedule::replan::stays::{self, Lost, Stay};

/// Finds routes for a problem from a start, with an effort for so many clients.
pub(crate) type Solver<'a> = &'a dyn Fn(&Problem, &[Vec<ClientIndex>], usize) -> Result<DayRoutes, Error>;

/// One liaison's plan before edits.
#[derive(Debug)]
pub(crate) struct Base {
    /// Today's problem, in which stops that stay keep to their old times on their old days.
    pub(crate) problem: Problem,
    /// Routes without any edit that nothing forces.
    pub(crate) plan: DayRoutes,
    pub(crate) stays: Vec<Stay>,
    pub(crate) lost: Vec<Lost>,
    /// Stops that stay on days with too little room, where they may slip to later times.
    pub(crate) slipped: Vec<PreviousStop>,
    /// By client: visits on days that the plan before covered which count as no edit, as the book asks for them.
    pub(crate) free: BTreeMap<ClientIndex, usize>,
}

/// Most promises for which other stops are asked to give way.
const MOST_RELEASED: usize = 50;

/// Finds the plan before as far as it can stay. Stops that can stay do. A stop that cannot stay gets another
/// place, if there is one. Promises get theirs, and days that the plan before did not cover are planned freely.
///
/// Where a promise has no place beside them, the stops give way that are worth least.
pub(crate) fn base(problem: &LiaisonProblem, solver: Solver) -> Result<Base, Error> {
    let (stays, lost) = stays::sort(problem);
    let mut base = BaseSearch { problem, stays, lost, slipped: Vec::new() };
    base.release_near_promises();
    let mut routes = base.first_routes();
    let mut plan = base.solve(&routes, solver)?;
    for _ in 0..MOST_RELEASED {
        let Some(released) = base.release(&plan) else { break };
        routes = released;
        plan = base.solve(&routes, solver)?;
    }
    base.drop_missing(&plan);
    let (with_times, free) = (base.with_old_times(), base.free());
    let slipped = base.stays.iter().filter(|stay| base.slipped.contains(&stay.shift)).map(|stay| stay.stop);
    let slipped = slipped.collect();
    Ok(Base { problem: with_times, plan, stays: base.stays, lost: base.lost, slipped, free })
}

struct BaseSearch<'a, 'b> {
    problem: &'a LiaisonProblem<'b>,
    stays: Vec<Stay>,
    lost: Vec<Lost>,
    /// Days on which stops slip to later times.
    slipped: Vec<ShiftIndex>,
}

impl BaseSearch<'_, '_> {
    /// Lets go of stops that leave a promise to the same practice no day far enough from them.
    fn release_near_promises(&mut self) {
        let all = std::mem::take(&mut self.stays);
        let (near, stays): (Vec<Stay>, Vec<Stay>) =
            all.into_iter().partition(|stay| self.is_in_the_way(stay));
        self.stays = stays;
        self.lost.extend(near.into_iter().map(|stay| (stay.stop, EditReason::Promise)));
    }

    fn is_in_the_way(&self, stay: &Stay) -> bool {
        let (day, least) = (stay.stop.day, self.problem.needs(stay.stop.practice).cadence.min());
        let mut spans = self.spans(stay.stop.practice).into_iter();
        spans.any(|(from, until)| {
            let farthest = day.abs_diff(from).max(day.abs_diff(until));
            !(from..=until).contains(&day) && farthest < least
        })
    }

    /// Puts stops that stay and appointments in order of time. Where a day has too little room, its stops slip to later times. Where
    /// that is not enough, those are let go that are worth least.
    fn first_routes(&mut self) -> Vec<Vec<ClientIndex>> {
        (0..self.problem.routing.shifts.len()).map(|shift| self.first_route(shift)).collect()
    }

    fn first_route(&mut self, shift: ShiftIndex) -> Vec<ClientIndex> {
        let mut problem = self.with_old_times();
        loop {
            let route = self.in_order(shift);
            if timetable_of_valid(&problem, shift, &route).is_some() {
                return route;
            }
            if self.let_slip(shift) {
                problem = self.with_old_times();
                continue;
            }
            let Some(least) = self.least_needed(&problem, shift, &route) else {
                return self.agreed_on(shift).into_iter().map(|it| it.1).collect();
            };
            let stay = self.stays.remove(least);
            self.lost.push((stay.stop, EditReason::NoRoom));
        }
    }

    /// Lets the stops of a day slip to later times; tells whether any may that could not before.
    fn let_slip(&mut self, shift: ShiftIndex) -> bool {
        let mut any = false;
        for stay in self.stays.iter_mut().filter(|stay| stay.shift == shift) {
            any |= stay.let_slip();
        }
        self.slipped.extend(any.then_some(shift));
        any
    }

    /// Lists the clients of a day in order of time.
    fn in_order(&self, shift: ShiftIndex) -> Vec<ClientIndex> {
        let stays = self.stays.iter().filter(|stay| stay.shift == shift);
        let mut all = self.agreed_on(shift);
        all.extend(stays.map(|stay| (stay.stop.start, stay.client)));
        all.sort_unstable();
        all.into_iter().map(|it| it.1).collect()
    }

    /// Lists the appointments of a day, with their times.
    fn agreed_on(&self, shift: ShiftIndex) -> Vec<(i64, ClientIndex)> {
        let routing = &self.problem.routing;
        let day = routing.shifts[shift].day as usize;
        let roles = self.problem.roles.iter().enumerate();
        let agreed = roles.filter(|(_, role)| role.kind.is_agreed());
        let start = |client: ClientIndex| routing.clients[client].windows.get(day)?.first().map(|it| it.open);
        agreed.filter_map(|(client, _)| Some((start(client)?, client))).collect()
    }

    /// Finds the stop of a day to let go: of those without which the day is possible, the one that is worth least. Where no single one
    /// helps, one of the two that first clash. Pinned ones come last.
    fn least_needed(&self, problem: &Problem, shift: ShiftIndex, route: &[ClientIndex]) -> Option<usize> {
        let of_day = self.stays.iter().enumerate().filter(|(_, stay)| stay.shift == shift);
        let clash = first_clash(problem, shift, route);
        let grade = |(at, stay): (usize, &Stay)| {
            let rest: Vec<ClientIndex> = route.iter().copied().filter(|&it| it != stay.client).collect();
            let helps = timetable_of_valid(problem, shift, &rest).is_some();
            (stay.stop.pinned, !helps, !clash.contains(&stay.client), self.worth_of(stay), at)
        };
        of_day.map(grade).min().map(|best| best.4)
    }

    /// Returns what a stop that stays is worth beside the practice's others.
    fn worth_of(&self, stay: &Stay) -> Value {
        let demand = &self.problem.routing.clients[stay.client].demand;
        let all: Vec<Day> = self.days(stay.client);
        let rest: Vec<Day> = all.iter().copied().filter(|&day| day != stay.stop.day).collect();
        worth(demand, &all) - worth(demand, &rest)
    }

    /// Lists the days on which a client stays.
    fn days(&self, client: ClientIndex) -> Vec<Day> {
        let mut days: Vec<Day> =
            self.stays.iter().filter(|stay| stay.client == client).map(|stay| stay.stop.day).collect();
        days.sort_unstable();
        days
    }

    /// Plans what is free: days not covered before, stops that lost their place, and promises.
    fn solve(&self, routes: &[Vec<ClientIndex>], solver: Solver) -> Result<DayRoutes, Error> {
        let problem = self.frozen();
        let is_free = |client: &Client| client.windows.iter().any(|day| !day.is_empty());
        let stays = |at: ClientIndex| self.stays.iter().filter(|stay| stay.client == at).count();
        let free = problem.clients.iter().enumerate().filter(|(at, client)| {
            is_free(client) && client.windows.iter().filter(|day| !day.is_empty()).count() > stays(*at)
        });
        let free = free.count();
        let found = solver(&problem, routes, free)?;
        let mut found = found.routes;
        self.keep_days(&mut found);
        for client in 0..problem.clients.len() {
            self.trim(client, &mut found);
        }
        Ok(DayRoutes::new(&self.problem.routing, found))
    }

    /// Puts back days of which the search has lost an appointment or a stop that stays: these alone, without anything new.
    fn keep_days(&self, found: &mut [Vec<ClientIndex>]) {
        for (shift, found) in found.iter_mut().enumerate() {
            let needed = self.in_order(shift);
            if !needed.iter().all(|client| found.contains(client)) {
                *found = needed;
            }
        }
    }

    /// Takes out visits to a practice, in days covered before, beyond those that it had or was promised; promised ones go last.
    fn trim(&self, client: ClientIndex, routes: &mut [Vec<ClientIndex>]) {
        let shifts = &self.problem.routing.shifts;
        let role = self.problem.roles[client];
        let Some(practice) = role.practice.filter(|_| role.kind == StopKind::Chosen) else { return };
        let spans = self.spans(practice);
        let is_new = |shift: &ShiftIndex| {
            let day = shifts[*shift].day;
            let stays = self.stays.iter().any(|it| it.is_on(client, day));
            routes[*shift].contains(&client) && self.is_covered(day) && !stays
        };
        let mut new: Vec<ShiftIndex> = (0..shifts.len()).filter(is_new).collect();
        new.sort_by_key(|&shift| {
            let day = shifts[shift].day;
            (!spans.iter().any(|&(from, until)| (from..=until).contains(&day)), shift)
        });
        for shift in new.into_iter().skip(self.free_visits(client)) {
            routes[shift].retain(|&it| it != client);
        }
    }

    /// Counts the visits on days covered before that a practice may get anew: as many as it lost, those that it had with other
    /// liaisons, and those that are promised and were not planned before.
    fn free_visits(&self, client: ClientIndex) -> usize {
        let Some(practice) = self.problem.roles[client].practice else { return 0 };
        let lost = self.lost.iter().filter(|(stop, _)| stop.practice == practice).map(|(stop, _)| stop.day);
        let previous = self.problem.basis.previous.as_ref();
        let handed = previous.map(|previous| previous.of_others(self.problem.liaison, practice));
        let gone: Vec<Day> = lost.chain(handed.unwrap_or_default()).collect();
        let known: Vec<Day> = self.days(client).into_iter().chain(gone.iter().copied()).collect();
        let is_new = |&(from, until): &(Day, Day)| !known.iter().any(|day| (from..=until).contains(day));
        gone.len() + self.spans(practice).iter().filter(|span| is_new(span)).count()
    }

    fn free(&self) -> BTreeMap<ClientIndex, usize> {
        let chosen = |&client: &ClientIndex| self.problem.roles[client].kind == StopKind::Chosen;
        let all = (0..self.problem.roles.len()).filter(chosen);
        all.map(|client| (client, self.free_visits(client))).filter(|it| it.1 > 0).collect()
    }

    fn is_covered(&self, day: Day) -> bool {
        self.problem.basis.previous.as_ref().is_some_and(|previous| day < previous.covered)
    }

    /// Returns today's problem with the old times of all stops that stay.
    fn with_old_times(&self) -> Problem {
        let mut problem = self.problem.routing.clone();
        for stay in &self.stays {
            if let Some(day) = problem.clients[stay.client].windows.get_mut(stay.stop.day as usize) {
                day.clone_from(&stay.windows);
            }
        }
        problem
    }

    /// Returns the problem in which all stays have to be made and nobody else may come on days covered before, but for who lost a stop
    /// or was promised one.
    fn frozen(&self) -> Problem {
        let mut problem = self.with_old_times();
        for (at, client) in problem.clients.iter_mut().enumerate() {
            if let Demand::Recurring(recurrence) = &mut client.demand {
                let days = self.days(at);
                let stay = |&day: &Day| RequiredVisit { from: day, until: day, only: Vec::new() };
                recurrence.required.extend(days.iter().map(stay));
                recurrence.required.sort_by_key(|it| (it.until, it.from));
                let is_free = self.free_visits(at) > 0;
                let is_closed = |day: Day| {
                    !days.contains(&day) && self.is_covered(day) && (!is_free || self.is_frozen_for(at, day))
                };
                let windows = (0..).zip(client.windows.iter_mut());
                windows.filter(|(day, _)| is_closed(*day)).for_each(|(_, windows)| windows.clear());
            }
        }
        problem
    }

    /// Lets go of the stop that is worth least and makes room for a promise without a place; gives the routes without it.
    fn release(&mut self, plan: &DayRoutes) -> Option<Vec<Vec<ClientIndex>>> {
        let (routing, problem) = (&self.problem.routing, self.with_old_times());
        let is_left_out = |client: &ClientIndex| {
            is_required(&routing.clients[*client].demand) && plan.days[*client].is_empty()
        };
        let mut left_out = (0..routing.clients.len()).filter(is_left_out);
        let least = left_out.find_map(|client| self.cheapest_in_the_way(&problem, plan, client))?;
        let stay = self.stays.remove(least);
        let mut routes = plan.routes.clone();
        routes[stay.shift].retain(|&it| it != stay.client);
        self.lost.push((stay.stop, EditReason::Promise));
        Some(routes)
    }

    /// Finds the stop that is worth least of those without which a promise has a place.
    fn cheapest_in_the_way(&self, problem: &Problem, plan: &DayRoutes, client: ClientIndex) -> Option<usize> {
        let spans = self.spans_of(client);
        let holds = |stay: &Stay| spans.iter().any(|&(from, until)| (from..=until).contains(&stay.stop.day));
        let gives_way = |stay: &Stay| {
            holds(stay)
                && !stay.stop.pinned
                && !self.is_promised(stay)
                && fits_instead(problem, plan, client, stay)
        };
        let all = self.stays.iter().enumerate().filter(|(_, stay)| gives_way(stay));
        all.min_by_key(|(at, stay)| (self.worth_of(stay), *at)).map(|it| it.0)
    }

    /// Tells whether a day is frozen for a practice: no promise asks for a visit there.
    fn is_frozen_for(&self, client: ClientIndex, day: Day) -> bool {
        let spans = self.spans_of(client);
        let is_promised = spans.iter().any(|&(from, until)| (from..=until).contains(&day));
        self.problem.basis.is_frozen(day) && !is_promised
    }

    fn spans_of(&self, client: ClientIndex) -> Vec<(Day, Day)> {
        self.problem.roles[client].practice.map_or_else(Vec::new, |practice| self.spans(practice))
    }

    fn spans(&self, practice: PracticeIndex) -> Vec<(Day, Day)> {
        self.problem.promised(practice).map(|it| (it.visit.from, it.visit.until)).collect()
    }

    /// Tells whether a stop keeps a promise.
    fn is_promised(&self, stay: &Stay) -> bool {
        self.spans(stay.stop.practice).iter().any(|&(from, until)| (from..=until).contains(&stay.stop.day))
    }

    /// Takes note of stops that the search could not keep after all.
    fn drop_missing(&mut self, plan: &DayRoutes) {
        let (stays, missing) = std::mem::take(&mut self.stays)
            .into_iter()
            .partition(|stay| plan.days[stay.client].contains(&stay.stop.day));
        self.stays = stays;
        self.lost.extend(missing.into_iter().map(|stay: Stay| (stay.stop, EditReason::NoRoom)));
    }
}

/// Returns the first stop of a day that cannot follow those before it, and the one just before it.
fn first_clash<'a>(problem: &Problem, shift: ShiftIndex, route: &'a [ClientIndex]) -> &'a [ClientIndex] {
    let is_too_long = |&until: &usize| timetable_of_valid(problem, shift, &route[..until]).is_none();
    let until = (1..=route.len()).find(is_too_long).unwrap_or(route.len());
    &route[until.saturating_sub(2)..until]
}

/// Tells whether a client fits into a day from which a stop is taken.
fn fits_instead(problem: &Problem, plan: &DayRoutes, client: ClientIndex, stay: &Stay) -> bool {
    let route: Vec<ClientIndex> =
        plan.routes[stay.shift].iter().copied().filter(|&it| it != stay.client).collect();
    (0..=route.len()).any(|at| {
        let mut with = route.clone();
        with.insert(at, client);
        timetable_of_valid(problem, stay.shift, &with).is_some()
    })
}
