//! Reads liaisons and their working week.

use std::collections::BTreeMap;

use crate::ingest::cell;
use crate::ingest::fields::place;
use crate::ingest::row::Row;
use crate::model::finding::{Finding, RangeFault};
use crate::model::issue::Consequence;
use crate::model::liaison::{Liaison, Lunch};
use crate::model::time::{TimeOfDay, TimeWindow};
use crate::model::units::Minutes;
use crate::model::weekday::Weekday;
use crate::model::work_hours::WorkHours;

/// Reads a liaison. What is not said is as in [`Liaison::new`].
pub(crate) fn liaison(row: &mut Row<'_>) -> Option<Liaison> {
    let id = row.needed("liaison_id", cell::text);
    let home = place(row, "home_lat", "home_lon");
    let (id, home) = (id?, home?);
    let name = row.optional("name", cell::text).unwrap_or_else(|| id.clone());
    let usual = Liaison::new(id, name, home);
    Some(Liaison {
        hours: hours(row),
        lunch: lunch(row),
        max_stops: row.optional("max_stops", cell::whole(0..=100)).unwrap_or(usual.max_stops),
        max_drive: row.optional("max_drive_minutes", cell::whole(0..=1440)).map(Minutes),
        skills: row.optional("skills", cell::skills).unwrap_or_default(),
        cover: row.optional("cover", cell::text).map(Into::into),
        ..usual
    })
}

/// Days with their own windows; without any where they have the usual hours.
type WorkDays = Vec<(Weekday, Vec<TimeWindow>)>;

/// Reads the working hours of each weekday.
fn hours(row: &mut Row<'_>) -> BTreeMap<Weekday, WorkHours> {
    // The first five days of the week.
    let monday_to_friday = || Weekday::ALL[..5].iter().map(|&day| (day, Vec::new())).collect();
    let days = row.optional("work_days", work_days).unwrap_or_else(monday_to_friday);
    let usual = window(row, "work_start", "work_end", Liaison::default_day());
    let mut windows: BTreeMap<Weekday, Vec<TimeWindow>> = BTreeMap::new();
    for (day, own) in days {
        let own = if own.is_empty() { usual.into_iter().collect() } else { own };
        add_windows(windows.entry(day).or_default(), own);
    }
    windows.into_iter().filter_map(|(day, windows)| Some((day, WorkHours::new(windows)?))).collect()
}

/// Adds windows to those of a day that was named before: beside them where they are apart, and else in their place.
fn add_windows(known: &mut Vec<TimeWindow>, own: Vec<TimeWindow>) {
    let overlaps = |window: &TimeWindow| known.iter().any(|it| it.intersection(*window).is_some());
    if own.iter().any(overlaps) {
        known.clear();
    }
    known.extend(own);
}

/// Reads days such as `mon-fri`, `mon tue thu`, `mon-thu 8:00-16:30; fri 8:00-12:00` or `mon 8:00-12:00 13:00-17:00`; `none` for
/// somebody who does not work.
fn work_days(field: &str) -> Result<WorkDays, Finding> {
    let mut all = WorkDays::new();
    if field.eq_ignore_ascii_case("none") {
        return Ok(all);
    }
    for part in field.split(';') {
        let (times, days): (Vec<&str>, Vec<&str>) =
            part.split_whitespace().partition(|word| word.contains(':'));
        let times = times.iter().map(|times| cell::window(times.trim_matches(',')));
        let own = times.collect::<Result<Vec<_>, _>>()?;
        all.extend(cell::weekdays(&days.join(" "))?.into_iter().map(|day| (day, own.clone())));
    }
    Ok(all)
}

/// Reads the window between two columns; each end is the usual one where its column is empty.
fn window(row: &mut Row<'_>, opens: &str, closes: &str, usual: Option<TimeWindow>) -> Option<TimeWindow> {
    let from: Option<TimeOfDay> = row.optional(opens, cell::time).or(usual.map(TimeWindow::opens));
    let until: Option<TimeOfDay> = row.optional(closes, cell::time).or(usual.map(TimeWindow::closes));
    let window = TimeWindow::new(from?, until?);
    if window.is_none() {
        let value = format!("{}-{}", from?, until?);
        row.report_value(
            &format!("{opens}-{closes}"),
            &value,
            Finding::ClosesBeforeOpening,
            Consequence::ValueLeftOut,
        );
    }
    window.or(usual)
}

/// Reads the midday pause; the usual one where nothing usable is said.
fn lunch(row: &mut Row<'_>) -> Option<Lunch> {
    let usual = Lunch::usual();
    let minutes = row.optional("lunch_minutes", cell::whole(0..=240));
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
