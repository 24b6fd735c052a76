//! When an event takes place.

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, TimeDelta, TimeZone};
use rrule::{RRule, Tz, Unvalidated};

use super::event::Event;
use super::moment::Moment;

/// Lists the starts of an event that may matter between two times, on the clock of its own zone. `None` where its rule cannot be
/// understood.
pub(crate) fn of(
    event: &Event,
    all: &[Event],
    (from, until): (NaiveDateTime, NaiveDateTime),
) -> Option<BTreeSet<NaiveDateTime>> {
    // No two clocks are further apart than a day.
    let day = TimeDelta::days(1);
    let range = (from - day - event.length, until + day);
    let mut starts = match &event.rule {
        Some(rule) if event.instead_of.is_none() => by_rule(event, rule, range)?,
        _ => BTreeSet::from([event.start.wall]),
    };
    let here = |it: &Moment| it.on_clock_of(event.start.zone);
    starts.extend(event.added.iter().map(here));
    for gone in &event.left_out {
        starts.retain(|start| *start != here(gone) && !(gone.is_day && start.date() == gone.wall.date()));
    }
    if event.instead_of.is_none() {
        let changed = all.iter().filter(|it| it.uid == event.uid).filter_map(|it| it.instead_of);
        changed.for_each(|it| _ = starts.remove(&here(&it)));
    }
    starts.retain(|start| range.0 <= *start && *start <= range.1);
    Some(starts)
}

/// Lists the starts that a rule gives. The clock of the event counts, so all is reckoned as if it showed UTC.
fn by_rule(
    event: &Event,
    rule: &str,
    (from, until): (NaiveDateTime, NaiveDateTime),
) -> Option<BTreeSet<NaiveDateTime>> {
    let utc = |wall: NaiveDateTime| Tz::UTC.from_utc_datetime(&wall);
    let rule: RRule<Unvalidated> = on_own_clock(event, rule)?.parse().ok()?;
    let set = rule.build(utc(event.start.wall)).ok()?;
    let found = set.after(utc(from)).before(utc(until)).all(u16::MAX);
    Some(found.dates.into_iter().map(|date| date.naive_utc()).collect())
}

/// Rewrites the end of a rule to the clock of its event.
fn on_own_clock(event: &Event, rule: &str) -> Option<String> {
    let part = |part: &str| match part.strip_prefix("UNTIL=") {
        None => Some(part.to_owned()),
        Some(text) => {
            let end = Moment::read(text, event.start.zone)?;
            let last =
                if end.is_day { TimeDelta::days(1) - TimeDelta::seconds(1) } else { TimeDelta::zero() };
            let wall = end.on_clock_of(event.start.zone) + last;
            Some(format!("UNTIL={}Z", wall.format("%Y%m%dT%H%M%S")))
        }
    };
    let parts: Option<Vec<String>> = rule.split(';').filter(|it| !it.is_empty()).map(part).collect();
    parts.map(|parts| parts.join(";"))
}
