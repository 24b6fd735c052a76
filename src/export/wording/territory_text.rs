//! Headings, legend and sentences about territories and their rebalancing.

use crate::districting::moves::MoveRole;
use crate::export::wording::moves::{has_no_visits, if_locked_sentence, move_sentence, role_words};
use crate::export::wording::numbers::{counted, grouped, percent_to, tenths};
use crate::export::wording::territories::proof_text;
use crate::export::wording::text::list;
use crate::model::book::Book;
use crate::territory::assess::{Balance, Territory};
use crate::territory::moves::MovedPractice;
use crate::territory::proof::InfeasibilityProof;
use crate::territory::rebalance::Rebalancing;

/// What stands above the territories.
pub(crate) const WORST_FIRST: &str = "The farthest from a fair share of the hours come first:";

/// The columns of the table of territories, after the name.
pub(crate) const COLUMNS: [&str; 10] =
    ["index", "hours", "driving", "load", "practices", "potential", "off share", "compact", "parts", "FTE"];

/// What the columns mean.
pub(crate) const LEGEND: &str = "index: hours of work a full-time liaison, 1,000 is a fair share; load: hours of work over working \
     hours; off share: potential beyond a fair share; compact: of the practices nearest to its middle, as many as it has, \
     the percentage that is its own; parts: pieces that do not border each other; FTE: 1 is the longest week.";

/// Sums up the team's hours.
pub(crate) fn team_hours(balance: &Balance) -> String {
    let (visits, drives) = (tenths(balance.visit_hours), tenths(balance.drive_hours));
    format!("{visits} visit hours and {drives} drive hours a year (drives estimated)")
}

/// Says how far anybody is from their share.
pub(crate) fn farthest(balance: &Balance) -> String {
    let [hours, potential, practices] =
        [balance.hours, balance.potential, balance.practices].map(|share| percent_to(1, share));
    format!("Farthest from their share: hours {hours}, potential {potential}, practices {practices}")
}

/// What is said of a liaison without working hours.
pub(crate) const DOES_NOT_WORK: &str = "does not work";

/// Says that a liaison who does not work has practices.
pub(crate) fn stranded(liaison: &str, territory: &Territory) -> String {
    let practices = counted(territory.practices, "practice", "practices");
    let hours = tenths(territory.hours());
    format!("{liaison} {DOES_NOT_WORK} and has {practices}, {hours} hours a year; no share applies.")
}

/// Says that so many practices have no owner.
pub(crate) fn unowned(count: usize) -> String {
    let unowned = counted(count, "practice has", "practices have");
    format!("{unowned} no owner; the table leaves them out.")
}

/// The columns of the table of changes, after the name; each stands over a figure before and one after.
pub(crate) const CHANGES: [&str; 4] =
    ["off share of hours", "off share of potential", "drive h", "practices"];

/// The line of the whole team in the table of changes.
pub(crate) const TEAM: &str = "Worst, and all driving";

/// What stands above the rules that are missed.
pub(crate) const UNKEPT: &str = "Not every rule can be kept; this is the least violation found:";

/// Says why no alignment keeps every rule.
pub(crate) fn proof_sentence(book: &Book, proof: &InfeasibilityProof) -> String {
    format!("Proof: {}.", proof_text(book, proof))
}

/// Sums up what changes hands, and what any answer must lose.
pub(crate) fn summary(book: &Book, answer: &Rebalancing) -> String {
    let moved = counted(answer.moves.len(), "practice changes", "practices change");
    let points = if has_no_visits(book) {
        " (the book has no visits, so every practice with a liaison counts the same)"
    } else {
        ""
    };
    let (share, bound) = (percent_to(2, answer.moved_share), bound(answer));
    format!("{moved} hands, {share} of all relationship points{points}. {bound}")
}

/// Says what any answer must lose, which an answer that misses the tolerances may well undercut.
fn bound(answer: &Rebalancing) -> String {
    let least = percent_to(2, answer.least_moved_share);
    if answer.is_feasible() {
        return format!(
            "No alignment within the tolerances can lose less than {least}, for the hours as estimated here."
        );
    }
    format!("This answer misses a rule; keeping the tolerances would cost at least {least}.")
}

/// A remark on a search that was stopped.
pub(crate) const STOPPED: &str = "The search was stopped before its end.";

/// Says how many practices get a liaison, in a clause without a full stop.
pub(crate) fn assigned(count: usize) -> String {
    counted(count, "practice without a liaison gets one", "practices without a liaison get one")
}

/// Says how many practices nobody could serve.
pub(crate) fn unservable(count: usize) -> String {
    let stay = counted(count, "practice stays where it is", "practices stay where they are");
    format!("{stay}: nobody has the skills or can reach them within a day.")
}

/// Says how many practices are in no territory, because nobody knows where they are.
pub(crate) fn without_place(count: usize) -> String {
    let are = counted(count, "practice has no place and is", "practices have no place and are");
    format!("{are} in no territory; an owner stays.")
}

/// What is said where nothing is missed.
pub(crate) const ALL_KEPT: &str = "Every rule is kept.";

/// Says how many moves are for what; nothing where there are none.
pub(crate) fn purposes(answer: &Rebalancing) -> Option<String> {
    let all = [
        MoveRole::Relieves,
        MoveRole::PassesOn,
        MoveRole::KeepsConnected,
        MoveRole::Obeys,
        MoveRole::Compacts,
    ];
    let count = |role: MoveRole| answer.moves.iter().filter(|it| it.role == role).count();
    let counts: Vec<String> = all
        .into_iter()
        .filter(|&role| count(role) > 0)
        .map(|role| format!("{} \u{201c}{}\u{201d}", grouped(count(role)), role_words(role)))
        .collect();
    (!counts.is_empty()).then(|| format!("What the moves are for: {}.", list(&counts)))
}

/// Says what it costs that territories hang together. A shorter search that finds nothing cheaper says nothing.
pub(crate) fn price_of_contiguity(answer: &Rebalancing) -> Option<String> {
    let scattered = answer.scattered_moved_share.filter(|&it| it < answer.moved_share - 5e-5)?;
    Some(format!(
        "If practices might be scattered, {} would do (a shorter search): the rest is the price of territories that \
         hang together.",
        percent_to(2, scattered)
    ))
}

/// What stands above the moves.
pub(crate) const MOVES: &str =
    "Moves, the largest first (drives to practices that stay change with the territories, too):";

/// Tells of a move: why, what goes with it, and what if it were locked.
pub(crate) fn moved(book: &Book, moved: &MovedPractice) -> String {
    let price = format!(
        "Potential {}, relationship {} points ({} of all).",
        tenths(moved.potential),
        tenths(moved.relationship),
        percent_to(2, moved.relationship_share)
    );
    format!("{} {price} {}", move_sentence(book, moved), if_locked_sentence(book, moved))
}
