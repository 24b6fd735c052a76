//! The problem in canonical form: whole numbers in a frame that does not depend on the order of rows, on
//! where the map's origin is or how it is turned.
//!
//! The search only ever sees an [`Instance`]. Its origin is the mean of the units, its axis points to the
//! unit farthest from there, its grid is a millionth of that distance, and its nodes are sorted by place. So
//! the same map gives the same search, and the same labels, however it is written down. A map that a rotation
//! turns into itself has no axis of its own; there the order of rows decides.
//!
//! Nodes and territories are stored as `u32`, half the size of an index: throughout this room `as usize` only
//! widens such a number, and every number stored is below the length of the list that it points into.

use rustc_hash::FxHashSet;

use crate::districting::frame::{Frame, exact_sum};
use crate::districting::graph::Graph;
use crate::districting::islands::bridges;
use crate::districting::nodes::{Node, fixed_labels, incumbent_labels, sorted_nodes, total};
use crate::districting::problem::{Contiguity, DistrictingProblem, NONE, Objective};
use crate::districting::ranges::{Range, amount_scale, ranges, whole};
use crate::districting::tuning::SMALL;

/// What the weights add up to: weight times coordinate, summed, stays below 2^63.
const WEIGHT_TOTAL: f64 = 1_099_511_627_776.0;

/// Nodes (units, or sets of units that must be together) with everything a search needs, as whole numbers.
#[derive(Debug, Clone)]
pub(crate) struct Instance {
    /// Who borders whom, with a bridge to each island.
    pub(crate) graph: Graph,
    /// Edges of the graph that are no borders but tie its parts together; empty if territories may be
    /// scattered.
    pub(crate) bridges: Vec<(u32, u32)>,
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
    /// By node, one after the other: its stakes, dearest first.
    stakes: Vec<Stake>,
    /// By node: where its stakes start.
    first_stake: Vec<u32>,
    /// Which nodes must differ: the pairs of the rules and, under strict contiguity, the ends of bridges.
    pub(crate) apart: Graph,
    pub(crate) most_moves: i64,
    pub(crate) most_moves_each: i64,
    /// By unit of the problem: its node.
    pub(crate) node_of: Vec<u32>,
    /// Grid steps per unit of length.
    pub(crate) scale: f64,
}

/// What the units of a node have with one territory today.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stake {
    pub(crate) territory: u32,
    /// Share of all relationships that is lost if the node is elsewhere.
    pub(crate) price: f64,
    /// Units that change hands if the node is elsewhere.
    pub(crate) units: u32,
}

impl Instance {
    /// Brings a valid problem into its canonical form.
    pub(crate) fn new(problem: &DistrictingProblem) -> Self {
        let frame = Frame::of(&problem.points, &problem.activities[0].amounts);
        let nodes = sorted_nodes(problem, &frame);
        let mut node_of = vec![0; problem.units()];
        for (node, number) in nodes.iter().zip(0..) {
            for &unit in &node.units {
                node_of[unit] = number;
            }
        }
        Self::assemble(problem, &frame, &nodes, node_of)
    }

    /// Counts the nodes.
    pub(crate) fn len(&self) -> usize {
        self.points.len()
    }

    /// Returns the amounts of a node, one an activity.
    pub(crate) fn amounts(&self, node: usize) -> &[i64] {
        &self.amounts[node * self.activities..(node + 1) * self.activities]
    }

    /// Returns the ranges of a territory, one an activity.
    pub(crate) fn ranges(&self, territory: usize) -> &[Range] {
        &self.ranges[territory * self.activities..(territory + 1) * self.activities]
    }

    /// Returns what a node has with territories today, dearest first; empty if it is nobody's.
    pub(crate) fn stakes(&self, node: usize) -> &[Stake] {
        &self.stakes[self.first_stake[node] as usize..self.first_stake[node + 1] as usize]
    }

    /// Tells whether `node` must not be in `territory`.
    pub(crate) fn is_barred(&self, node: usize, territory: usize) -> bool {
        let pair = (u32::try_from(node).unwrap_or(NONE), u32::try_from(territory).unwrap_or(NONE));
        self.barred.contains(&pair)
    }

    /// Tells whether nothing fixes `node` elsewhere than in `territory` or bars it from there.
    pub(crate) fn is_free(&self, node: usize, territory: usize) -> bool {
        let fixed = self.fixed[node];
        (fixed == NONE || fixed as usize == territory) && !self.is_barred(node, territory)
    }

    /// Returns what a node has with one territory.
    pub(crate) fn stake(&self, node: usize, territory: usize) -> Option<&Stake> {
        self.stakes(node).iter().find(|stake| stake.territory as usize == territory)
    }

    /// Returns the territory a node would rather stay with, or [`NONE`].
    pub(crate) fn home(&self, node: usize) -> u32 {
        self.stakes(node).first().map_or(NONE, |stake| stake.territory)
    }

    /// Tells whether the map is small and its territories differ. Where such a map is narrow, small moves
    /// alone do not bring every territory to every place.
    pub(crate) fn is_small_and_uneven(&self) -> bool {
        self.len() <= SMALL && !self.territories_are_alike()
    }

    /// Tells whether two territories may swap names without anyone noticing.
    pub(crate) fn territories_are_alike(&self) -> bool {
        let first = self.ranges(0);
        let same =
            |t: usize| self.ranges(t).iter().zip(first).all(|(a, b)| a.low == b.low && a.high == b.high);
        self.homes.is_empty()
            && self.stakes.is_empty()
            && self.barred.is_empty()
            && self.fixed.iter().all(|&territory| territory == NONE)
            && (1..self.territories).all(same)
    }

