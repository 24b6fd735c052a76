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
        max_stops: row.optional("max_stops", cell::whole(1..=100)).unwrap_or(usual.max_stops),
        max_drive: row.optional("max_drive_minutes", cell::whole(0..=1440)).map(Minutes),
        skills: row.optional("skills", cell::skills).unwrap_or_default(),
        cover: row.optional("cover", cell::text).map(Into::into),
        ..usual
    })
}

/// Days with their own hours, where they have any.
type WorkDays = Vec<(Weekday, Option<TimeWindow>)>;

/// Reads the working hours of each weekday.
fn hours(row: &mut Row<'_>) -> BTreeMap<Weekday, TimeWindow> {
    // The first five days of the week.
    let monday_to_friday = || Weekday::ALL[..5].iter().map(|&day| (day, None)).collect();
    let days = row.optional("work_days", work_days).unwrap_or_else(monday_to_friday);
    let usual = window(row, "work_start", "work_end", Liaison::default_day());
    days.into_iter().filter_map(|(day, own)| Some((day, own.or(usual)?))).collect()
}

/// Reads days such as `mon-fri`, `mon tue thu` or `mon-thu 8:00-16:30; fri 8:00-12:00`; `none` for somebody who does not work.
fn work_days(field: &str) -> Result<WorkDays, Finding> {
    let mut all = WorkDays::new();
    if field.eq_ignore_ascii_case("none") {
        return Ok(all);
    }
    for part in field.split(';') {
        let (times, days): (Vec<&str>, Vec<&str>) =
            part.split_whitespace().partition(|word| word.contains(':'));
        let own = times.first().map(|times| cell::window(times)).transpose()?;
        all.extend(cell::weekdays(&days.join(" "))?.into_iter().map(|day| (day, own)));
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
