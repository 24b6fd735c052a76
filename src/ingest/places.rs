//! Where a practice is: by its coordinates, or in the middle of its ZIP code or city.

use crate::geo::gazetteer::{AreaMiddle, Gazetteer};
use crate::geo::zip_code::{five_digits, zip_code};
use crate::ingest::row::{Row, shortened};
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
        let place = Self::find(row, gazetteer);
        if place.location.is_none() {
            report(row, Finding::NoPlace);
        }
        place
    }

    /// Reads the place of a row, which may be nowhere. What stands in for coordinates is reported.
    fn find(row: &mut Row<'_>, gazetteer: Option<&Gazetteer>) -> Self {
        if let Some(location) = coordinates(row) {
            return Self { location: Some(location), near: None };
        }
        let Some(AreaMiddle { location, area }) = gazetteer.and_then(|known| middle(row, known)) else {
            return Self { location: None, near: None };
        };
        report(row, Finding::NearPlace { area: area.clone() });
        Self { location: Some(location), near: Some(area) }
    }
}

/// Reads a place that a row need not have. Where it names one that nobody finds, that is reported.
pub(crate) fn location(row: &mut Row<'_>, gazetteer: Option<&Gazetteer>) -> Option<Location> {
    let place = StatedPlace::find(row, gazetteer);
    let stated: Vec<&str> = STATED.iter().copied().filter(|column| !row.text(column).is_empty()).collect();
    if place.location.is_none() && !stated.is_empty() {
        let value = stated.iter().map(|column| row.text(column)).collect::<Vec<_>>().join(", ");
        row.report_value(
            &stated.join(", "),
            &shortened(&value),
            Finding::PlaceNotFound,
            Consequence::ValueLeftOut,
        );
    }
    place.location
}

/// Columns that may say where something is.
const STATED: [&str; 6] = ["lat", "lon", "address", "city", "state", "zip"];

/// Joins street, city, state and ZIP code in one line.
pub(crate) fn address(row: &mut Row<'_>) -> Option<String> {
    let zip = zip_in_full(row.text("zip"));
    let region = [row.text("state"), zip.as_str()].join(" ");
    let parts = [row.text("address"), row.text("city"), region.trim()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Gives a ZIP code back the zeros that a spreadsheet took off its start.
fn zip_in_full(text: &str) -> String {
    let is_short = text.len() < 5 || text.ends_with(".0");
    zip_code(text).filter(|_| is_short).map_or(text.to_owned(), five_digits)
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
