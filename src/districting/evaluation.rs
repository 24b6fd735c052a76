//! What an assignment costs against today's.

use crate::districting::bound::least_moved;
use crate::districting::instance::Instance;
use crate::districting::moves::{Move, moves};
use crate::districting::problem::DistrictingProblem;
use crate::districting::solution::DistrictingSolution;
use crate::districting::state::AssignmentState;
use crate::error::{Error, ErrorKind};

/// An assignment with what it costs against today's.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// The assignment.
    pub solution: DistrictingSolution,
    /// Share of all relationships that change hands.
    pub moved: f64,
    /// Share that must change hands in any assignment within the ranges; proven, see [`least_moved`].
    pub least_moved: f64,
    /// Every unit that changes hands, by unit.
    pub moves: Vec<Move>,
}

/// Evaluates given labels, searched for or not: what they break, what they move, and why. Without an
/// incumbent nothing moves.
///
/// # Errors
/// Those of [`DistrictingProblem::validate`], and [`ErrorKind::Input`] if there is not one label a unit, or
/// one names no territory.
pub fn evaluate(problem: &DistrictingProblem, labels: &[usize]) -> Result<Evaluation, Error> {
    problem.validate()?;
    fitting(problem, labels)?;
    let instance = Instance::new(problem);
    evaluated(problem, &instance, &instance.node_labels(labels))
}

/// Checks that labels fit the problem.
///
/// # Errors
/// [`ErrorKind::Input`] if there is not one label a unit, or one names no territory.
pub(crate) fn fitting(problem: &DistrictingProblem, labels: &[usize]) -> Result<(), Error> {
    if labels.len() == problem.units() && labels.iter().all(|&label| label < problem.territories) {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Input, "the labels do not fit the problem"))
}

pub(crate) fn evaluated(
    problem: &DistrictingProblem,
    instance: &Instance,
    labels: &[u32],
) -> Result<Evaluation, Error> {
    Ok(Evaluation {
        solution: DistrictingSolution::new(problem, instance, labels),
        moved: AssignmentState::new(instance, labels.to_vec()).price(),
        least_moved: least_moved(problem)?,
        moves: moves(problem, instance, labels),
    })
}
