//! Passes of labels over one route, and what they teach.

use std::cmp::Reverse;

use crate::random::Stream;
use crate::routing::data::duration;
use crate::routing::data::windows::WindowTable;
use crate::routing::model::demand::{admits, worth};
use crate::routing::model::problem::Value;
use crate::routing::operators::labelling::extension::{Candidate, Direction, Look};
use crate::routing::operators::labelling::labels::Labels;
use crate::routing::operators::labelling::ng_memory::{MOST, Set};
use crate::routing::state::positions::Place;
use crate::routing::state::solution::Draft;
use crate::routing::support::cancellation::GoOn;

/// How many absent clients are looked at in the mean: at first, and at least.
pub(crate) const FIRST_BREADTH: usize = 60;

pub(crate) const LEAST_BREADTH: usize = 30;

/// How many of the best routes of a pass are tried, and among how many those that visit somebody twice are learned from.
pub(crate) const TRIED: usize = 1000;

pub(crate) const LESSONS: usize = 100;

/// Work that must be allowed for the first look; see [`Rewrite::needs`].
pub(crate) const FIRST_NEEDS: u64 = 1 << 21;

/// Looks for a better route; keeps its working memory.
#[derive(Debug, Clone)]
pub(crate) struct Rewrite {
    candidates: Vec<Candidate>,
    /// Labels of this pass and of the one before.
    labels: Labels,
    opposite: Labels,
    /// The pass of a look that was cut short, if it can go on.
    pub(crate) begun: Option<Pass>,
    /// Work that must be allowed for the next look: twice the most that one that ran out of it and could not go on was allowed.
    needs: u64,
    /// How many absent clients are looked at in the mean: more after a look that came to its end, fewer after one with too many
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

impl Default for Rewrite {
    fn default() -> Self {
        Self {
            candidates: Vec::new(),
            labels: Labels::default(),
            opposite: Labels::default(),
            begun: None,
            needs: FIRST_NEEDS,
            breadth: FIRST_BREADTH,
        }
    }
}

impl Pass {
    fn first(route: u32) -> Self {
        Self { route, direction: Direction::Forward, is_first: true, has_begun: false, least: Value::MIN }
    }

    fn next(self) -> Self {
        Self { direction: self.direction.opposite(), is_first: false, has_begun: false, ..self }
    }
}

impl Rewrite {
    /// Puts a better route in the place of this one, if within so much work one is found that makes the draft worth more than it
    /// is, and than `least`. Whether it did. Where this is the only route, a look that was cut short goes on.
    pub(crate) fn run(
        &mut self,
        draft: &mut Draft<'_>,
        route: u32,
        least: Value,
        allowance: u64,
        stream: &mut Stream,
        go_on: &GoOn<'_>,
    ) -> bool {
        let can_go_on = self.can_go_on(draft, route);
        if self.begun.is_some() && !can_go_on {
            self.needs = self.needs.max(allowance.saturating_mul(2));
        }
        let begun = self.begun.take().filter(|_| can_go_on);
        if begun.is_none() && !self.gather(draft, route, stream) {
            return false;
        }
        let mut pass = begun.unwrap_or(Pass::first(route));
        let missing = least.saturating_sub(draft.score()).max(0);
        pass.least = pass.least.max(standing(draft, route) + missing);
        let better = self.look(draft, pass, allowance, go_on);
        let found = better.is_some();
        if let Some(order) = better {
            replace(draft, route, order);
        }
        found
    }

    /// Work done so far, in steps of a label to a candidate.
    pub(crate) fn work(&self) -> u64 {
        self.labels.work + self.opposite.work
    }

    /// Work that must be allowed for the next look at a route.
    pub(crate) fn needs(&self, draft: &Draft<'_>, route: u32) -> u64 {
        if self.can_go_on(draft, route) { 1 } else { self.needs }
    }

    /// Whether a look at this route was cut short and is still to the point: all candidates are in it or in none, and as dear
    /// as they were. Who has joined the route since is no candidate, but counts in what it is worth.
    fn can_go_on(&self, draft: &Draft<'_>, route: u32) -> bool {
        if draft.used.items() != [route] || self.begun.is_none_or(|pass| pass.route != route) {
            return false;
        }
        let day = draft.instance.duties[route as usize].day;
        self.candidates.iter().all(|candidate| candidate.gain == gain(draft, candidate.client, day))
    }