    /// Turns labels by node into labels by unit of the problem.
    pub(crate) fn unit_labels(&self, labels: &[u32]) -> Vec<usize> {
        self.node_of.iter().map(|&node| labels[node as usize] as usize).collect()
    }

    /// Turns labels by unit into labels by node.
    pub(crate) fn node_labels(&self, labels: &[usize]) -> Vec<u32> {
        let mut by_node = vec![0; self.len()];
        for (&node, &label) in self.node_of.iter().zip(labels) {
            by_node[node as usize] = u32::try_from(label).unwrap_or(NONE);
        }
        by_node
    }

    fn assemble(problem: &DistrictingProblem, frame: &Frame, nodes: &[Node], node_of: Vec<u32>) -> Self {
        let workload = &problem.activities[0].amounts;
        let weight_scale = WEIGHT_TOTAL / exact_sum(workload.iter().copied()).max(f64::MIN_POSITIVE);
        let scales: Vec<f64> =
            problem.activities.iter().map(|activity| amount_scale(&activity.amounts)).collect();
        let (first_stake, stakes) = stakes(problem, nodes);
        let points: Vec<[i32; 2]> = nodes.iter().map(|node| node.point).collect();
        let borders = borders(problem, &node_of, nodes.len());
        let bridges = match problem.contiguity {
            Contiguity::Off => Vec::new(),
            Contiguity::Strict | Contiguity::Tolerant => bridges(&borders, &points),
        };
        Self {
            graph: borders.with(&bridges),
            apart: apart(problem, &node_of, nodes.len(), &bridges),
            bridges,
            points,
            homes: problem.homes.iter().map(|&home| frame.grid(home)).collect(),
            weights: nodes.iter().map(|node| whole((total(workload, node) * weight_scale).round())).collect(),
            sizes: nodes.iter().map(|node| u32::try_from(node.units.len()).unwrap_or(NONE)).collect(),
            activities: problem.activities.len(),
            amounts: amounts(problem, &scales, nodes),
            ranges: ranges(problem, &scales),
            territories: problem.territories,
            objective: problem.objective,
            contiguity: problem.contiguity,
            fixed: fixed(problem, nodes),
            barred: barred(problem, &node_of),
            stakes,
            first_stake,
            most_moves: cap(problem.rules.most_moves),
            most_moves_each: cap(problem.rules.most_moves_each),
            scale: frame.scale,
            node_of,
        }
    }
}

/// Lists, by node, then activity, whole amounts.
fn amounts(problem: &DistrictingProblem, scales: &[f64], nodes: &[Node]) -> Vec<i64> {
    let of = |node| {
        let each = problem.activities.iter().zip(scales);
        each.map(move |(activity, scale)| whole((total(&activity.amounts, node) * scale).round()))
    };
    nodes.iter().flat_map(of).collect()
}

/// Lists, by node, the territory it must belong to.
fn fixed(problem: &DistrictingProblem, nodes: &[Node]) -> Vec<u32> {
    let fixed = fixed_labels(problem);
    nodes.iter().map(|node| node.units.iter().map(|&unit| fixed[unit]).min().unwrap_or(NONE)).collect()
}

/// Returns the borders between nodes.
pub(crate) fn borders(problem: &DistrictingProblem, node_of: &[u32], nodes: usize) -> Graph {
    between(problem.graph.edges(), node_of, nodes)
}

fn apart(problem: &DistrictingProblem, node_of: &[u32], nodes: usize, bridges: &[(u32, u32)]) -> Graph {
    let pairs = between(problem.rules.apart.iter().copied(), node_of, nodes);
    if problem.contiguity == Contiguity::Strict { pairs.with(bridges) } else { pairs }
}

/// Makes a graph of nodes from pairs of units.
fn between(pairs: impl Iterator<Item = (usize, usize)>, node_of: &[u32], nodes: usize) -> Graph {
    let arcs = pairs.map(|(a, b)| (node_of[a], node_of[b])).filter(|(a, b)| a != b);
    Graph::from_arcs(nodes, arcs.flat_map(|(a, b)| [(a, b), (b, a)]).collect())
}

fn barred(problem: &DistrictingProblem, node_of: &[u32]) -> FxHashSet<(u32, u32)> {
    let pair =
        |&(unit, territory): &(usize, usize)| (node_of[unit], u32::try_from(territory).unwrap_or(NONE));
    problem.rules.barred.iter().map(pair).collect()
}

/// Returns the stakes of all nodes and where each node's start.
fn stakes(problem: &DistrictingProblem, nodes: &[Node]) -> (Vec<u32>, Vec<Stake>) {
    let incumbent = incumbent_labels(problem);
    let prices = problem.prices();
    let (mut first, mut stakes) = (vec![0], Vec::new());
    for node in nodes {
        let mut own: Vec<Stake> = Vec::new();
        for &unit in node.units.iter().filter(|&&unit| incumbent[unit] != NONE) {
            match own.iter_mut().find(|stake| stake.territory == incumbent[unit]) {
                Some(stake) => {
                    stake.price += prices[unit];
                    stake.units += 1;
                }
                None => own.push(Stake { territory: incumbent[unit], price: prices[unit], units: 1 }),
            }
        }
        own.sort_by(|a, b| b.price.total_cmp(&a.price).then(a.territory.cmp(&b.territory)));
        stakes.append(&mut own);
        first.push(u32::try_from(stakes.len()).unwrap_or(NONE));
    }
    (first, stakes)
}

fn cap(most: Option<usize>) -> i64 {
    most.and_then(|most| i64::try_from(most).ok()).unwrap_or(i64::MAX)
}
