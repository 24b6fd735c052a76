//! Where a practice is, as far as the book says it.

use crate::model::practice::Practice;

/// Says what is known of a practice's place, if it is not its own: `near ZIP 04401`, or that it has none.
pub(crate) fn remark(practice: &Practice) -> Option<String> {
    let near = practice.near.as_ref().map(|near| format!("near {near}"));
    if practice.location.is_none() { Some("no place".to_owned()) } else { near }
}

/// Writes the address for people, with the remark behind it.
#[cfg(feature = "xlsx")]
pub(crate) fn address(practice: &Practice) -> Option<String> {
    match (practice.address.as_deref(), remark(practice)) {
        (Some(address), Some(remark)) => Some(format!("{address} ({remark})")),
        (address, remark) => address.map(str::to_owned).or(remark),
    }
}

/// Says the same as a sentence.
#[cfg(feature = "ics")]
pub(crate) fn remark_sentence(practice: &Practice) -> Option<String> {
    let near = practice.near.as_ref().filter(|_| practice.location.is_some());
    near.map(|near| {
        format!("The drive is reckoned to the middle of {near}; the practice's own place is not known.")
    })
}

/// Heads the practices of which the book does not say where they are.
pub(crate) const WITHOUT: &str =
    "no place: nobody can be sent to them; give coordinates, a ZIP code or an address with one";

/// Says that a practice has no place, and what to do.
pub(crate) const NO_PLACE: &str =
    "It has no place in the book: give coordinates, a ZIP code or an address with one.";
