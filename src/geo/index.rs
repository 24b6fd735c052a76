//! Which points are near: an R-tree over unit vectors.

use rstar::RTree;
use rstar::primitives::GeomWithData;

use crate::geo::sphere::{metres_of_chord, squared_chord, unit_vector};
use crate::model::location::Location;

/// Finds neighbours on the sphere, exactly, everywhere on it.
///
/// Points are kept as unit vectors in an R-tree, so neither the poles nor the antimeridian are special. Building takes
/// O(n log n), a query O(log n) for each point it gives.
///
/// ```
/// use rounds::{geo::SpatialIndex, model::Location};
/// let points = [Location::new(0.0, 179.9)?, Location::new(0.0, 0.0)?];
/// let index = SpatialIndex::new(&points);
/// let nearest = index.nearest(Location::new(0.0, -179.9)?).next();
/// assert_eq!(nearest.map(|(position, _)| position), Some(0));
/// # Ok::<(), rounds::model::LocationError>(())
/// ```
#[derive(Debug, Clone)]
pub struct SpatialIndex {
    tree: RTree<GeomWithData<[f64; 3], usize>>,
}

impl SpatialIndex {
    /// Builds an index over `points`; queries give positions in this list.
    #[must_use]
    pub fn new(points: &[Location]) -> Self {
        let leaf = |(position, &point)| GeomWithData::new(unit_vector(point), position);
        Self { tree: RTree::bulk_load(points.iter().enumerate().map(leaf).collect()) }
    }

    /// Lists all points from the nearest to the farthest, each with its distance in metres. Points equally far come in no
    /// particular order.
    pub fn nearest(&self, to: Location) -> impl Iterator<Item = (usize, f64)> + '_ {
        let found = self.tree.nearest_neighbor_iter_with_distance_2(unit_vector(to));
        found.map(|(leaf, squared)| (leaf.data, metres_of_chord(squared)))
    }

    /// Lists the points at most `metres` away, sorted by position.
    #[must_use]
    pub fn within(&self, metres: f64, of: Location) -> Vec<usize> {
        let found = self.tree.locate_within_distance(unit_vector(of), squared_chord(metres.max(0.0)));
        let mut positions: Vec<usize> = found.map(|leaf| leaf.data).collect();
        positions.sort_unstable();
        positions
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geo::sphere::distance_metres;

    fn anywhere() -> impl Strategy<Value = Location> {
        // Poles and antimeridian come up often.
        let lat = prop_oneof![-90.0..=90.0, Just(90.0), Just(-90.0), 89.9..=90.0];
        let lon = prop_oneof![-180.0..=180.0, Just(180.0), Just(-180.0), 179.9..=180.0];
        (lat, lon).prop_map(|(lat, lon)| Location::new(lat, lon).unwrap())
    }

    proptest! {
        #![proptest_config(crate::draws::hunting())]

        #[test]
        fn any_nearest_point_is_the_nearest(points in prop::collection::vec(anywhere(), 1..40), from in anywhere()) {
            let found: Vec<f64> = SpatialIndex::new(&points).nearest(from).map(|(_, metres)| metres).collect();
            let mut expected: Vec<f64> = points.iter().map(|&point| distance_metres(from, point)).collect();
            expected.sort_by(f64::total_cmp);
            prop_assert_eq!(found.len(), expected.len());
            for (found, expected) in found.iter().zip(&expected) {
                prop_assert!((found - expected).abs() < 1e-3, "{found} {expected}");
            }
        }

        #[test]
        fn any_circle_finds_what_is_within(points in prop::collection::vec(anywhere(), 1..40), of in anywhere(),
                                       metres in 0.0..25_000_000.0) {
            let found = SpatialIndex::new(&points).within(metres, of);
            for (position, &point) in points.iter().enumerate() {
                let distance = distance_metres(of, point);
                // A metre of tolerance at the rim, where rounding decides.
                if (distance - metres).abs() > 1.0 {
                    prop_assert_eq!(found.contains(&position), distance < metres);
                }
            }
        }
    }

    #[test]
    fn no_points_give_no_neighbours() {
        let origin = Location::new(0.0, 0.0).unwrap();
        assert_eq!(SpatialIndex::new(&[]).nearest(origin).count(), 0);
        assert_eq!(SpatialIndex::new(&[origin]).within(f64::NAN, origin), [0]);
    }
}
