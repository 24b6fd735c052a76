//! What the caller's observer hears of long work: the steps of this layer, not those of every search inside.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::progress::{Observer, Progress};

/// The caller's observer, and whether it has asked to stop.
pub(crate) struct ProgressRelay<'a> {
    observer: Observer<'a>,
    stopped: AtomicBool,
}

impl<'a> ProgressRelay<'a> {
    pub(crate) fn new(observer: Observer<'a>) -> Self {
        Self { observer, stopped: AtomicBool::new(false) }
    }

    /// Tells whether the observer has asked to stop.
    pub(crate) fn has_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Reports that `done` of `total` steps of `phase` are done.
    pub(crate) fn report(&self, phase: &'static str, done: usize, total: usize) -> ControlFlow<()> {
        let answer = (self.observer)(&Progress::new(phase, done as u64, total as u64));
        if answer.is_break() {
            self.stopped.store(true, Ordering::Relaxed);
        }
        answer
    }
}

/// Counts steps that are done side by side.
pub(crate) struct Steps<'a> {
    relay: &'a ProgressRelay<'a>,
    phase: &'static str,
    done: AtomicUsize,
    total: usize,
}

impl<'a> Steps<'a> {
    pub(crate) fn new(relay: &'a ProgressRelay<'a>, phase: &'static str, total: usize) -> Self {
        Self { relay, phase, done: AtomicUsize::new(0), total }
    }

    /// Observes the search inside a step.
    pub(crate) fn observe(&self, _: &Progress) -> ControlFlow<()> {
        self.relay.report(self.phase, self.done.load(Ordering::Relaxed), self.total)
    }

    /// Counts one step as done.
    pub(crate) fn finish_one(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}
