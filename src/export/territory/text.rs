//! Territories for managers at a terminal: plain text, at most 100 columns.

use crate::export::layout::{WIDTH, clipped, line, wrapped};
use crate::export::wording::numbers::{fixed, grouped, narrow_percent, percent_to, signed_percent, tenths};
use crate::export::wording::territories::{binding_rule_sentence, violation_texts};
use crate::export::wording::territory_text;
use crate::export::wording::text::and_more;
use crate::model::book::Book;
use crate::model::id::LiaisonId;
use crate::territory::assess::{Assessment, Territory};
use crate::territory::rebalance::Rebalancing;

/// Moves that are printed.
const SHOWN: usize = 12;
/// Shows the territories, the worst first, then the team.
#[must_use]
pub fn assessment_text(book: &Book, assessment: &Assessment) -> String {
    let mut out = String::new();
    line(&mut out, territory_text::WORST_FIRST);
    out.push('\n');
    line(&mut out, &columns());
    for it in &assessment.territories {
        line(&mut out, &territory_line(book, it));
    }
    out.push('\n');
    paragraph(&mut out, territory_text::LEGEND, ["", ""]);
    line(&mut out, &territory_text::team_hours(&assessment.balance));
    line(&mut out, &territory_text::farthest(&assessment.balance));
    for it in assessment.territories.iter().filter(|it| it.is_stranded()) {
        paragraph(&mut out, &territory_text::stranded(&name(book, &it.liaison), it), ["", ""]);
    }
    if !assessment.unowned.is_empty() {
        line(&mut out, &territory_text::unowned(assessment.unowned.len()));
    }
    without_place(&mut out, book);
    out
}

/// Says how many practices are in no territory, because nobody knows where they are.
fn without_place(out: &mut String, book: &Book) {
    let without = book.practices().iter().filter(|practice| practice.location.is_none()).count();
    if without > 0 {
        line(out, &territory_text::without_place(without));
    }
}

fn columns() -> String {
    let [index, hours, driving, load, practices, potential, off, compact, parts, full_time] =
        territory_text::COLUMNS;
    format!(
        "{:23} {index:>6} {hours:>7} {driving:>7} {load:>4} {practices:>9} {potential:>9} {off:>9} {compact:>7} \
         {parts:>5} {full_time:>4}",
        ""
    )
}

fn territory_line(book: &Book, it: &Territory) -> String {
    format!(
        "{:23} {:>6} {:>7} {:>7} {:>5} {:>8} {:>9} {:>9} {:>7} {:>5} {:>4}",
        name(book, &it.liaison),
        fixed(0, it.index),
        tenths(it.hours()),
        tenths(it.drive_hours),
        narrow_percent(it.load()),
        grouped(it.practices),
        tenths(it.potential),
        signed_percent(it.potential_off_share),
        fixed(0, it.compactness),
        it.parts,
        fixed(2, it.full_time),
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
    line(&mut out, &change_columns());
    for (before, after) in answer.before.by_liaison().into_iter().zip(answer.after.by_liaison()) {
        line(&mut out, &change_line(book, before, after));
    }
    line(&mut out, &team_line(answer));
    out.push('\n');
    summary(&mut out, book, answer);
    moves(&mut out, book, answer);
    out
}

fn change_columns() -> String {
    let [hours, potential, drive, practices] = territory_text::CHANGES;
    format!("{:23}{hours:>24}{potential:>27}{drive:>12}{practices:>14}", "")
}

fn change_line(book: &Book, before: &Territory, after: &Territory) -> String {
    format!(
        "{:23}  {:>9} > {:>9}  {:>9} > {:>9} {:>6} > {:>6} {:>5} > {:>4}",
        name(book, &before.liaison),
        signed_percent(before.off_share),
        signed_percent(after.off_share),
        signed_percent(before.potential_off_share),
        signed_percent(after.potential_off_share),
        fixed(0, before.drive_hours),
        fixed(0, after.drive_hours),
        before.practices,
        after.practices,
    )
}

fn team_line(answer: &Rebalancing) -> String {
    let (before, after) = (&answer.before.balance, &answer.after.balance);
    format!(
        "{:23}  {:>9} > {:>9}  {:>9} > {:>9} {:>6} > {:>6}",
        territory_text::TEAM,
        percent_to(1, before.hours),
        percent_to(1, after.hours),
        percent_to(1, before.potential),
        percent_to(1, after.potential),
        fixed(0, before.drive_hours),
        fixed(0, after.drive_hours)
    )
}

/// Shows the rules that are missed and why, above everything else.
fn unkept(out: &mut String, book: &Book, answer: &Rebalancing) {
    if answer.is_feasible() {
        return;
    }
    line(out, territory_text::UNKEPT);
    for it in &answer.proofs {
        paragraph(out, &territory_text::proof_sentence(book, it), ["  ", "  "]);
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
    paragraph(out, &territory_text::summary(book, answer), ["", ""]);
    let reasons = [territory_text::purposes(answer), territory_text::price_of_contiguity(answer)];
    for text in reasons.into_iter().flatten() {
        paragraph(out, &text, ["", ""]);
    }
    if answer.stopped {
        line(out, territory_text::STOPPED);
    }
    if !answer.assigned.is_empty() {
        line(out, &format!("{}.", territory_text::assigned(answer.assigned.len())));
    }
    if !answer.unservable.is_empty() {
        line(out, &territory_text::unservable(answer.unservable.len()));
    }
    without_place(out, book);
    if answer.is_feasible() {
        line(out, territory_text::ALL_KEPT);
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
    line(out, territory_text::MOVES);
    let mut order: Vec<_> = answer.moves.iter().collect();
    order.sort_by(|a, b| b.hours.total_cmp(&a.hours).then_with(|| a.practice.cmp(&b.practice)));
    for it in order.iter().take(SHOWN) {
        paragraph(out, &territory_text::moved(book, it), ["  - ", "    "]);
    }
    if order.len() > SHOWN {
        line(out, &format!("    {}", and_more(order.len() - SHOWN)));
    }
}
