//! Makes room for a client who is left out: a run of stops leaves one route, the client takes its place, and
//! whoever left is put back elsewhere if there is room.
//!
//! Whether a client fits between two stops of a route that need not be adjacent is the same O(1) test as an
//! insertion, so every run of up to a few stops is looked at, and the one whose loss is least, under some
//! noise, gives way: an ejection (Nagata & Bräysy 2009, doi 10.1016/j.orl.2009.04.006, for required clients).
//! O(neighbours * longest run).

use crate::random::Stream;
use crate::routing::model::demand::admits;
use crate::routing::model::problem::Value;
use crate::routing::operators::feasibility::Arrival;
use crate::routing::operators::insertion::fits;
use crate::routing::state::positions::Position;
use crate::routing::state::solution::SearchSolution;

/// Chooses who gives way; keeps its working memory.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ejection {
    /// The clients that had to leave.
    pub(crate) clients: Vec<u32>,
}

/// Stops `from..to` of a route, and what their leaving would cost.
#[derive(Debug, Clone, Copy)]
struct EjectedRun {
    loss: f64,
    route: u32,
    from: usize,
    to: usize,
}

impl Ejection {
    /// Puts a random unassigned client into a route in place of others; `clients` then lists who left. Where
    /// nobody can give way, nothing changes.
    pub(crate) fn run(&mut self, solution: &mut SearchSolution<'_>, stream: &mut Stream) {
        self.clients.clear();
        let unassigned = solution.unassigned.items();
        let Some(&client) = unassigned.get(stream.below(unassigned.len())) else { return };
        let Some(run) = cheapest(solution, client, stream) else { return };
        let stops = &solution.routes[run.route as usize].stops[run.from..run.to];
        self.clients.extend(stops.iter().map(|stop| stop.client));
        solution.remove(&mut self.clients);
        let place = Position { route: run.route, position: run.from as u32 };
        // Limits of the shift, or travel without the triangle inequality, may still be in the way.
        if run.from < solution.routes[run.route as usize].stops.len() && fits(solution, client, place) {
            solution.insert(client, place);
            solution.book(client);
        }
    }
}

/// Returns the run of stops that an unassigned client could stand in for at the least loss, under noise.
fn cheapest(solution: &SearchSolution<'_>, client: u32, stream: &mut Stream) -> Option<EjectedRun> {
    let mut best: Option<EjectedRun> = None;
    let arrival = Arrival::new(solution.data, client);
    let mut consider = |run: EjectedRun| {
        if best.is_none_or(|best| run.loss < best.loss) {
            best = Some(run);
        }
    };
    for &neighbour in solution.data.neighbours.of(client) {
        for place in solution.positions(neighbour) {
            for from in [place.position, place.position + 1] {
                if let Some(run) =
                    shortest(solution, client, &arrival, Position { position: from, ..*place }, stream)
                {
                    consider(run);
                }
            }
        }
    }
    best
}

/// Finds the shortest run of stops from `place` on that the client could stand in for.
fn shortest(
    solution: &SearchSolution<'_>,
    client: u32,
    arrival: &Arrival<'_>,
    place: Position,
    stream: &mut Stream,
) -> Option<EjectedRun> {
    let (route, from) = (place.route, place.position as usize);
    let (data, stops) = (solution.data, &solution.routes[route as usize].stops);
    let shift = &data.shifts[route as usize];
    if !data.allows(client, route) || !admits(data.demand(client), &[shift.day]) {
        return None;
    }
    let mut load = solution.routes[route as usize].load + arrival.load;
    let mut loss = 0;
    for to in from..stops.len().min(from + data.tuning.ejection_longest + 1) {
        if load <= shift.capacity && arrival.fits_between(solution, route, from - 1, to) {
            let loss = loss as f64 * (data.tuning.ejection_noise + stream.unit());
            return Some(EjectedRun { loss, route, from, to });
        }
        let leaving = stops[to].client;
        if to + 1 < stops.len() {
            load -= data.clients[leaving as usize].load;
            loss += worth(solution, leaving);
        }
    }
    None
}

/// Returns what leaving out this client costs.
fn worth(solution: &SearchSolution<'_>, client: u32) -> Value {
    if solution.data.clients[client as usize].required {
        solution.penalties[client as usize]
    } else {
        solution.data.features[client as usize].worth
    }
}
