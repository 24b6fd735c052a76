//! Neighbours from places alone, for maps that come without borders.

use crate::districting::frame::Frame;
use crate::districting::geometry::squared;
use crate::districting::graph::Graph;
use crate::error::{Error, ErrorKind};

impl Graph {
    /// Makes the neighbourhood of points on a plane: Gabriel edges, and those other Delaunay edges that are
    /// no longer than the mean Gabriel edge at both of their ends. Points at the same place are strung
    /// together. The graph is connected and planar.
    ///
    /// Two points are Gabriel neighbours if the circle on their edge as diameter holds no other point
    /// (Gabriel & Sokal 1969, <https://doi.org/10.2307/2412323>); that is so if the angles facing a Delaunay
    /// edge are acute. Worked out on the map's own grid, so moving or turning the map changes nothing. O(n
    /// log n).
    ///
    /// ```
    /// # use rounds::districting::Graph;
    /// let square = Graph::from_points(&[[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])?;
    /// assert_eq!(square.edges().count(), 4, "no diagonal");
    /// # Ok::<(), rounds::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if a coordinate is not finite or there are more than 2^29 points.
    pub fn from_points(points: &[[f64; 2]]) -> Result<Self, Error> {
        if !points.iter().flatten().all(|part| part.is_finite()) || points.len() > 1 << 29 {
            return Err(Error::new(
                ErrorKind::Input,
                "a coordinate is not a number, or there are too many points",
            ));
        }
        let frame = Frame::of(points, &[]);
        Ok(Self::from_grid(&points.iter().map(|&point| frame.grid(point)).collect::<Vec<_>>()))
    }

    /// Makes the same for places on the grid, fewer than 2^29.
    pub(crate) fn from_grid(points: &[[i32; 2]]) -> Self {
        let mut placed: Vec<([i32; 2], u32)> = points.iter().copied().zip(0..).collect();
        placed.sort_unstable();
        let mut arcs = same_place(&placed);
        placed.dedup_by_key(|(place, _)| *place);
        let edges = gabriel_and_short(&placed.iter().map(|(place, _)| *place).collect::<Vec<_>>());
        let unit = |place: usize| placed[place].1;
        arcs.extend(edges.into_iter().flat_map(|(a, b)| [(unit(a), unit(b)), (unit(b), unit(a))]));
        Self::from_arcs(points.len(), arcs)
    }
}

fn same_place(placed: &[([i32; 2], u32)]) -> Vec<(u32, u32)> {
    let same = placed.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    same.flat_map(|pair| [(pair[0].1, pair[1].1), (pair[1].1, pair[0].1)]).collect()
}

/// Finds the edges between distinct places that are sorted.
fn gabriel_and_short(places: &[[i32; 2]]) -> Vec<(usize, usize)> {
    let points: Vec<_> = places
        .iter()
        .map(|place| delaunator::Point { x: f64::from(place[0]), y: f64::from(place[1]) })
        .collect();
    let mesh = delaunator::triangulate(&points);
    if mesh.triangles.is_empty() {
        // All on one line: each borders the next.
        return (1..places.len()).map(|place| (place - 1, place)).collect();
    }
    let (gabriel, other) = delaunay_edges(places, &mesh);
    let mean = mean_lengths(places, &gabriel);
    let short = |&(a, b): &(usize, usize)| {
        let length = squared_length(places, a, b).sqrt();
        length <= mean[a] && length <= mean[b]
    };
    gabriel.iter().copied().chain(other.iter().copied().filter(short)).collect()
}

type Edges = Vec<(usize, usize)>;

/// Finds the Delaunay edges, Gabriel ones and others.
fn delaunay_edges(places: &[[i32; 2]], mesh: &delaunator::Triangulation) -> (Edges, Edges) {
    let facing = |half: usize| mesh.triangles[previous(half)];
    (0..mesh.triangles.len())
        .filter(|&half| mesh.halfedges[half] == delaunator::EMPTY || half < mesh.halfedges[half])
        .map(|half| {
            let (a, b, twin) = (mesh.triangles[half], mesh.triangles[next(half)], mesh.halfedges[half]);
            let clear = is_acute(places, facing(half), a, b)
                && (twin == delaunator::EMPTY || is_acute(places, facing(twin), a, b));
            (clear, (a, b))
        })
        .fold((Edges::new(), Edges::new()), |(mut gabriel, mut other), (clear, edge)| {
            if clear {
                gabriel.push(edge);
            } else {
                other.push(edge);
            }
            (gabriel, other)
        })
}

fn next(half: usize) -> usize {
    if half % 3 == 2 { half - 2 } else { half + 1 }
}

fn previous(half: usize) -> usize {
    if half.is_multiple_of(3) { half + 2 } else { half - 1 }
}

/// Tells whether the angle at `corner` to `a` and `b` is below ninety degrees; exact.
fn is_acute(places: &[[i32; 2]], corner: usize, a: usize, b: usize) -> bool {
    let leg = |end: usize, axis: usize| i64::from(places[end][axis]) - i64::from(places[corner][axis]);
    leg(a, 0) * leg(b, 0) + leg(a, 1) * leg(b, 1) > 0
}

fn squared_length(places: &[[i32; 2]], a: usize, b: usize) -> f64 {
    squared(places[a], places[b].map(f64::from))
}

/// Lists, by place, the mean length of its edges.
fn mean_lengths(places: &[[i32; 2]], edges: &[(usize, usize)]) -> Vec<f64> {
    let mut sums = vec![(0.0, 0_u32); places.len()];
    for &(a, b) in edges {
        let length = squared_length(places, a, b).sqrt();
        for end in [a, b] {
            sums[end].0 += length;
            sums[end].1 += 1;
        }
    }
    sums.into_iter().map(|(sum, count)| sum / f64::from(count.max(1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_on_a_line_make_a_path() {
        let line = Graph::from_points(&[[0.0, 0.0], [4.0, 4.0], [1.0, 1.0], [2.0, 2.0]]).unwrap();
        assert_eq!(line.edges().collect::<Vec<_>>(), [(0, 2), (1, 3), (2, 3)]);
    }

    #[test]
    fn points_at_one_place_hang_together() {
        let graph = Graph::from_points(&[[0.0, 0.0], [1.0, 0.0], [0.0, 0.0], [0.5, 2.0]]).unwrap();
        assert_eq!(graph.parts(&[0; 4]).1, 1);
        assert_eq!(Graph::from_points(&[[3.0, 3.0]; 5]).unwrap().edges().count(), 4);
    }

    #[test]
    fn no_points_no_graph() {
        assert!(Graph::from_points(&[]).unwrap().is_empty());
        assert!(Graph::from_points(&[[f64::NAN, 0.0]]).is_err());
    }
}
