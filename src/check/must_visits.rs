//! Promises: kept, or missed for the reasons given; and every stop is of the kind that it is said to be.

use crate::check::case::{Case, SeenStop};
use crate::check::detail::ViolationDetail;
use crate::check::possible::{self, Question};
use crate::check::promise::PromisedVisit;
use crate::check::report::{About, Report};
use crate::check::room;
use crate::model::index::PracticeIndex;
use crate::model::time::Date;
use crate::plan::disposition::{Disposition, Missed, Rule, RuleSet};
use crate::plan::itinerary::StopKind;

/// Checks promises, and the kinds of stops.
pub(crate) fn check(case: &Case, report: &mut Report) {
    for practice in case.book.practice_indices() {
        kinds(case, practice, report);
        lost(case, practice, report);
    }
    for disposition in &case.plan.dispositions {
        claims(case, disposition, report);
    }
}

/// Lists the promises of a practice that a stop keeps: it is the first one in their days.
pub(crate) fn kept_by<'a>(
    case: &'a Case,
    practice: PracticeIndex,
    at: usize,
) -> impl Iterator<Item = &'a PromisedVisit> {
    let stops = case.stops(practice);
    let asked = case.promises(practice).iter().filter(|promise| promise.is_asked());
    asked.filter(move |promise| stops.iter().position(|seen| promise.holds(seen.day)) == Some(at))
}

/// Checks that a stop keeps a promise if, and only if, it says so.
fn kinds(case: &Case, practice: PracticeIndex, report: &mut Report) {
    for (at, seen) in case.stops(practice).iter().enumerate() {
        let keeps = kept_by(case, practice, at).next().is_some();
        let actual = if keeps { StopKind::MustVisit } else { StopKind::Chosen };
        let stated = seen.stop.kind;
        let about = About::stop(seen.liaison, seen.date, seen.stop);
        let right = stated.is_agreed() || stated == actual;
        report.require(right, about, || ViolationDetail::WrongKind { stated, actual });
    }
}

/// Reports promises that are neither kept nor declared.
fn lost(case: &Case, practice: PracticeIndex, report: &mut Report) {
    let promises = missed(case, practice);
    for promise in &promises {
        let same = promises.iter().filter(|other| *other == promise).count();
        let (from, until) = (case.date(promise.from), case.date(promise.until));
        let id = &case.practice(practice).id;
        let stated = case
            .plan
            .disposition(id)
            .map_or(0, |fate| fate.missed.iter().filter(|missed| is_claim(missed, from, until)).count());
        report
            .require(stated >= same, About::practice(id), || ViolationDetail::MustVisitLost { from, until });
    }
}

/// Lists the promises that have to be kept and are not.
fn missed(case: &Case, practice: PracticeIndex) -> Vec<PromisedVisit> {
    let is_kept =
        |promise: &PromisedVisit| case.stops(practice).iter().any(|seen: &SeenStop| promise.holds(seen.day));
    case.promises(practice)
        .iter()
        .filter(|promise| promise.is_asked() && !is_kept(promise))
        .copied()
        .collect()
}

fn is_claim(missed: &Missed, from: Date, until: Date) -> bool {
    missed.kind == StopKind::MustVisit && (missed.from, missed.date) == (Some(from), until)
}

/// Checks what a disposition says of promises that are missed.
fn claims(case: &Case, fate: &Disposition, report: &mut Report) {
    let Some(practice) = case.book.practice_index(&fate.practice) else { return };
    let promises = missed(case, practice);
    for (at, claim) in fate.missed.iter().enumerate().filter(|(_, it)| it.kind != StopKind::Appointment) {
        let about = About { date: Some(claim.date), ..About::practice(&fate.practice) };
        let until = claim.date;
        let is_it =
            |promise: &&PromisedVisit| is_claim(claim, case.date(promise.from), case.date(promise.until));
        let same = fate.missed[..at]
            .iter()
            .filter(|it| (it.kind, it.from, it.date) == (claim.kind, claim.from, claim.date));
        match promises.iter().filter(is_it).nth(same.count()) {
            None => report.add(about, ViolationDetail::WronglyMissedVisit { until }),
            Some(promise) => {
                let right = claim.start.is_none()
                    && claim.clash.is_none()
                    && claim.reasons == reasons(case, fate, practice, promise)
                    && !has_room(case, fate, practice, promise);
                report.require(right, about, || ViolationDetail::WrongMissedVisit { until });
            }
        }
    }
}

/// Tells whether a promise to a practice without any stop could be kept on some day as it is planned.
fn has_room(case: &Case, fate: &Disposition, practice: PracticeIndex, promise: &PromisedVisit) -> bool {
    let liaison = fate.liaison.as_ref().and_then(|id| case.book.liaison_index(id));
    let Some(liaison) = liaison.filter(|_| case.stops(practice).is_empty()) else { return false };
    let question = Question::promised(case, practice, promise);
    let is_allowed = |day: &i64| question.blocks(liaison, *day).is_empty();
    (0..case.days).filter(is_allowed).any(|day| room::has_place(case, liaison, practice, day))
}

/// Finds everything that forbids a promised visit.
fn reasons(
    case: &Case,
    fate: &Disposition,
    practice: PracticeIndex,
    promise: &PromisedVisit,
) -> Vec<RuleSet> {
    match fate.liaison.as_ref().and_then(|id| case.book.liaison_index(id)) {
        Some(liaison) => possible::reasons(&Question::promised(case, practice, promise), liaison),
        None if case.place(practice).is_none() => vec![vec![Rule::NoPlace]],
        None => vec![vec![Rule::Skills]],
    }
}
