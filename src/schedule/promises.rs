//! Promised visits: which of them the search has to keep, and on which days.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::plan::disposition::{Missed, Rule};
use crate::routing::model::problem::{Day, RequiredVisit};
use crate::schedule::explain::reasons;
use crate::schedule::plan_basis::PlanBasis;
use crate::schedule::relaxed::Relaxed;
use crate::schedule::visit_needs::Promise;
use crate::schedule::visit_question::{VisitPurpose, VisitQuestion};

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
        let mut possible = Vec::new();
        for &promise in &basis.needs[practice.get()].promises {
            let question =
                VisitQuestion { basis, liaison, practice, purpose: VisitPurpose::Promise(promise) };
            match days(&question) {
                days if days.is_empty() => {
                    missed.push((
                        practice,
                        promise,
                        promise.missed(&basis.horizon, reasons::reasons(&question)),
                    ));
                }
                days => possible.push((promise, days)),
            }
        }
        if !possible.is_empty() {
            kept.insert(practice, required(basis, practice, &possible));
        }
    }
    (kept, missed)
}

/// Lists the days on which a visit can keep a promise: at a distance from other visits, or any where no day is.
fn days(question: &VisitQuestion) -> Vec<Day> {
    let close = Relaxed::of(&[Rule::MinGap]);
    let days = [Relaxed::NONE, close].into_iter().map(|relaxed| question.possible_days(relaxed));
    days.into_iter().find(|days| !days.is_empty()).unwrap_or_default()
}

/// States the visits that keep the promises to a practice. A visit for one of them may keep another, so the span of each has the
/// possible days of all.
fn required(basis: &PlanBasis, practice: PracticeIndex, possible: &[(Promise, Vec<Day>)]) -> Vec<Promised> {
    let (needs, horizon) = (&basis.needs[practice.get()], &basis.horizon);
    let chosen = |day: &Day| {
        !needs.is_resting(i64::from(*day))
            && needs.keeps_distance(i64::from(*day), Relaxed::NONE)
            && needs.leaves_time_to_call(horizon.date(*day))
    };
    let all: BTreeSet<Day> = possible.iter().flat_map(|(_, days)| days.iter().copied()).collect();
    let promised = |(promise, days): &(Promise, Vec<Day>)| {
        let mut span = all.iter().copied().filter(|&day| promise.holds(day));
        let (from, until) = (span.next()?, span.next_back());
        let only = days.iter().copied().filter(|day| !chosen(day)).collect();
        let visit = RequiredVisit { from, until: until.unwrap_or(from), only };
        Some(Promised { promise: *promise, visit, given_up: false })
    };
    possible.iter().filter_map(promised).collect()
}

impl Promise {
    /// Tells whether a visit on a day keeps it.
    pub(crate) fn holds(&self, day: Day) -> bool {
        (self.from..=self.until).contains(&i64::from(day))
    }
}
