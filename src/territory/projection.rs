//! Practices on a plane, and how compact a set of them is.

use crate::geo::index::SpatialIndex;
use crate::model::book::Book;
use crate::model::index::PracticeIndex;
use crate::model::location::Location;

/// Kilometres east and north of the middle of all practices: the azimuthal equidistant projection (Snyder
/// 1987, <https://doi.org/10.3133/pp1395>, p. 191), which knows no antimeridian and no pole near the book.
pub(crate) struct Projection {
    lat: f64,
    lon: f64,
}

/// Mean radius of the Earth in kilometres.
const EARTH: f64 = 6_371.008_8;

impl Projection {
    /// Lays the plane around the middle of some places.
    pub(crate) fn around(places: &[Location]) -> Self {
        let middle = middle(places);
        Self { lat: middle.lat().to_radians(), lon: middle.lon().to_radians() }
    }

    pub(crate) fn project(&self, place: Location) -> [f64; 2] {
        let (lat, east) = (place.lat().to_radians(), place.lon().to_radians() - self.lon);
        let cosine = self.lat.sin() * lat.sin() + self.lat.cos() * lat.cos() * east.cos();
        let angle = cosine.clamp(-1.0, 1.0).acos();
        let stretch = if angle.sin() > 1e-12 { angle / angle.sin() } else { 1.0 } * EARTH;
        let x = lat.cos() * east.sin();
        let y = self.lat.cos() * lat.sin() - self.lat.sin() * lat.cos() * east.cos();
        [x * stretch, y * stretch]
    }
}

/// Finds the point of the globe nearest to the mean of the places' unit vectors.
pub(crate) fn middle(places: &[Location]) -> Location {
    let mut sum = [0.0; 3];
    for place in places {
        let (lat, lon) = (place.lat().to_radians(), place.lon().to_radians());
        let unit = [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()];
        sum.iter_mut().zip(unit).for_each(|(sum, part)| *sum += part);
    }
    let lat = sum[2].atan2(sum[0].hypot(sum[1])).to_degrees();
    let lon = sum[1].atan2(sum[0]).to_degrees();
    Location::new(lat, lon).or_else(|_| Location::new(0.0, 0.0)).unwrap_or_else(|_| places[0])
}

/// Lists where every practice is, of a book in which all have a place.
pub(crate) fn places(book: &Book) -> Vec<Location> {
    book.practices().iter().filter_map(|practice| practice.location).collect()
}

/// Rates from 0 to 100 how compact a territory is: of the practices nearest to its middle, as many as it has,
/// the share that is its own.
///
/// A territory of exactly the practices around its middle has 100; one that is long, scattered or enclosed
/// has less. It is the circle measure of Hofeller & Grofman (1990) with practices for people, so an empty
/// countryside does not count against it.
pub(crate) fn compactness(index: &SpatialIndex, places: &[Location], members: &[PracticeIndex]) -> f64 {
    if members.is_empty() {
        return 100.0;
    }
    let own: Vec<Location> = members.iter().map(|practice| places[practice.get()]).collect();
    let middle = middle(&own);
    let radius = index.nearest(middle).nth(members.len() - 1).map_or(0.0, |(_, metres)| metres);
    // Practices as far as the last one are all counted, so that their order does not matter.
    let within = index.within(radius + 0.5, middle);
    let is_own = |&&place: &&usize| members.binary_search(&PracticeIndex::new(place)).is_ok();
    let mine = within.iter().filter(is_own).count();
    100.0 * mine as f64 / within.len().max(1) as f64
}
