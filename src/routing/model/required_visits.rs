//! Visits of a recurrence that have to happen: which days may follow each other, and whether all spans hold a visit.

use crate::routing::model::problem::{Day, Recurrence, RequiredVisit};

impl RequiredVisit {
    fn holds(&self, day: Day) -> bool {
        self.from <= day && day <= self.until
    }

    /// Tells whether a visit on `day` is the first in this span, after one on `previous`.
    fn begins(&self, previous: Option<Day>, day: Day) -> bool {
        self.holds(day) && previous.is_none_or(|previous| previous < self.from)
    }
}

impl Recurrence {
    /// Tells whether these (sorted, distinct) days keep the gaps between visits and hold every required visit. No day at
    /// all does where no visit is required. O(days * required²).
    pub(crate) fn admits(&self, days: &[Day]) -> bool {
        let before = |at: usize| days[..at].iter().rev().copied();
        days.iter()
            .enumerate()
            .all(|(at, &day)| self.may_follow(before(at).next(), day) && self.may_come_after(before(at), day))
            && self.may_end(days.last().copied())
    }

    /// Tells whether a visit on `day` may come next after one on `previous`, or first.
    pub(crate) fn may_follow(&self, previous: Option<Day>, day: Day) -> bool {
        let far = previous.is_none_or(|previous| day - previous >= self.min_gap);
        if self.required.is_empty() {
            return far;
        }
        (far || previous.is_some_and(|previous| self.may_be_close(previous, day)))
            && self.is_open(previous, day)
            && !self.required.iter().any(|it| is_after(it.from, previous) && it.until < day)
    }

    /// Tells whether a visit on `day` may come after all these earlier ones, the last of them first.
    pub(crate) fn may_come_after(&self, mut earlier: impl Iterator<Item = Day>, day: Day) -> bool {
        self.required.is_empty()
            || earlier.all(|earlier| day - earlier >= self.min_gap || self.may_be_close(earlier, day))
    }

    /// Tells whether no required visit is missing after the last visit.
    pub(crate) fn may_end(&self, last: Option<Day>) -> bool {
        !self.required.iter().any(|it| is_after(it.from, last))
    }

    /// Tells whether two visits may be closer than the shortest gap: two spans without a common day ask for one each, and no days
    /// of the two are farther apart.
    fn may_be_close(&self, previous: Day, day: Day) -> bool {
        let pairs = self.required.iter().flat_map(|a| self.required.iter().map(move |b| (a, b)));
        let mut both = pairs.filter(|(a, b)| a.holds(previous) && b.holds(day) && a.until < b.from);
        both.any(|(a, b)| b.until - a.from < self.min_gap)
    }

    /// Tells whether a visit may be made on `day` at all: some days are for required visits only.
    fn is_open(&self, previous: Option<Day>, day: Day) -> bool {
        let mut kept = self.required.iter().filter(|it| it.only.binary_search(&day).is_ok()).peekable();
        kept.peek().is_none() || kept.any(|it| it.begins(previous, day))
    }
}

/// Tells whether a day comes after the last visit, if there was one.
fn is_after(day: Day, last: Option<Day>) -> bool {
    last.is_none_or(|last| last < day)
}
