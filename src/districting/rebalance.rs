//! Territories within their ranges again, with as few broken relationships as possible.

use crate::districting::bound::least_moved;
use crate::districting::design::average_cost;
use crate::districting::enumeration::is_small;
use crate::districting::evaluation::{Best, Weights};
use crate::districting::instance::Instance;
use crate::districting::moves::{Move, moves};
use crate::districting::problem::Problem;
use crate::districting::search::{Config, Heat, search};
use crate::districting::solution::Solution;
use crate::districting::start::{first_assignment, incumbent};
use crate::districting::state::State;
use crate::districting::undo::undo;
use crate::error::{Error, ErrorKind};
use crate::progress::Observer;

/// A rebalanced assignment with what it costs.
#[derive(Debug, Clone, PartialEq)]
pub struct Rebalance {
    /// The assignment.
    pub solution: Solution,
    /// Share of all relationships that change hands.
    pub moved: f64,
    /// Share that must change hands in any assignment within the ranges; proven, see [`least_moved`].
    pub least_moved: f64,
    /// Every unit that changes hands, by unit.
    pub moves: Vec<Move>,
}

/// Rebalances the incumbent: rules first, then few broken relationships, then compactness.
///
/// The search of [`design`](super::design()) from the incumbent at a low temperature, its energy the relationships lost plus
/// `config.compactness` times the objective; then an undo pass: every moved unit goes back, with what would be cut off, if the
/// rules allow and the energy falls.
///
/// ```
/// # use rounds::progress::unobserved;
/// # use rounds::districting::{Config, Graph, Problem, Role, rebalance};
/// let row: Vec<_> = (0..6).map(|place| [f64::from(place), 0.0]).collect();
/// let mut problem = Problem::even(row.clone(), Graph::from_points(&row)?, vec![1.0; 6], 2);
/// problem.incumbent = Some(vec![0, 0, 0, 0, 1, 1]);
/// let answer = rebalance(&problem, &Config::for_units(6), &unobserved)?;
/// assert_eq!((answer.moves.len(), answer.moves[0].unit), (1, 3));
/// assert_eq!(answer.moves[0].role, Role::Relieves);
/// # Ok::<(), rounds::Error>(())
/// ```
///
/// # Errors
/// Those of [`Problem::validate`], [`ErrorKind::Input`] without an incumbent, and [`ErrorKind::Setting`] if the weight of
/// compactness is negative or not a number.
pub fn rebalance(problem: &Problem, config: &Config, observer: Observer) -> Result<Rebalance, Error> {
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
    standing(problem, &instance, &best.labels)
}

/// An answer polished: a search that stays close to `labels` and looks at rules and relationships alone, not at compactness.
/// Never worse than `labels` in rules, then relationships.
///
/// # Errors
/// Those of [`rebalance`] and [`appraise`].
pub fn polish(
    problem: &Problem,
    labels: &[usize],
    config: &Config,
    observer: Observer,
) -> Result<Rebalance, Error> {
    problem.validate()?;
    config.validate()?;
    fitting(problem, labels)?;
    let instance = Instance::new(problem);
    let config = Config { compactness: 0.0, ..*config };
    let best = improve(&instance, instance.node_labels(labels), CLOSE, &config, observer);
    standing(problem, &instance, &best.labels)
}

/// The standing of given labels, searched for or not: what they break, what they move, and why. Without an incumbent nothing
/// moves.
///
/// # Errors
/// Those of [`Problem::validate`], and [`ErrorKind::Input`] if there is not one label a unit, or one names no territory.
pub fn appraise(problem: &Problem, labels: &[usize]) -> Result<Rebalance, Error> {
    problem.validate()?;
    fitting(problem, labels)?;
    let instance = Instance::new(problem);
    standing(problem, &instance, &instance.node_labels(labels))
}

/// # Errors
/// [`ErrorKind::Input`] if there is not one label a unit, or one names no territory.
pub(crate) fn fitting(problem: &Problem, labels: &[usize]) -> Result<(), Error> {
    if labels.len() == problem.units() && labels.iter().all(|&label| label < problem.territories) {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Input, "the labels do not fit the problem"))
}

fn standing(problem: &Problem, instance: &Instance, labels: &[u32]) -> Result<Rebalance, Error> {
    Ok(Rebalance {
        solution: Solution::new(problem, instance, labels),
        moved: State::new(instance, labels.to_vec()).price(),
        least_moved: least_moved(problem)?,
        moves: moves(problem, instance, labels),
    })
}

/// How hot a search starts that is to look around what it starts from.
pub(crate) const AROUND: f64 = 1.0;
/// How hot a search starts that is to stay close to what it starts from.
pub(crate) const CLOSE: f64 = 0.2;

/// Search and undo pass from `start`, at first as hot as `first`.
pub(crate) fn improve(
    instance: &Instance,
    start: Vec<u32>,
    first: f64,
    config: &Config,
    observer: Observer,
) -> Best {
    let state = State::new(instance, start.clone());
    let cost = config.compactness / average_cost(&state);
    drop(state);
    let weights = Weights { cost, price: instance.len() as f64 };
    let heat = Heat { first, later: 0.2, last: 0.02 };
    let mut best = search(instance, start, weights, heat, config, observer);
    if best.violation > 0.0 && !is_small(instance) {
        // Perhaps nothing fits near the incumbent: look far from it too.
        let far = Heat { first: 5.0, ..heat };
        let other = search(instance, first_assignment(instance), weights, far, config, observer);
        best = if other.beats(&best) { other } else { best };
    }
    let mut state = State::new(instance, best.labels);
    undo(&mut state, weights, observer);
    Best::of(instance, state.labels, &weights)
}
