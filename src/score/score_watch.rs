//! What the caller's observer hears while a book is scored, and whether it asks to stop.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{Error, ErrorKind};
use crate::progress::{Observer, Progress};

/// Counts scored practices, from any thread.
pub(crate) struct ScoreWatch<'a> {
    observer: Observer<'a>,
    done: AtomicU64,
    total: u64,
}

impl<'a> ScoreWatch<'a> {
    pub(crate) fn new(observer: Observer<'a>, practices: usize) -> Self {
        Self { observer, done: AtomicU64::new(0), total: practices as u64 }
    }

    /// Reports where the work stands. Refuses to go on if the observer asks to stop.
    pub(crate) fn go_on(&self) -> Result<(), Error> {
        self.report(self.done.load(Ordering::Relaxed))
    }

    /// Counts one more practice as scored, and reports it.
    pub(crate) fn count_one(&self) -> Result<(), Error> {
        self.report(self.done.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn report(&self, done: u64) -> Result<(), Error> {
        if (self.observer)(&Progress::new("score", done, self.total)).is_continue() {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Cancelled, "the scoring was stopped; there are no scores"))
    }
}
