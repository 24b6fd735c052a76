//! Fields that several tables have.

use crate::ingest::row::Row;
use crate::ingest::spelling::{degrees, numbers};
use crate::model::finding::RangeFault;
use crate::model::issue::Consequence;
use crate::model::location::{Location, LocationError};
use crate::model::practice::Practice;
use crate::model::units::Minutes;

/// Reads how long a visit takes; the usual time where nothing else is said.
pub(crate) fn visit_minutes(row: &mut Row<'_>, column: &'static str) -> Minutes {
    row.optional(column, numbers::whole(1..=LONGEST_VISIT)).map_or(Practice::DEFAULT_VISIT, Minutes)
}

/// Reads the location in two columns.
pub(crate) fn place(row: &mut Row<'_>, lat: &'static str, lon: &'static str) -> Option<Location> {
    let degrees = (row.needed(lat, degrees::latitude), row.needed(lon, degrees::longitude));
    let error = match Location::new(degrees.0?, degrees.1?) {
        Ok(location) => return Some(location),
        Err(error) => error,
    };
    let column = match error {
        LocationError::Latitude(_) => lat,
        LocationError::Longitude(_) => lon,
    };
    row.report(column, RangeFault::NotOnEarth(error).into(), Consequence::RowLeftOut);
    None
}

/// Most minutes that one visit may take.
pub(crate) const LONGEST_VISIT: u32 = 480;
