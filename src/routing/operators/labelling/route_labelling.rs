//! Passes of labels over one route, and what they teach.

use std::cmp::Reverse;

use crate::random::Stream;
use crate::routing::data::duration;
use crate::routing::data::windows::WindowTable;
use crate::routing::model::demand::{admits, worth};
use crate::routing::model::problem::Value;
use crate::routing::model::tuning::Tuning;
use crate::routing::operators::labelling::extension::{Direction, LabelClient, LabelProblem};
use crate::routing::operators::labelling::labels::Labels;
use crate::routing::operators::labelling::ng_memory::{MOST, NgMemory};
use crate::routing::state::positions::Position;
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::cancellation::StopCheck;

/// Looks for a better route; keeps its working memory.
#[derive(Debug, Clone)]
pub(crate) struct RouteLabelling {
    candidates: Vec<LabelClient>,
    /// Labels of this pass and of the one before.
    labels: Labels,
    opposite: Labels,
    /// The pass of a look that was cut short, if it can go on.
    pub(crate) begun: Option<Pass>,
    /// Work that must be allowed for the next look: twice the most that one that ran out of it and could not go on was allowed.
    needs: u64,
    /// How many unassigned clients are looked at in the mean: more after a look that came to its end, fewer after one with too many
    /// labels.
    breadth: usize,
}

/// A pass of a look at a route.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pass {
    route: u32,
    direction: Direction,
    is_first: bool,
    has_begun: bool,
    /// Routes count that are worth more than this.
    least: Value,
}

impl Pass {
    fn first(route: u32) -> Self {
        Self { route, direction: Direction::Forward, is_first: true, has_begun: false, least: Value::MIN }
    }

    fn next(self) -> Self {
        Self { direction: self.direction.opposite(), is_first: false, has_begun: false, ..self }
    }
}

impl RouteLabelling {
    /// Makes a labelling that has looked at no route yet.
    pub(crate) fn new(tuning: &Tuning) -> Self {
        Self {
            candidates: Vec::new(),
            labels: Labels::new(tuning),
            opposite: Labels::new(tuning),
            begun: None,
            needs: tuning.labelling_first_needs,
            breadth: tuning.labelling_first_breadth,
        }
    }

    /// Puts a better route in the place of this one, if within so much work one is found that makes the solution worth more than it
    /// is, and than `least`. Whether it did. Where this is the only route, a look that was cut short goes on.
    pub(crate) fn run(
        &mut self,
        solution: &mut SearchSolution<'_>,
        route: u32,
        least: Value,
        allowance: u64,
        stream: &mut Stream,
        stop_check: &StopCheck<'_>,
    ) -> bool {
        let can_go_on = self.can_go_on(solution, route);
        if self.begun.is_some() && !can_go_on {
            self.needs = self.needs.max(allowance.saturating_mul(2));
        }
        let begun = self.begun.take().filter(|_| can_go_on);
        if begun.is_none() && !self.gather(solution, route, stream) {
            return false;
        }
        let mut pass = begun.unwrap_or(Pass::first(route));
        let missing = least.saturating_sub(solution.score()).max(0);
        pass.least = pass.least.max(standing(solution, route) + missing);
        let better = self.look(solution, pass, allowance, stop_check);
        let found = better.is_some();
        if let Some(order) = better {
            replace(solution, route, order);
        }
        found
    }

    /// Work done so far, in steps of a label to a candidate.
    pub(crate) fn work(&self) -> u64 {
        self.labels.work + self.opposite.work
    }

    /// Work that must be allowed for the next look at a route.
    pub(crate) fn needs(&self, solution: &SearchSolution<'_>, route: u32) -> u64 {
        if self.can_go_on(solution, route) { 1 } else { self.needs }
    }

    /// Whether a look at this route was cut short and is still to the point: all candidates are in it or in none, and as dear
    /// as they were. Who has joined the route since is no candidate, but counts in what it is worth.
    fn can_go_on(&self, solution: &SearchSolution<'_>, route: u32) -> bool {
        if solution.used.items() != [route] || self.begun.is_none_or(|pass| pass.route != route) {
            return false;
        }
        let day = solution.data.shifts[route as usize].day;
        self.candidates.iter().all(|candidate| candidate.gain == gain(solution, candidate.client, day))
    }

    /// The best route found that is worth enough, by passes in turn, from this one on.
    fn look(
        &mut self,
        solution: &SearchSolution<'_>,
        mut pass: Pass,
        allowance: u64,
        stop_check: &StopCheck<'_>,
    ) -> Option<Vec<u32>> {
        let limit = self.work().saturating_add(allowance);
        let mut best = None;
        let mut candidates = std::mem::take(&mut self.candidates);
        let (data, shift) = (solution.data, &solution.data.shifts[pass.route as usize]);
        loop {
            let (direction, least) = (pass.direction, pass.least);
            let look = LabelProblem { data, shift, candidates: &candidates, direction, least };
            let bounds = (!pass.is_first && !self.opposite.capped).then_some(&self.opposite);
            if !pass.has_begun {
                self.labels.begin(&look, bounds);
            }
            if !self.labels.grow(&look, bounds, limit.saturating_sub(self.opposite.work), stop_check) {
                self.cut_short(solution, pass, allowance);
                break;
            }
            let mut cycles = Vec::new();
            if let Some((value, way)) = self.best(&look, &mut cycles, stop_check) {
                (pass.least, best) = (value, Some(look.clients(&way)));
            }
            if !remember(&mut candidates, &cycles) {
                self.breadth = (self.breadth * 2).min(MOST);
                break;
            }
            std::mem::swap(&mut self.labels, &mut self.opposite);
            pass = pass.next();
        }
        self.candidates = candidates;
        best
    }

