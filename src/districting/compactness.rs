//! How far units lie from the middle of their territory, kept so that a move is priced without looking at
//! every unit.

use crate::districting::geometry::squared;
use crate::districting::instance::Instance;
use crate::districting::problem::Objective;
use crate::districting::tuning::MEDOID_CANDIDATES;

/// The running objective of every territory.
#[derive(Debug, Clone)]
pub(crate) enum Compactness {
    Inertia(Vec<WorkloadMoments>),
    Medoid(DistanceSums),
    /// Centres that moves do not shift: homes, or medoids of maps too large for exact ones.
    Fixed {
        centres: Vec<[f64; 2]>,
        squared: bool,
    },
}

/// Zeroth and first moments of a territory's workload. Whole numbers, so they do not depend on the order of
/// moves.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WorkloadMoments {
    weight: i64,
    sums: [i64; 2],
    centroid: [f64; 2],
}

/// By territory and node: the sum of distances from the node to the territory's nodes.
#[derive(Debug, Clone)]
pub(crate) struct DistanceSums {
    distances: std::sync::Arc<[i32]>,
    sums: Vec<i64>,
    cost: Vec<i64>,
}

impl Objective {
    /// Most nodes for which medoids are exact at every step; the table of distances grows with the square.
    pub const MEDOID_LIMIT: usize = 2000;
}

impl Compactness {
    pub(crate) fn new(instance: &Instance, labels: &[u32], members: &[Vec<u32>]) -> Self {
        let squared = instance.objective == Objective::Inertia;
        match instance.objective {
            _ if !instance.homes.is_empty() => Self::Fixed {
                centres: instance.homes.iter().map(|home| home.map(f64::from)).collect(),
                squared,
            },
            Objective::Inertia => Self::Inertia(moments(instance, labels)),
            Objective::Medoid if instance.len() <= Objective::MEDOID_LIMIT => {
                Self::Medoid(DistanceSums::new(instance, labels, members))
            }
            Objective::Medoid => Self::Fixed { centres: medoids(instance, members), squared },
        }
    }

    /// Returns what the objective gains if `node` moves between territories, `from` losing it and `to`
    /// getting it; lower is better.
    pub(crate) fn change(
        &self,
        instance: &Instance,
        members: &[Vec<u32>],
        node: usize,
        from: usize,
        to: usize,
    ) -> f64 {
        match self {
            Self::Inertia(moments) => {
                let (weight, point) = (instance.weights[node], instance.points[node]);
                moments[to].if_added(weight, point) - moments[from].if_removed(weight, point)
            }
            Self::Medoid(sums) => sums.change(instance, members, node, from, to) as f64,
            Self::Fixed { centres, squared } => {
                let cost = |territory: usize| distance_cost(instance, node, centres[territory], *squared);
                cost(to) - cost(from)
            }
        }
    }

    /// Records a move; `members` already shows it.
    pub(crate) fn apply(
        &mut self,
        instance: &Instance,
        members: &[Vec<u32>],
        node: usize,
        from: usize,
        to: usize,
    ) {
        match self {
            Self::Inertia(moments) => {
                let (weight, point) = (instance.weights[node], instance.points[node]);
                moments[from].add(-weight, point);
                moments[to].add(weight, point);
            }
            Self::Medoid(sums) => sums.apply(instance, members, node, from, to),
            Self::Fixed { .. } => {}
        }
    }

    /// Returns the whole objective, in grid units.
    pub(crate) fn total(&self, instance: &Instance, labels: &[u32]) -> f64 {
        let over = |each: &dyn Fn(usize, usize) -> f64| -> f64 {
            labels.iter().enumerate().map(|(node, &label)| each(node, label as usize)).sum()
        };
        match self {
            Self::Inertia(moments) => over(&|node, territory| {
                instance.weights[node] as f64 * squared(instance.points[node], moments[territory].centroid)
            }),
            Self::Medoid(sums) => sums.cost.iter().sum::<i64>() as f64,
            Self::Fixed { centres, squared } => {
                over(&|node, territory| distance_cost(instance, node, centres[territory], *squared))
            }
        }
    }
}

impl WorkloadMoments {
    pub(crate) fn add(&mut self, weight: i64, point: [i32; 2]) {
        self.weight += weight;
        for (sum, part) in self.sums.iter_mut().zip(point) {
            *sum += weight * i64::from(part);
        }
        if self.weight > 0 {
            self.centroid = self.sums.map(|sum| sum as f64 / self.weight as f64);
        }
    }

    pub(crate) fn centroid(&self) -> [f64; 2] {
        self.centroid
    }

    /// Returns the centroid, or `other` if there is no workload.
    pub(crate) fn centroid_or(&self, other: [f64; 2]) -> [f64; 2] {
        if self.weight > 0 { self.centroid } else { other }
    }

    /// Returns what a node would add, by Huygens' theorem: a weight w at distance d from the centroid of
    /// weight W adds w W / (W + w) d^2.
    fn if_added(&self, weight: i64, point: [i32; 2]) -> f64 {
        let (whole, part) = (self.weight as f64, weight as f64);
        if whole + part <= 0.0 {
            return 0.0;
        }
        part * whole / (whole + part) * squared(point, self.centroid)
    }

