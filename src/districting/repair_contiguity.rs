//! Repair of contiguity: what is cut off from a territory goes to a neighbour.

use crate::districting::compactness::{WorkloadMoments, moments};
use crate::districting::geometry::squared;
use crate::districting::instance::Instance;
use crate::districting::problem::NONE;

/// Keeps the part of each territory with most workload and hands the rest, from the rim inwards, to the
/// neighbouring territory whose centroid is nearest. Territories are connected afterwards as far as the graph
/// is. O(m log n).
///
/// Fixed nodes do not change hands; a fixed node that is cut off stays cut off.
pub(crate) fn connect(instance: &Instance, labels: &mut [u32]) {
    let (part, count) = instance.graph.parts(labels);
    let main = main_parts(instance, labels, &part, count);
    let mut kept: Vec<bool> = (0..labels.len())
        .map(|node| main[labels[node] as usize] == part[node] || instance.fixed[node] == labels[node])
        .collect();
    if kept.iter().all(|&kept| kept) {
        return;
    }
    let centres: Vec<[f64; 2]> = moments(instance, labels).iter().map(WorkloadMoments::centroid).collect();
    let offer = |node: usize, next: u32, labels: &[u32]| {
        let distance = squared(instance.points[next as usize], centres[labels[node] as usize]);
        std::cmp::Reverse((distance.to_bits(), next, labels[node]))
    };
    let mut offers = std::collections::BinaryHeap::new();
    for node in (0..labels.len()).filter(|&node| kept[node]) {
        for &next in instance.graph.adjacent(node) {
            if !kept[next as usize] && !instance.is_barred(next as usize, labels[node] as usize) {
                offers.push(offer(node, next, labels));
            }
        }
    }
    while let Some(std::cmp::Reverse((_, node, label))) = offers.pop() {
        let node = node as usize;
        if std::mem::replace(&mut kept[node], true) {
            continue;
        }
        labels[node] = label;
        for &next in instance.graph.adjacent(node) {
            if !kept[next as usize] && !instance.is_barred(next as usize, labels[node] as usize) {
                offers.push(offer(node, next, labels));
            }
        }
    }
}

/// Lists, by territory, the number of its part with most workload.
fn main_parts(instance: &Instance, labels: &[u32], part: &[u32], count: u32) -> Vec<u32> {
    let mut weight = vec![0_i64; count as usize];
    let mut owner = vec![0; count as usize];
    for (node, &part) in part.iter().enumerate() {
        // One more a node, so that a part without workload still counts.
        weight[part as usize] += instance.weights[node] + 1;
        owner[part as usize] = labels[node];
    }
    let mut main = vec![NONE; instance.territories];
    for part in 0..count {
        let best = &mut main[owner[part as usize] as usize];
        if *best == NONE || weight[part as usize] > weight[*best as usize] {
            *best = part;
        }
    }
    main
}
