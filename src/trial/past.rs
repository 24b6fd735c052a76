//! What happened in a stretch of days: referrals, and visits that met somebody.

use crate::model::book::Book;
use crate::model::index::PracticeIndex;
use crate::model::time::Date;
use crate::score::reporting::{ReportedDays, Reporting};

/// The past of a book, up to a day.
pub(crate) struct BookPast<'a> {
    book: &'a Book,
    /// The last day that it tells of.
    pub(crate) until: Date,
    /// Referrals of each practice by day.
    days: Vec<ReportedDays>,
}

impl<'a> BookPast<'a> {
    /// Looks back from a day. Totals of periods are spread over their days.
    pub(crate) fn of(book: &'a Book, as_of: Date) -> Self {
        let reporting = Reporting::of(book, as_of);
        let until = reporting.until;
        let days = reporting.days_of_all(book);
        Self { book, until, days }
    }

    /// Counts the referrals of a practice from one day to another.
    pub(crate) fn count(&self, practice: PracticeIndex, from: Date, until: Date) -> u32 {
        let days = self.days.get(practice.get()).map_or(&[][..], Vec::as_slice);
        let first = days.partition_point(|day| day.0 < from);
        let within = days[first..].iter().take_while(|day| day.0 <= until);
        within.fold(0, |sum, day| sum.saturating_add(day.1))
    }

    /// Counts the days since the first referral of the book.
    pub(crate) fn age_days(&self) -> i64 {
        let first = self.days.iter().filter_map(|days| days.first()).map(|day| day.0).min();
        first.map_or(0, |first| self.until.days_since(first))
    }

    /// Lists the days from one to another on which somebody at a practice was met.
    pub(crate) fn met(&self, practice: PracticeIndex, from: Date, until: Date) -> impl Iterator<Item = Date> {
        let visits = self.book.visits(practice).iter();
        let met = visits.filter(|visit| visit.outcome.counts_as_visit()).map(|visit| visit.date);
        met.filter(move |date| from <= *date && *date <= until)
    }

    /// Averages the goodwill of a practice over the days from one to another: 1 on the day of a visit, and 1/e after `tau` days. Visits
    /// after `seen_until` do not count.
    pub(crate) fn goodwill(
        &self,
        practice: PracticeIndex,
        (from, until): (Date, Date),
        seen_until: Date,
        tau: f64,
    ) -> f64 {
        let far_back = from.plus_days(-FARTHEST);
        let mut visits: Vec<Date> = self.met(practice, far_back, until.min(seen_until)).collect();
        visits.sort_unstable();
        let days = until.days_since(from) + 1;
        let stock = |day: Date| {
            let before = visits.partition_point(|visit| *visit <= day);
            let last = before.checked_sub(1).and_then(|at| visits.get(at));
            last.map_or(0.0, |last| libm::exp(-(day.days_since(*last) as f64) / tau))
        };
        (0..days).map(|day| stock(from.plus_days(day))).sum::<f64>() / days.max(1) as f64
    }
}

/// Days after which a visit is forgotten.
const FARTHEST: i64 = 3_660;
