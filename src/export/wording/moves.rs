//! Why a practice changes hands, and what would become of it if it did not.

use crate::districting::moves::MoveRole;
use crate::export::wording::numbers::percent_to;
use crate::model::book::Book;
use crate::model::id::{LiaisonId, PracticeId};
use crate::territory::moves::{IfLocked, MovedPractice};

/// Says from whom to whom a practice goes, what for, and at what price, in one sentence. Names come from the
/// book; an identifier that the book does not know is shown as itself.
#[must_use]
pub fn move_sentence(book: &Book, moved: &MovedPractice) -> String {
    let (from, to) = (liaison_name(book, &moved.from), liaison_name(book, &moved.to));
    let (practice, purpose) = (practice_name(book, &moved.practice), purpose(moved, from));
    let (driving, bond) = (driving(moved.drive_change), bond(book, moved, from));
    format!("{practice} goes from {from} to {to} and {purpose}; {driving}, {bond}.")
}

/// Says what would happen if the practice were locked, in one sentence; empty if that was not tried.
#[must_use]
pub fn if_locked_sentence(book: &Book, moved: &MovedPractice) -> String {
    let Some(it) = &moved.if_locked else { return String::new() };
    if it.violation > it.violation_now + 1e-9 {
        let rules = if it.violation_now > 0.0 { "the rules as well" } else { "all rules" };
        let missed = missed(it.violation - it.violation_now);
        return format!("Locked, no answer was found that keeps {rules}{missed}.");
    }
    format!("Locked, {}, {}.", others(book, it), price(it))
}

/// What a move is for, in two or three words.
pub(crate) fn role_words(role: MoveRole) -> &'static str {
    match role {
        MoveRole::Relieves => "evens out the work",
        MoveRole::PassesOn => "makes room",
        MoveRole::KeepsConnected => "keeps connected",
        MoveRole::Obeys => "keeps a rule",
        MoveRole::Compacts => "more compact",
    }
}

/// What becomes of a practice without a liaison, where others have the role of their move.
pub(crate) const GETS_A_LIAISON: &str = "gets a liaison";

/// Tells whether the book has no visits at all, so that nothing is known of any relationship.
pub(crate) fn has_no_visits(book: &Book) -> bool {
    book.practice_indices().all(|practice| book.visits(practice).is_empty())
}

/// Finds the name of a practice.
pub(crate) fn practice_name<'a>(book: &'a Book, id: &'a PracticeId) -> &'a str {
    book.practice(id).map_or(id.as_str(), |practice| &practice.name)
}

/// Finds the name of a liaison.
pub(crate) fn liaison_name<'a>(book: &'a Book, id: &'a LiaisonId) -> &'a str {
    book.liaison(id).map_or(id.as_str(), |liaison| &liaison.name)
}

/// Says what a move is for, as the end of a sentence.
fn purpose(moved: &MovedPractice, from: &str) -> String {
    let hours = moved.hours;
    match moved.role {
        MoveRole::Relieves => format!("evens out the work: {hours:.0} hours a year"),
        MoveRole::PassesOn => format!(
            "makes room in a chain: {from} takes from one neighbour and gives {hours:.0} hours a year to another"
        ),
        MoveRole::KeepsConnected => "keeps the territories from falling into more pieces".to_owned(),
        MoveRole::Obeys => "keeps a rule (skills, reach, a lock, or practices together or apart)".to_owned(),
        MoveRole::Compacts => "makes the territories more compact".to_owned(),
    }
}

/// Says how much more or less driving there is.
fn driving(change: f64) -> String {
    match change {
        change if change >= 0.5 => format!("{} more driving a year", hours(change)),
        change if change <= -0.5 => format!("{} less driving a year", hours(-change)),
        _ => "about the same driving".to_owned(),
    }
}

/// Says how well the liaison of today knows the practice.
fn bond(book: &Book, moved: &MovedPractice, from: &str) -> String {
    match (moved.visits, moved.last_visit) {
        (0, _) if has_no_visits(book) => "no visits are recorded".to_owned(),
        (0, _) => format!("{from} has met nobody there"),
        (1, Some(date)) => format!("{from} has met somebody there once, on {}", date.to_words()),
        (count, Some(date)) => {
            format!("{from} has met somebody there {count} times, last on {}", date.to_words())
        }
        (count, None) => format!("{from} has met somebody there {count} times"),
    }
}

/// Says who moves instead, the first two by name.
fn others(book: &Book, locked: &IfLocked) -> String {
    let names: Vec<&str> = locked.instead.iter().take(2).map(|id| practice_name(book, id)).collect();
    match locked.instead.len() {
        0 => "no other practice would move".to_owned(),
        1 | 2 => format!("{} would move instead", names.join(" and ")),
        all => format!("{} and {} more would move instead", names.join(", "), all - 2),
    }
}

/// Says how many more relationships would be broken. A short search may even find a cheaper answer, at the
/// cost of compactness or by luck.
fn price(locked: &IfLocked) -> String {
    let more = locked.moved_share - locked.moved_share_now;
    if more * 100.0 > 0.005 {
        format!("{} more of the relationships broken", percent_to(2, more))
    } else {
        "at no higher price".to_owned()
    }
}

/// Says by how much rules are missed, where it is a share; whole rules need no figure.
fn missed(violation: f64) -> String {
    if violation < 1.0 { format!(", by {} of a share", percent_to(1, violation)) } else { String::new() }
}

/// `1 hour`, `12 hours`.
fn hours(hours: f64) -> String {
    let text = format!("{hours:.0}");
    format!("{text} hour{}", if text == "1" { "" } else { "s" })
}
