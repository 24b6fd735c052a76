//! Where a search starts.

use crate::districting::bisect::bisect;
use crate::districting::compactness::moments;
use crate::districting::connectivity::Connectivity;
use crate::districting::geometry::squared;
use crate::districting::instance::Instance;
use crate::districting::power_diagram::{nearest_homes, relax};
use crate::districting::problem::{Contiguity, NONE};
use crate::districting::repair_contiguity::connect;
use crate::districting::tuning::{RELAX_ABOVE, RELAX_PASSES};
use crate::random::Stream;

/// Makes a nearly balanced assignment, connected as far as the graph and the fixed nodes let it be.
pub(crate) fn first_assignment(instance: &Instance) -> Vec<u32> {
    let mut labels = if instance.homes.is_empty() { bisect(instance) } else { nearest_homes(instance) };
    if instance.len() > RELAX_ABOVE || !instance.homes.is_empty() {
        relax(instance, &mut labels, RELAX_PASSES);
    }
    keep_fixed(instance, &mut labels);
    fill_empty(instance, &mut labels);
    if instance.contiguity != Contiguity::Off {
        connect(instance, &mut labels);
    }
    labels
}

/// Puts territories anywhere, connected as far as the graph and the fixed nodes let them be.
pub(crate) fn random_assignment(instance: &Instance, random: &mut Stream) -> Vec<u32> {
    let territories = instance.territories;
    let draw = |_| u32::try_from(random.below(territories)).unwrap_or(0);
    let mut labels: Vec<u32> = (0..instance.len()).map(draw).collect();
    keep_fixed(instance, &mut labels);
    fill_empty(instance, &mut labels);
    if instance.contiguity != Contiguity::Off {
        connect(instance, &mut labels);
    }
    labels
}

/// Returns the labels of today, with fixed nodes where they belong, something for everyone and cut-off parts
/// repaired.
pub(crate) fn incumbent(instance: &Instance) -> Vec<u32> {
    let mut labels: Vec<u32> = (0..instance.len()).map(|node| instance.home(node)).collect();
    keep_fixed(instance, &mut labels);
    fill_empty(instance, &mut labels);
    if instance.contiguity == Contiguity::Strict {
        connect(instance, &mut labels);
    }
    labels
}

fn keep_fixed(instance: &Instance, labels: &mut [u32]) {
    for (label, &fixed) in labels.iter_mut().zip(&instance.fixed) {
        if fixed != NONE {
            *label = fixed;
        }
    }
}

/// Gives each territory without a node the one it would like best of those that others can spare, if possible
/// one that leaves its old territory in as many parts as before.
fn fill_empty(instance: &Instance, labels: &mut [u32]) {
    let mut counts = vec![0_usize; instance.territories];
    for &label in labels.iter() {
        counts[label as usize] += 1;
    }
    for territory in 0..instance.territories {
        if counts[territory] > 0 {
            continue;
        }
        let can_spare = |&node: &usize| {
            counts[labels[node] as usize] > 1
                && instance.fixed[node] == NONE
                && !instance.is_barred(node, territory)
        };
        let wishes = wishes(instance, labels, territory);
        let mut spare: Vec<usize> = (0..labels.len()).filter(can_spare).collect();
        // The last of equals is liked best.
        spare.sort_by(|&a, &b| {
            wishes[b].0.total_cmp(&wishes[a].0).then(wishes[b].1.total_cmp(&wishes[a].1)).then(b.cmp(&a))
        });
        let best = spare.iter().find(|&&node| !cuts(instance, labels, node)).or(spare.first());
        if let Some(&node) = best {
            counts[labels[node] as usize] -= 1;
            counts[territory] += 1;
            labels[node] = u32::try_from(territory).unwrap_or(NONE);
        }
    }
}

/// Tells whether a territory would fall into more parts without `node`, where that matters. Linear in the map.
fn cuts(instance: &Instance, labels: &[u32], node: usize) -> bool {
    if instance.contiguity == Contiguity::Off {
        return false;
    }
    let members: Vec<u32> = (0_u32..)
        .zip(labels)
        .filter(|&(_, label)| *label == labels[node])
        .map(|(member, _)| member)
        .collect();
    let mut connectivity = Connectivity::new(labels.len());
    connectivity.parts_without(&instance.graph, labels, &members, node)
        > connectivity.parts(&instance.graph, labels, &members)
}

/// Says, by node, how much an empty territory would like it, the first number before the second. With a home,
/// nearness to it; else nodes of territories above target, nearest to the middle of what is above.
fn wishes(instance: &Instance, labels: &[u32], territory: usize) -> Vec<(f64, f64)> {
    let nodes = instance.points.iter().zip(labels);
    if let Some(home) = instance.homes.get(territory) {
        return nodes.map(|(&point, _)| (-squared(point, home.map(f64::from)), 0.0)).collect();
    }
    let mut above: Vec<f64> = (0..instance.territories).map(|t| -instance.ranges(t)[0].target).collect();
    for (node, &label) in labels.iter().enumerate() {
        above[label as usize] += instance.amounts(node)[0] as f64;
    }
    let all: f64 = above.iter().map(|above| above.max(0.0)).sum::<f64>().max(f64::MIN_POSITIVE);
    let moments = moments(instance, labels);
    let part = |axis: usize| {
        moments.iter().zip(&above).map(|(it, above)| it.centroid()[axis] * above.max(0.0) / all).sum()
    };
    let middle = [part(0), part(1)];
    let wish =
        |(&point, &label): (&[i32; 2], &u32)| (above[label as usize].signum(), -squared(point, middle));
    nodes.map(wish).collect()
}
