//! The referrals of a book by practice and day, as far as they are known.

use crate::model::book::Book;
use crate::model::index::PracticeIndex;
use crate::model::time::Date;
use crate::report::scope::ReportScope;
use crate::score::reporting::{ReportedDays, Reporting};

/// Referrals up to a day.
pub(crate) struct KnownReferrals {
    /// By practice, in the order of the book. Totals of a period are spread over its days.
    days: Vec<ReportedDays>,
    /// The last day that the book tells of.
    pub(crate) until: Date,
    /// The day of the first referral of the book.
    pub(crate) first: Option<Date>,
    /// The day of the newest one up to the last day that the book tells of. Later rows are only a part of what came.
    pub(crate) newest: Option<Date>,
}

impl KnownReferrals {
    pub(crate) fn of(book: &Book, as_of: Date) -> Self {
        let reporting = Reporting::of(book, as_of);
        let until = reporting.until;
        let mut days = reporting.with_all_rows().days_of_all(book);
        for days in &mut days {
            days.retain(|day| day.0 <= as_of && day.1 > 0);
        }
        let first = days.iter().filter_map(|days| days.first()).map(|day| day.0).min();
        let newest = days.iter().flatten().map(|day| day.0).filter(|day| *day <= until).max();
        Self { days, until, first, newest }
    }

    /// Lists the days on which a practice referred, with how many, the oldest first. A day may stand there twice.
    pub(crate) fn of_practice(&self, practice: PracticeIndex) -> &[(Date, u32)] {
        self.days.get(practice.get()).map_or(&[], Vec::as_slice)
    }

    /// Counts the referrals of some practices from a day to another one, both included.
    pub(crate) fn count(&self, scope: ReportScope, from: Date, until: Date) -> u64 {
        scope.practices().map(|at| self.count_of(at, from, until)).sum()
    }

    /// Counts the referrals of one practice from a day to another one, both included.
    pub(crate) fn count_of(&self, practice: PracticeIndex, from: Date, until: Date) -> u64 {
        let days = self.of_practice(practice);
        // The days are sorted.
        let days = &days[days.partition_point(|day| day.0 < from)..];
        days.iter().take_while(|day| day.0 <= until).map(|day| u64::from(day.1)).sum()
    }
}
