//! Where a practice is: by its coordinates, or in the middle of its ZIP code or city.

use crate::geo::gazetteer::{AreaMiddle, Gazetteer};
use crate::ingest::row::Row;
use crate::ingest::spelling::degrees;
use crate::model::finding::{Finding, RangeFault};
use crate::model::issue::Consequence;
use crate::model::location::{Location, LocationError};

/// Degrees around 0, 0 that stand for no place: what a look-up that failed leaves.
const NOWHERE: f64 = 1e-4;

/// What a row says about a practice's place.
pub(crate) struct StatedPlace {
    pub(crate) location: Option<Location>,
    /// What the location is the middle of, where it is not the practice's own.
    pub(crate) near: Option<String>,
}

impl StatedPlace {
    /// Reads the place of a practice. Where it has no coordinates, that is reported, with what stands in for them.
    pub(crate) fn read(row: &mut Row<'_>, gazetteer: Option<&Gazetteer>) -> Self {
        if let Some(location) = coordinates(row) {
            return Self { location: Some(location), near: None };
        }
        let Some(AreaMiddle { location, area }) = gazetteer.and_then(|known| middle(row, known)) else {
            report(row, Finding::NoPlace);
            return Self { location: None, near: None };
        };
        report(row, Finding::NearPlace { area: area.clone() });
        Self { location: Some(location), near: Some(area) }
    }
}

/// Reads latitude and longitude; `None` where one is missing, both are 0, or they are not on the Earth.
fn coordinates(row: &mut Row<'_>) -> Option<Location> {
    let (lat, lon) = (row.optional("lat", degrees::latitude), row.optional("lon", degrees::longitude));
    match Location::new(lat?, lon?) {
        Ok(location) => Some(location).filter(|place| place.lat().abs().max(place.lon().abs()) > NOWHERE),
        Err(error) => {
            let column = match error {
                LocationError::Latitude(_) => "lat",
                LocationError::Longitude(_) => "lon",
            };
            row.report(column, RangeFault::NotOnEarth(error).into(), Consequence::ValueLeftOut);
            None
        }
    }
}

/// Finds the middle of the ZIP code of a row, else of its city.
fn middle(row: &Row<'_>, gazetteer: &Gazetteer) -> Option<AreaMiddle> {
    let by_zip = gazetteer.zip(row.text("zip")).or_else(|| gazetteer.address(row.text("address")));
    let by_city = || gazetteer.city(row.text("city"), row.text("state"));
    by_zip.or_else(by_city).or_else(|| gazetteer.address(row.text("city")))
}

/// Reports a row whose coordinates say nothing.
fn report(row: &mut Row<'_>, finding: Finding) {
    let stated = [row.text("lat"), row.text("lon")].join(", ");
    let stated = stated.trim_matches([',', ' ']).to_owned();
    row.report_value("lat, lon", &stated, finding, Consequence::Kept);
}
