//! Whether anybody can get anywhere at all: a book in which nobody can is refused, because a sign or a unit is wrong.

use rustc_hash::FxHashSet;

use crate::error::{Error, ErrorKind};
use crate::geo::sphere::distance_metres;
use crate::geo::travel_times::TravelTimes;
use crate::model::book::Book;
use crate::model::id::PracticeId;
use crate::model::liaison::Liaison;
use crate::model::location::Location;
use crate::model::practice::{AccessPolicy, Practice};
use crate::schedule::drives::drive;

/// Minutes of a day, which an appointment may take up as a whole.
const WHOLE_DAY: u32 = 24 * 60;

/// Minutes of a usual working day. Who works less and gets nowhere gets a plan that says so: their hours are to blame.
const USUAL_DAY: u32 = 8 * 60;

/// Metres of straight line that are near enough for a day, so that not the places are to blame but the travel times.
const NEAR: f64 = 100_000.0;

/// A way there and back.
struct RoundTrip<'a> {
    liaison: &'a Liaison,
    practice: &'a Practice,
    place: Location,
    minutes: i64,
    /// Minutes that the liaison has for it.
    day: i64,
}

/// Refuses a book in which no home reaches any practice and back within a usual day or the liaison's longest. A book without anybody at work, or without any
/// practice that sees liaisons, has other reasons and is not refused.
///
/// # Errors
/// [`ErrorKind::Input`] where there is no way, or where all practices are too far.
pub(crate) fn refuse_unreachable(book: &Book, travel: &dyn TravelTimes) -> Result<(), Error> {
    let liaisons: Vec<&Liaison> = book.liaisons().iter().filter(|it| !it.hours.is_empty()).collect();
    let practices = visited(book);
    let mut nearest: Option<RoundTrip> = None;
    for trip in
        liaisons.iter().flat_map(|liaison| practices.iter().filter_map(|it| trip(travel, liaison, *it)))
    {
        if trip.minutes <= trip.day {
            return Ok(());
        }
        if nearest.as_ref().is_none_or(|known| trip.minutes < known.minutes) {
            nearest = Some(trip);
        }
    }
    match nearest {
        Some(nearest) => Err(too_far(&nearest)),
        None if liaisons.is_empty() || practices.is_empty() => Ok(()),
        None => Err(no_way()),
    }
}

/// Lists the practices with a place that somebody may visit, each with whether there is an appointment.
fn visited(book: &Book) -> Vec<(&Practice, bool)> {
    let agreed: FxHashSet<&PracticeId> = book.appointments().iter().map(|it| &it.practice).collect();
    let placed = book.practices().iter().filter(|practice| practice.location.is_some());
    let all = placed.map(|practice| (practice, agreed.contains(&practice.id)));
    all.filter(|(practice, is_agreed)| *is_agreed || practice.access != AccessPolicy::NoSee).collect()
}

/// Returns the way to a practice and back, if there is one.
fn trip<'a>(
    travel: &dyn TravelTimes,
    liaison: &'a Liaison,
    (practice, is_agreed): (&'a Practice, bool),
) -> Option<RoundTrip<'a>> {
    let place = practice.location?;
    let minutes = there_and_back(travel, liaison.home, place)?;
    let day = if is_agreed { WHOLE_DAY } else { longest_day(liaison) }.into();
    Some(RoundTrip { liaison, practice, place, minutes, day })
}

fn longest_day(liaison: &Liaison) -> u32 {
    liaison.hours.values().map(|hours| hours.span().minutes()).max().unwrap_or(0).max(USUAL_DAY)
}

fn there_and_back(travel: &dyn TravelTimes, home: Location, practice: Location) -> Option<i64> {
    Some(drive(travel, home, practice)? + drive(travel, practice, home)?)
}

fn no_way() -> Error {
    let text = "no way leads from any home to any practice and back, so nothing can be planned; \
                check the travel table, which forbids the ways or does not hold them";
    Error::new(ErrorKind::Input, text)
}

fn too_far(nearest: &RoundTrip) -> Error {
    let RoundTrip { liaison, practice, place, minutes, day } = nearest;
    let (practice_id, liaison_id) = (&practice.id, &liaison.id);
    let hint = match suspect(liaison.home, *place) {
        Suspect::Unit => "the travel times may be in another unit than their column says",
        Suspect::Longitude => "a longitude may have the wrong sign",
        Suspect::Latitude => "a latitude may have the wrong sign",
        Suspect::Swapped => "latitude and longitude may be swapped",
        Suspect::Unknown => "check the signs of latitudes and longitudes, and the unit of travel times",
    };
    let text = format!(
        "every practice is too far from every home, so nothing can be planned: the nearest, {practice_id}, \
         is {minutes} minutes from the home of {liaison_id} and back, and a day has {day}; {hint}"
    );
    Error::new(ErrorKind::Input, text)
}

/// What seems to be wrong where two places are too far from each other.
enum Suspect {
    Unit,
    Longitude,
    Latitude,
    Swapped,
    Unknown,
}

/// Finds what seems to be wrong: a unit where the places are near each other, and else what would bring them near.
fn suspect(home: Location, practice: Location) -> Suspect {
    let is_near = |lat: f64, lon: f64| {
        Location::new(lat, lon).is_ok_and(|place| distance_metres(place, practice) < 5.0 * NEAR)
    };
    let (lat, lon) = (home.lat(), home.lon());
    let suspects = [
        (distance_metres(home, practice) < NEAR, Suspect::Unit),
        (is_near(lat, -lon), Suspect::Longitude),
        (is_near(-lat, lon), Suspect::Latitude),
        (is_near(lon, lat), Suspect::Swapped),
    ];
    let found = suspects.into_iter().find(|(holds, _)| *holds);
    found.map_or(Suspect::Unknown, |(_, suspect)| suspect)
}
