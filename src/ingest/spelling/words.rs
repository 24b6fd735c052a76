//! Words that stand for one of a few values: outcomes, tiers, ways in, yes and no.

use crate::model::event::EventKind;
use crate::model::finding::{Finding, ValueFault};
use crate::model::history::Outcome;
use crate::model::practice::{AccessPolicy, Tier};
use crate::model::segment::Segment;

use super::conventions::Convention;
use crate::ingest::cell::{self, same_name};

/// A value with its own word, and other words that people use for it.
type Meaning<T> = (T, &'static str, &'static [&'static str]);

const OUTCOMES: &[Meaning<Outcome>] = &[
    (
        Outcome::Seen,
        "seen",
        &["met", "completed", "complete", "done", "held", "successful", "visited", "face_to_face"],
    ),
    (
        Outcome::StaffOnly,
        "staff_only",
        &["staff", "front_desk", "front_desk_only", "left_material", "drop_off", "gatekeeper"],
    ),
    (
        Outcome::NoAccess,
        "no_access",
        &["not_available", "unavailable", "turned_away", "no_show", "closed", "not_seen"],
    ),
    (Outcome::Cancelled, "cancelled", &["canceled", "rescheduled", "postponed"]),
    (Outcome::Missed, "missed", &["skipped", "not_done", "not_made"]),
];

const TIERS: &[Meaning<Tier>] = &[
    (Tier::A, "A", &["tier_a", "tier 1", "1", "high", "gold", "a+", "key"]),
    (Tier::B, "B", &["tier_b", "tier 2", "2", "medium", "mid", "silver"]),
    (Tier::C, "C", &["tier_c", "tier 3", "3", "low", "bronze"]),
];

const ACCESS: &[Meaning<AccessPolicy>] = &[
    (AccessPolicy::WalkIn, "walk_in", &["walk_ins", "walkin", "drop_in", "open", "any_time", "open_door"]),
    (
        AccessPolicy::AppointmentOnly,
        "appointment_only",
        &["appointment", "by_appointment", "appt", "appt_only", "call_ahead"],
    ),
    (AccessPolicy::LunchOnly, "lunch_only", &["lunch", "lunches", "lunch_and_learn", "lunches_only"]),
    (AccessPolicy::NoSee, "no_see", &["no_visitors", "no_reps", "closed_door", "no_access", "do_not_visit"]),
];

const YES_NO: &[Meaning<bool>] = &[
    (true, "yes", &["y", "true", "t", "1", "x", "✓", "✔", "checked", "on"]),
    (false, "no", &["n", "false", "f", "0", "-", "off"]),
];

const EVENT_KINDS: &[Meaning<EventKind>] = &[
    (EventKind::Conference, "conference", &["congress", "society_meeting", "symposium", "cme", "convention"]),
    (
        EventKind::LunchAndLearn,
        "lunch_and_learn",
        &["lunch_learn", "lunch_n_learn", "lunch", "dinner", "breakfast", "in_service", "inservice"],
    ),
    (EventKind::HealthFair, "health_fair", &["fair", "community_event", "screening", "expo"]),
    (EventKind::OpenHouse, "open_house", &["open_day", "ribbon_cutting", "tour"]),
    (EventKind::Office, "office", &["office_time", "office_day", "own_office", "admin", "staff_meeting"]),
    (EventKind::Other, "other", &["misc", "miscellaneous"]),
];

const SEGMENTS: &[Meaning<Segment>] = &[
    (Segment::Loyalist, "loyalist", &["loyalists", "loyal", "keep"]),
    (Segment::Splitter, "splitter", &["splitters", "split", "grow"]),
    (Segment::Opportunity, "opportunity", &["opportunities", "introduce"]),
    (Segment::Lapsed, "lapsed", &["lost", "win_back"]),
    (Segment::Dormant, "dormant", &["inactive"]),
    (Segment::Unknown, "unknown", &[]),
];

/// Reads how a visit went.
pub(crate) fn outcome(field: &str, _: Convention) -> Result<Outcome, Finding> {
    one_of(field, OUTCOMES)
}

/// Lists the words for how a visit went.
pub(crate) fn outcomes() -> impl Iterator<Item = &'static str> {
    OUTCOMES.iter().map(|(_, own, _)| *own)
}

/// Reads how important a practice is.
pub(crate) fn tier(field: &str, _: Convention) -> Result<Tier, Finding> {
    one_of(field, TIERS)
}

/// Reads how a liaison gets in.
pub(crate) fn access(field: &str, _: Convention) -> Result<AccessPolicy, Finding> {
    one_of(field, ACCESS)
}

/// Reads what an event is.
pub(crate) fn event_kind(field: &str, _: Convention) -> Result<EventKind, Finding> {
    one_of(field, EVENT_KINDS)
}

/// Reads where a practice stands between us and others.
pub(crate) fn segment(field: &str, _: Convention) -> Result<Segment, Finding> {
    one_of(field, SEGMENTS)
}

/// Reads yes or no.
pub(crate) fn yes_no(field: &str, _: Convention) -> Result<bool, Finding> {
    one_of(field, YES_NO)
}

/// Tells whether a word has a meaning in a column of words.
pub(crate) fn is_known(column: &str, field: &str) -> bool {
    match column {
        "outcome" => one_of(field, OUTCOMES).is_ok(),
        "tier" => one_of(field, TIERS).is_ok(),
        "access" => one_of(field, ACCESS).is_ok(),
        "kind" => one_of(field, EVENT_KINDS).is_ok(),
        "tiers" => cell::limits_to(tier)(field, Convention::default()).is_ok(),
        "segments" => cell::limits_to(segment)(field, Convention::default()).is_ok(),
        _ => one_of(field, YES_NO).is_ok(),
    }
}

/// Reads one of some words, without regard to case and to how they are parted.
fn one_of<T: Copy>(field: &str, meanings: &[Meaning<T>]) -> Result<T, Finding> {
    let means =
        |(_, own, others): &&Meaning<T>| [own].into_iter().chain(*others).any(|word| is_word(word, field));
    let found = meanings.iter().find(means);
    let fault = || ValueFault::NotAmong(meanings.iter().map(|(_, own, _)| *own).collect());
    found.map(|(value, ..)| *value).ok_or_else(|| fault().into())
}

/// Compares like headers; signs without any letter are compared as they are.
fn is_word(word: &str, field: &str) -> bool {
    let has_letters = |text: &str| text.contains(char::is_alphanumeric);
    if has_letters(word) && has_letters(field) {
        same_name(word, field) && (word.ends_with('+') == field.ends_with('+'))
    } else {
        word == field
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_every_spelling() {
        let any = Convention::default();
        for field in ["No Access", "no-access", "NO_ACCESS", "Turned away"] {
            assert_eq!(outcome(field, any), Ok(Outcome::NoAccess), "{field}");
        }
        assert_eq!(tier("Tier 2", any), Ok(Tier::B));
        assert_eq!(access("Walk-In", any), Ok(AccessPolicy::WalkIn));
        assert_eq!((yes_no("X", any), yes_no("N", any), yes_no("✓", any)), (Ok(true), Ok(false), Ok(true)));
        assert!(yes_no("perhaps", any).is_err() && outcome("", any).is_err());
    }
}
