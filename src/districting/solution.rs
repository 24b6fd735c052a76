//! The answer, and in what it falls short.

use crate::districting::instance::Instance;
use crate::districting::problem::{Contiguity, DistrictingProblem, Objective};
use crate::districting::state::AssignmentState;

/// An assignment, with what it is worth and what it breaks.
#[derive(Debug, Clone, PartialEq)]
pub struct DistrictingSolution {
    /// By unit: its territory.
    pub labels: Vec<usize>,
    /// The objective, in the problem's own units.
    pub objective: f64,
    /// Sum of relative excesses over the ranges, plus one for each pair, lock, bar, move or part that breaks
    /// a rule; 0 exactly if all rules hold.
    pub violation: f64,
    /// What is violated, one line each; empty if all rules hold.
    pub breaches: Vec<Breach>,
}

/// One rule that an assignment does not keep.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Breach {
    /// A territory has too much or too little of an activity.
    OffTarget {
        /// The territory.
        territory: usize,
        /// Position of the activity in the problem.
        activity: usize,
        /// What it has over what it should have, less one: 0.07 is 7 % too much.
        deviation: f64,
    },
    /// A territory is in several parts.
    Scattered {
        /// The territory.
        territory: usize,
        /// In how many.
        parts: usize,
    },
    /// Two units that must differ have the same territory.
    NotApart {
        /// The units.
        units: (usize, usize),
    },
    /// A unit is not in the territory that it is fixed to: it is fixed to another one too, or must be
    /// together with one that is.
    FixedElsewhere {
        /// The unit.
        unit: usize,
        /// The territory it is fixed to.
        territory: usize,
    },
    /// A unit is in a territory that it is barred from.
    Barred {
        /// The unit.
        unit: usize,
    },
    /// More units have changed hands than the caps allow.
    TooManyMoves {
        /// How many above the caps, all caps together.
        above: usize,
    },
}

impl DistrictingSolution {
    pub(crate) fn new(problem: &DistrictingProblem, instance: &Instance, labels: &[u32]) -> Self {
        let state = AssignmentState::new(instance, labels.to_vec());
        let labels = instance.unit_labels(labels);
        let breaches = breaches(problem, &state);
        // What no move can mend is not in the state's own sum.
        let inseparable =
            problem.rules.apart.iter().filter(|&&(a, b)| instance.node_of[a] == instance.node_of[b]);
        let beyond_moves = inseparable.count() + fixed_elsewhere(problem, &labels).len();
        Self {
            objective: objective(problem, &labels, &state),
            violation: state.violation() + beyond_moves as f64,
            labels,
            breaches,
        }
    }
}

fn breaches(problem: &DistrictingProblem, state: &AssignmentState) -> Vec<Breach> {
    let instance = state.instance;
    let mut breaches = Vec::new();
    for territory in 0..instance.territories {
        for (activity, range) in instance.ranges(territory).iter().enumerate() {
            let load = state.loads[territory * instance.activities + activity];
            if range.excess(load) > 0.0 {
                let deviation = load as f64 / range.target - 1.0;
                breaches.push(Breach::OffTarget { territory, activity, deviation });
            }
        }
    }
    if instance.contiguity == Contiguity::Strict {
        breaches.extend(scattered(state));
    }
    let same = |&&(a, b): &&(usize, usize)| {
        state.labels[instance.node_of[a] as usize] == state.labels[instance.node_of[b] as usize]
    };
    breaches.extend(problem.rules.apart.iter().filter(same).map(|&units| Breach::NotApart { units }));
    breaches.extend(fixed_elsewhere(problem, &instance.unit_labels(&state.labels)));
    let node = |unit: usize| instance.node_of[unit] as usize;
    let barred = |&unit: &usize| instance.is_barred(node(unit), state.labels[node(unit)] as usize);
    breaches.extend((0..problem.units()).filter(barred).map(|unit| Breach::Barred { unit }));
    let above = usize::try_from(state.moves_above_caps()).unwrap_or(usize::MAX);
    if above > 0 {
        breaches.push(Breach::TooManyMoves { above });
    }
    breaches
}

/// Lists the units that are not where a rule fixes them, each rule once.
fn fixed_elsewhere(problem: &DistrictingProblem, labels: &[usize]) -> Vec<Breach> {
    let mut fixed = problem.rules.fixed.clone();
    fixed.sort_unstable();
    fixed.dedup();
    let elsewhere = fixed.into_iter().filter(|&(unit, territory)| labels[unit] != territory);
    elsewhere.map(|(unit, territory)| Breach::FixedElsewhere { unit, territory }).collect()
}

/// Lists the territories in several parts. A bridge is no border, and the only way between its ends.
fn scattered(state: &AssignmentState) -> Vec<Breach> {
    let instance = state.instance;
    let bridged = instance.bridges.iter().filter_map(|&(a, b)| {
        let label = state.labels[a as usize];
        (label == state.labels[b as usize]).then_some(label)
    });
    let mut parts = vec![0; instance.territories];
    for territory in instance.graph.part_labels(&state.labels).into_iter().chain(bridged) {
        parts[territory as usize] += 1;
    }
    let many = parts.into_iter().enumerate().filter(|&(_, parts)| parts > 1);
    many.map(|(territory, parts)| Breach::Scattered { territory, parts }).collect()
}

/// Works out the objective in the caller's units anew from the caller's numbers; distances to medoids of maps
/// too large for that come from the grid, good to a millionth.
fn objective(problem: &DistrictingProblem, labels: &[usize], state: &AssignmentState) -> f64 {
    let mut members = vec![Vec::new(); problem.territories];
    for (unit, &label) in labels.iter().enumerate() {
        members[label].push(unit);
    }
    let each = members.iter().enumerate();
    match problem.objective {
        Objective::Inertia => each.map(|(territory, units)| inertia(problem, territory, units)).sum(),
        Objective::Medoid if problem.units() <= Objective::MEDOID_LIMIT => {
            each.map(|(territory, units)| distances(problem, territory, units)).sum()
        }
        Objective::Medoid => state.cost() / state.instance.scale,
    }
}

/// Adds up workload times squared distance to the home or centroid.
fn inertia(problem: &DistrictingProblem, territory: usize, units: &[usize]) -> f64 {
    let weight = |unit: usize| problem.activities[0].amounts[unit];
    let whole: f64 = units.iter().map(|&unit| weight(unit)).sum::<f64>().max(f64::MIN_POSITIVE);
    let mean =
        |axis: usize| units.iter().map(|&unit| weight(unit) / whole * problem.points[unit][axis]).sum();
    let centre = problem.homes.get(territory).copied().unwrap_or_else(|| [mean(0), mean(1)]);
    units.iter().map(|&unit| weight(unit) * distance(problem.points[unit], centre).powi(2)).sum()
}

/// Adds up distances to the home or the best unit.
fn distances(problem: &DistrictingProblem, territory: usize, units: &[usize]) -> f64 {
    let to = |centre: [f64; 2]| units.iter().map(|&unit| distance(problem.points[unit], centre)).sum::<f64>();
    match problem.homes.get(territory) {
        Some(&home) => to(home),
        None => units.iter().map(|&unit| to(problem.points[unit])).reduce(f64::min).unwrap_or(0.0),
    }
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    ((a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)).sqrt()
}
