//! The problem in canonical form: whole numbers in a frame that does not depend on the order of rows, on where the map's
//! origin is or how it is turned.
//!
//! The search only ever sees an [`Instance`]. Its origin is the mean of the units, its axis points to the unit farthest from
//! there, its grid is a millionth of that distance, and its nodes are sorted by place. So the same map gives the same search,
//! and the same labels, however it is written down. A map that a rotation turns into itself has no axis of its own; there the
//! order of rows decides.

use rustc_hash::FxHashSet;

use super::frame::Frame;
use super::graph::Graph;
use super::problem::{Contiguity, Objective, Problem};

/// No territory.
pub(crate) const NONE: u32 = u32::MAX;
/// Most that the amounts of one activity add up to: sums of amounts stay far below 2^63 and relative rounding below 1e-9.
const AMOUNT_TOTAL: f64 = 4_503_599_627_370_496.0;
/// What the weights add up to: weight times coordinate, summed, stays below 2^63.
const WEIGHT_TOTAL: f64 = 1_099_511_627_776.0;

/// Nodes (units, or sets of units that must be together) with everything a search needs, as whole numbers.
#[derive(Debug, Clone)]
pub(crate) struct Instance {
    pub(crate) graph: Graph,
    /// By node: grid coordinates.
    pub(crate) points: Vec<[i32; 2]>,
    /// By territory: grid coordinates of the home; empty if none is given.
    pub(crate) homes: Vec<[i32; 2]>,
    /// By node: workload for the inertia; adds up to about 2^40.
    pub(crate) weights: Vec<i64>,
    /// By node: how many units it stands for.
    pub(crate) sizes: Vec<u32>,
    /// Number of activities.
    pub(crate) activities: usize,
    /// By node, then activity.
    pub(crate) amounts: Vec<i64>,
    /// By territory, then activity: the range allowed.
    pub(crate) ranges: Vec<Range>,
    pub(crate) territories: usize,
    pub(crate) objective: Objective,
    pub(crate) contiguity: Contiguity,
    /// By node: the territory it must belong to, or [`NONE`].
    pub(crate) fixed: Vec<u32>,
    /// Pairs of node and territory that must not be; looked up only.
    pub(crate) barred: FxHashSet<(u32, u32)>,
    /// By node: whose it is today, or [`NONE`].
    pub(crate) incumbent: Vec<u32>,
    /// By node: share of all relationships that is lost if it changes hands.
    pub(crate) prices: Vec<f64>,
    /// Which nodes must differ.
    pub(crate) apart: Graph,
    pub(crate) most_moves: u32,
    pub(crate) most_moves_each: u32,
    /// By unit of the problem: its node.
    pub(crate) node_of: Vec<u32>,
    /// Grid steps per unit of length.
    pub(crate) scale: f64,
}

/// What a territory may have of an activity.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Range {
    pub(crate) low: i64,
    pub(crate) high: i64,
    pub(crate) target: f64,
    /// One over the target: excess times this is relative excess.
    pub(crate) per_target: f64,
}

impl Range {
    /// How far `amount` is outside, relative to the target; 0 inside.
    pub(crate) fn excess(&self, amount: i64) -> f64 {
        (amount - self.high).max(self.low - amount).max(0) as f64 * self.per_target
    }
}

impl Instance {
    /// The canonical form of a valid problem.
    pub(crate) fn new(problem: &Problem) -> Self {
        let frame = Frame::of(&problem.points, &problem.activities[0].amounts);
        let groups = groups(problem);
        let nodes = sorted_nodes(problem, &frame, &groups);
        let mut node_of = vec![0; problem.units()];
        for (node, number) in nodes.iter().zip(0..) {
            for &unit in &node.units {
                node_of[unit] = number;
            }
        }
        Self::assemble(problem, &frame, &nodes, node_of)
    }

    /// Number of nodes.
    pub(crate) fn len(&self) -> usize {
        self.points.len()
    }

    /// The amounts of a node, one an activity.
    pub(crate) fn amounts(&self, node: usize) -> &[i64] {
        &self.amounts[node * self.activities..(node + 1) * self.activities]
    }

    /// Whether `node` must not be in `territory`.
    pub(crate) fn is_barred(&self, node: usize, territory: usize) -> bool {
        let pair = (u32::try_from(node).unwrap_or(NONE), u32::try_from(territory).unwrap_or(NONE));
        self.barred.contains(&pair)
    }

    /// The ranges of a territory, one an activity.
    pub(crate) fn ranges(&self, territory: usize) -> &[Range] {
        &self.ranges[territory * self.activities..(territory + 1) * self.activities]
    }

    /// Whether two territories may swap names without anyone noticing.
    pub(crate) fn territories_are_alike(&self) -> bool {
        let first = self.ranges(0);
        let same =
            |t: usize| self.ranges(t).iter().zip(first).all(|(a, b)| a.low == b.low && a.high == b.high);
        self.homes.is_empty()
            && self.barred.is_empty()
            && self.fixed.iter().chain(&self.incumbent).all(|&territory| territory == NONE)
            && (1..self.territories).all(same)
    }

