//! Fields that several tables have.

use crate::ingest::cell::{self, same_name};
use crate::ingest::row::Row;
use crate::ingest::spelling::conventions::Convention;
use crate::ingest::spelling::{degrees, numbers, words};
use crate::model::finding::{Finding, RangeFault};
use crate::model::issue::Consequence;
use crate::model::location::{Location, LocationError};
use crate::model::practice::Practice;
use crate::model::time::Date;
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

/// Reads the day on which something was done; none where it is still to do. A plain yes means the day that goes with it, if one does.
pub(crate) fn day_done(row: &mut Row<'_>, column: &'static str, due: Option<Date>) -> Option<Date> {
    match words::yes_no(row.text(column), Convention::default()) {
        Ok(false) => None,
        Ok(true) if due.is_some() => due,
        _ => row.optional(column, cell::date),
    }
}

/// Reads the days after which something is told or given again; none where it is once only.
pub(crate) fn every_days(row: &mut Row<'_>) -> Option<u32> {
    let is_once = ["once", "one_time", "never"].iter().any(|word| same_name(word, row.text("every_days")));
    if is_once { None } else { row.optional("every_days", numbers::whole(1..=3650)) }
}

/// Reads a field that limits a row: an empty one limits nothing, and one that cannot be read loses the row.
pub(crate) fn limit<T: Default>(
    row: &mut Row<'_>,
    column: &'static str,
    read: impl Fn(&str, Convention) -> Result<T, Finding>,
) -> Option<T> {
    if row.says_nothing(column) { Some(T::default()) } else { row.needed(column, read) }
}

/// Most minutes that one visit may take.
pub(crate) const LONGEST_VISIT: u32 = 480;
