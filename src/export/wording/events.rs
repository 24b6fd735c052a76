//! Events and joint visits, in words.

use crate::export::lookup::Lookup;
use crate::export::wording::numbers::minutes;
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

/// Names the event of a day, and what it is.
pub(crate) fn title(lookup: &Lookup, stop: &EventStop) -> String {
    let name = lookup.event_name(&stop.event);
    printable(&format!("{name} ({})", kind_of(lookup, stop)))
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
