//! A first balanced assignment: halve the map by straight lines until every piece is one territory.

use crate::districting::compactness::WorkloadMoments;
use crate::districting::geometry::squared;
use crate::districting::instance::Instance;
use crate::districting::tuning::BISECT_FINELY_UP_TO;

/// Labels the nodes by recursive bisection: each piece is cut by the line, of sixteen directions, that leaves
/// its halves most compact, where the workload splits in the ratio of the targets (Kalcsics, Nickel &
/// Schröder 2005, <https://doi.org/10.1007/BF02578982>). O(n log n log k).
pub(crate) fn bisect(instance: &Instance) -> Vec<u32> {
    let mut labels = vec![0; instance.len()];
    let mut nodes: Vec<u32> = (0..).take(instance.len()).collect();
    split(instance, &mut nodes, 0..instance.territories, &mut labels);
    labels
}

/// Unit vectors of half a turn in sixteen steps, in 1/65,536.
const DIRECTIONS: [[i64; 2]; 16] = [
    [65536, 0],
    [64277, 12785],
    [60547, 25080],
    [54491, 36410],
    [46341, 46341],
    [36410, 54491],
    [25080, 60547],
    [12785, 64277],
    [0, 65536],
    [-12785, 64277],
    [-25080, 60547],
    [-36410, 54491],
    [-46341, 46341],
    [-54491, 36410],
    [-60547, 25080],
    [-64277, 12785],
];

fn split(instance: &Instance, nodes: &mut [u32], territories: std::ops::Range<usize>, labels: &mut [u32]) {
    if territories.len() == 1 {
        let label = u32::try_from(territories.start).unwrap_or(0);
        for &node in nodes.iter() {
            labels[node as usize] = label;
        }
        return;
    }
    let middle = territories.start + territories.len() / 2;
    let target = |of: std::ops::Range<usize>| of.map(|t| instance.ranges(t)[0].target).sum::<f64>();
    let share = target(territories.start..middle) / target(territories.clone());
    let counts = [middle - territories.start, territories.end - middle];
    // Large pieces are cut in so many places that the direction of each cut hardly matters.
    let stride = if nodes.len() > BISECT_FINELY_UP_TO { 4 } else { 1 };
    let best = DIRECTIONS
        .iter()
        .step_by(stride)
        .map(|&direction| {
            sort_along(instance, nodes, direction);
            let (at, inertia) = cut(instance, nodes, share, counts);
            (direction, at, inertia)
        })
        .min_by(|a, b| a.2.total_cmp(&b.2));
    let Some((direction, at, _)) = best else { return };
    sort_along(instance, nodes, direction);
    let (left, right) = nodes.split_at_mut(at);
    split(instance, left, territories.start..middle, labels);
    split(instance, right, middle..territories.end, labels);
}

fn sort_along(instance: &Instance, nodes: &mut [u32], direction: [i64; 2]) {
    nodes.sort_unstable_by_key(|&node| {
        let [x, y] = instance.points[node as usize];
        (i64::from(x) * direction[0] + i64::from(y) * direction[1], node)
    });
}

/// Finds where to cut a sorted row so that the left side gets its share and both sides have nodes enough; and
/// the inertia that the two sides then have.
fn cut(instance: &Instance, nodes: &[u32], share: f64, counts: [usize; 2]) -> (usize, f64) {
    let weight = |node: u32| instance.weights[node as usize];
    let total: i64 = nodes.iter().map(|&node| weight(node)).sum();
    let goal = total as f64 * share;
    let mut so_far = 0_i64;
    let before = nodes.iter().take_while(|&&node| {
        so_far += weight(node);
        so_far as f64 - weight(node) as f64 / 2.0 <= goal
    });
    // Units that must be together may leave fewer nodes than territories; some of these then stay empty.
    let most = nodes.len().saturating_sub(counts[1]).max(counts[0].min(nodes.len()));
    let at = before.count().clamp(counts[0].min(most), most);
    (at, inertia(instance, &nodes[..at]) + inertia(instance, &nodes[at..]))
}

fn inertia(instance: &Instance, nodes: &[u32]) -> f64 {
    let mut moments = WorkloadMoments::default();
    for &node in nodes {
        moments.add(instance.weights[node as usize], instance.points[node as usize]);
    }
    let of = |&node: &u32| {
        instance.weights[node as usize] as f64 * squared(instance.points[node as usize], moments.centroid())
    };
    nodes.iter().map(of).sum()
}
