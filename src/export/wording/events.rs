//! Events and joint visits, in words.

use crate::export::lookup::Lookup;
use crate::export::wording::numbers::minutes;
use crate::export::wording::people;
use crate::export::wording::text::printable;
use crate::model::event::EventKind;
use crate::plan::event_stop::EventStop;
use crate::plan::meeting::Meeting;

/// Says what an event is.
pub(crate) fn kind(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Conference => "conference",
        EventKind::LunchAndLearn => "lunch and learn",
        EventKind::HealthFair => "health fair",
        EventKind::OpenHouse => "open house",
        EventKind::Office => "office time",
        EventKind::Other => "event",
    }
}

/// Says what the event of a day is; `event` where the book does not know it.
pub(crate) fn kind_of(lookup: &Lookup, stop: &EventStop) -> &'static str {
    kind(lookup.event(&stop.event).map_or(EventKind::Other, |event| event.kind))
}

/// Says what the event of a day is, where the book has a kind for it.
pub(crate) fn label(lookup: &Lookup, stop: &EventStop) -> Option<&'static str> {
    let kind = lookup.event(&stop.event)?.kind;
    (kind != EventKind::Other).then(|| self::kind(kind))
}

/// Names the event of a day, and what it is.
pub(crate) fn title(lookup: &Lookup, stop: &EventStop) -> String {
    let kind = label(lookup, stop).map_or(String::new(), |kind| format!(" ({kind})"));
    printable(&format!("{}{kind}", lookup.event_name(&stop.event)))
}

/// Lists the people of the practice that holds an event, and how to reach them.
pub(crate) fn people(lookup: &Lookup, stop: &EventStop) -> Vec<String> {
    let host = lookup.event(&stop.event).and_then(|event| event.practice.as_ref());
    host.map_or(&[][..], |id| lookup.people(id)).iter().map(people::reach).collect()
}

/// Names the practices near an event, the nearest first; nothing where no briefs are known or none is near.
pub(crate) fn nearby(lookup: &Lookup, stop: &EventStop) -> Option<String> {
    let brief = lookup.briefs?.events.iter().find(|it| it.event == stop.event)?;
    let names: Vec<&str> = brief.nearby.iter().map(|it| lookup.practice_name(&it.practice)).collect();
    (!names.is_empty()).then(|| printable(&names.join(", ")))
}

/// Says from when to when an event lasts, and how long before and after it somebody is there.
pub(crate) fn hours(stop: &EventStop) -> String {
    let before = (stop.arrive < stop.start).then(|| format!("; be there at {} to prepare", stop.arrive));
    let after = (stop.leave > stop.end).then(|| format!("; free again at {}", stop.leave));
    format!("{} to {}{}{}", stop.start, stop.end, before.unwrap_or_default(), after.unwrap_or_default())
}

/// Says where an event is: its address, or the practice that holds it; nothing where neither is known.
pub(crate) fn place(lookup: &Lookup, stop: &EventStop) -> Option<String> {
    let event = lookup.event(&stop.event)?;
    let host = lookup.event_host(event);
    let address = event.address.as_ref().or(host.and_then(|it| it.address.as_ref()));
    let host = host.map(|it| &it.name);
    let parts: Vec<&str> = host.into_iter().chain(address).map(String::as_str).collect();
    (!parts.is_empty()).then(|| printable(&parts.join(", ")))
}

/// Says who comes along to a visit, for what, and when they set out.
pub(crate) fn comes_along(lookup: &Lookup, meeting: &Meeting) -> String {
    let name = lookup.provider_name(&meeting.provider);
    let (drive, from) = (minutes(meeting.leg.drive), meeting.depart);
    printable(&format!(
        "{name} ({}) comes along, and sets out at {from} ({drive} of driving)",
        meeting.specialty
    ))
}
