//! Meetings in the calendar of one of our physicians.

use icalendar::{CalendarComponent, Component, Event};

use crate::export::lookup::Lookup;
use crate::export::plan::ics::component::{part_of_day, text};
use crate::export::plan::ics::visits::place;
use crate::export::wording::calendars;
use crate::model::id::{PracticeId, ProviderId};
use crate::plan::calendar_entry::{DayEntry, DayPart};
use crate::plan::itinerary::Stop;

/// Lists the entries of a physician's calendar: the meetings to come, and those that are taken back.
pub(crate) fn of_provider(lookup: &Lookup, whose: &ProviderId) -> Vec<CalendarComponent> {
    let entries = lookup.plan.day_entries.iter().filter(|it| it.cancelled || it.date >= lookup.plan.start);
    let entry = |it: &DayEntry| match &it.part {
        DayPart::Meeting { provider, practice } if provider == whose => {
            Some(meeting(lookup, it, practice).into())
        }
        _ => None,
    };
    entries.filter_map(entry).collect()
}

fn meeting(lookup: &Lookup, part: &DayEntry, practice: &PracticeId) -> Event {
    let name = lookup.practice_name(practice);
    let Some(stop) = planned(lookup, part, practice).filter(|_| !part.cancelled) else {
        return part_of_day(lookup.plan, part, name);
    };
    let mut entry = part_of_day(lookup.plan, part, &calendars::meeting_title(stop.start, name));
    if let Some(meeting) = &stop.meeting {
        let details = calendars::meeting_details(lookup, &part.liaison, stop, meeting);
        entry.append_property(text("DESCRIPTION", &details));
    }
    place(&mut entry, lookup, practice);
    entry
}

/// Finds the stop of a meeting on the day of its entry.
fn planned<'a>(lookup: &Lookup<'a>, part: &DayEntry, practice: &PracticeId) -> Option<&'a Stop> {
    let visits = lookup.visits(practice).iter().filter(|it| it.date == part.date);
    // A physician's entry begins when they set out.
    let is_it = |stop: &&Stop| stop.meeting.as_ref().is_some_and(|meeting| meeting.depart == part.start);
    visits.map(|it| it.stop).find(is_it)
}
