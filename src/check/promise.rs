//! Promises of the book: which of them the plan has to keep.

use std::collections::BTreeMap;

use crate::check::case::Case;
use crate::model::index::PracticeIndex;

/// A visit that was promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Promise {
    /// The first day for it.
    pub(crate) from: i64,
    /// The last day for it.
    pub(crate) until: i64,
    pub(crate) state: PromiseState,
}

/// What is left to do for a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PromiseState {
    /// Its days are over, or it is met without the plan.
    Settled,
    /// It has to be kept in the days planned.
    Asked,
    /// It can wait until the plan has ended.
    Waits,
}

impl Promise {
    pub(crate) fn holds(&self, day: i64) -> bool {
        self.from <= day && day <= self.until
    }

    pub(crate) fn is_asked(&self) -> bool {
        self.state == PromiseState::Asked
    }

    pub(crate) fn waits(&self) -> bool {
        self.state == PromiseState::Waits
    }
}

/// Lists the promises of every practice, in the order of the book.
pub(crate) fn all(case: &Case) -> BTreeMap<PracticeIndex, Vec<Promise>> {
    let mut promises: BTreeMap<PracticeIndex, Vec<Promise>> = BTreeMap::new();
    for wish in case.book.must_visits() {
        if let Some(practice) = case.book.practice_index(&wish.practice) {
            let (from, until) = (case.day(wish.from), case.day(wish.until));
            let mut promise = Promise { from, until, state: PromiseState::Settled };
            promise.state = state(case, practice, &promise);
            promises.entry(practice).or_default().push(promise);
        }
    }
    promises
}

fn state(case: &Case, practice: PracticeIndex, promise: &Promise) -> PromiseState {
    let met = case.book.visits(practice).iter().any(|visit| {
        visit.outcome.counts_as_visit()
            && visit.date <= case.plan.as_of
            && promise.holds(case.day(visit.date))
    });
    let agreed = case.agreed(practice).iter().any(|&day| promise.holds(day));
    match promise.until {
        _ if met || agreed || promise.until < 0 => PromiseState::Settled,
        until if until >= case.days => PromiseState::Waits,
        _ => PromiseState::Asked,
    }
}
