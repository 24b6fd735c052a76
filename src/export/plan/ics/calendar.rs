//! The calendar of a liaison.

use std::collections::BTreeSet;

use icalendar::{Calendar, CalendarComponent};

use crate::export::lookup::Lookup;
use crate::export::plan::ics::component::text;
use crate::export::plan::ics::{meetings, tasks, visits};
use crate::export::units::Units;
use crate::export::wording::{calendars, stops};
use crate::model::book::Book;
use crate::model::id::{LiaisonId, ProviderId};
use crate::plan::calendar_entries::completed;
use crate::plan::calendar_entry::{CalendarEntry, DayPart};
use crate::plan::uid_mint::entries;
use crate::plan::visit_plan::Plan;

/// One liaison's plan as an iCalendar file (RFC 5545): an event for each visit, a task for each call ahead, and, shown as
/// free time, lunch on the road and the drive home. An event stands in it from arriving to leaving.
///
/// - Times are "floating": local, without time zone, as in the book. A visit at 9:00 is at 9:00 where the practice is,
///   and no table of time zones can be out of date.
/// - Identifiers and sequences come from the plan ([`CalendarEntry`]). A plan that follows another moves the events of
///   that one, and cancels those that are no more. So it can be imported over the calendar of the plan before.
/// - The time stamp comes from the plan's `as_of` and the sequence: the same plan gives the same bytes.
/// - A liaison with no visits gets a calendar without events.
#[must_use]
pub fn ics(book: &Book, plan: &Plan, liaison: &LiaisonId, units: Units) -> String {
    let plan = completed(plan);
    let lookup = Lookup::new(book, &plan).in_units(units);
    of_liaison(&lookup, liaison, components(&lookup, liaison, &|_| true))
}

/// The entries of one liaison's calendar that the plan before did not have as they are now: new, changed and cancelled ones.
/// `None` where there are none.
#[must_use]
pub fn ics_changes(
    book: &Book,
    plan: &Plan,
    previous: &Plan,
    liaison: &LiaisonId,
    units: Units,
) -> Option<String> {
    let (plan, previous) = (completed(plan), completed(previous));
    let known: BTreeSet<(&str, u32)> = entries(&previous).map(version).collect();
    let lookup = Lookup::new(book, &plan).in_units(units);
    let changed = components(&lookup, liaison, &|entry| !known.contains(&version(entry)));
    (!changed.is_empty()).then(|| of_liaison(&lookup, liaison, changed))
}

/// One physician's meetings as an iCalendar file (RFC 5545): an event for each, from setting out to being back.
///
/// Times, identifiers and sequences are as in [`ics`], and so is what becomes of meetings of the plan before. A physician
/// without meetings gets a calendar without events. [`ics_providers`] lists whose calendars a plan touches.
#[must_use]
pub fn provider_ics(book: &Book, plan: &Plan, provider: &ProviderId) -> String {
    let plan = completed(plan);
    let lookup = Lookup::new(book, &plan);
    let name = calendars::provider_calendar(lookup.provider_name(provider));
    calendar(&name, None, meetings::of_provider(&lookup, provider))
}

/// Lists the physicians who have meetings in a plan, or had some before that calendars have to take back.
#[must_use]
pub fn ics_providers(plan: &Plan) -> BTreeSet<ProviderId> {
    let plan = completed(plan);
    let meetings = plan.day_entries.iter().filter_map(|it| match &it.part {
        DayPart::Meeting { provider, .. } => Some(provider.clone()),
        _ => None,
    });
    meetings.collect()
}

/// Writes a liaison's calendar, which says what is kept free after every visit.
fn of_liaison(lookup: &Lookup, liaison: &LiaisonId, components: Vec<CalendarComponent>) -> String {
    let name = calendars::calendar_name(lookup.liaison_name(liaison));
    calendar(&name, stops::buffer(lookup.plan).as_deref(), components)
}

fn version(entry: &CalendarEntry) -> (&str, u32) {
    (&entry.uid, entry.sequence)
}

fn calendar(name: &str, remark: Option<&str>, components: Vec<CalendarComponent>) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//rounds//visit plan//EN"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"))
        .append_property(text("X-WR-CALNAME", name));
    if let Some(remark) = remark {
        calendar.append_property(text("X-WR-CALDESC", remark));
    }
    for component in components {
        calendar.push(component);
    }
    calendar.to_string()
}

/// Lists the events and tasks of the wanted entries: what stands in the plan first, then what is no more.
fn components(
    lookup: &Lookup,
    liaison: &LiaisonId,
    is_wanted: &dyn Fn(&CalendarEntry) -> bool,
) -> Vec<CalendarComponent> {
    let mut all = Vec::new();
    for (_, day) in lookup.plan.days().filter(|(id, _)| *id == liaison) {
        for (at, stop) in day.stops.iter().enumerate().filter(|(_, stop)| is_wanted(&stop.entry)) {
            all.push(visits::planned(lookup, liaison, day, at).into());
            all.extend(tasks::of_stop(lookup, liaison, day.date, stop).map(Into::into));
        }
    }
    let parts = lookup.plan.day_entries.iter().filter(|it| it.cancelled || it.date >= lookup.plan.start);
    let parts = parts.filter(|it| it.liaison == *liaison && is_wanted(&it.entry));
    all.extend(parts.filter_map(|part| visits::day_part(lookup, part)).map(Into::into));
    // Calendars show the others where they are.
    let kept = lookup.plan.kept.iter().filter(|it| it.entry.last_shown.is_some());
    for visit in kept.filter(|it| it.liaison == *liaison && is_wanted(&it.entry)) {
        all.push(visits::kept(lookup, visit).into());
    }
    let cancelled = lookup.plan.cancelled.iter();
    for visit in cancelled.filter(|it| it.liaison == *liaison && is_wanted(&it.entry)) {
        all.push(visits::cancelled(lookup, visit).into());
        all.extend(tasks::of_cancelled(lookup, visit).map(Into::into));
    }
    all
}
