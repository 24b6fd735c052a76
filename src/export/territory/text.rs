//! Territories for managers at a terminal: plain text, at most 100 columns.

use crate::districting::moves::MoveRole;
use crate::export::layout::{clipped, line, wrapped};
use crate::export::wording::moves::{has_no_visits, if_locked_sentence, move_sentence, role_words};
use crate::export::wording::numbers::{counted, grouped, percent_to, signed_percent, tenths};
use crate::export::wording::territories::{binding_rule_sentence, proof_text, violation_texts};
use crate::export::wording::text::list;
use crate::model::book::Book;
use crate::model::id::LiaisonId;
use crate::territory::assess::{Assessment, Territory};
use crate::territory::rebalance::Rebalancing;

/// Moves that are printed.
const SHOWN: usize = 12;
const WIDTH: usize = 100;

/// Shows the territories, the worst first, then the team.
#[must_use]
pub fn assessment_text(book: &Book, assessment: &Assessment) -> String {
    let mut out = String::new();
    line(&mut out, "The farthest from a fair share of the hours come first:");
    out.push('\n');
    line(&mut out, HEADER);
    for it in &assessment.territories {
        line(&mut out, &territory_line(book, it));
    }
    out.push('\n');
    paragraph(&mut out, LEGEND, ["", ""]);
    let it = &assessment.balance;
    let hours = format!(
        "{} visit hours and {} drive hours a year (drives estimated)",
        tenths(it.visit_hours),
        tenths(it.drive_hours)
    );
    line(&mut out, &hours);
    let worst = format!(
        "Farthest from their share: hours {}, potential {}, practices {}",
        percent_to(1, it.hours),
        percent_to(1, it.potential),
        percent_to(1, it.practices)
    );
    line(&mut out, &worst);
    for it in assessment.territories.iter().filter(|it| it.is_stranded()) {
        let (practices, hours) = (counted(it.practices, "practice", "practices"), tenths(it.hours()));
        let text = format!(
            "{} does not work and has {practices}, {hours} hours a year; no share applies.",
            name(book, &it.liaison)
        );
        paragraph(&mut out, &text, ["", ""]);
    }
    if !assessment.unowned.is_empty() {
        let unowned = counted(assessment.unowned.len(), "practice has", "practices have");
        line(&mut out, &format!("{unowned} no owner; the table leaves them out."));
    }
    out
}

const HEADER: &str =
    "                         index   hours driving load practices potential off share compact parts  FTE";

const LEGEND: &str = "index: hours of work a full-time liaison, 1,000 is a fair share; load: hours of work over working \
     hours; off share: potential beyond a fair share; compact: of the practices nearest to its middle, as many as it has, \
     the percentage that is its own; parts: pieces that do not border each other; FTE: 1 is the longest week.";

fn territory_line(book: &Book, it: &Territory) -> String {
    format!(
        "{:23} {:>6.0} {:>7} {:>7} {:>4.0}% {:>8} {:>9} {:>9} {:>7.0} {:>5} {:>4.2}",
        name(book, &it.liaison),
        it.index,
        tenths(it.hours()),
        tenths(it.drive_hours),
        it.load() * 100.0,
        grouped(it.practices),
        tenths(it.potential),
        signed_percent(it.potential_off_share),
        it.compactness,
        it.parts,
        it.full_time,
    )
}

/// Names a liaison by identifier and name, as the options of the program take either.
fn name(book: &Book, id: &LiaisonId) -> String {
    match book.liaison(id) {
        Some(liaison) if liaison.name != id.as_str() => clipped(&format!("{id} {}", liaison.name), 23),
        _ => clipped(id.as_str(), 23),
    }
}

/// Shows what is not kept, what changes for every liaison, and which practices move and why.
#[must_use]
pub fn rebalancing_text(book: &Book, answer: &Rebalancing) -> String {
    let mut out = String::new();
    unkept(&mut out, book, answer);
    line(&mut out, CHANGES);
    for (before, after) in answer.before.by_liaison().into_iter().zip(answer.after.by_liaison()) {
        line(&mut out, &change_line(book, before, after));
    }
    line(&mut out, &team_line(answer));
    out.push('\n');
    summary(&mut out, book, answer);
    moves(&mut out, book, answer);
    out
}

const CHANGES: &str =
    "                             off share of hours     off share of potential     drive h     practices";

