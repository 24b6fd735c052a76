//! What is doubtful about drives beside the straight line between their places.

use crate::geo::sphere::distance_metres;
use crate::geo::travel_file::entry::{Entry, GivenTime};
use crate::model::drive_doubt::DriveDoubt;

/// No drive is faster along the straight line, in km/h.
const FASTEST: f64 = 200.0;

/// No drive of more than `FAR` metres is slower, in km/h: a tenth of walking pace.
const SLOWEST: f64 = 0.5;
const FAR: f64 = 2000.0;

/// Where most drives of more than `FAR` metres are slower, in km/h, their minutes are taken for seconds.
const SLOWEST_TEAM: f64 = 2.0;

/// A road is at least this part of the straight line, which is measured on a sphere.
const SHORTEST: f64 = 0.95;

/// Names the unit that the times of a whole table seem to be in, if it is another than their column says.
pub(crate) fn other_time_unit(entries: &[Entry]) -> Option<DriveDoubt> {
    let fast = |straight: f64, it: GivenTime| kmh(straight, it) > FASTEST;
    let slow = |straight: f64, it: GivenTime| straight > FAR && kmh(straight, it) < SLOWEST_TEAM;
    let scaled = |it: GivenTime, by: f64| GivenTime { seconds: it.seconds * by, ..it };
    let is_minutes =
        most(entries, 1.0, |straight, it| fast(straight, it) && !fast(straight, scaled(it, 60.0)));
    let is_seconds =
        most(entries, 60.0, |straight, it| slow(straight, it) && !fast(straight, scaled(it, 1.0 / 60.0)));
    let minutes = is_minutes.map(|(rows, of)| DriveDoubt::MinutesAsSeconds { rows, of });
    minutes.or(is_seconds.map(|(rows, of)| DriveDoubt::SecondsAsMinutes { rows, of }))
}

/// Counts the rows with times in a unit for which something holds, among all of them; `None` where it holds for half or fewer.
fn most(entries: &[Entry], unit: f64, holds: impl Fn(f64, GivenTime) -> bool) -> Option<(usize, usize)> {
    let times = entries.iter().filter(|entry| entry.from != entry.to).filter_map(|entry| {
        let time = entry.time.filter(|time| time.unit.total_cmp(&unit).is_eq())?;
        Some((distance_metres(entry.from, entry.to), time))
    });
    let (mut rows, mut of) = (0, 0);
    for (straight, time) in times {
        of += 1;
        rows += usize::from(holds(straight, time));
    }
    (2 * rows > of).then_some((rows, of))
}

/// Tells whether the metres of most rows are shorter than the straight line, and would not be as kilometres.
pub(crate) fn kilometres_as_metres(entries: &[Entry]) -> Option<DriveDoubt> {
    let given = |entry: &&Entry| entry.metres.is_some_and(|it| it.unit < 2.0) && entry.from != entry.to;
    let of = entries.iter().filter(given).count();
    let is_km = |entry: &&Entry| {
        let straight = distance_metres(entry.from, entry.to);
        too_short(entry).is_some()
            && entry.metres.is_some_and(|it| (it.metres + 1.0) * 1000.0 >= straight * SHORTEST)
    };
    let rows = entries.iter().filter(given).filter(is_km).count();
    (2 * rows > of).then_some(DriveDoubt::KilometresAsMetres { rows, of })
}

/// Lists what is doubtful about one row.
pub(crate) fn of_row(entry: &Entry) -> Vec<DriveDoubt> {
    if entry.from == entry.to {
        return Vec::new();
    }
    speed(entry).into_iter().chain(too_short(entry)).collect()
}

/// Finds a speed that no drive has.
fn speed(entry: &Entry) -> Option<DriveDoubt> {
    let (straight, time) = (distance_metres(entry.from, entry.to), entry.time?);
    let speed = kmh(straight, time);
    if speed > FASTEST {
        return Some(DriveDoubt::TooFast { kmh: whole(speed) });
    }
    let is_slow = straight > FAR && speed < SLOWEST;
    is_slow.then(|| DriveDoubt::TooSlow { minutes: whole(time.seconds / 60.0), straight: whole(straight) })
}

/// Finds a distance that is shorter than the straight line.
fn too_short(entry: &Entry) -> Option<DriveDoubt> {
    let (straight, given) = (distance_metres(entry.from, entry.to), entry.metres?);
    // The number may be rounded to a whole unit.
    let is_short = given.metres + given.unit / 2.0 < straight * SHORTEST;
    is_short
        .then(|| DriveDoubt::ShorterThanStraight { metres: whole(given.metres), straight: whole(straight) })
}

/// Returns the speed along the straight line. The time may be rounded to a whole unit, so one is added.
fn kmh(straight: f64, time: GivenTime) -> f64 {
    straight / (time.seconds + time.unit) * 3.6
}

/// Rounds for people to read.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
fn whole(value: f64) -> u32 {
    value.round() as u32
}
