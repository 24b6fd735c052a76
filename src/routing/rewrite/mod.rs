//! Rewrites one route at a stroke: the best choice among its own clients and those that are left out, and the best order.
//!
//! Method: labels are ways from an end of the shift to a client, with what they have gained. At first they may visit a client
//! again (not at once), which bounds from above what a route can be worth. The best routes that do teach the clients between
//! two visits to remember the one visited twice, and the next labels may not return as long as they pass such clients only:
//! ng-routes (Baldacci, Mingozzi & Roberti 2011, doi 10.1287/opre.1110.0975) with neighbourhoods learned as in Roberti & Mingozzi
//! 2014 (doi 10.1287/trsc.2013.0474), after the decremental relaxation of Righini & Salani 2008 (doi 10.1002/net.20212). A label is
//! dropped if another is as good in time, gain and memory. Passes go along time and against it in turn, and a label is also
//! dropped if no label of the pass before can continue it to a route that is worth more than the best one known; so passes
//! get smaller as the memory grows. When none is left, no better route of these candidates exists, apart from what limits of
//! load, stops, travel and waiting hide: dominance does not look at them.
//! O(labels * (candidates + labels of a candidate)) a pass.

mod labels;
mod look;
mod memory;
mod set;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use labels::Labels;
use look::{Candidate, Direction, Look};
use memory::Memory;
use set::{MOST, Set};

use super::demand::{admits, worth};
use super::draft::{Draft, Place};
use super::go_on::GoOn;
use super::problem::Value;
use super::random::Stream;
use super::windows::WindowTable;

/// Fewest absent clients looked at, if there are as many.
const FEWEST: usize = 30;
/// Labels kept of a candidate: a bound for memory that is rarely met.
const MOST_LABELS: usize = 4096;
/// How many of the best routes are looked at in one pass, and how many of those that visit somebody twice are learned from.
const TRIED: usize = 1000;
const LESSONS: usize = 100;
/// Comparisons that the first look may make.
const FIRST_ALLOWANCE: u64 = 1 << 21;

/// Looks for a better route; keeps its working memory.
#[derive(Debug, Clone)]
pub(super) struct Rewrite {
    candidates: Vec<Candidate>,
    /// Labels of this pass and of the one before.
    labels: Labels,
    opposite: Labels,
    memory: Memory,
    /// Comparisons that the next look needs at least: more than the last one that was cut short could make.
    pub(super) needs: u64,
}

impl Default for Rewrite {
    fn default() -> Self {
        Self {
            candidates: Vec::new(),
            labels: Labels::default(),
            opposite: Labels::default(),
            memory: Memory::default(),
            needs: FIRST_ALLOWANCE,
        }
    }
}

impl Rewrite {
    /// Puts a better route, if one is found within so many comparisons, in the place of this one. Whether it did.
    pub(super) fn run(
        &mut self,
        draft: &mut Draft<'_>,
        route: u32,
        allowance: u64,
        stream: &mut Stream,
        go_on: &GoOn<'_>,
    ) -> bool {
        if !self.gather(draft, route, stream) {
            return false;
        }
        let better = self.look(draft, route, allowance, go_on);
        let found = better.is_some();
        if let Some(order) = better {
            replace(draft, route, order);
        }
        found
    }

    /// Comparisons made so far.
    pub(super) fn work(&self) -> u64 {
        self.labels.work + self.opposite.work
    }

    /// The best route found that is better than the one that stands.
    fn look(&mut self, draft: &Draft<'_>, route: u32, allowance: u64, go_on: &GoOn<'_>) -> Option<Vec<u32>> {
        let limit = self.work() + allowance;
        let (mut least, mut best) = (self.standing(draft, route), None);
        let mut direction = Direction::Forward;
        let mut candidates = std::mem::take(&mut self.candidates);
        self.memory.clear(draft.instance.visitors.len());
        for pass in 0.. {
            self.memory.tell(&mut candidates);
            let (instance, duty) = (draft.instance, &draft.instance.duties[route as usize]);
            let look = Look { instance, duty, candidates: &candidates, direction, most: MOST_LABELS, least };
            let left = limit.saturating_sub(self.work());
            if !self.labels.grow(&look, (pass > 0).then_some(&self.opposite), left, go_on) {
                self.needs = 2 * allowance.max(self.needs);
                break;
            }
            let (learned, found) = self.learn(&look);
            if let Some((value, clients)) = found {
                (least, best) = (value, Some(clients));
            }
            if !learned {
                break;
            }
            std::mem::swap(&mut self.labels, &mut self.opposite);
            direction = direction.opposite();
        }
        self.candidates = candidates;
        best
    }

    /// Looks through the labels of a pass, the best first, up to a route that visits nobody twice, and learns from those that do.
    /// Whether it learned anything, and that route with its worth.
    fn learn(&mut self, look: &Look<'_>) -> (bool, Option<(Value, Vec<u32>)>) {
        let (mut better, mut learned) = (self.labels.better(look), false);
        for tried in 0..TRIED {
            let Some((value, Reverse(label))) = better.pop() else { break };
            let clients = self.labels.clients(look, label);
            if !is_simple(&clients) {
                learned |= tried < LESSONS && self.memory.learn(&clients);
            } else if super::duration::fits(look.instance, look.duty, clients.iter().copied()) {
                return (learned, Some((value, clients)));
            }
        }
        (learned, None)
    }

    /// Lists who may be in the route: its own clients and a random share of the absent ones. False where its clients are
    /// not free to leave it one by one, or nobody else could come.
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
        let share = FEWEST + stream.below(absent.len());
        let from = stream.below(absent.len());
        for &client in absent[from..].iter().chain(&absent[..from]) {
            let open = instance.windows.of(client, day) != WindowTable::CLOSED;
            let fits = instance.allows(client, route) && admits(instance.demand(client), &[day]);
            if open && fits && stream.below(absent.len()) < share && self.candidates.len() < MOST {
                self.candidates.push(candidate(draft, client, day));
            }
        }
    }

    /// What the route is worth as it stands.
    fn standing(&self, draft: &Draft<'_>, route: u32) -> Value {
        let route = &draft.routes[route as usize];
        let gains: Value = self.candidates[..route.len()].iter().map(|candidate| candidate.gain).sum();
        gains - draft.instance.weight * route.travel
    }
}

/// Gives the route these clients in this order, instead of those it has.
fn replace(draft: &mut Draft<'_>, route: u32, order: Vec<u32>) {
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

fn is_simple(clients: &[u32]) -> bool {
    clients.iter().enumerate().all(|(at, client)| !clients[..at].contains(client))
}

fn candidate(draft: &Draft<'_>, client: u32, day: u32) -> Candidate {
    let instance = draft.instance;
    let visitor = &instance.visitors[client as usize];
    let required = if visitor.required { draft.penalties[client as usize] } else { 0 };
    Candidate {
        client,
        site: visitor.site,
        service: visitor.service,
        load: visitor.load,
        list: instance.windows.of(client, day),
        gain: worth(instance.demand(client), &[day]) + required,
        remembers: Set::default(),
    }
}
