//! The nodes of a problem: units, or sets of units that must be together, in an order that is the map's own.

use std::cmp::Ordering;

use petgraph::unionfind::UnionFind;

use crate::districting::frame::Frame;
use crate::districting::problem::{DistrictingProblem, NONE};

/// The units that move as one, ascending, and where they are.
pub(crate) struct Node {
    pub(crate) units: Vec<usize>,
    pub(crate) point: [i32; 2],
}

/// Lists all nodes in the order of their place on Morton's curve, then of everything else that tells them
/// apart.
pub(crate) fn sorted_nodes(problem: &DistrictingProblem, frame: &Frame) -> Vec<Node> {
    let workload = &problem.activities[0].amounts;
    let node =
        |units: Vec<usize>| Node { point: frame.grid(middle(&problem.points, workload, &units)), units };
    let mut nodes: Vec<Node> = groups(problem).into_iter().map(node).collect();
    let (fixed, incumbent) = (fixed_labels(problem), incumbent_labels(problem));
    let labels = |node: &Node| node.units.iter().map(|&unit| (fixed[unit], incumbent[unit])).min();
    nodes.sort_by(|a, b| {
        along_curve(a.point)
            .cmp(&along_curve(b.point))
            .then_with(|| by_amounts(problem, a, b))
            .then_with(|| labels(a).cmp(&labels(b)))
            .then_with(|| around(problem, frame, a).cmp(&around(problem, frame, b)))
    });
    nodes
}

/// Lists the sets of units that move as one, every unit in exactly one of them.
fn groups(problem: &DistrictingProblem) -> Vec<Vec<usize>> {
    let mut leader: UnionFind<usize> = UnionFind::new(problem.units());
    for set in &problem.rules.together {
        for pair in set.windows(2) {
            leader.union(pair[0], pair[1]);
        }
    }
    let mut groups = vec![Vec::new(); problem.units()];
    for unit in 0..problem.units() {
        groups[leader.find(unit)].push(unit);
    }
    groups.retain(|group| !group.is_empty());
    groups
}

fn by_amounts(problem: &DistrictingProblem, a: &Node, b: &Node) -> Ordering {
    let lists = problem.activities.iter().map(|activity| activity.amounts.as_slice());
    lists
        .chain([problem.relationship.as_slice()])
        .filter(|list| !list.is_empty())
        .map(|list| total(list, a).total_cmp(&total(list, b)))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// Adds up what the units of a node have in all.
pub(crate) fn total(list: &[f64], node: &Node) -> f64 {
    node.units.iter().map(|&unit| list[unit]).sum()
}

/// Sums up where a node's neighbours are, as one number that does not depend on their order.
fn around(problem: &DistrictingProblem, frame: &Frame, node: &Node) -> u64 {
    let neighbours = node.units.iter().flat_map(|&unit| problem.graph.adjacent(unit));
    neighbours.map(|&unit| mixed(frame.grid(problem.points[unit as usize]))).fold(0, u64::wrapping_add)
}

/// Returns where a place comes on Morton's curve, along which near places mostly have near numbers (Morton
/// 1966): neighbours then lie near each other in memory.
fn along_curve(point: [i32; 2]) -> u64 {
    let spaced = |part: i32| {
        let mut bits = u64::from(part.cast_unsigned() ^ 0x8000_0000);
        for (shift, mask) in [
            (16, 0x0000_FFFF_0000_FFFF),
            (8, 0x00FF_00FF_00FF_00FF),
            (4, 0x0F0F_0F0F_0F0F_0F0F),
            (2, 0x3333_3333_3333_3333),
            (1, 0x5555_5555_5555_5555),
        ] {
            bits = (bits | bits << shift) & mask;
        }
        bits
    };
    spaced(point[0]) << 1 | spaced(point[1])
}

/// Finds the workload-weighted centre of some units; of units without workload, the plain centre.
fn middle(points: &[[f64; 2]], workload: &[f64], units: &[usize]) -> [f64; 2] {
    if let [unit] = units {
        return points[*unit];
    }
    let total: f64 = units.iter().map(|&unit| workload[unit]).sum();
    let weight = |unit: usize| if total > 0.0 { workload[unit] / total } else { 1.0 / units.len() as f64 };
    [0, 1].map(|axis| units.iter().map(|&unit| points[unit][axis] * weight(unit)).sum())
}

/// Makes a well-mixed number of a place, for sums that do not depend on the order: the finaliser of Steele,
/// Lea & Flood 2014 (<https://doi.org/10.1145/2660193.2660195>).
pub(crate) fn mixed(point: [i32; 2]) -> u64 {
    let mut z = (u64::from(point[0].cast_unsigned()) << 32) | u64::from(point[1].cast_unsigned());
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Lists, by unit, the territory it is fixed to, or [`NONE`].
pub(crate) fn fixed_labels(problem: &DistrictingProblem) -> Vec<u32> {
    let mut labels = vec![NONE; problem.units()];
    for &(unit, territory) in &problem.rules.fixed {
        // The least, should two rules contradict each other: the order of rules must not matter.
        labels[unit] = labels[unit].min(u32::try_from(territory).unwrap_or(NONE));
    }
    labels
}

/// Lists, by unit, its territory of today, or [`NONE`].
pub(crate) fn incumbent_labels(problem: &DistrictingProblem) -> Vec<u32> {
    match &problem.incumbent {
        Some(labels) => labels.iter().map(|&label| u32::try_from(label).unwrap_or(NONE)).collect(),
        None => vec![NONE; problem.units()],
    }
}
