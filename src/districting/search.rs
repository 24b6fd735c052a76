//! Several walkers, in waves: each wave starts from the best of the one before.

use std::ops::ControlFlow;

use rayon::prelude::*;

use crate::districting::anneal::{Schedule, Walker};
use crate::districting::enumeration::best_of_all;
use crate::districting::evaluation::{Best, Weights};
use crate::districting::instance::Instance;
use crate::districting::start::random_assignment;
use crate::error::{Error, ErrorKind};
use crate::progress::{Observer, Progress};
use crate::random::Stream;

/// How much to search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Config {
    /// Same seed, same answer.
    pub seed: u64,
    /// Searches side by side in each wave, however many threads there are.
    pub walkers: u64,
    /// Most waves; each starts from the best so far. The search ends sooner if most walkers of a wave end with the same best
    /// that keeps all rules, which is then hardly beaten, or if the observer breaks; either way with the best found.
    pub waves: u64,
    /// Proposals of each walker in each wave.
    pub steps: u64,
    /// For rebalancing: what compactness counts for against relationships. At 1, an average unit's share of the objective is
    /// worth as much as an average unit's relationship.
    pub compactness: f64,
}

impl Config {
    /// A search that suits a problem of so many units: about a third of a second of one core for 100 units, a second for 1,000.
    #[must_use]
    pub fn for_units(units: usize) -> Self {
        let size = units as u64;
        let (walkers, steps) = match units {
            0..=250 => (8, 50_000 + 150 * size),
            251..=2000 => (4, 75_000 + 100 * size),
            2001..=20_000 => (1, 200 * size),
            _ => (1, 2_000_000.max(5 * size)),
        };
        let waves = match units {
            0..=250 => 5,
            251..=2000 => 2,
            _ => 1,
        };
        Self { seed: 1, walkers, waves, steps, compactness: 0.03 }
    }

    /// # Errors
    /// [`ErrorKind::Setting`] if the weight of compactness is negative or not a number.
    pub(crate) fn validate(&self) -> Result<(), Error> {
        if (0.0..=f64::MAX).contains(&self.compactness) {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Setting, "the weight of compactness must be 0 or more"))
    }
}

/// How hot a wave starts and ends, in costs of one average node.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heat {
    pub(crate) first: f64,
    pub(crate) later: f64,
    pub(crate) last: f64,
}

/// The best there is, where there are few enough assignments to look at all; otherwise the best that several waves of walkers
/// find from `start`. Walkers are compared in their own order, so threads change nothing.
pub(crate) fn search(
    instance: &Instance,
    start: Vec<u32>,
    weights: Weights,
    heat: Heat,
    config: &Config,
    observer: Observer,
) -> Best {
    best_of_all(instance, &start, &weights, observer)
        .unwrap_or_else(|| waves(instance, start, weights, heat, config, observer))
}

/// The best that the waves find.
fn waves(
    instance: &Instance,
    start: Vec<u32>,
    weights: Weights,
    heat: Heat,
    config: &Config,
    observer: Observer,
) -> Best {
    let mut best = Best::of(instance, start, &weights);
    for wave in 0..config.waves {
        let goes_on = || observer(&Progress::new("territories", wave, config.waves)).is_continue();
        if !goes_on() {
            break;
        }
        // As long as a rule is broken, what has been found is nothing to stay close to.
        let hot = if wave == 0 || best.violation > 0.0 { heat.first } else { heat.later };
        let schedule = Schedule { steps: config.steps, hot, cold: heat.last };
        let walk = |walker: u64| {
            let mut random = Stream::new(config.seed, walker, wave);
            let elsewhere = instance.is_small_and_uneven() && walker % 2 == 1;
            let start =
                if elsewhere { random_assignment(instance, &mut random) } else { best.labels.clone() };
            Walker::new(instance, start, weights, random).run(&schedule, &|| {
                if goes_on() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            })
        };
        let found: Vec<Best> = (0..config.walkers).into_par_iter().map(walk).collect();
        best = found.iter().fold(best, |best, next| if next.beats(&best) { next.clone() } else { best });
        if best.violation == 0.0 && agree(instance, &found, &best) {
            break;
        }
    }
    best
}

/// Whether at least half of the walkers, and no fewer than three, stand where the best stands; three quarters if half of them
/// have started elsewhere.
fn agree(instance: &Instance, found: &[Best], best: &Best) -> bool {
    let as_good = |next: &&Best| {
        (next.violation - best.violation).abs() < 1e-9
            && (next.energy - best.energy).abs() <= best.energy.abs() * 1e-9
    };
    let needed = if instance.is_small_and_uneven() { found.len() * 3 / 4 } else { found.len().div_ceil(2) };
    found.iter().filter(as_good).count() >= needed.max(3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::districting::design::average_cost;
    use crate::districting::graph::Graph;
    use crate::districting::problem::{Contiguity, Objective, Problem};
    use crate::districting::start::first_assignment;
    use crate::districting::state::State;
    use crate::progress::unobserved;

    /// Maps of 12 to 14 units; `number` decides everything.
    fn small(number: u64) -> Problem {
        let mut random = Stream::new(number, 0, 0);
        let territories = 2 + random.below(2);
        let units = if territories == 2 { 12 + random.below(3) } else { 10 };
        let mut place = || random.below(1000) as f64;
        let points: Vec<[f64; 2]> = (0..units).map(|_| [place(), place()]).collect();
        let graph = Graph::from_points(&points).unwrap_or_default();
        let hours = (0..units).map(|_| 5.0 + random.below(10) as f64).collect();
        let mut problem = Problem::even(points, graph, hours, territories);
        problem.activities[0].tolerance = 0.25;
        problem.incumbent = Some((0..units).map(|_| random.below(territories)).collect());
        problem.objective = if random.below(2) == 0 { Objective::Medoid } else { Objective::Inertia };
        problem.contiguity = if random.below(4) == 0 { Contiguity::Off } else { Contiguity::Strict };
        problem
    }

    #[test]
    fn walkers_find_what_looking_at_all_finds() {
        for number in 0..16 {
            let problem = small(number);
            let instance = Instance::new(&problem);
            for weights in [Weights { cost: 1.0, price: 0.0 }, Weights { cost: 0.0, price: 10.0 }] {
                let start = first_assignment(&instance);
                let best = best_of_all(&instance, &start, &weights, &unobserved).unwrap();
                let state = State::new(&instance, start.clone());
                let scaled = Weights { cost: weights.cost / average_cost(&state), ..weights };
                let config = Config::for_units(instance.len());
                let heat = Heat { first: 1.5, later: 0.5, last: 0.01 };
                let found = waves(&instance, start, scaled, heat, &config, &unobserved);
                let found = Best::of(&instance, found.labels, &weights);
                let hair = best.energy.abs() * 1e-9 + 1e-9;
                assert!(
                    (found.violation - best.violation).abs() < 1e-9,
                    "map {number}: {} rules against {}",
                    found.violation,
                    best.violation
                );
                assert!(
                    (found.energy - best.energy).abs() <= hair,
                    "map {number}: {} against {}",
                    found.energy,
                    best.energy
                );
            }
        }
    }
}