    /// Labels by unit of the problem from labels by node.
    pub(crate) fn unit_labels(&self, labels: &[u32]) -> Vec<usize> {
        self.node_of.iter().map(|&node| labels[node as usize] as usize).collect()
    }

    /// Labels by node from labels by unit.
    pub(crate) fn node_labels(&self, labels: &[usize]) -> Vec<u32> {
        let mut by_node = vec![0; self.len()];
        for (&node, &label) in self.node_of.iter().zip(labels) {
            by_node[node as usize] = u32::try_from(label).unwrap_or(NONE);
        }
        by_node
    }

    fn assemble(problem: &Problem, frame: &Frame, nodes: &[Node], node_of: Vec<u32>) -> Self {
        let sum = |list: &[f64], node: &Node| node.units.iter().map(|&unit| list[unit]).sum::<f64>();
        let workload = &problem.activities[0].amounts;
        let weight_scale = WEIGHT_TOTAL / workload.iter().sum::<f64>().max(f64::MIN_POSITIVE);
        let relationship = if problem.relationship.is_empty() { workload } else { &problem.relationship };
        let all = relationship.iter().sum::<f64>().max(f64::MIN_POSITIVE);
        let scales: Vec<f64> =
            problem.activities.iter().map(|activity| amount_scale(&activity.amounts)).collect();
        let amount = |node: &Node| {
            let of = problem.activities.iter().zip(&scales);
            of.map(|(activity, scale)| round(sum(&activity.amounts, node) * scale)).collect::<Vec<_>>()
        };
        let label =
            |labels: &[u32], node: &Node| node.units.iter().map(|&unit| labels[unit]).min().unwrap_or(NONE);
        let (fixed, incumbent) = (fixed_labels(problem), incumbent_labels(problem));
        Self {
            graph: contracted(&problem.graph, &node_of, nodes.len()),
            points: nodes.iter().map(|node| node.point).collect(),
            homes: problem.homes.iter().map(|&home| frame.grid(home)).collect(),
            weights: nodes.iter().map(|node| round(sum(workload, node) * weight_scale)).collect(),
            sizes: nodes.iter().map(|node| u32::try_from(node.units.len()).unwrap_or(NONE)).collect(),
            activities: problem.activities.len(),
            amounts: nodes.iter().flat_map(amount).collect(),
            ranges: ranges(problem, &scales),
            territories: problem.territories,
            objective: problem.objective,
            contiguity: problem.contiguity,
            fixed: nodes.iter().map(|node| label(&fixed, node)).collect(),
            barred: barred(problem, &node_of),
            incumbent: nodes.iter().map(|node| label(&incumbent, node)).collect(),
            prices: nodes.iter().map(|node| sum(relationship, node) / all).collect(),
            apart: apart(problem, &node_of, nodes.len()),
            most_moves: cap(problem.rules.most_moves),
            most_moves_each: cap(problem.rules.most_moves_each),
            scale: frame.scale,
            node_of,
        }
    }
}

/// The units that make up a node, sorted, and where it is.
struct Node {
    units: Vec<usize>,
    point: [i32; 2],
}

