//! Outlines and towns to find one's way by.

use geojson::{Feature, FeatureCollection, GeometryValue, Position};
use serde::Serialize;

use crate::error::{Error, ErrorKind};

/// A basemap as the page's script draws it.
#[derive(Debug, Serialize)]
pub(crate) struct Basemap {
    outlines: Vec<Outline>,
    towns: Vec<Town>,
}

#[derive(Debug, Serialize)]
struct Outline {
    name: String,
    /// Rings of longitude and latitude in turn.
    rings: Vec<Vec<f64>>,
}

#[derive(Debug, Serialize)]
struct Town {
    name: String,
    rank: u64,
    lon: f64,
    lat: f64,
}

impl Basemap {
    /// Reads polygons and points; features of other kinds are passed over.
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let features = text.parse::<FeatureCollection>().map_err(|error| {
            Error::new(ErrorKind::Input, "the basemap is not a GeoJSON feature collection").because(error)
        })?;
        let mut basemap = Self { outlines: Vec::new(), towns: Vec::new() };
        features.into_iter().for_each(|feature| basemap.add(&feature));
        Ok(basemap)
    }

    fn add(&mut self, feature: &Feature) {
        let name = feature.property("name").and_then(|name| name.as_str()).unwrap_or_default().to_owned();
        match feature.geometry.as_ref().map(|geometry| &geometry.value) {
            Some(GeometryValue::Polygon { coordinates }) => {
                self.outlines.push(Outline { name, rings: rings(coordinates) });
            }
            Some(GeometryValue::MultiPolygon { coordinates }) => {
                self.outlines
                    .push(Outline { name, rings: coordinates.iter().flat_map(|part| rings(part)).collect() });
            }
            Some(GeometryValue::Point { coordinates }) => {
                let rank = feature.property("rank").and_then(serde_json::Value::as_u64).unwrap_or(3);
                let [lon, lat] = degrees(coordinates);
                self.towns.push(Town { name, rank, lon, lat });
            }
            _ => {}
        }
    }
}

fn rings(polygon: &[Vec<Position>]) -> Vec<Vec<f64>> {
    polygon.iter().map(|ring| ring.iter().flat_map(degrees).collect()).collect()
}

/// Longitude and latitude to about ten metres, which is finer than the page can be zoomed.
fn degrees(position: &Position) -> [f64; 2] {
    let at = |index: usize| position.as_slice().get(index).copied().unwrap_or_default();
    [at(0), at(1)].map(|degrees| (degrees * 1e4).round() / 1e4)
}
