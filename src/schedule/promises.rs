//! Promised visits: which of them the search has to keep, and on which days.

use std::collections::BTreeMap;

use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::plan::disposition::{Missed, Rule};
use crate::routing::model::problem::{Day, RequiredVisit};
use crate::schedule::explain::reasons;
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::relaxed::Relaxed;
use crate::schedule::visit_needs::Promise;
use crate::schedule::visit_question::VisitQuestion;

/// A promise that the search has to keep.
#[derive(Debug, Clone)]
pub(crate) struct Promised {
    pub(crate) promise: Promise,
    pub(crate) visit: RequiredVisit,
    /// Whether the search goes on without it, because no place was found.
    pub(crate) given_up: bool,
}

/// Promises to be kept by practice, and those that cannot be.
type Sorted = (BTreeMap<PracticeIndex, Vec<Promised>>, Vec<(PracticeIndex, Promise, Missed)>);

/// Sorts the promises to the practices that a liaison covers into those to be kept and those that cannot be, with the reasons.
///
/// A promise keeps the shortest gap to other visits where some day allows that; where none does, the promise counts for more.
pub(crate) fn promised(basis: &PlanBasis, liaison: LiaisonIndex, covered: &[PracticeIndex]) -> Sorted {
    let (mut kept, mut missed) = (BTreeMap::new(), Vec::new());
    for &practice in covered {
        for &promise in &basis.needs[practice.get()].promises {
            let question = VisitQuestion { basis, liaison, practice, promise: Some(promise) };
            match required(&question) {
                Some(visit) => {
                    let promised: &mut Vec<Promised> = kept.entry(practice).or_default();
                    promised.push(Promised { promise, visit, given_up: false });
                }
                None => {
                    missed.push((practice, promise, promise.missed(basis.book, reasons::reasons(&question))))
                }
            }
        }
    }
    (kept, missed)
}

/// States the visit that keeps a promise, from the first possible day to the last; `None` where there is none.
fn required(question: &VisitQuestion) -> Option<RequiredVisit> {
    let close = Relaxed::of(&[Rule::MinGap]);
    let relaxed = [Relaxed::NONE, close].into_iter().find(|&relaxed| question.is_possible(relaxed))?;
    let (needs, horizon) = (&question.basis.needs[question.practice.get()], &question.basis.horizon);
    let chosen = |day: &Day| {
        needs.keeps_distance(i64::from(*day), Relaxed::NONE) && needs.leaves_time_to_call(horizon.date(*day))
    };
    let days = question.possible_days(relaxed);
    let only = days.iter().copied().filter(|day| !chosen(day)).collect();
    Some(RequiredVisit { from: *days.first()?, until: *days.last()?, only })
}

impl Promise {
    /// Tells whether a visit on a day keeps it.
    pub(crate) fn holds(&self, day: Day) -> bool {
        (self.from..=self.until).contains(&i64::from(day))
    }
}
