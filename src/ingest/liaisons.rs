//! Reads liaisons and their working week.

use std::collections::BTreeMap;

use crate::geo::gazetteer::AreaMiddle;
use crate::ingest::fields::place;
use crate::ingest::row::Row;
use crate::ingest::settings::Settings;
use crate::ingest::spelling::times::{self, WrittenTime};
use crate::ingest::spelling::{hours, numbers};
use crate::ingest::{cell, homes};
use crate::model::finding::{Finding, RangeFault};
use crate::model::issue::Consequence;
use crate::model::liaison::{Liaison, Lunch};
use crate::model::location::Location;
use crate::model::time::{TimeOfDay, TimeWindow};
use crate::model::units::Minutes;
use crate::model::weekday::Weekday;
use crate::model::work_hours::WorkHours;

/// Reads a liaison. What is not said is as in [`Liaison::new`].
pub(crate) fn liaison(row: &mut Row<'_>, settings: &Settings) -> Option<Liaison> {
    let id = row.needed("liaison_id", cell::text)?;
    let name = row.optional("name", cell::text).unwrap_or_else(|| id.clone());
    let home = homes::stated(&settings.homes, &id, &name).or_else(|| home(row, settings))?;
    let usual = Liaison::new(id, name, home);
    Some(Liaison {
        hours: hours(row),
        lunch: lunch(row),
        max_stops: row.optional("max_stops", numbers::whole(0..=100)).unwrap_or(usual.max_stops),
        max_drive: row.optional("max_drive_minutes", numbers::whole(0..=1440)).map(Minutes),
        skills: row.optional("skills", cell::skills).unwrap_or_default(),
        cover: row.optional("cover", cell::text).map(Into::into),
        ..usual
    })
}

/// Reads where a liaison starts: the degrees, else the middle of the ZIP code, which is reported.
fn home(row: &mut Row<'_>, settings: &Settings) -> Option<Location> {
    let has_degrees = !row.text("home_lat").is_empty() || !row.text("home_lon").is_empty();
    let known = settings.gazetteer.as_deref().filter(|_| !has_degrees);
    let zip = known.and_then(|known| {
        known.zip(row.text("home_zip")).or_else(|| known.address(row.text("home_address")))
    });
    let Some(AreaMiddle { location, area }) = zip else { return place(row, "home_lat", "home_lon") };
    row.report("home_zip", Finding::NearPlace { area }, Consequence::Kept);
    Some(location)
}

/// Reads the working hours of each weekday: those that stand with the day, else the usual ones of the liaison.
fn hours(row: &mut Row<'_>) -> BTreeMap<Weekday, WorkHours> {
    // The first five days of the week.
    let monday_to_friday = || Weekday::ALL[..5].iter().map(|&day| (day, Vec::new())).collect();
    let days = row.optional("work_days", |field, _| hours::week(field)).unwrap_or_else(monday_to_friday);
    let usual = window(row, "work_start", "work_end", Liaison::default_day());
    let of_day = |(day, own): (Weekday, Vec<TimeWindow>)| {
        let windows = if own.is_empty() { usual.into_iter().collect() } else { own };
        Some((day, WorkHours::new(windows)?))
    };
    days.into_iter().filter_map(of_day).collect()
}

/// Reads the window between two columns; each end is the usual one where its column is empty.
fn window(
    row: &mut Row<'_>,
    opens: &'static str,
    closes: &'static str,
    usual: Option<TimeWindow>,
) -> Option<TimeWindow> {
    let clock = |row: &mut Row<'_>, column| row.optional(column, |field, _| times::clock(field));
    let said = |time: TimeOfDay| WrittenTime { time, half_day: false };
    let from = clock(row, opens).or(usual.map(|usual| said(usual.opens())))?;
    let until = clock(row, closes).or(usual.map(|usual| said(usual.closes())))?;
    match hours::between(from, until) {
        Ok(window) => Some(window),
        Err(finding) => {
            let value = format!("{}-{}", from.time, until.time);
            row.report_value(&format!("{opens}-{closes}"), &value, finding, Consequence::ValueLeftOut);
            usual
        }
    }
}

/// Reads the midday pause; the usual one where nothing usable is said.
fn lunch(row: &mut Row<'_>) -> Option<Lunch> {
    let usual = Lunch::usual();
    let minutes = row.optional("lunch_minutes", numbers::whole(0..=240));
    let minutes = minutes.or(usual.map(|lunch| lunch.minutes().0))?;
    if minutes == 0 {
        return None;
    }
    let window = window(row, "lunch_start", "lunch_end", usual.map(Lunch::window))?;
    let lunch = Lunch::new(window, Minutes(minutes));
    if lunch.is_none() {
        let fault = RangeFault::LunchTooLong { minutes: Minutes(minutes), window };
        row.report_value("lunch_minutes", &minutes.to_string(), fault.into(), Consequence::ValueLeftOut);
    }
    lunch.or(usual)
}