    /// A look at the only route there is goes on the next time: nobody else can take its clients. Others are lost, and the next
    /// one waits until twice as much work is allowed.
    fn cut_short(&mut self, solution: &SearchSolution<'_>, pass: Pass, allowance: u64) {
        if self.labels.is_full() {
            self.breadth =
                (self.breadth - self.breadth / 3).max(solution.data.tuning.labelling_least_breadth);
        } else if solution.used.items().len() == 1 {
            self.begun = Some(Pass { has_begun: true, ..pass });
        } else {
            self.needs = self.needs.max(allowance.saturating_mul(2));
        }
    }

    /// Looks through the labels of a pass, the best first, up to a way that visits nobody twice, which is given with its worth;
    /// those that do hold cycles.
    fn best(
        &self,
        look: &LabelProblem<'_>,
        cycles: &mut Vec<Vec<u32>>,
        stop_check: &StopCheck<'_>,
    ) -> Option<(Value, Vec<u32>)> {
        let mut better = self.labels.better(look);
        for tried in 0..look.data.tuning.labelling_tried {
            let (value, Reverse(label)) = better.pop()?;
            let way = self.labels.way(look, label);
            if !stop_check.allows(way.len() * way.len()) {
                return None;
            }
            if !is_simple(&way) {
                if tried < look.data.tuning.labelling_cycles {
                    cycles.push(way);
                }
            } else if duration::fits(look.data, look.shift, look.clients(&way).into_iter()) {
                return Some((value, way));
            }
        }
        None
    }

    /// Lists who may be in the route: its own clients and a random share of the unassigned ones. False where its clients are
    /// not free to leave it one by one, are too many, or nobody else could come.
    fn gather(&mut self, solution: &SearchSolution<'_>, route: u32, stream: &mut Stream) -> bool {
        self.candidates.clear();
        let day = solution.data.shifts[route as usize].day;
        for stop in solution.routes[route as usize].visits() {
            if solution.positions(stop.client).len() > 1 {
                return false;
            }
            self.candidates.push(candidate(solution, stop.client, day));
        }
        let own = self.candidates.len();
        self.invite(solution, route, stream);
        own < self.candidates.len() && own <= MOST
    }

    fn invite(&mut self, solution: &SearchSolution<'_>, route: u32, stream: &mut Stream) {
        let (data, unassigned) = (solution.data, solution.unassigned.items());
        let day = data.shifts[route as usize].day;
        let from = stream.below(unassigned.len());
        for &client in unassigned[from..].iter().chain(&unassigned[..from]) {
            let open = data.windows.of(client, day) != WindowTable::CLOSED;
            let fits = data.allows(client, route) && admits(data.demand(client), &[day]);
            if open && fits && stream.below(unassigned.len()) < self.breadth && self.candidates.len() < MOST {
                self.candidates.push(candidate(solution, client, day));
            }
        }
    }
}

/// What a route is worth as it stands.
pub(crate) fn standing(solution: &SearchSolution<'_>, route: u32) -> Value {
    let (day, route) = (solution.data.shifts[route as usize].day, &solution.routes[route as usize]);
    let gains: Value = route.visits().iter().map(|stop| gain(solution, stop.client, day)).sum();
    gains - solution.data.weight * route.travel
}

/// What a visit adds to the objective, travel not counted.
pub(crate) fn gain(solution: &SearchSolution<'_>, client: u32, day: u32) -> Value {
    let required = solution.data.clients[client as usize].required;
    let penalty = if required { solution.penalties[client as usize] } else { 0 };
    worth(solution.data.demand(client), &[day]) + penalty
}

/// Gives the route these clients in this order, instead of those it has.
pub(crate) fn replace(solution: &mut SearchSolution<'_>, route: u32, order: Vec<u32>) {
    let own = solution.routes[route as usize].visits().iter().map(|stop| stop.client);
    let mut leaving: Vec<u32> = own.filter(|client| !order.contains(client)).collect();
    solution.remove(&mut leaving);
    for &client in &order {
        if solution.positions(client).is_empty() {
            solution.insert(client, Position { route, position: 1 });
            solution.book(client);
        }
    }
    solution.reorder(&[(route, order)]);
}

/// Makes all candidates between two visits to the same one remember it; whether one did not yet. O(square of the visits) a way.
pub(crate) fn remember(candidates: &mut [LabelClient], ways: &[Vec<u32>]) -> bool {
    let mut learned = false;
    for way in ways {
        for (to, &twice) in way.iter().enumerate() {
            let Some(from) = way[..to].iter().rposition(|&other| other == twice) else { continue };
            for &between in &way[from + 1..to] {
                let remembers = &mut candidates[between as usize].remembers;
                learned |= !remembers.has(twice as usize);
                *remembers = remembers.with(twice as usize);
            }
        }
    }
    learned
}

pub(crate) fn is_simple(way: &[u32]) -> bool {
    way.iter().enumerate().all(|(at, candidate)| !way[..at].contains(candidate))
}

pub(crate) fn candidate(solution: &SearchSolution<'_>, client: u32, day: u32) -> LabelClient {
    let data = solution.data;
    let client_data = &data.clients[client as usize];
    LabelClient {
        client,
        site: client_data.site,
        service: client_data.service,
        load: client_data.load,
        list: data.windows.of(client, day),
        gain: gain(solution, client, day),
        remembers: NgMemory::default(),
    }
}
