//! Mutants of what is said about practices without a place.

use rounds::model::{LiaisonId, PracticeId};
use rounds::plan::{Disposition, Missed, Plan, Rule, StopKind};

use super::Needs::Book;
use super::{Mutant, fate, pick};
use crate::books::Sample;

fn has_place(sample: &Sample, practice: &PracticeId) -> bool {
    sample.book.practice(practice).is_some_and(|it| it.location.is_some())
}

/// A missed visit of a kind to a practice with a place, or to one without.
fn missed<'a>(sample: &Sample, plan: &'a mut Plan, placed: bool, kind: StopKind) -> Option<&'a mut Missed> {
    let wanted = |missed: &Missed| missed.kind == kind;
    let fate = fate(sample, plan, |fate| {
        has_place(sample, &fate.practice) == placed && fate.missed.iter().any(wanted)
    })?;
    fate.missed.iter_mut().find(|missed| wanted(missed))
}

/// A practice without a place that somebody owns, or nobody.
fn placeless<'a>(sample: &Sample, plan: &'a mut Plan, owned: bool) -> Option<&'a mut Disposition> {
    fate(sample, plan, |fate| !has_place(sample, &fate.practice) && fate.liaison.is_some() == owned)
}

pub fn all() -> Vec<Mutant> {
    vec![
        ("a stop at a practice without a place", Book, |sample, plan| {
            let without = sample.book.practices().iter().filter(|it| it.location.is_none());
            let practice = pick(sample, without)?.id.clone();
            let stops =
                plan.itineraries.iter_mut().flat_map(|it| &mut it.days).flat_map(|day| &mut day.stops);
            Some(pick(sample, stops)?.practice = practice)
        }),
        ("an appointment missed for no place that is known", Book, |sample, plan| {
            Some(missed(sample, plan, true, StopKind::Appointment)?.reasons = vec![vec![Rule::NoPlace]])
        }),
        ("a promise missed for no place that is known", Book, |sample, plan| {
            Some(missed(sample, plan, true, StopKind::MustVisit)?.reasons = vec![vec![Rule::NoPlace]])
        }),
        ("an appointment missed for want of a road to nowhere", Book, |sample, plan| {
            Some(missed(sample, plan, false, StopKind::Appointment)?.reasons = vec![vec![Rule::NoRoad]])
        }),
        ("a promise without a place missed for want of a road", Book, |sample, plan| {
            Some(missed(sample, plan, false, StopKind::MustVisit)?.reasons = vec![vec![Rule::NoRoad]])
        }),
        ("a promise without a place that is not told", Book, |sample, plan| {
            let fate = placeless(sample, plan, true).filter(|fate| !fate.missed.is_empty())?;
            Some(fate.missed.clear())
        }),
        ("a rhythm of a practice without a place", Book, |sample, plan| {
            let rhythm = plan.dispositions.iter().find_map(|fate| fate.rhythm)?;
            Some(placeless(sample, plan, true)?.rhythm = Some(rhythm))
        }),
        ("a practice without a place that somebody gets", Book, |sample, plan| {
            Some(placeless(sample, plan, false)?.liaison = Some(LiaisonId::from("L0")))
        }),
        ("a practice without a place taken from its owner", Book, |sample, plan| {
            Some(placeless(sample, plan, true)?.liaison = None)
        }),
    ]
}
