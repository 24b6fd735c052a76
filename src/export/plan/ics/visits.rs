//! The events of a calendar: visits, and what lies between them.

use icalendar::{Component, Event, Property};

use crate::export::lookup::Lookup;
use crate::export::plan::ics::component::{EntryState, event, part_of_day, text};
use crate::export::plan::ics::events;
use crate::export::wording::calendars;
use crate::export::wording::numbers::fixed;
use crate::model::id::{LiaisonId, PracticeId};
use crate::plan::calendar_entry::{DayEntry, DayPart, EarlierVisit};
use crate::plan::itinerary::DayPlan;
use crate::plan::replan::{Edit, PlannedTime};
use crate::plan::visit_plan::Plan;

/// Makes the event of a visit: whom, where, why, how to get there, and what has changed.
pub(crate) fn planned(lookup: &Lookup, liaison: &LiaisonId, day: &DayPlan, at: usize) -> Event {
    let stop = &day.stops[at];
    let mut event = event(lookup.plan, &stop.entry, (day.date, stop.start, stop.end), EntryState::Confirmed);
    let title =
        calendars::visit_title(stop, lookup.practice_name(&stop.practice), lookup.tier(&stop.practice));
    event.append_property(text("SUMMARY", &title));
    let here = PlannedTime { date: day.date, start: stop.start, liaison: liaison.clone() };
    let moved = edits(lookup.plan, &stop.practice).find(|it| it.to.as_ref() == Some(&here));
    let moved = moved.and_then(|edit| calendars::moved(lookup, edit)).into_iter();
    let lines: Vec<String> = moved.chain([calendars::visit_details(lookup, liaison, day, at)]).collect();
    event.append_property(text("DESCRIPTION", &lines.join("\n")));
    place(&mut event, lookup, &stop.practice);
    event
}

/// Says where a practice is, if the book knows it.
pub(crate) fn place(event: &mut Event, lookup: &Lookup, id: &PracticeId) {
    let Some(practice) = lookup.practice(id) else { return };
    event.append_property(text("LOCATION", &calendars::location(practice)));
    // The way to a practice whose own place is not known goes by its address, where there is one.
    let place = practice.location.filter(|_| practice.near.is_none() || practice.address.is_none());
    if let Some(place) = place {
        event.append_property(Property::new(
            "GEO",
            format!("{};{}", fixed(6, place.lat()), fixed(6, place.lon())),
        ));
    }
}

/// Makes the event of a visit of an earlier plan that stands.
pub(crate) fn kept(lookup: &Lookup, visit: &EarlierVisit) -> Event {
    let mut event =
        event(lookup.plan, &visit.entry, (visit.date, visit.start, visit.end), EntryState::Confirmed);
    event.append_property(text("SUMMARY", lookup.practice_name(&visit.practice)));
    place(&mut event, lookup, &visit.practice);
    event
}

/// Makes the event that takes a visit back, and says why.
pub(crate) fn cancelled(lookup: &Lookup, visit: &EarlierVisit) -> Event {
    let mut event =
        event(lookup.plan, &visit.entry, (visit.date, visit.start, visit.end), EntryState::Cancelled);
    event.append_property(text("SUMMARY", &calendars::cancelled(lookup.practice_name(&visit.practice))));
    let there = PlannedTime { date: visit.date, start: visit.start, liaison: visit.liaison.clone() };
    let edit = edits(lookup.plan, &visit.practice).find(|it| it.from.as_ref() == Some(&there));
    event.append_property(text("DESCRIPTION", &calendars::cancelled_details(lookup, edit)));
    event
}

/// Lists the changes of a practice's visits against the plan before.
fn edits<'a>(plan: &'a Plan, practice: &'a PracticeId) -> impl Iterator<Item = &'a Edit> {
    let edits = plan.replan.iter().flat_map(|replan| replan.edits.iter().chain(&replan.forced));
    edits.filter(move |edit| edit.practice == *practice)
}

/// Makes the event of a part of a liaison's day that is no visit. Lunch and the drive home take no time from others;
/// meetings stand in the calendars of physicians.
pub(crate) fn day_part(lookup: &Lookup, part: &DayEntry) -> Option<Event> {
    match &part.part {
        DayPart::Lunch => Some(free_time(lookup.plan, part, calendars::LUNCH)),
        DayPart::DriveHome => Some(free_time(lookup.plan, part, calendars::DRIVE_HOME)),
        DayPart::Event(id) => Some(events::attended(lookup, part, id)),
        DayPart::Meeting { .. } => None,
    }
}

fn free_time(plan: &Plan, part: &DayEntry, name: &str) -> Event {
    let mut event = part_of_day(plan, part, name);
    event.append_property(("TRANSP", "TRANSPARENT"));
    event
}
