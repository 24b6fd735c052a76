//! Balanced assignment for maps of any size: a weighted power diagram whose prices keep every territory near
//! its target.

use rayon::prelude::*;
use rstar::RTree;
use rstar::primitives::GeomWithData;

use crate::districting::compactness::{WorkloadMoments, moments};
use crate::districting::geometry::squared;
use crate::districting::instance::Instance;
use crate::districting::tuning::{PRICE_STEP, RELAX_CENTRES};

/// Nodes a piece of parallel work.
const CHUNK: usize = 4096;

/// Moves `labels` towards a centroidal power diagram in which every territory has its target of the workload.
///
/// A node belongs to the territory with the least squared distance to the centre minus the territory's price.
/// For given centres the right prices give the best balanced (fractional) assignment (Aurenhammer, Hoffmann &
/// Aronov 1998, <https://doi.org/10.1007/PL00009187>); centres then move to centroids (Lloyd 1982,
/// <https://doi.org/10.1109/TIT.1982.1056489>). Here each pass does one step of both. Territories are convex
/// on the plane, but not always connected in a graph. O(n) a pass; loads are whole numbers, so threads change
/// nothing.
pub(crate) fn relax(instance: &Instance, labels: &mut Vec<u32>, passes: usize) {
    let mut centres: Vec<[f64; 2]> =
        moments(instance, labels).iter().map(WorkloadMoments::centroid).collect();
    let homes = !instance.homes.is_empty();
    if homes {
        centres = instance.homes.iter().map(|home| home.map(f64::from)).collect();
    }
    let mut prices = vec![0.0; instance.territories];
    for pass in 0..passes {
        let near = nearest(&centres);
        *labels = assign(instance, labels, &centres, &prices, &near);
        let moments = moments(instance, labels);
        // Homes stay where they are. The last passes leave the centres alone so that prices can settle.
        if !homes && pass * 5 < passes * 4 {
            centres = moments.iter().zip(&centres).map(|(moments, &old)| moments.centroid_or(old)).collect();
        }
        adjust(instance, labels, &centres, &mut prices);
    }
}

/// Gives each node to the nearest home.
pub(crate) fn nearest_homes(instance: &Instance) -> Vec<u32> {
    let numbered = instance.homes.iter().zip(0..);
    let tree = RTree::bulk_load(
        numbered.map(|(home, n): (_, u32)| GeomWithData::new(home.map(f64::from), n)).collect(),
    );
    let nearest = |point: &[i32; 2]| tree.nearest_neighbor(point.map(f64::from)).map_or(0, |home| home.data);
    instance.points.par_iter().map(nearest).collect()
}

/// Lists, by territory, the centres nearest to its own.
fn nearest(centres: &[[f64; 2]]) -> Vec<Vec<u32>> {
    let numbered =
        centres.iter().zip(0..).map(|(&centre, number): (_, u32)| GeomWithData::new(centre, number));
    let tree = RTree::bulk_load(numbered.collect());
    centres
        .par_iter()
        .map(|&centre| {
            tree.nearest_neighbor_iter(centre).take(RELAX_CENTRES + 1).map(|near| near.data).collect()
        })
        .collect()
}

fn assign(
    instance: &Instance,
    labels: &[u32],
    centres: &[[f64; 2]],
    prices: &[f64],
    near: &[Vec<u32>],
) -> Vec<u32> {
    let best = |(node, &label): (usize, &u32)| {
        let point = instance.points[node];
        let offer =
            |&territory: &u32| squared(point, centres[territory as usize]) - prices[territory as usize];
        let around = near[label as usize].iter().map(|territory| (offer(territory), *territory));
        around.fold((offer(&label), label), |best, next| if next.0 < best.0 { next } else { best }).1
    };
    labels.par_iter().enumerate().with_min_len(CHUNK).map(best).collect()
}

/// Raises the price of territories that have too little and lowers the others.
///
/// In a pattern of hexagons, a territory of mean squared radius q grows by the share 1 / (3.6 q) for each
/// unit of price; half of that step leaves room for what the neighbours do at the same time.
fn adjust(instance: &Instance, labels: &[u32], centres: &[[f64; 2]], prices: &mut [f64]) {
    let mut loads = vec![0_i64; instance.territories];
    let mut inertia = vec![0.0; instance.territories];
    let mut weights = vec![0_i64; instance.territories];
    for (node, &label) in labels.iter().enumerate() {
        loads[label as usize] += instance.amounts(node)[0];
        weights[label as usize] += instance.weights[node];
        inertia[label as usize] +=
            instance.weights[node] as f64 * squared(instance.points[node], centres[label as usize]);
    }
    for territory in 0..instance.territories {
        let range = instance.ranges(territory)[0];
        let missing = (range.target - loads[territory] as f64) / range.target;
        let radius = inertia[territory] / (weights[territory].max(1)) as f64;
        prices[territory] += PRICE_STEP * radius * missing.clamp(-1.0, 1.0);
    }
}
