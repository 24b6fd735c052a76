//! Progress and cancelling in one: an observer sees where long work stands and says whether it goes on.

use std::ops::ControlFlow;

/// Where long work stands.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Progress {
    /// What is being done, in a word or two for people ("search").
    pub phase: &'static str,
    /// Units of work done so far.
    pub done: u64,
    /// Units of work in all; 0 when unknown.
    pub total: u64,
    /// Best objective so far, in the unit of the phase; `None` before the first.
    pub best: Option<i64>,
}

impl Progress {
    /// A report of `done` of `total` units of `phase`.
    #[must_use]
    pub fn new(phase: &'static str, done: u64, total: u64) -> Self {
        Self { phase, done, total, best: None }
    }
}

/// Called from time to time by long work, from any thread; `ControlFlow::Break(())` asks it to stop and hand over the
/// best it has.
pub type Observer<'a> = &'a (dyn Fn(&Progress) -> ControlFlow<()> + Sync);

/// An observer that lets everything run to its end.
///
/// # Errors
/// Never breaks.
pub fn unobserved(_: &Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
