//! Real ZIP code centroids of the Washington region, and how many practices to expect around each.

/// A point in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) lat: f64,
    pub(super) lon: f64,
}

/// A ZIP code area.
#[derive(Debug)]
pub(super) struct Zip {
    pub(super) code: &'static str,
    pub(super) county: &'static str,
    pub(super) centre: Point,
    /// Distance to the nearest other centroid in kilometres: a measure of the area's extent.
    pub(super) extent: f64,
}

/// The hospital that the simulated programme belongs to: a made-up site in north-west Washington.
pub(super) const HOSPITAL: Point = Point { lat: 38.935, lon: -77.045 };

const ZIP_CENTROIDS: &str = include_str!("../../../data/region/zip_centroids.csv");

/// All ZIP code areas of the region.
pub(super) fn zips() -> Vec<Zip> {
    let mut zips: Vec<Zip> = ZIP_CENTROIDS.lines().skip(1).filter_map(zip).collect();
    for at in 0..zips.len() {
        let others = zips.iter().enumerate().filter(|(other, _)| *other != at);
        let nearest = others.map(|(_, other)| kilometres(zips[at].centre, other.centre));
        zips[at].extent = nearest.fold(f64::INFINITY, f64::min);
    }
    zips
}

fn zip(line: &'static str) -> Option<Zip> {
    let mut fields = line.split(',');
    let code = fields.next()?;
    let centre = Point { lat: fields.next()?.parse().ok()?, lon: fields.next()?.parse().ok()? };
    Some(Zip { code, county: fields.next()?, centre, extent: 0.0 })
}

impl Zip {
    /// How many practices to expect here, beside other areas: its extent squared as its area, and a density that falls
    /// with the distance from the centre of the region.
    pub(super) fn weight(&self) -> f64 {
        let area = self.extent.min(8.0).powi(2);
        area / (1.0 + (kilometres(self.centre, HOSPITAL) / 12.0).powi(2))
    }
}

/// Distance on a plane that touches the region; exact to 1 % here.
pub(super) fn kilometres(a: Point, b: Point) -> f64 {
    const PER_DEGREE: f64 = 111.195;
    // The cosine of 38.9 degrees.
    const SHRINK: f64 = 0.778;
    let (north, east) = (a.lat - b.lat, (a.lon - b.lon) * SHRINK);
    (north * north + east * east).sqrt() * PER_DEGREE
}
