//! Places that cannot be right: they have the wrong sign, or are far from every home or ZIP code.

use crate::geo::gazetteer::Gazetteer;
use crate::geo::index::SpatialIndex;
use crate::geo::sphere::distance_metres;
use crate::ingest::doubles::entered_twice;
use crate::model::doubts::{looks_swapped, median};
use crate::model::finding::{Finding, PlaceDoubt};
use crate::model::issue::{Consequence, Issue, Table};
use crate::model::location::Location;
use crate::model::practice::Practice;
use crate::model::records::Records;

/// Metres by great circle that nobody drives out and back in a day.
const FAR: f64 = 400_000.0;

/// Metres to the nearest middle of a ZIP code that few places of a country have.
const FAR_FROM_ZIPS: f64 = 50_000.0;

/// Metres within which a place counts as among others.
const NEAR: f64 = 200_000.0;

/// Reports places that cannot be right, and practices that are entered twice. Every row is used all the same.
pub(crate) fn doubts(records: &Records, gazetteer: Option<&Gazetteer>) -> Vec<Issue> {
    let mut issues = entered_twice(&records.practices);
    let Some(centre) = median(&records.practices.0) else { return issues };
    // Swapped coordinates are reported as such.
    let placed = records.practices.0.iter().filter_map(|(row, it)| Some((*row, it, it.location?)));
    let placed: Vec<PlacedRow> = placed.filter(|(.., place)| !looks_swapped(*place, centre)).collect();
    let homes = records.liaisons.0.iter().map(|(row, liaison)| (*row, liaison.home));
    let homes: Vec<(u64, Location)> = homes.filter(|(_, home)| !looks_swapped(*home, centre)).collect();
    let surroundings = Surroundings::new(centre, &placed, &homes);
    issues.extend(surroundings.doubtful_homes(&homes));
    issues.extend(surroundings.doubtful_practices(&placed, gazetteer));
    issues
}

/// A practice with its row and its place.
type PlacedRow<'a> = (u64, &'a Practice, Location);

/// What lies around the places of a book.
struct Surroundings {
    centre: Location,
    homes: SpatialIndex,
    practices: SpatialIndex,
    /// Practices on the centre's side of the equator and of the first meridian.
    same_side: SpatialIndex,
}

impl Surroundings {
    fn new(centre: Location, placed: &[PlacedRow], homes: &[(u64, Location)]) -> Self {
        let practices: Vec<Location> = placed.iter().map(|(.., place)| *place).collect();
        let same_side: Vec<Location> =
            practices.iter().copied().filter(|place| on_side_of(*place, centre) == *place).collect();
        Self {
            centre,
            homes: SpatialIndex::new(&homes.iter().map(|(_, home)| *home).collect::<Vec<_>>()),
            practices: SpatialIndex::new(&practices),
            same_side: SpatialIndex::new(&same_side),
        }
    }

    /// Reports homes that have the wrong sign, or are far from every practice.
    fn doubtful_homes(&self, homes: &[(u64, Location)]) -> Vec<Issue> {
        let doubt = |home: Location| {
            let metres = nearest(&self.practices, home).filter(|metres| *metres > FAR)?;
            let far = PlaceDoubt::FarFromPractices { kilometres: kilometres(metres) };
            Some(if self.has_wrong_sign(home) { PlaceDoubt::WrongSign } else { far })
        };
        let issues = homes
            .iter()
            .filter_map(|&(row, home)| Some(issue(Table::Liaisons, row, home, doubt(home)?, self.centre)));
        issues.collect()
    }

    /// Reports practices that have the wrong sign, or are far from every home or every ZIP code.
    fn doubtful_practices(&self, placed: &[PlacedRow], gazetteer: Option<&Gazetteer>) -> Vec<Issue> {
        let far: Vec<Option<f64>> = placed.iter().map(|(.., place)| self.far_from_homes(*place)).collect();
        // Where most practices are far from every home, the homes are in doubt.
        let are_homes_right = 2 * far.iter().flatten().count() <= placed.len();
        let zips: Vec<Option<f64>> = placed.iter().map(|it| far_from_zips(it, gazetteer)).collect();
        let is_same_country = 2 * zips.iter().flatten().count() <= placed.len();
        let doubt = |(place, (far, zips)): (Location, (Option<f64>, Option<f64>))| {
            if far.is_some() && self.has_wrong_sign(place) {
                return Some(PlaceDoubt::WrongSign);
            }
            let far = far.filter(|_| are_homes_right).map(kilometres);
            let zips = zips.filter(|_| is_same_country).map(kilometres);
            let far = far.map(|kilometres| PlaceDoubt::FarFromHomes { kilometres });
            far.or(zips.map(|kilometres| PlaceDoubt::FarFromZips { kilometres }))
        };
        let all = placed.iter().zip(far.into_iter().zip(zips));
        all.filter_map(|(&(row, _, place), metres)| {
            Some(issue(Table::Practices, row, place, doubt((place, metres))?, self.centre))
        })
        .collect()
    }

    /// Returns the metres to the nearest home, if nobody can drive there and back in a day.
    fn far_from_homes(&self, place: Location) -> Option<f64> {
        nearest(&self.homes, place).filter(|metres| *metres > FAR)
    }

    /// Tells whether a place is far from the centre, and among the practices once its signs are theirs.
    fn has_wrong_sign(&self, place: Location) -> bool {
        let turned = on_side_of(place, self.centre);
        turned != place
            && distance_metres(place, self.centre) > FAR
            && nearest(&self.same_side, turned).is_some_and(|metres| metres < NEAR)
    }
}

/// Returns the metres to the nearest of some places.
fn nearest(index: &SpatialIndex, place: Location) -> Option<f64> {
    index.nearest(place).next().map(|(_, metres)| metres)
}

/// Returns the metres from a practice's own place to the nearest ZIP code, if they are too many.
fn far_from_zips(&(_, practice, place): &PlacedRow, gazetteer: Option<&Gazetteer>) -> Option<f64> {
    let gazetteer = gazetteer.filter(|_| practice.near.is_none())?;
    gazetteer.metres_to_nearest(place).filter(|metres| *metres > FAR_FROM_ZIPS)
}

/// Gives the degrees of a place the signs of another one.
fn on_side_of(place: Location, centre: Location) -> Location {
    let turned = |degrees: f64, of: f64| if degrees * of < 0.0 { -degrees } else { degrees };
    Location::new(turned(place.lat(), centre.lat()), turned(place.lon(), centre.lon())).unwrap_or(place)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no place is 21,000 km away")]
fn kilometres(metres: f64) -> u32 {
    (metres / 1000.0).round() as u32
}

/// Reports a doubtful place; where a sign is wrong, the value that has it.
fn issue(table: Table, row: u64, place: Location, doubt: PlaceDoubt, centre: Location) -> Issue {
    let names = if table == Table::Liaisons { ["home_lat", "home_lon"] } else { ["lat", "lon"] };
    let turned = on_side_of(place, centre);
    let parts = [(place.lat(), turned.lat()), (place.lon(), turned.lon())].into_iter().zip(names);
    let is_meant =
        |(here, there): (f64, f64)| doubt != PlaceDoubt::WrongSign || here.to_bits() != there.to_bits();
    let (values, columns): (Vec<String>, Vec<&str>) = parts
        .filter(|(degrees, _)| is_meant(*degrees))
        .map(|((degrees, _), name)| (degrees.to_string(), name))
        .unzip();
    let issue = Issue::new(table, Finding::UnlikelyPlace(doubt), Consequence::Kept).at(row);
    issue.about(&columns.join(", "), &values.join(", "))
}
