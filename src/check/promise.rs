//! Promises of the book: which of them the plan has to keep.

/// A visit that was promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PromisedVisit {
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

impl PromisedVisit {
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
