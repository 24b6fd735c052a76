//! What to ask on a visit, and what to log after it.

use crate::brief::config::BriefConfig;
use crate::brief::stop_brief::{Ask, LogHint, OpenFollowUp, StopBrief};
use crate::model::contact::{Contact, OpenIssue};
use crate::model::segment::Segment;

/// What is known of a practice, as far as it leads to questions.
#[derive(Clone, Copy)]
pub(crate) struct Questioned<'a> {
    pub(crate) issues: &'a [OpenIssue],
    pub(crate) followups: &'a [OpenFollowUp],
    pub(crate) contacts: &'a [Contact],
    /// Whether the book knows people of any practice.
    pub(crate) knows_people: bool,
    /// Whether the book has a telephone number of the practice itself.
    pub(crate) has_phone: bool,
    pub(crate) segment: Segment,
}

/// Lists what to ask: what is open between them and us first, three questions at most.
pub(crate) fn asks(it: Questioned) -> Vec<Ask> {
    let issues = it.issues.iter().map(|issue| Ask::Settled { what: issue.what.clone() });
    let brought = it.followups.iter().filter(|followup| followup.visited.is_some());
    let received = brought.map(|followup| Ask::Received { what: followup.what.clone() });
    let change = (it.segment == Segment::Lapsed).then_some(Ask::Change);
    let all = issues.chain(received).chain(change).chain(people(it));
    all.take(BriefConfig::MOST_ASKS).collect()
}

/// Asks for people where the book knows people elsewhere.
fn people(it: Questioned) -> Option<Ask> {
    let is_reachable = |contact: &Contact| contact.phone.is_some() || contact.mail.is_some();
    match it.contacts {
        _ if !it.knows_people => None,
        [] => Some(Ask::WhoArranges),
        contacts => (!it.has_phone && !contacts.iter().any(is_reachable)).then_some(Ask::HowToReach),
    }
}

/// Lists what to log after a visit.
pub(crate) fn log(stop: &StopBrief) -> Vec<LogHint> {
    let hints = [
        (LogHint::Outcome, true),
        (LogHint::Topics, !stop.topics.is_empty()),
        (LogHint::Material, !stop.material.is_empty()),
        (LogHint::FollowUps, !stop.followups.is_empty()),
        (LogHint::Issues, !stop.open_issues.is_empty()),
    ];
    hints.into_iter().filter(|(_, wanted)| *wanted).map(|(hint, _)| hint).collect()
}