    fn if_removed(&self, weight: i64, point: [i32; 2]) -> f64 {
        let (whole, part) = (self.weight as f64, weight as f64);
        if whole - part <= 0.0 {
            return 0.0;
        }
        part * whole / (whole - part) * squared(point, self.centroid)
    }
}

/// Returns the moments of every territory.
pub(crate) fn moments(instance: &Instance, labels: &[u32]) -> Vec<WorkloadMoments> {
    let mut moments = vec![WorkloadMoments::default(); instance.territories];
    for (node, &label) in labels.iter().enumerate() {
        moments[label as usize].add(instance.weights[node], instance.points[node]);
    }
    moments
}

/// Returns what a node at some distance from a fixed centre costs.
fn distance_cost(instance: &Instance, node: usize, centre: [f64; 2], by_square: bool) -> f64 {
    let square = squared(instance.points[node], centre);
    if by_square {
        square * instance.weights[node] as f64
    } else {
        square.sqrt() * f64::from(instance.sizes[node])
    }
}

impl DistanceSums {
    fn new(instance: &Instance, labels: &[u32], members: &[Vec<u32>]) -> Self {
        let nodes = instance.len();
        let distances = distances(instance);
        let mut sums = vec![0; instance.territories * nodes];
        for (node, &label) in labels.iter().enumerate() {
            let row = &mut sums[label as usize * nodes..][..nodes];
            for (sum, &distance) in row.iter_mut().zip(&distances[node * nodes..]) {
                *sum += i64::from(distance) * i64::from(instance.sizes[node]);
            }
        }
        let mut new = Self { distances, sums, cost: vec![0; instance.territories] };
        for territory in 0..instance.territories {
            new.cost[territory] = new.least(nodes, members, territory);
        }
        new
    }

    fn change(&self, instance: &Instance, members: &[Vec<u32>], node: usize, from: usize, to: usize) -> i64 {
        let nodes = instance.len();
        let size = i64::from(instance.sizes[node]);
        let row = &self.distances[node * nodes..][..nodes];
        let (losing, gaining) = (&self.sums[from * nodes..][..nodes], &self.sums[to * nodes..][..nodes]);
        let without = members[from]
            .iter()
            .map(|&other| other as usize)
            .filter(|&other| other != node)
            .map(|other| losing[other] - i64::from(row[other]) * size)
            .min()
            .unwrap_or(0);
        let with = members[to]
            .iter()
            .map(|&other| gaining[other as usize] + i64::from(row[other as usize]) * size)
            .fold(gaining[node], i64::min);
        without + with - self.cost[from] - self.cost[to]
    }

    fn apply(&mut self, instance: &Instance, members: &[Vec<u32>], node: usize, from: usize, to: usize) {
        let nodes = instance.len();
        let size = i64::from(instance.sizes[node]);
        let row = &self.distances[node * nodes..][..nodes];
        for (sum, &distance) in self.sums[from * nodes..][..nodes].iter_mut().zip(row) {
            *sum -= i64::from(distance) * size;
        }
        for (sum, &distance) in self.sums[to * nodes..][..nodes].iter_mut().zip(row) {
            *sum += i64::from(distance) * size;
        }
        for territory in [from, to] {
            self.cost[territory] = self.least(nodes, members, territory);
        }
    }

    fn least(&self, nodes: usize, members: &[Vec<u32>], territory: usize) -> i64 {
        let sums = &self.sums[territory * nodes..][..nodes];
        members[territory].iter().map(|&node| sums[node as usize]).min().unwrap_or(0)
    }
}

/// All distances in grid steps, row by row.
#[expect(
    clippy::cast_possible_truncation,
    reason = "grid coordinates are below 2^20, so distances are below 2^22"
)]
fn distances(instance: &Instance) -> std::sync::Arc<[i32]> {
    let from = |a: [i32; 2]| {
        let to = move |b: &[i32; 2]| squared(*b, a.map(f64::from)).sqrt().round() as i32;
        instance.points.iter().map(to)
    };
    instance.points.iter().flat_map(|&a| from(a)).collect()
}

/// Lists, by territory, the place of its medoid, or of its member nearest to the centroid if it has many
/// members.
fn medoids(instance: &Instance, members: &[Vec<u32>]) -> Vec<[f64; 2]> {
    members.iter().map(|nodes| medoid(instance, nodes)).collect()
}

/// Finds the medoid. Distance sums are convex, so it lies near the middle: it is sought among the nodes
/// nearest to the centroid.
fn medoid(instance: &Instance, nodes: &[u32]) -> [f64; 2] {
    let place = |node: u32| instance.points[node as usize];
    let count = nodes.len().max(1) as f64;
    let centre =
        [0, 1].map(|axis| nodes.iter().map(|&node| f64::from(place(node)[axis])).sum::<f64>() / count);
    let mut near = nodes.to_vec();
    near.sort_by(|&a, &b| squared(place(a), centre).total_cmp(&squared(place(b), centre)).then(a.cmp(&b)));
    near.truncate(MEDOID_CANDIDATES);
    let total = |candidate: u32| -> f64 {
        let middle = place(candidate).map(f64::from);
        nodes
            .iter()
            .map(|&node| squared(place(node), middle).sqrt() * f64::from(instance.sizes[node as usize]))
            .sum()
    };
    let sums = near.into_iter().map(|candidate| (total(candidate), candidate));
    sums.min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
        .map_or(centre, |(_, node)| place(node).map(f64::from))
}
