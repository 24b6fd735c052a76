//! The queue of the descent: which client is looked at next, and which operator takes it.

use crate::routing::model::solution::StepStatistics;
use crate::routing::operators::local_search::exchange::{EFFORT, Exchange};
use crate::routing::operators::local_search::{or_opt, relocate, swap, two_opt_star};
use crate::routing::state::positions::Position;
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::cancellation::StopCheck;

/// What an operator is: it names the exchanges that bring the visit at `from` next to the one at `to`, another visit
/// on the same day, and hands each to `consider`.
pub(crate) type Propose =
    fn(solution: &SearchSolution<'_>, from: Position, to: Position, consider: &mut dyn FnMut(Exchange));

/// The operators with their names, the cheapest first.
pub(crate) const OPERATORS: [(&str, Propose); 4] = [
    ("relocate", relocate::propose),
    ("swap", swap::propose),
    ("2-opt*", two_opt_star::propose),
    ("or-opt", or_opt::propose),
];

/// The descent; keeps its working memory and counts what each operator does.
#[derive(Debug, Clone)]
pub(crate) struct Descent {
    pub(crate) steps: Vec<StepStatistics>,
    queue: Vec<u32>,
    queued: Vec<bool>,
}

impl Descent {
    pub(crate) fn new(clients: usize) -> Self {
        let steps = OPERATORS.iter().map(|(name, _)| StepStatistics::new(name)).collect();
        Self { steps, queue: Vec::new(), queued: vec![false; clients] }
    }

    /// Queues the clients of this route.
    fn note(&mut self, solution: &SearchSolution<'_>, route: u32) {
        for stop in solution.routes[route as usize].visits() {
            if !std::mem::replace(&mut self.queued[stop.client as usize], true) {
                self.queue.push(stop.client);
            }
        }
    }

    /// Descends from every client, and again from those in changed routes, until no exchange near them saves travel. What
    /// brings a client of an unchanged route into a changed one is left to the next descent. Ends early where it may not go
    /// on.
    pub(crate) fn run(&mut self, solution: &mut SearchSolution<'_>, stop_check: &StopCheck<'_>) {
        for route in 0..solution.routes.len() as u32 {
            self.note(solution, route);
        }
        let mut tried = self.tried();
        while let Some(client) = self.queue.pop() {
            self.queued[client as usize] = false;
            if !stop_check.allows(EFFORT * (self.tried() - tried)) {
                continue;
            }
            tried = self.tried();
            while let Some(exchange) = self.first_gain(solution, client) {
                exchange.apply(solution);
                for route in exchange.routes() {
                    self.note(solution, route);
                }
            }
        }
    }

    fn tried(&self) -> usize {
        self.steps.iter().map(|step| step.tried as usize).sum()
    }

    /// The best exchange of the first operator and neighbour that save travel, if any do.
    pub(crate) fn first_gain(&mut self, solution: &SearchSolution<'_>, client: u32) -> Option<Exchange> {
        for &neighbour in solution.data.neighbours.of(client).iter().take(solution.data.tuning.granularity) {
            for &from in solution.positions(client) {
                for &to in solution.positions(neighbour) {
                    if let Some(exchange) = self.gain_beside(solution, from, to) {
                        return Some(exchange);
                    }
                }
            }
        }
        None
    }

    fn gain_beside(
        &mut self,
        solution: &SearchSolution<'_>,
        from: Position,
        to: Position,
    ) -> Option<Exchange> {
        let shifts = &solution.data.shifts;
        if shifts[from.route as usize].day != shifts[to.route as usize].day {
            return None;
        }
        for ((_, propose), step) in OPERATORS.iter().zip(&mut self.steps) {
            let mut best: Option<(i64, Exchange)> = None;
            propose(solution, from, to, &mut |exchange| {
                step.tried += 1;
                let gain = exchange.gain(solution);
                if gain > best.as_ref().map_or(0, |best| best.0) && exchange.fits(solution) {
                    best = Some((gain, exchange));
                }
            });
            if let Some((_, exchange)) = best {
                step.kept += 1;
                return Some(exchange);
            }
        }
        None
    }
}
