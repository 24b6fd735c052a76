//! Territories from scratch.

use crate::districting::config::DistrictingConfig;
use crate::districting::energy::Weights;
use crate::districting::instance::Instance;
use crate::districting::problem::{DistrictingProblem, NONE};
use crate::districting::search::search;
use crate::districting::solution::DistrictingSolution;
use crate::districting::start::first_assignment;
use crate::districting::state::AssignmentState;
use crate::districting::tuning::{DESIGN, DESIGN_LARGE, MELTED_UP_TO};
use crate::error::Error;
use crate::progress::Observer;

/// Designs territories: the best assignment found, rules first, then the objective. An incumbent is ignored.
///
/// Bisection or power diagram, repair of contiguity, then annealing (see the [module](super)). Time grows
/// with `config.chains * config.restarts * config.steps`; memory with the units and borders, and with the
/// square of the units for [`Objective::Medoid`](super::Objective) up to its limit.
///
/// ```
/// # use rounds::progress::unobserved;
/// # use rounds::districting::{DistrictingConfig, Graph, DistrictingProblem, design};
/// let row: Vec<_> = (0..6).map(|place| [f64::from(place), 0.0]).collect();
/// let problem = DistrictingProblem::even(row.clone(), Graph::from_points(&row)?, vec![1.0; 6], 2);
/// let solution = design(&problem, &DistrictingConfig::for_units(6), &unobserved)?;
/// assert_eq!(solution.violation, 0.0);
/// assert_eq!(solution.labels[..3], [solution.labels[0]; 3]);
/// # Ok::<(), rounds::Error>(())
/// ```
///
/// # Errors
/// Those of [`DistrictingProblem::validate`]. Rules that cannot be kept are no error: see
/// [`DistrictingSolution::breaches`].
pub fn design(
    problem: &DistrictingProblem,
    config: &DistrictingConfig,
    observer: Observer,
) -> Result<DistrictingSolution, Error> {
    problem.validate()?;
    let free = DistrictingProblem { incumbent: None, ..problem.clone() };
    let instance = Instance::new(&free);
    let start = first_assignment(&instance);
    let state = AssignmentState::new(&instance, start.clone());
    let weights = Weights { cost: 1.0 / average_cost(&state), price: 0.0 };
    drop(state);
    let temperatures = if instance.len() > MELTED_UP_TO { DESIGN_LARGE } else { DESIGN };
    let mut labels = search(&instance, start, weights, temperatures, config, observer).labels;
    if instance.territories_are_alike() {
        name_in_order(&mut labels, instance.territories);
    }
    Ok(DistrictingSolution::new(&free, &instance, &labels))
}

/// Returns what the objective charges an average node, never 0.
pub(crate) fn average_cost(state: &AssignmentState) -> f64 {
    let average = state.cost() / state.instance.len() as f64;
    if average > 0.0 { average } else { 1.0 }
}

/// Numbers territories by their first node, so that names do not depend on the search.
fn name_in_order(labels: &mut [u32], territories: usize) {
    let mut names = vec![NONE; territories];
    let mut next = 0;
    for label in labels {
        let name = &mut names[*label as usize];
        if *name == NONE {
            *name = next;
            next += 1;
        }
        *label = *name;
    }
}
