//! What promises need beside the hours of a plan, and which cadences to relax, for people at a terminal.

use crate::export::layout::{WIDTH, clipped, line, wrapped};
use crate::export::wording::needs;
use crate::model::book::Book;
use crate::model::id::{LiaisonId, PracticeId};
use crate::plan::capacity::Capacity;
use crate::plan::relaxation::Relaxation;
use crate::plan::visit_plan::Plan;
use crate::schedule::need::proof::RelaxedPlan;

/// Writes for each liaison the hours of a plan beside those that the promises need at least, and names the set cadences that the plan
/// does not keep.
///
/// `broken` is what [`crate::schedule::broken_cadences`] lists for the plan.
#[must_use]
pub fn plan_needs_text(book: &Book, plan: &Plan, capacities: &[Capacity], broken: &[PracticeId]) -> String {
    let mut out = String::new();
    for capacity in capacities {
        let used = f64::from(plan.totals_of(&capacity.liaison).field_time.0) / 60.0;
        let is_mine = |id: &&PracticeId| {
            plan.disposition(id).and_then(|fate| fate.liaison.as_ref()) == Some(&capacity.liaison)
        };
        let mine: Vec<&str> = broken.iter().filter(is_mine).map(|id| practice(book, id)).collect();
        line(&mut out, &clipped(liaison(book, &capacity.liaison), WIDTH));
        paragraph(&mut out, &needs::planned(used, capacity, &needs::names(&mine)));
    }
    out
}

/// Lists the cadences to relax, a line each.
///
/// `relaxations` is what [`crate::schedule::relaxations`] gives.
#[must_use]
pub fn relaxations_text(book: &Book, relaxations: &[Relaxation]) -> String {
    let mut out = list(book, relaxations);
    if !relaxations.is_empty() {
        line(&mut out, needs::NOT_PROVED);
    }
    out
}

/// Lists the cadences to relax with what their plan proves.
#[must_use]
pub fn relaxed_plan_text(book: &Book, relaxed: &RelaxedPlan) -> String {
    let mut out = list(book, &relaxed.relaxations);
    let broken: Vec<&str> = relaxed.broken.iter().map(|id| practice(book, id)).collect();
    let verdict = match (broken.is_empty(), relaxed.relaxations.is_empty()) {
        (true, true) => needs::KEEPS_ALL.to_owned(),
        (true, false) => needs::KEEPS_RELAXED.to_owned(),
        (false, _) => needs::unproved(&needs::names(&broken)),
    };
    let wishes = relaxed.must_visits.len();
    let how = (broken.is_empty() && wishes > 0).then(|| needs::by_must_visits(wishes));
    for text in [verdict].iter().chain(&how).flat_map(|text| wrapped(text, WIDTH)) {
        line(&mut out, &text);
    }
    out
}

/// Lists the cadences to relax, liaison by liaison; nothing where there are none.
fn list(book: &Book, relaxations: &[Relaxation]) -> String {
    let mut out = String::new();
    if !relaxations.is_empty() {
        line(&mut out, needs::RELAX);
    }
    for same in relaxations.chunk_by(|one, other| one.liaison == other.liaison) {
        line(&mut out, &clipped(liaison(book, &same[0].liaison), WIDTH));
        for it in same {
            paragraph(&mut out, &needs::relaxation(practice(book, &it.practice), it));
        }
    }
    out
}

fn paragraph(out: &mut String, text: &str) {
    for text in wrapped(text, WIDTH - 2) {
        line(out, &format!("  {text}"));
    }
}

fn liaison<'a>(book: &'a Book, id: &'a LiaisonId) -> &'a str {
    book.liaison(id).map_or(id.as_str(), |it| it.name.as_str())
}

fn practice<'a>(book: &'a Book, id: &'a PracticeId) -> &'a str {
    book.practice(id).map_or(id.as_str(), |it| it.name.as_str())
}
