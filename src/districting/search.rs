//! Several annealing chains side by side, restarted together from the best so far.

use std::ops::ControlFlow;

use rayon::prelude::*;

use crate::districting::anneal::{CoolingSchedule, DistrictingChain};
use crate::districting::config::DistrictingConfig;
use crate::districting::energy::{Best, Weights};
use crate::districting::enumeration::best_of_all;
use crate::districting::instance::Instance;
use crate::districting::start::random_assignment;
use crate::districting::tuning::Temperatures;
use crate::progress::{Observer, Progress};
use crate::random::Stream;

/// Finds the best there is, where there are few enough assignments to look at all; otherwise the best that
/// several restarts of chains find from `start`. Chains are compared in their own order, so threads change
/// nothing.
pub(crate) fn search(
    instance: &Instance,
    start: Vec<u32>,
    weights: Weights,
    temperatures: Temperatures,
    config: &DistrictingConfig,
    observer: Observer,
) -> Best {
    best_of_all(instance, &start, &weights, observer)
        .unwrap_or_else(|| restarts(instance, start, weights, temperatures, config, observer))
}

/// Finds the best that the restarts bring.
fn restarts(
    instance: &Instance,
    start: Vec<u32>,
    weights: Weights,
    temperatures: Temperatures,
    config: &DistrictingConfig,
    observer: Observer,
) -> Best {
    let mut best = Best::of(instance, start, &weights);
    for restart in 0..config.restarts {
        let goes_on = || observer(&Progress::new("territories", restart, config.restarts)).is_continue();
        if !goes_on() {
            break;
        }
        // As long as a rule is broken, what has been found is nothing to stay close to.
        let hot = if restart == 0 || best.violation > 0.0 { temperatures.first } else { temperatures.later };
        let schedule = CoolingSchedule { steps: config.steps, hot, cold: temperatures.last };
        let anneal = |chain: u64| {
            let mut random = Stream::new(config.seed, chain, restart);
            let elsewhere = instance.is_small_and_uneven() && chain % 2 == 1;
            let start =
                if elsewhere { random_assignment(instance, &mut random) } else { best.labels.clone() };
            DistrictingChain::new(instance, start, weights, random).run(&schedule, &|| {
                if goes_on() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            })
        };
        let found: Vec<Best> = (0..config.chains).into_par_iter().map(anneal).collect();
        best = found.iter().fold(best, |best, next| if next.beats(&best) { next.clone() } else { best });
        if best.violation == 0.0 && agree(instance, &found, &best) {
            break;
        }
    }
    best
}

/// Tells whether at least half of the chains, and no fewer than three, stand where the best stands; three
/// quarters if half of them have started elsewhere.
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
    use crate::districting::problem::{Contiguity, DistrictingProblem, Objective};
    use crate::districting::start::first_assignment;
    use crate::districting::state::AssignmentState;
    use crate::progress::unobserved;

    /// Maps of 12 to 14 units; `number` decides everything.
    fn small(number: u64) -> DistrictingProblem {
        let mut random = Stream::new(number, 0, 0);
        let territories = 2 + random.below(2);
        let units = if territories == 2 { 12 + random.below(3) } else { 10 };
        let mut place = || random.below(1000) as f64;
        let points: Vec<[f64; 2]> = (0..units).map(|_| [place(), place()]).collect();
        let graph = Graph::from_points(&points).unwrap_or_default();
        let hours = (0..units).map(|_| 5.0 + random.below(10) as f64).collect();
        let mut problem = DistrictingProblem::even(points, graph, hours, territories);
        problem.activities[0].tolerance = 0.25;
        problem.incumbent = Some((0..units).map(|_| random.below(territories)).collect());
        problem.objective = if random.below(2) == 0 { Objective::Medoid } else { Objective::Inertia };
        problem.contiguity = if random.below(4) == 0 { Contiguity::Off } else { Contiguity::Strict };
        problem
    }

    #[test]
    fn chains_find_what_enumeration_finds() {
        for number in 0..16 {
            let problem = small(number);
            let instance = Instance::new(&problem);
            for weights in [Weights { cost: 1.0, price: 0.0 }, Weights { cost: 0.0, price: 10.0 }] {
                let start = first_assignment(&instance);
                let best = best_of_all(&instance, &start, &weights, &unobserved).unwrap();
                let state = AssignmentState::new(&instance, start.clone());
                let scaled = Weights { cost: weights.cost / average_cost(&state), ..weights };
                let config = DistrictingConfig::for_units(instance.len());
                let temperatures = Temperatures { first: 1.5, later: 0.5, last: 0.01 };
                let found = restarts(&instance, start, scaled, temperatures, &config, &unobserved);
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
