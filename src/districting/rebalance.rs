//! Territories within their ranges again, with as few broken relationships as possible.

use crate::districting::config::DistrictingConfig;
use crate::districting::design::average_cost;
use crate::districting::energy::{Best, Weights};
use crate::districting::enumeration::is_small;
use crate::districting::evaluation::{Evaluation, evaluated, fitting};
use crate::districting::instance::Instance;
use crate::districting::problem::DistrictingProblem;
use crate::districting::search::search;
use crate::districting::start::{first_assignment, incumbent};
use crate::districting::state::AssignmentState;
use crate::districting::tuning::{AROUND, CLOSE, FAR, Temperatures};
use crate::districting::undo::undo;
use crate::error::{Error, ErrorKind};
use crate::progress::Observer;

/// Rebalances the incumbent: rules first, then few broken relationships, then compactness.
///
/// The search of [`design`](super::design()) from the incumbent at a low temperature, its energy the
/// relationships lost plus `config.compactness` times the objective; then an undo pass: every moved unit goes
/// back, with what would be cut off, if the rules allow and the energy falls.
///
/// ```
/// # use rounds::progress::unobserved;
/// # use rounds::districting::{DistrictingConfig, Graph, DistrictingProblem, MoveRole, rebalance};
/// let row: Vec<_> = (0..6).map(|place| [f64::from(place), 0.0]).collect();
/// let mut problem = DistrictingProblem::even(row.clone(), Graph::from_points(&row)?, vec![1.0; 6], 2);
/// problem.incumbent = Some(vec![0, 0, 0, 0, 1, 1]);
/// let answer = rebalance(&problem, &DistrictingConfig::for_units(6), &unobserved)?;
/// assert_eq!((answer.moves.len(), answer.moves[0].unit), (1, 3));
/// assert_eq!(answer.moves[0].role, MoveRole::Relieves);
/// # Ok::<(), rounds::Error>(())
/// ```
///
/// # Errors
/// Those of [`DistrictingProblem::validate`], [`ErrorKind::Input`] without an incumbent, and
/// [`ErrorKind::Setting`] if the weight of compactness is negative or not a number.
pub fn rebalance(
    problem: &DistrictingProblem,
    config: &DistrictingConfig,
    observer: Observer,
) -> Result<Evaluation, Error> {
    problem.validate()?;
    if problem.incumbent.is_none() {
        return Err(Error::new(
            ErrorKind::Input,
            "rebalancing needs an incumbent; design makes territories from nothing",
        ));
    }
    config.validate()?;
    let instance = Instance::new(problem);
    let best = improve(&instance, incumbent(&instance), AROUND, config, observer);
    evaluated(problem, &instance, &best.labels)
}

/// Polishes an answer: a search that stays close to `labels` and looks at rules and relationships alone, not
/// at compactness. Never worse than `labels` in rules, then relationships.
///
/// # Errors
/// Those of [`rebalance`] and [`evaluate`](crate::districting::evaluate).
pub fn polish(
    problem: &DistrictingProblem,
    labels: &[usize],
    config: &DistrictingConfig,
    observer: Observer,
) -> Result<Evaluation, Error> {
    problem.validate()?;
    config.validate()?;
    fitting(problem, labels)?;
    let instance = Instance::new(problem);
    let config = DistrictingConfig { compactness: 0.0, ..*config };
    let best = improve(&instance, instance.node_labels(labels), CLOSE, &config, observer);
    evaluated(problem, &instance, &best.labels)
}

/// Searches from `start`, then takes back every move that can be spared.
pub(crate) fn improve(
    instance: &Instance,
    start: Vec<u32>,
    temperatures: Temperatures,
    config: &DistrictingConfig,
    observer: Observer,
) -> Best {
    let state = AssignmentState::new(instance, start.clone());
    let cost = config.compactness / average_cost(&state);
    drop(state);
    let weights = Weights { cost, price: instance.len() as f64 };
    let mut best = search(instance, start, weights, temperatures, config, observer);
    if best.violation > 0.0 && !is_small(instance) {
        // Perhaps nothing fits near the incumbent: look far from it too.
        let other = search(instance, first_assignment(instance), weights, FAR, config, observer);
        best = if other.beats(&best) { other } else { best };
    }
    let mut state = AssignmentState::new(instance, best.labels);
    undo(&mut state, weights, observer);
    Best::of(instance, state.labels, &weights)
}