    /// The best route found that is worth enough, by passes in turn, from this one on.
    fn look(
        &mut self,
        draft: &Draft<'_>,
        mut pass: Pass,
        allowance: u64,
        go_on: &GoOn<'_>,
    ) -> Option<Vec<u32>> {
        let limit = self.work().saturating_add(allowance);
        let mut best = None;
        let mut candidates = std::mem::take(&mut self.candidates);
        let (instance, duty) = (draft.instance, &draft.instance.duties[pass.route as usize]);
        loop {
            let (direction, least) = (pass.direction, pass.least);
            let look = Look { instance, duty, candidates: &candidates, direction, least };
            let bounds = (!pass.is_first && !self.opposite.capped).then_some(&self.opposite);
            if !pass.has_begun {
                self.labels.begin(&look, bounds);
            }
            if !self.labels.grow(&look, bounds, limit.saturating_sub(self.opposite.work), go_on) {
                self.cut_short(draft, pass, allowance);
                break;
            }
            let mut lessons = Vec::new();
            if let Some((value, way)) = self.best(&look, &mut lessons, go_on) {
                (pass.least, best) = (value, Some(look.clients(&way)));
            }
            if !remember(&mut candidates, &lessons) {
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
    fn cut_short(&mut self, draft: &Draft<'_>, pass: Pass, allowance: u64) {
        if self.labels.is_full() {
            self.breadth = (self.breadth - self.breadth / 3).max(LEAST_BREADTH);
        } else if draft.used.items().len() == 1 {
            self.begun = Some(Pass { has_begun: true, ..pass });
        } else {
            self.needs = self.needs.max(allowance.saturating_mul(2));
        }
    }

    /// Looks through the labels of a pass, the best first, up to a way that visits nobody twice, which is given with its worth;
    /// those that do are lessons.
    fn best(
        &self,
        look: &Look<'_>,
        lessons: &mut Vec<Vec<u32>>,
        go_on: &GoOn<'_>,
    ) -> Option<(Value, Vec<u32>)> {
        let mut better = self.labels.better(look);
        for tried in 0..TRIED {
            let (value, Reverse(label)) = better.pop()?;
            let way = self.labels.way(look, label);
            if !go_on.after(way.len() * way.len()) {
                return None;
            }
            if !is_simple(&way) {
                if tried < LESSONS {
                    lessons.push(way);
                }
            } else if duration::fits(look.instance, look.duty, look.clients(&way).into_iter()) {
                return Some((value, way));
            }
        }
        None
    }

    /// Lists who may be in the route: its own clients and a random share of the absent ones. False where its clients are
    /// not free to leave it one by one, are too many, or nobody else could come.
    fn gather(&mut self, draft: &Draft<'_>, route: u32, stream: &mut Stream) -> bool {
        self.candidates.clear();
        let day = draft.instance.duties[route as usize].day;
        for stop in draft.routes[route as usize].visits() {
            if draft.places(stop.client).len() > 1 {
                return false;
            }
            self.candidates.push(candidate(draft, stop.client, day));
        }
        let own = self.candidates.len();
        self.invite(draft, route, stream);
        own < self.candidates.len() && own <= MOST
    }

    fn invite(&mut self, draft: &Draft<'_>, route: u32, stream: &mut Stream) {
        let (instance, absent) = (draft.instance, draft.absent.items());
        let day = instance.duties[route as usize].day;
        let from = stream.below(absent.len());
        for &client in absent[from..].iter().chain(&absent[..from]) {
            let open = instance.windows.of(client, day) != WindowTable::CLOSED;
            let fits = instance.allows(client, route) && admits(instance.demand(client), &[day]);
            if open && fits && stream.below(absent.len()) < self.breadth && self.candidates.len() < MOST {
                self.candidates.push(candidate(draft, client, day));
            }
        }
    }
}

/// What a route is worth as it stands.
pub(crate) fn standing(draft: &Draft<'_>, route: u32) -> Value {
    let (day, route) = (draft.instance.duties[route as usize].day, &draft.routes[route as usize]);
    let gains: Value = route.visits().iter().map(|stop| gain(draft, stop.client, day)).sum();
    gains - draft.instance.weight * route.travel
}

/// What a visit adds to the objective, travel not counted.
pub(crate) fn gain(draft: &Draft<'_>, client: u32, day: u32) -> Value {
    let required = draft.instance.visitors[client as usize].required;
    let penalty = if required { draft.penalties[client as usize] } else { 0 };
    worth(draft.instance.demand(client), &[day]) + penalty
}

/// Gives the route these clients in this order, instead of those it has.
pub(crate) fn replace(draft: &mut Draft<'_>, route: u32, order: Vec<u32>) {
    let own = draft.routes[route as usize].visits().iter().map(|stop| stop.client);
    let mut leaving: Vec<u32> = own.filter(|client| !order.contains(client)).collect();
    draft.remove(&mut leaving);
    for &client in &order {
        if draft.places(client).is_empty() {
            draft.insert(client, Place { route, position: 1 });
            draft.book(client);
        }
    }
    draft.reorder(&[(route, order)]);
}

/// Makes all candidates between two visits to the same one remember it; whether one did not yet. O(square of the visits) a way.
pub(crate) fn remember(candidates: &mut [Candidate], ways: &[Vec<u32>]) -> bool {
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

pub(crate) fn candidate(draft: &Draft<'_>, client: u32, day: u32) -> Candidate {
    let instance = draft.instance;
    let visitor = &instance.visitors[client as usize];
    Candidate {
        client,
        site: visitor.site,
        service: visitor.service,
        load: visitor.load,
        list: instance.windows.of(client, day),
        gain: gain(draft, client, day),
        remembers: Set::default(),
    }
}