/// Sets of units that move as one, every unit in exactly one of them.
fn groups(problem: &Problem) -> Vec<Vec<usize>> {
    let mut leader: petgraph::unionfind::UnionFind<usize> =
        petgraph::unionfind::UnionFind::new(problem.units());
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

/// Nodes in the order of their place, then of everything else that tells them apart.
fn sorted_nodes(problem: &Problem, frame: &Frame, groups: &[Vec<usize>]) -> Vec<Node> {
    let workload = &problem.activities[0].amounts;
    let mut nodes: Vec<Node> = groups
        .iter()
        .map(|units| Node {
            units: units.clone(),
            point: frame.grid(middle(&problem.points, workload, units)),
        })
        .collect();
    let amount = |node: &Node, list: &[f64]| node.units.iter().map(|&unit| list[unit]).sum::<f64>();
    let places = |node: &Node| -> u64 {
        let around = node.units.iter().flat_map(|&unit| problem.graph.neighbours(unit));
        around.map(|&unit| mixed(frame.grid(problem.points[unit as usize]))).fold(0, u64::wrapping_add)
    };
    let (fixed, incumbent) = (fixed_labels(problem), incumbent_labels(problem));
    nodes.sort_by(|a, b| {
        let by_amounts = || {
            let differs = |list: &[f64]| amount(a, list).total_cmp(&amount(b, list));
            problem.activities.iter().map(|activity| differs(&activity.amounts)).find(|order| order.is_ne())
        };
        let labels = |node: &Node| node.units.iter().map(|&unit| (fixed[unit], incumbent[unit])).min();
        along_curve(a.point)
            .cmp(&along_curve(b.point))
            .then_with(|| by_amounts().unwrap_or(std::cmp::Ordering::Equal))
            .then_with(|| labels(a).cmp(&labels(b)))
            .then_with(|| places(a).cmp(&places(b)))
    });
    nodes
}

/// Where a place comes on Morton's curve, along which near places mostly have near numbers (Morton 1966): neighbours then lie
/// near each other in memory.
fn along_curve(point: [i32; 2]) -> u64 {
    let spread = |part: i32| {
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
    spread(point[0]) << 1 | spread(point[1])
}

/// The workload-weighted centre of some units; of units without workload, the plain centre.
fn middle(points: &[[f64; 2]], workload: &[f64], units: &[usize]) -> [f64; 2] {
    if let [unit] = units {
        return points[*unit];
    }
    let total: f64 = units.iter().map(|&unit| workload[unit]).sum();
    let weight = |unit: usize| if total > 0.0 { workload[unit] / total } else { 1.0 / units.len() as f64 };
    [0, 1].map(|axis| units.iter().map(|&unit| points[unit][axis] * weight(unit)).sum())
}

/// A place as a well-mixed number, for order-free sums (SplitMix64's finaliser).
fn mixed(point: [i32; 2]) -> u64 {
    let mut z = (u64::from(point[0].cast_unsigned()) << 32) | u64::from(point[1].cast_unsigned());
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn contracted(graph: &Graph, node_of: &[u32], nodes: usize) -> Graph {
    let arcs = graph.edges().map(|(a, b)| (node_of[a], node_of[b])).filter(|(a, b)| a != b);
    Graph::from_arcs(nodes, arcs.flat_map(|(a, b)| [(a, b), (b, a)]).collect())
}

fn apart(problem: &Problem, node_of: &[u32], nodes: usize) -> Graph {
    let arcs = problem.rules.apart.iter().map(|&(a, b)| (node_of[a], node_of[b])).filter(|(a, b)| a != b);
    Graph::from_arcs(nodes, arcs.flat_map(|(a, b)| [(a, b), (b, a)]).collect())
}

fn barred(problem: &Problem, node_of: &[u32]) -> FxHashSet<(u32, u32)> {
    let pair =
        |&(unit, territory): &(usize, usize)| (node_of[unit], u32::try_from(territory).unwrap_or(NONE));
    problem.rules.barred.iter().map(pair).collect()
}

fn fixed_labels(problem: &Problem) -> Vec<u32> {
    let mut labels = vec![NONE; problem.units()];
    for &(unit, territory) in &problem.rules.fixed {
        labels[unit] = u32::try_from(territory).unwrap_or(NONE);
    }
    labels
}

fn incumbent_labels(problem: &Problem) -> Vec<u32> {
    match &problem.incumbent {
        Some(labels) => labels.iter().map(|&label| u32::try_from(label).unwrap_or(NONE)).collect(),
        None => vec![NONE; problem.units()],
    }
}

fn cap(most: Option<usize>) -> u32 {
    most.and_then(|most| u32::try_from(most).ok()).unwrap_or(NONE)
}

fn ranges(problem: &Problem, scales: &[f64]) -> Vec<Range> {
    // A hair of slack, far below any tolerance, so that an amount exactly on the limit counts as inside.
    let range = |target: f64, tolerance: f64| {
        let hair = target * 1e-10;
        Range {
            low: ceil((target * (1.0 - tolerance) - hair).max(0.0)),
            high: floor(target * (1.0 + tolerance) + hair),
            target,
            per_target: 1.0 / target,
        }
    };
    let of = |territory: usize| {
        let each = problem.activities.iter().zip(scales);
        each.map(move |(activity, scale)| range(activity.targets[territory] * scale, activity.tolerance))
    };
    (0..problem.territories).flat_map(of).collect()
}

/// A factor that makes the amounts whole: a power of ten if one is exact, else the finest that is safe.
fn amount_scale(amounts: &[f64]) -> f64 {
    let total = amounts.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let exact = |scale: &f64| {
        total * scale <= AMOUNT_TOTAL
            && amounts
                .iter()
                .all(|amount| (amount * scale - (amount * scale).round()).abs() <= amount * scale * 1e-12)
    };
    (0..9).map(|power| 10_f64.powi(power)).find(exact).unwrap_or(AMOUNT_TOTAL / total)
}

#[expect(clippy::cast_possible_truncation, reason = "scales keep amounts below 2^53")]
fn round(amount: f64) -> i64 {
    amount.round() as i64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "scales keep amounts below 2^53; a float is cut to the range"
)]
fn ceil(amount: f64) -> i64 {
    amount.ceil() as i64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "scales keep amounts below 2^53; a float is cut to the range"
)]
fn floor(amount: f64) -> i64 {
    amount.floor() as i64
}