fn change_line(book: &Book, before: &Territory, after: &Territory) -> String {
    format!(
        "{:23}  {:>9} > {:>9}  {:>9} > {:>9} {:>6.0} > {:>6.0} {:>5} > {:>4}",
        name(book, &before.liaison),
        signed_percent(before.off_share),
        signed_percent(after.off_share),
        signed_percent(before.potential_off_share),
        signed_percent(after.potential_off_share),
        before.drive_hours,
        after.drive_hours,
        before.practices,
        after.practices,
    )
}

fn team_line(answer: &Rebalancing) -> String {
    let (before, after) = (&answer.before.balance, &answer.after.balance);
    format!(
        "{:23}  {:>9} > {:>9}  {:>9} > {:>9} {:>6.0} > {:>6.0}",
        "Worst, and all driving",
        percent_to(1, before.hours),
        percent_to(1, after.hours),
        percent_to(1, before.potential),
        percent_to(1, after.potential),
        before.drive_hours,
        after.drive_hours
    )
}

/// Shows the rules that are missed and why, above everything else.
fn unkept(out: &mut String, book: &Book, answer: &Rebalancing) {
    if answer.is_feasible() {
        return;
    }
    line(out, "Not every rule can be kept; this is the least violation found:");
    for it in &answer.proofs {
        paragraph(out, &format!("Proof: {}.", proof_text(book, it)), ["  ", "  "]);
    }
    for text in violation_texts(book, &answer.violations) {
        paragraph(out, &text, ["  - ", "    "]);
    }
    for it in &answer.binding_rules {
        paragraph(out, &binding_rule_sentence(book, it), ["  ", "  "]);
    }
    out.push('\n');
}

fn summary(out: &mut String, book: &Book, answer: &Rebalancing) {
    let moved = counted(answer.moves.len(), "practice changes", "practices change");
    let points = if has_no_visits(book) {
        " (the book has no visits, so every practice with a liaison counts the same)"
    } else {
        ""
    };
    let text = format!(
        "{moved} hands, {} of all relationship points{points}. {}",
        percent_to(2, answer.moved_share),
        bound(answer)
    );
    paragraph(out, &text, ["", ""]);
    roles(out, answer);
    if answer.stopped {
        line(out, "The search was stopped before its end.");
    }
    if !answer.assigned.is_empty() {
        let count = counted(
            answer.assigned.len(),
            "practice without a liaison gets",
            "practices without a liaison get",
        );
        line(out, &format!("{count} one."));
    }
    if !answer.unservable.is_empty() {
        let count =
            counted(answer.unservable.len(), "practice stays where it is", "practices stay where they are");
        line(out, &format!("{count}: nobody has the skills or can reach them within a day."));
    }
    if answer.is_feasible() {
        line(out, "Every rule is kept.");
    }
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

/// Says how many moves are for what, and what it costs that territories hang together.
fn roles(out: &mut String, answer: &Rebalancing) {
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
    if !counts.is_empty() {
        paragraph(out, &format!("What the moves are for: {}.", list(&counts)), ["", ""]);
    }
    // A shorter search that finds nothing cheaper says nothing.
    if let Some(scattered) = answer.scattered_moved_share.filter(|&it| it < answer.moved_share - 5e-5) {
        let text = format!(
            "If practices might be scattered, {} would do (a shorter search): the rest is the price of territories \
             that hang together.",
            percent_to(2, scattered)
        );
        paragraph(out, &text, ["", ""]);
    }
}

/// Breaks a text into lines of at most the usual width, the first and the further ones with a margin of their
/// own.
pub(crate) fn paragraph(out: &mut String, text: &str, margins: [&str; 2]) {
    for (at, text) in wrapped(text, WIDTH - margins[0].len()).iter().enumerate() {
        line(out, &format!("{}{text}", margins[at.min(1)]));
    }
}

fn moves(out: &mut String, book: &Book, answer: &Rebalancing) {
    if answer.moves.is_empty() {
        return;
    }
    out.push('\n');
    line(out, "Moves, the largest first (drives to practices that stay change with the territories, too):");
    let mut order: Vec<_> = answer.moves.iter().collect();
    order.sort_by(|a, b| b.hours.total_cmp(&a.hours).then_with(|| a.practice.cmp(&b.practice)));
    for it in order.iter().take(SHOWN) {
        let price = format!(
            "Potential {}, relationship {} points ({} of all).",
            tenths(it.potential),
            tenths(it.relationship),
            percent_to(2, it.relationship_share)
        );
        let text = format!("{} {price} {}", move_sentence(book, it), if_locked_sentence(book, it));
        paragraph(out, &text, ["  - ", "    "]);
    }
    if order.len() > SHOWN {
        line(out, &format!("    and {} more", grouped(order.len() - SHOWN)));
    }
}
