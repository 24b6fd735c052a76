//! What the events of a liaison's calendar say.

use crate::export::lookup::Lookup;
use crate::export::units::Units;
use crate::export::wording::{edits, numbers, places, stop_reasons, stops};
use crate::model::practice::{Practice, Tier};
use crate::model::time::{Date, TimeOfDay};
use crate::plan::itinerary::{DayPlan, Stop};
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

/// Describes a visit in lines: what is special, why, how to get there, what is known of the place, how long to wait, and its worth.
pub(crate) fn visit_details(lookup: &Lookup, day: &DayPlan, at: usize, stop: &Stop) -> String {
    let wait = stops::wait(lookup, day, at).map_or(String::new(), |wait| format!("Then {wait}"));
    let worth = format!(
        "Extra referrals, if visits work as assumed: {}",
        numbers::referrals(stop.expected_referrals)
    );
    let place = lookup.practice(&stop.practice).and_then(places::remark_sentence).unwrap_or_default();
    let lines =
        [stops::flags(stop).join(", "), why(stop), drive(day, at, stop, lookup.units), place, wait, worth];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Says why the visit is planned; nothing where no reason is known.
fn why(stop: &Stop) -> String {
    if stop.reasons.is_empty() { String::new() } else { format!("Why: {}.", stop_reasons::why(stop)) }
}

/// Says from where and how far to drive.
fn drive(day: &DayPlan, at: usize, stop: &Stop, units: Units) -> String {
    let from =
        if at == 0 { format!("Leave home at {}", day.depart) } else { "From the stop before".to_owned() };
    let far = numbers::in_units(stop.leg.distance, units);
    format!("{from}: {}, {far:.1} {}", stop.leg.drive, numbers::unit_word(units))
}

/// Names an event that is taken back.
pub(crate) fn cancelled(what: &str) -> String {
    format!("Cancelled: {what}")
}

/// Names the task to call ahead of a visit.
pub(crate) fn call_task(practice: &str, date: Date, start: TimeOfDay) -> String {
    format!("Call {practice} and ask for {} at {start}", date.to_words())
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
