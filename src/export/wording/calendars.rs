//! What the events of a liaison's calendar say.

use crate::export::lookup::Lookup;
use crate::export::units::Units;
use crate::export::wording::text::capitalised;
use crate::export::wording::why_line::why_line;
use crate::export::wording::{edits, events, numbers, people, places, stop_reasons, stops};
use crate::model::id::LiaisonId;
use crate::model::practice::{Practice, Tier};
use crate::model::time::{Date, TimeOfDay};
use crate::plan::event_stop::EventStop;
use crate::plan::itinerary::{DayPlan, Stop};
use crate::plan::meeting::Meeting;
use crate::plan::replan::{Edit, PlannedTime};

/// Names a liaison's calendar.
pub(crate) fn calendar_name(liaison: &str) -> String {
    format!("Visits of {liaison}")
}

/// The event of lunch on the road.
pub(crate) const LUNCH: &str = "Lunch";
/// The event of the last drive of a day.
pub(crate) const DRIVE_HOME: &str = "Drive home";

/// Names the event of a visit: whether to call ahead, whom to visit, and how important they are.
pub(crate) fn visit_title(stop: &Stop, practice: &str, tier: Option<Tier>) -> String {
    let tier = tier.map_or(String::new(), |tier| format!(" ({tier})"));
    let call = if stop.call_ahead { "Call ahead: " } else { "" };
    format!("{call}{practice}{tier}")
}

/// Says where a visit is: the address, so that maps find it, or the name where there is none, and what it is near to.
pub(crate) fn location(practice: &Practice) -> String {
    let name = &practice.name;
    let nameplate = || places::remark(practice).map_or(name.clone(), |remark| format!("{name} ({remark})"));
    practice.address.clone().unwrap_or_else(nameplate)
}

/// Describes a visit in lines: why in one line, what is special, who is there, what to know, how to get there, how long to
/// wait, its worth, and all reasons.
pub(crate) fn visit_details(lookup: &Lookup, liaison: &LiaisonId, day: &DayPlan, at: usize) -> String {
    let stop = &day.stops[at];
    let wait = stops::wait(lookup, day, at).map_or(String::new(), |wait| format!("Then {wait}"));
    let worth = format!(
        "{}, if visits work as assumed: {}",
        lookup.worth.capitalised(),
        numbers::referrals(stop.expected_referrals)
    );
    let place = lookup.practice(&stop.practice).and_then(places::remark_sentence).unwrap_or_default();
    let what = lookup.priority(stop).map(|what| what.to_string());
    let special: Vec<String> =
        what.into_iter().chain(stops::flags(stop).into_iter().map(str::to_owned)).collect();
    let mut lines = vec![why_line(lookup, liaison, day.date, stop), special.join(", ")];
    lines.extend(stop.meeting.as_ref().map(|it| format!("{}.", events::comes_along(lookup, it))));
    lines.extend(lookup.people(&stop.practice).iter().map(people::reach));
    lines.extend(people::to_know(lookup, &stop.practice));
    lines.extend([drive(day, at, stop, lookup.units), place, wait, worth, all_reasons(stop)]);
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Lists all reasons of a visit; nothing where none is known.
fn all_reasons(stop: &Stop) -> String {
    if stop.reasons.is_empty() { String::new() } else { format!("All reasons: {}.", stop_reasons::why(stop)) }
}

/// Says from where and how far to drive.
fn drive(day: &DayPlan, at: usize, stop: &Stop, units: Units) -> String {
    let first = day.engagements().first().and_then(|it| it.stop()).is_some_and(|it| it.start == stop.start);
    let from = match at {
        0 if first => format!("Leave home at {}", day.depart),
        _ => "From the stop before".to_owned(),
    };
    let far = numbers::in_units(stop.leg.distance, units);
    format!("{from}: {}, {far:.1} {}", stop.leg.drive, numbers::unit_word(units))
}

/// Describes an event in lines: what it is, from when to when, and how to get there.
pub(crate) fn event_details(lookup: &Lookup, stop: &EventStop) -> String {
    let far = numbers::in_units(stop.leg.distance, lookup.units);
    let drive = format!("Drive there: {}, {far:.1} {}", stop.leg.drive, numbers::unit_word(lookup.units));
    format!("{}, {}\n{drive}", capitalised(events::kind_of(lookup, stop)), events::hours(stop))
}

/// Names the calendar of one of our physicians.
pub(crate) fn provider_calendar(provider: &str) -> String {
    format!("Meetings of {provider}")
}

/// Names a meeting in the calendar of a physician.
pub(crate) fn meeting_title(start: TimeOfDay, practice: &str) -> String {
    format!("Meeting at {start}: {practice}")
}

/// Describes a meeting for the physician in lines: when to set out, when and with whom it is, what about, and when they are back.
pub(crate) fn meeting_details(
    lookup: &Lookup,
    liaison: &LiaisonId,
    stop: &Stop,
    meeting: &Meeting,
) -> String {
    let mut lines = vec![
        format!("Set out at {}: {} of driving.", meeting.depart, numbers::minutes(meeting.leg.drive)),
        format!(
            "Meeting from {} to {} with {}. They want to know about {}.",
            stop.start,
            stop.end,
            lookup.liaison_name(liaison),
            meeting.specialty
        ),
    ];
    let back = meeting.way_back.map(|_| format!("Back at {}.", meeting.back(stop.end)));
    lines.push(back.unwrap_or_else(|| "Another meeting follows.".to_owned()));
    lines.extend(lookup.people(&stop.practice).iter().map(people::reach));
    lines.extend(lookup.practice(&stop.practice).map(people::way_in).into_iter().flatten());
    lines.join("\n")
}

/// Names an event that is taken back.
pub(crate) fn cancelled(what: &str) -> String {
    format!("Cancelled: {what}")
}

/// Names the task to call ahead of a visit.
pub(crate) fn call_task(practice: &str, with: Option<&str>, date: Date, start: TimeOfDay) -> String {
    let with = with.map_or(String::new(), |name| format!(", with {name}"));
    format!("Call {practice} and ask for {} at {start}{with}", date.to_words())
}

/// Says what becomes of a visit that is taken back, and why, in lines.
pub(crate) fn cancelled_details(lookup: &Lookup, edit: Option<&Edit>) -> String {
    let Some(edit) = edit else { return NO_LONGER_PLANNED.to_owned() };
    let now =
        edit.to.as_ref().map(|to| format!("The visit is now planned for {}.", planned_time(lookup, to)));
    let first = now.unwrap_or_else(|| NO_LONGER_PLANNED.to_owned());
    format!("{first}\nWhy: {}.", edits::reason(edit))
}

const NO_LONGER_PLANNED: &str = "The visit is no longer planned.";

/// Says from where a visit was moved, and why, in lines; `None` for one that is new.
pub(crate) fn moved(lookup: &Lookup, edit: &Edit) -> Option<String> {
    let from = planned_time(lookup, edit.from.as_ref()?);
    Some(format!("Moved: before, the visit was planned for {from}.\nWhy moved: {}.", edits::reason(edit)))
}

/// Says when a visit is, and whose it is.
fn planned_time(lookup: &Lookup, time: &PlannedTime) -> String {
    format!("{} at {}, by {}", time.date.to_words(), time.start, lookup.liaison_name(&time.liaison))
}
