//! Long work asks now and then whether it may go on.

use std::cell::Cell;

/// Work between two questions: so many look-ups of travel, or whatever takes as long. From half a millisecond to a few, as
/// travel is a table or worked out on demand.
const BETWEEN: usize = 1 << 15;

/// Asks whether to go on whenever enough work has been done. Once the answer is no, it stays no.
pub(crate) struct StopCheck<'a> {
    ask: &'a dyn Fn() -> bool,
    /// Work since the last question.
    work: Cell<usize>,
    stopped: Cell<bool>,
}

impl<'a> StopCheck<'a> {
    pub(crate) fn new(ask: &'a dyn Fn() -> bool) -> Self {
        Self { ask, work: Cell::new(0), stopped: Cell::new(false) }
    }

    /// Whether to go on after so much more work.
    #[inline]
    pub(crate) fn allows(&self, work: usize) -> bool {
        let work = self.work.get().saturating_add(work);
        self.work.set(work);
        if work < BETWEEN { !self.stopped.get() } else { self.allows_now() }
    }

    /// Whether to go on, however little was done since the last question.
    pub(crate) fn allows_now(&self) -> bool {
        self.work.set(0);
        let stopped = self.stopped.get() || !(self.ask)();
        self.stopped.set(stopped);
        !stopped
    }

    /// What `make` makes of each item, at so much work each; `None` where it may not go on.
    pub(crate) fn map<I, T>(
        &self,
        items: impl IntoIterator<Item = I>,
        work: usize,
        mut make: impl FnMut(I) -> T,
    ) -> Option<Vec<T>> {
        items.into_iter().map(|item| self.allows(work).then(|| make(item))).collect()
    }
}

#[cfg(test)]
impl StopCheck<'static> {
    /// Goes on in any case.
    pub(crate) fn always() -> Self {
        Self::new(&|| true)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use crate::routing::support::cancellation::{BETWEEN, StopCheck};

    #[test]
    fn it_asks_after_enough_work_and_takes_no_for_an_answer() {
        let asked = Cell::new(0);
        let ask = || {
            asked.set(asked.get() + 1);
            asked.get() < 3
        };
        let stop_check = StopCheck::new(&ask);
        let half = BETWEEN / 2;
        let answers: Vec<bool> = (0..8).map(|_| stop_check.allows(half)).collect();
        assert_eq!(answers, [true, true, true, true, true, false, false, false]);
        assert!(!stop_check.allows_now());
        assert_eq!(asked.get(), 3, "nobody is asked again who said no");
        assert_eq!(stop_check.map(0..3, 1, |item| item), None);
        assert_eq!(StopCheck::always().map(0..3, BETWEEN, |item| item * 2), Some(vec![0, 2, 4]));
    }
}
