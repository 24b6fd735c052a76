//! What is said of joint visits and events that a plan does not have.

use crate::export::lookup::Lookup;
use crate::export::wording::proofs;
use crate::plan::disposition::Rule;
use crate::plan::missed_event::MissedEvent;
use crate::plan::missed_meeting::MissedMeeting;

/// Says that a wish for a joint visit is not fulfilled, why, and what to do.
pub(crate) fn missed(lookup: &Lookup, missed: &MissedMeeting) -> String {
    let named = missed.provider.as_ref().and_then(|id| lookup.book.provider(id));
    let who = named.map(|provider| provider.name.clone());
    let who = who.unwrap_or_else(|| format!("a physician for {}", missed.specialty));
    let by = missed.by.map_or(String::new(), |by| format!(" by {}", by.to_words()));
    let what = format!("No joint visit with {who}{by} is possible");
    let frozen = lookup.plan.replan.as_ref().and_then(|replan| replan.frozen_until);
    if let Some(until) = frozen.filter(|_| missed.reasons.is_empty()) {
        return format!(
            "The joint visit with {who}{by} has no place after {}, as days up to then stay as they are.",
            until.to_words()
        );
    }
    if missed.reasons.is_empty() {
        return format!(
            "The joint visit with {who}{by} has no place beside the others. Give the physician more time, or the wish a later day."
        );
    }
    let advice = if missed.reasons == [[Rule::NoProvider]] {
        " Add a physician with this specialty, or ask for another one."
    } else {
        ""
    };
    format!("{}{advice}", proofs::forbidden(&what, &missed.reasons))
}

/// Says that somebody cannot attend an event, and why.
pub(crate) fn missed_event(missed: &MissedEvent) -> String {
    proofs::forbidden(&format!("The event on {} cannot be attended", missed.date.to_words()), &missed.reasons)
}
