//! The people at a practice, the last visit there, and what a visitor should know.

use crate::export::lookup::Lookup;
use crate::export::wording::text::printable;
use crate::model::contact::{Contact, OpenIssue};
use crate::model::history::{Outcome, Visit};
use crate::model::id::PracticeId;
use crate::model::practice::Practice;

/// The words for outcomes, in the order of their kinds.
pub(crate) const OUTCOMES: [&str; 5] = ["seen", "staff only", "no access", "cancelled", "missed"];

/// Says how a visit went.
pub(crate) fn outcome(outcome: Outcome) -> &'static str {
    let [seen, staff_only, no_access, cancelled, missed] = OUTCOMES;
    match outcome {
        Outcome::Seen => seen,
        Outcome::StaffOnly => staff_only,
        Outcome::NoAccess => no_access,
        Outcome::Cancelled => cancelled,
        Outcome::Missed => missed,
    }
}

/// Names a person and what they do.
pub(crate) fn who(contact: &Contact) -> String {
    joined(", ", [Some(contact.name.as_str()), contact.role.as_deref()])
}

/// Says how and when to reach a person: `Jo Maple, office manager: 703-555-0100, jo@cedar.example (best before 10)`.
pub(crate) fn reach(contact: &Contact) -> String {
    let ways = joined(", ", [contact.phone.as_deref(), contact.mail.as_deref()]);
    let ways = if ways.is_empty() { ways } else { format!(": {ways}") };
    let best = best_time(contact).map_or(String::new(), |best| format!(" ({best})"));
    printable(&format!("{}{ways}{best}", who(contact)))
}

/// Says when a person is best met.
pub(crate) fn best_time(contact: &Contact) -> Option<String> {
    contact.best_time.as_ref().map(|time| format!("best {}", printable(time)))
}

fn joined<'a>(between: &str, parts: impl IntoIterator<Item = Option<&'a str>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(between)
}

/// Says how the last visit went, when, and who was there.
pub(crate) fn last_try(lookup: &Lookup, visit: &Visit) -> String {
    let note = visit.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    let note = note.map_or(String::new(), |note| format!(": {note}"));
    let (who, when) = (lookup.liaison_name(&visit.liaison), visit.date.to_words());
    printable(&format!("{} on {when}, {who}{note}", outcome(visit.outcome)))
}

/// Says what a practice waits for, and since when.
pub(crate) fn issue(issue: &OpenIssue) -> String {
    let since = issue.since.map_or(String::new(), |day| format!(" (since {})", day.to_words()));
    printable(&format!("{}{since}", issue.what))
}

/// Says where to go and to park at a practice, a sentence each.
pub(crate) fn way_in(practice: &Practice) -> Vec<String> {
    let suite = practice.suite.as_ref().map(|suite| suite_words(suite));
    let parking = practice.parking.as_ref().map(|parking| format!("Parking: {parking}"));
    [suite, parking].into_iter().flatten().map(|text| printable(&text)).collect()
}

/// Writes `Suite 200` where the book says `200`.
fn suite_words(suite: &str) -> String {
    let bare = suite.chars().all(|c| c.is_ascii_digit() || c == '-') || suite.chars().count() <= 2;
    if bare { format!("Suite {suite}") } else { suite.to_owned() }
}

/// Lists what to know before a visit: the way in, the note, what is open, and how the last visit went.
pub(crate) fn to_know(lookup: &Lookup, id: &PracticeId) -> Vec<String> {
    let practice = lookup.practice(id);
    let way = practice.map(way_in).unwrap_or_default().join("; ");
    let mut lines: Vec<String> = Some(way).filter(|way| !way.is_empty()).into_iter().collect();
    lines.extend(practice.and_then(|it| it.note.as_deref()).map(|note| format!("Note: {}", printable(note))));
    lines.extend(lookup.open_issues(id).map(|it| format!("Open: {}", issue(it))));
    lines.extend(
        lookup
            .last_try(id)
            .filter(|it| is_worth_telling(it))
            .map(|visit| format!("Last: {}", last_try(lookup, visit))),
    );
    lines
}

/// Tells whether the last visit says more than that it was made.
fn is_worth_telling(visit: &Visit) -> bool {
    visit.outcome != Outcome::Seen || visit.note.is_some()
}
