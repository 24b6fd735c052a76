//! Rewrites one route at a stroke: the best order and choice among its own clients and those that are left out.
//!
//! Labels grow along time from the shift's start: each stands for a way to leave a client, with what it has gained and whom
//! it has seen. One is dropped if another leaves the same client no later, has gained no less, and has seen nobody of the
//! critical clients that it has not (Feillet, Dejax, Gendreau & Gueguen 2004, doi 10.1002/net.20033, with the critical
//! clients of Righini & Salani 2008, doi 10.1002/net.20212). Here the critical ones are drawn at random and labels are
//! limited in number, so the answer is good and not proven; the next look draws anew.
//! O(candidates^2 x labels of a candidate).

mod labels;
#[cfg(test)]
mod tests;

use labels::{Candidate, Labels, MOST};

use super::demand::{admits, worth};
use super::draft::{Draft, Place};
use super::problem::Value;
use super::random::Stream;
use super::windows::WindowTable;

/// Fewest absent clients looked at, if there are as many.
const FEWEST: usize = 30;
/// Labels kept of a candidate, times the square of the candidates: what one look at a route may cost.
const EFFORT: usize = 1 << 19;
const FEWEST_LABELS: usize = 4;
const MOST_LABELS: usize = 256;
/// Most candidates that are critical, as tenths of all.
const CRITICAL_TENTHS: usize = 6;

/// Looks for a better route; keeps its working memory.
#[derive(Debug, Clone, Default)]
pub(super) struct Rewrite(Labels);

impl Rewrite {
    /// Puts a better route, if one is found, in the place of this one. Whether it did.
    pub(super) fn run(&mut self, draft: &mut Draft<'_>, route: u32, stream: &mut Stream) -> bool {
        if !self.gather(draft, route, stream) {
            return false;
        }
        let instance = draft.instance;
        let duty = &instance.duties[route as usize];
        self.0.grow(instance, duty);
        let better = self.0.best(instance, duty, self.standing(draft, route));
        let order = better.map(|label| self.0.clients(label)).unwrap_or_default();
        let found = better.is_some() && super::duration::fits(instance, duty, order.iter().copied());
        if found {
            replace(draft, route, order);
        }
        found
    }

    /// Comparisons made so far.
    pub(super) fn work(&self) -> u64 {
        self.0.work
    }

    /// Lists who may be in the route: its own clients and a random share of the absent ones. False where its clients are
    /// not free to leave it one by one, or nobody else could come.
    fn gather(&mut self, draft: &Draft<'_>, route: u32, stream: &mut Stream) -> bool {
        self.0.candidates.clear();
        let day = draft.instance.duties[route as usize].day;
        for stop in draft.routes[route as usize].visits() {
            if draft.places(stop.client).len() > 1 {
                return false;
            }
            self.0.candidates.push(candidate(draft, stop.client, day));
        }
        let own = self.0.candidates.len();
        self.invite(draft, route, stream);
        let all = self.0.candidates.len();
        if all == own || own > MOST {
            return false;
        }
        self.vary(draft, route, stream);
        true
    }

    fn invite(&mut self, draft: &Draft<'_>, route: u32, stream: &mut Stream) {
        let (instance, absent) = (draft.instance, draft.absent.items());
        let day = instance.duties[route as usize].day;
        let share = FEWEST + stream.below(absent.len());
        let from = stream.below(absent.len());
        for &client in absent[from..].iter().chain(&absent[..from]) {
            let open = instance.windows.of(client, day) != WindowTable::CLOSED;
            let fits = instance.allows(client, route) && admits(instance.demand(client), &[day]);
            if open && fits && stream.below(absent.len()) < share && self.0.candidates.len() < MOST {
                self.0.candidates.push(candidate(draft, client, day));
            }
        }
    }

    /// Draws what makes each look at a route different: who is critical, and how dear time is.
    fn vary(&mut self, draft: &Draft<'_>, route: u32, stream: &mut Stream) {
        let duty = &draft.instance.duties[route as usize];
        let all = self.0.candidates.len();
        let own = draft.routes[route as usize].len();
        self.0.most = (EFFORT / (all * all)).clamp(FEWEST_LABELS, MOST_LABELS);
        let worth: Value = self.0.candidates[..own].iter().map(|candidate| candidate.gain).sum();
        let usual = worth / i64::from((duty.close - duty.open).max(1));
        self.0.rate = (usual as f64 * (0.25 + stream.unit())) as Value;
        for bit in 0..stream.below(1 + all * CRITICAL_TENTHS / 10).min(64) {
            let critical = stream.below(all);
            self.0.candidates[critical].critical = 1 << bit;
        }
    }

    /// What the route is worth as it stands.
    fn standing(&self, draft: &Draft<'_>, route: u32) -> Value {
        let route = &draft.routes[route as usize];
        let gains: Value = self.0.candidates[..route.len()].iter().map(|candidate| candidate.gain).sum();
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
        critical: 0,
    }
}
