//! Parts of a map that border nothing else.

use petgraph::unionfind::UnionFind;

use crate::districting::geometry::squared;
use crate::districting::graph::Graph;

/// Finds the shortest edges that tie the parts of a graph together, one fewer than there are parts.
///
/// A move goes along an edge, so without bridges an island could never change hands. Each bridge is the only
/// way between its ends: a territory that holds both ends is in one part more than it seems, which the search
/// counts as a broken rule. Kruskal 1956 (<https://doi.org/10.1090/S0002-9939-1956-0078686-7>) over the
/// Gabriel graph, which holds the shortest edge between any part and the rest. O(n log n). Limit: a territory
/// can reach an island from the end of its bridge only.
pub(crate) fn bridges(graph: &Graph, points: &[[i32; 2]]) -> Vec<(u32, u32)> {
    let (part, count) = graph.parts(&vec![0; graph.len()]);
    if count <= 1 {
        return Vec::new();
    }
    let near = Graph::from_grid(points);
    let length = |&(a, b): &(usize, usize)| squared(points[a], points[b].map(f64::from));
    let mut edges: Vec<_> = near.edges().filter(|&(a, b)| part[a] != part[b]).collect();
    edges.sort_by(|a, b| length(a).total_cmp(&length(b)).then(a.cmp(b)));
    let mut joined: UnionFind<u32> = UnionFind::new(count as usize);
    edges.retain(|&(a, b)| joined.union(part[a], part[b]));
    edges.into_iter().filter_map(|(a, b)| Some((u32::try_from(a).ok()?, u32::try_from(b).ok()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn islands_are_tied_to_the_nearest_place() {
        let points = [[0, 0], [10, 0], [20, 0], [13, 9], [100, 0]];
        let coast = Graph::from_edges(5, &[(0, 1), (1, 2)]).unwrap();
        let mut bridges = bridges(&coast, &points);
        bridges.sort_unstable();
        assert_eq!(bridges, [(1, 3), (2, 4)]);
    }
}
