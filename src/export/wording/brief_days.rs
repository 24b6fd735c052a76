//! Where a brief leads, who comes along, and what was promised to practices that nobody visits.

use crate::export::lookup::Lookup;
use crate::export::wording::text::printable;
use crate::export::wording::{briefs, people, places};
use crate::model::practice::{AccessPolicy, Practice};
use crate::model::topic::FollowUp;
use crate::plan::meeting::Meeting;

/// Heads what was promised to practices without a stop.
pub(crate) const OFF_PLAN: &str = "Promised and not on the plan";

/// Says where a practice is, in which suite, and where to park.
pub(crate) fn place(practice: &Practice) -> String {
    let parts = practice.address.iter().cloned().chain(places::remark(practice));
    printable(&parts.chain(people::way_in(practice)).collect::<Vec<_>>().join("; "))
}

/// Names the physician who comes along, and says when they set out.
pub(crate) fn with(lookup: &Lookup, meeting: &Meeting) -> String {
    let name = lookup.provider_name(&meeting.provider);
    printable(&format!("{name} ({}), sets out {}", meeting.specialty, meeting.depart))
}

/// Lists what was promised to a practice that nobody visits.
pub(crate) fn off_plan(lookup: &Lookup, practice: &Practice) -> Vec<String> {
    let at = lookup.book.practice_index(&practice.id);
    let open = at.into_iter().flat_map(|at| lookup.book.open_followups(at));
    open.map(|it| promise(lookup, practice, it)).collect()
}

/// Says what was promised to a practice, by whom, and how else to keep it.
fn promise(lookup: &Lookup, practice: &Practice, it: &FollowUp) -> String {
    let phone = practice.phone.as_ref().map_or(String::new(), |phone| format!(", {phone}"));
    let what = briefs::open_promise(&it.what, it.due, lookup.plan.start);
    let who = it.liaison.as_ref().map(|id| format!(", promised by {}", lookup.liaison_name(id)));
    let call = if practice.access == AccessPolicy::NoSee { NO_VISITORS } else { "" };
    printable(&format!("{}{phone}: {what}{}.{call}", practice.name, who.unwrap_or_default()))
}

const NO_VISITORS: &str = " It receives no liaisons; a phone call may do.";
