//! Removal of adjacent strings (Christiaens & Vanden Berghe 2020, doi 10.1287/trsc.2019.0914, section 4): from a few
//! routes that pass near a seed, tear out a string of stops each. O(clients removed).

use crate::random::Stream;
use crate::routing::model::tuning::Tuning;
use crate::routing::state::positions::Position;
use crate::routing::state::solution::SearchSolution;

/// Chooses what to tear out; keeps its working memory.
#[derive(Debug, Clone, Default)]
pub(crate) struct StringRemoval {
    /// The clients removed.
    pub(crate) clients: Vec<u32>,
    /// Where strings were removed, a place for each removed route. Where clients of several visits left, it may lie behind the
    /// route's end.
    pub(crate) gaps: Vec<Position>,
}

impl StringRemoval {
    /// Tears strings out of the solution near a random client; `clients` then lists who left.
    pub(crate) fn run(&mut self, solution: &mut SearchSolution<'_>, stream: &mut Stream) {
        let seed = stream.below(solution.data.clients.len()) as u32;
        self.near(solution, seed, stream);
    }

    /// Tears strings out of the routes that pass near a client; `clients` then lists who left.
    pub(crate) fn near(&mut self, solution: &mut SearchSolution<'_>, seed: u32, stream: &mut Stream) {
        self.clients.clear();
        self.gaps.clear();
        let used = solution.used.items().len();
        if used == 0 {
            return;
        }
        let tuning = &solution.data.tuning;
        let longest = (solution.totals.visits / used).clamp(1, tuning.string_longest);
        let strings = 4.0 * tuning.string_mean / (1.0 + longest as f64) - 1.0;
        let strings = (1.0 + strings.max(0.0) * stream.unit()) as usize;
        let data = solution.data;
        for &client in std::iter::once(&seed).chain(data.neighbours.of(seed)) {
            if self.gaps.len() >= strings {
                break;
            }
            self.tear_at(solution, client, longest, stream);
        }
        solution.remove(&mut self.clients);
    }

    /// Tears a string that includes `client` out of one of its routes, unless that route or the client is removed.
    fn tear_at(&mut self, solution: &SearchSolution<'_>, client: u32, longest: usize, stream: &mut Stream) {
        let positions = solution.positions(client);
        if positions.is_empty() || self.clients.contains(&client) {
            return;
        }
        let place = positions[stream.below(positions.len())];
        if self.gaps.iter().any(|gap| gap.route == place.route) {
            return;
        }
        let stops = solution.routes[place.route as usize].visits();
        let length = 1 + stream.below(longest.min(stops.len()));
        let kept = kept(length, stops.len(), &solution.data.tuning, stream);
        let span = length + kept;
        let at = place.position as usize - 1;
        let earliest = (at + 1).saturating_sub(span);
        let first = earliest + stream.below(at.min(stops.len() - span) - earliest + 1);
        self.gaps.push(Position { route: place.route, position: first as u32 + 1 });
        let hole = first + stream.below(length + 1);
        for (index, stop) in stops.iter().enumerate().skip(first).take(span) {
            let keep = (hole..hole + kept).contains(&index);
            if !keep && !self.clients.contains(&stop.client) {
                self.clients.push(stop.client);
            }
        }
    }
}

/// How many stops to keep inside a string of `length` taken out of a route of `stops`.
fn kept(length: usize, stops: usize, tuning: &Tuning, stream: &mut Stream) -> usize {
    if length < 2 || length >= stops || stream.below(tuning.string_split_every) != 0 {
        return 0;
    }
    let mut kept = 1;
    while length + kept < stops && stream.below(tuning.string_grow_every) == 0 {
        kept += 1;
    }
    kept
}
