//! Territories for managers at a terminal: plain text, at most 100 columns.

use super::{role_words, signed_percent};
use crate::export::text::{clipped, line, wrapped};
use crate::export::words::{counted, grouped, list, tenths};
use crate::model::{Book, LiaisonId};
use crate::territory::{Assessment, Candidate, FrontPoint, Realignment, Territory, Trial};

/// Moves that are printed.
const SHOWN: usize = 12;
const WIDTH: usize = 100;

/// The territories, the worst first, then the team.
#[must_use]
pub fn assessment_text(book: &Book, assessment: &Assessment) -> String {
    let mut out = String::new();
    line(&mut out, HEADER);
    for it in &assessment.territories {
        line(&mut out, &territory_line(book, it));
    }
    let it = &assessment.balance;
    out.push('\n');
    let hours = format!(
        "{} visit hours and {} drive hours a year (drives estimated)",
        tenths(it.visit_hours),
        tenths(it.drive_hours)
    );
    line(&mut out, &hours);
    let worst = format!(
        "Farthest from their share: hours {:.1} %, potential {:.1} %, practices {:.1} %",
        it.hours * 100.0,
        it.potential * 100.0,
        it.practices * 100.0
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
    "                        index    hours   visits   drive  load practices potential compact parts  FTE";

fn territory_line(book: &Book, it: &Territory) -> String {
    format!(
        "{:23} {:>5.0} {:>8} {:>8} {:>7} {:>4.0}% {:>9} {:>9} {:>7.0} {:>5} {:>4.2}",
        name(book, &it.liaison),
        it.index,
        tenths(it.hours()),
        tenths(it.visit_hours),
        tenths(it.drive_hours),
        it.load() * 100.0,
        grouped(it.practices),
        tenths(it.potential),
        it.compactness,
        it.parts,
        it.full_time,
    )
}

fn name(book: &Book, id: &LiaisonId) -> String {
    clipped(book.liaison(id).map_or(id.as_str(), |liaison| &liaison.name), 23)
}

/// What changes for every liaison, which practices move and why, and what is not kept.
#[must_use]
pub fn realignment_text(book: &Book, answer: &Realignment) -> String {
    let mut out = String::new();
    line(
        &mut out,
        "                          index         off their share       drive h      practices   compact",
    );
    for (before, after) in answer.before.by_liaison().into_iter().zip(answer.after.by_liaison()) {
        line(&mut out, &change_line(book, before, after));
    }
    let (before, after) = (&answer.before.balance, &answer.after.balance);
    line(
        &mut out,
        &format!(
            "{:23} {:>5} > {:>5}  {:>8} > {:>8} {:>6.0} > {:>6.0}",
            "Worst, and all driving",
            "",
            "",
            format!("{:.1} %", before.hours * 100.0),
            format!("{:.1} %", after.hours * 100.0),
            before.drive_hours,
            after.drive_hours
        ),
    );
    out.push('\n');
    summary(&mut out, answer);
    moves(&mut out, book, answer);
    out
}

fn change_line(book: &Book, before: &Territory, after: &Territory) -> String {
    format!(
        "{:23} {:>5.0} > {:>5.0}  {:>8} > {:>8} {:>6.0} > {:>6.0}  {:>4} > {:>4}  {:>3.0} > {:>3.0}",
        name(book, &before.liaison),
        before.index,
        after.index,
        signed_percent(before.off_share),
        signed_percent(after.off_share),
        before.drive_hours,
        after.drive_hours,
        before.practices,
        after.practices,
        before.compactness,
        after.compactness,
    )
}

fn summary(out: &mut String, answer: &Realignment) {
    let moved = counted(answer.moves.len(), "practice changes", "practices change");
    let text = format!(
        "{moved} hands, {:.2} % of all relationship points. No alignment within the tolerances can lose less than {:.2} %, \
         for the hours as estimated here.",
        answer.moved_share * 100.0,
        answer.least_moved_share * 100.0
    );
    paragraph(out, &text, ["", ""]);
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
        return;
    }
    line(out, "Not every rule can be kept; this is the least violation found:");
    for it in &answer.shortfalls {
        paragraph(out, &it.text, ["  - ", "    "]);
    }
    for it in &answer.obstacles {
        paragraph(out, &format!("Proof: {}.", it.text), ["  ", "  "]);
    }
    for it in &answer.blockers {
        paragraph(out, &it.sentence(), ["  ", "  "]);
    }
}

/// Lines of at most the usual width, the first and the further ones with a margin of their own.
fn paragraph(out: &mut String, text: &str, margins: [&str; 2]) {
    for (at, text) in wrapped(text, WIDTH - margins[0].len()).iter().enumerate() {
        line(out, &format!("{}{text}", margins[at.min(1)]));
    }
}

fn moves(out: &mut String, book: &Book, answer: &Realignment) {
    if answer.moves.is_empty() {
        return;
    }
    out.push('\n');
    line(out, "Moves, the largest first (drives to practices that stay change with the territories, too):");
    let mut order: Vec<_> = answer.moves.iter().collect();
    order.sort_by(|a, b| b.hours.total_cmp(&a.hours).then_with(|| a.practice.cmp(&b.practice)));
    for it in order.iter().take(SHOWN) {
        let text = format!("{} ({}) {}", it.sentence(book), role_words(it.role), it.if_locked_sentence(book));
        paragraph(out, &text, ["  - ", "    "]);
    }
    if order.len() > SHOWN {
        line(out, &format!("    and {} more", grouped(order.len() - SHOWN)));
    }
}

/// The trade-off between relationships broken and fairness.
#[must_use]
pub fn front_text(points: &[FrontPoint]) -> String {
    let mut out = String::new();
    line(&mut out, "relationships broken   practices moved   farthest from their share   searched with");
    for point in points {
        let searched = point
            .tolerance
            .map_or("as it is today".to_owned(), |it| format!("{:.0} % tolerance", it * 100.0));
        let text = format!(
            "{:>18.2} % {:>17} {:>25.1} %   {searched}",
            point.moved_share * 100.0,
            grouped(point.moves),
            point.worst_imbalance * 100.0
        );
        line(&mut out, &text);
    }
    out
}

/// Scenarios side by side: what their weeks bring.
#[must_use]
pub fn trials_text(trials: &[Trial]) -> String {
    let mut out = String::new();
    line(
        &mut out,
        "                                worst   visits field h  drive referrals  an hour    due seen",
    );
    for trial in trials {
        let totals = &trial.totals;
        let text = format!(
            "{:30} {:>5.1}% {:>8} {:>7} {:>5.0}% {:>9} {:>8.3} {:>6}/{} {:.0}%",
            clipped(&trial.name, 30),
            trial.assessment.balance.hours * 100.0,
            grouped(totals.visits as usize),
            tenths(f64::from(totals.field_time.0) / 60.0),
            totals.drive_share() * 100.0,
            tenths(totals.expected_referrals),
            totals.referrals_per_hour(),
            totals.due_seen,
            totals.due,
            totals.due_seen_share() * 100.0,
        );
        line(&mut out, &text);
    }
    let errors: Vec<String> = trials.iter().map(|it| format!("{:.0} %", it.drive_error() * 100.0)).collect();
    line(
        &mut out,
        &format!("For the same visits the drive model is off by {} (mean over liaisons).", list(&errors)),
    );
    out
}

/// Places to hire, the best first.
#[must_use]
pub fn candidates_text(book: &Book, candidates: &[Candidate]) -> String {
    let mut out = String::new();
    line(
        &mut out,
        "rank  near                                     team drive h  worst  relationships broken  rules",
    );
    for (rank, it) in (1..).zip(candidates) {
        let near = book.practice(&it.near).map_or(it.near.as_str(), |practice| &practice.name);
        let balance = &it.realignment.after.balance;
        let text = format!(
            "{rank:>4}  {:40} {:>12} {:>5.1}% {:>20.1}%  {}",
            clipped(near, 40),
            tenths(balance.drive_hours),
            balance.hours * 100.0,
            it.realignment.moved_share * 100.0,
            if it.realignment.is_feasible() { "kept" } else { "missed" }
        );
        line(&mut out, &text);
    }
    out
}
