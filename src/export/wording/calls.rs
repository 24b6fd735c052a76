//! Calls ahead and times to offer, as sentences and headings.

use crate::export::lookup::Lookup;
use crate::export::wording::access;
use crate::export::wording::numbers::{minutes, referrals};
use crate::export::wording::text::{list, printable};
use crate::model::time::Date;
use crate::model::units::Minutes;
use crate::plan::call::Call;
use crate::plan::slot::Slot;

/// The title of the call list.
pub(crate) const TITLE: &str = "Calls to make";
/// A plan without calls.
#[cfg(feature = "xlsx")]
pub(crate) const NO_CALLS: &str = "Nobody has to be called ahead.";
/// No time can be offered.
pub(crate) const NO_SLOTS: &str = "No day of the plan has a time to offer.";
/// Says how an offer is taken.
pub(crate) const TAKE: &str = "To take the first, add its line to appointments.csv and plan again:";

/// Headings of the call list.
#[cfg(feature = "xlsx")]
pub(crate) const OF_CALLS: [&str; 9] = [
    "Call by",
    "Liaison",
    "Practice ID",
    "Practice",
    "Phone",
    "Visit on",
    "Start",
    "Other times to offer",
    "Remark",
];

/// Says by when to call.
pub(crate) fn by(date: Date) -> String {
    format!("Call by {}", date.to_words())
}

/// Says for which visit a call is.
pub(crate) fn visit(call: &Call) -> String {
    let date = call.date.to_words();
    call.start
        .map_or_else(|| format!("for {date}, after this plan"), |start| format!("for {date} at {start}"))
}

/// Remarks what is particular about a call: that it comes too late, or which of our physicians comes along.
pub(crate) fn remark(lookup: &Lookup, call: &Call) -> String {
    if call.start.is_none() {
        return "too late to call for this plan".to_owned();
    }
    let mut visits = lookup.visits(&call.practice).iter().filter(|visit| visit.date == call.date);
    let meeting = visits.find_map(|visit| visit.stop.meeting.as_ref());
    meeting.map_or(String::new(), |meeting| {
        format!("{} comes along", printable(lookup.provider_name(&meeting.provider)))
    })
}

/// Names the other times of a call.
pub(crate) fn others(call: &Call) -> Option<String> {
    let times: Vec<String> = call.slots.iter().map(time).collect();
    (!times.is_empty()).then(|| format!("Or offer {}.", times.join("; ")))
}

/// Names the day and the times of an offer.
pub(crate) fn time(slot: &Slot) -> String {
    let (date, from, until) = (slot.date.to_words(), slot.from, slot.until);
    if from == until { format!("{date} at {from}") } else { format!("{date} from {from} to {until}") }
}

/// Heads the offers to a practice.
pub(crate) fn slots_title(lookup: &Lookup, slot: &Slot) -> String {
    let (practice, liaison) = (lookup.practice_name(&slot.practice), lookup.liaison_name(&slot.liaison));
    let phone = lookup.practice(&slot.practice).and_then(|practice| practice.phone.as_deref());
    let phone = phone.map_or(String::new(), |phone| format!(", {}", printable(phone)));
    format!("{}{phone}: times at which {} can start", printable(practice), printable(liaison))
}

/// Says what an offer costs.
pub(crate) fn cost(lookup: &Lookup, slot: &Slot) -> String {
    let chance = access::offered(slot.chance_to_meet);
    let (detour, longer) = (more(slot.detour, "driving"), more(slot.longer, "away from home"));
    let drive = format!("{detour}, {longer}; {chance}");
    if slot.displaced.is_empty() {
        return drive;
    }
    let names = slot.displaced.iter().map(|id| printable(lookup.practice_name(id)));
    let lost = referrals(slot.referrals_lost);
    format!("{drive}; leaves out {} ({lost} expected referrals)", list(&names.collect::<Vec<_>>()))
}

fn more(change: i64, what: &str) -> String {
    let size = Minutes(u32::try_from(change.abs()).unwrap_or(u32::MAX));
    match change {
        0 => format!("no more {what}"),
        1.. => format!("{} more {what}", minutes(size)),
        _ => format!("{} less {what}", minutes(size)),
    }
}
